"""Text from strangers: nothing of it controls a terminal, breaks JSON or leads out of a directory."""

import io
import json
import re
import unittest
import zipfile

from cli_test_case import CliTestCase, article

# What must not arrive: sequences that act on a terminal, that turn text around, that end lines.
HOSTILE = {
    "clear the screen": "\x1b[2J\x1b[H",
    "title of the window": "\x1b]0;pwned\x07",
    "hyperlink": "\x1b]8;;http://evil.example\x1b\\여기\x1b]8;;\x1b\\",
    "device control": "\x1bP1;1|17/ab\x9c",
    "CSI of one character": "\x9b31m",
    "OSC of one character": "\x9d0;pwned\x9c",
    "bell, backspace, return": "\x07\x08\x08\x08\rx",
    "bidi override": "\u202eevil\u202c",
    "bidi isolate": "\u2066evil\u2069",
    "marks": "\u200e\u200f\u061c",
    "lines": "a\nb\x0bc\x0cd\u2028e\u2029f\x85g",
    "NUL and DEL": "\x00\x7f",
    "quotes": "\"'\\</script>]]>",
    "tab": "a\tb",
}
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
OWN_COLORS = re.compile(r"\x1b\[[0-9;]*m")
OWN_LINKS = re.compile(r"\x1b\]8;(id=[0-9a-f]+;[!-~]+|;)\x1b\\")  # printable ASCII only

IDS = {f"id{text}".replace("\0", " ") for text in HOSTILE.values()}


class HostileTextTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.write("a.jsonl", "".join(
            article(f"id{text}", f"사과 {name} {text} 끝", f"사과가 {text} 익었다. {text}\n둘째 문단 {text}.",
                    press=f"신문{text}", section=f"사회{text}", reporter=f"김{text}기자",
                    url=f"http://example.com/{text}", date="2025-01-01")
            for name, text in HOSTILE.items()))
        self.index("a.jsonl")

    def assert_safe(self, output, name, colors=False):
        text = output.decode()  # throws if it is no UTF-8
        if colors:
            text = OWN_LINKS.sub("", OWN_COLORS.sub("", text))
        found = UNSAFE.search(text)
        self.assertIsNone(found, f"{name}: {text[max(0, found.start() - 60):found.end() + 20]!r}" if found else "")

    def test_searches(self):
        for arguments in ((), ("--full",), ("--format", "tsv"), ("--format", "ids"), ("--format", "trec"),
                          ("--facet", "press,section,reporter"), ("--explain",), ("--sort", "newest"),
                          ("--format", "tsv", "--fields", "id,title,press,section,reporter,url,date")):
            with self.subTest(arguments):
                self.assert_safe(self.run_search("사과", "-n", 50, *arguments).stdout, arguments)
                if "--format" not in arguments:
                    done = self.run_search("사과", "-n", 50, "--color", "always", "--hyperlink", "always", *arguments)
                    self.assert_safe(done.stdout, arguments, colors=True)

    def test_json_is_json(self):
        for arguments in (("--json",), ("--json", "--full", "--explain", "--facet", "press,section,reporter")):
            output = self.run_search("사과", "-n", 50, *arguments).stdout
            self.assert_safe(output, arguments)
            hits = json.loads(output)["hits"]
            self.assertEqual({hit["id"] for hit in hits}, IDS)
        output = self.run_search("사과", "-n", 50, "--format", "jsonl").stdout
        self.assertEqual(len([json.loads(line) for line in output.decode().split("\n") if line]), len(HOSTILE))
        self.assert_safe(output, "jsonl")
        exported = self.run_index("export").stdout
        self.assert_safe(exported, "export")
        self.assertEqual({json.loads(line)["id"] for line in exported.decode().split("\n") if line},
                         IDS)
        self.assert_safe(self.run_index("stats", "--json").stdout, "stats")

    def test_queries(self):
        for name, text in HOSTILE.items():
            if "\x00" in text:
                continue
            for query in (text, f"사과 {text}", f'"사과 {text}"', f"press:신문{text}", f"{text}:{text}", f"({text}"):
                with self.subTest(f"{name}: {query!r}"):
                    for arguments in (("--explain",), ("--json",)):
                        done = self.run_search(query, *arguments, status=(0, 1))
                        self.assert_safe(done.stdout, name)
                        self.assert_safe(done.stderr, name)
                        if arguments == ("--json",):
                            json.loads(done.stdout)

    def test_what_the_indexer_says(self):
        for name, text in HOSTILE.items():
            if "\x00" in text:
                continue
            with self.subTest(name):
                file = "bad" + text.replace("/", "") + ".jsonl"
                self.write(file, '{"title": ' + text + "}\n" + article("x", "", "") + "\xff")
                done = self.run_index("--report", "report.jsonl", file, status=(1, 3))
                self.assert_safe(done.stderr, name)
                report = (self.directory / "report.jsonl").read_bytes()
                self.assert_safe(report, name)
                for line in report.splitlines():
                    json.loads(line)
                self.assert_safe(self.run_index(f"none{text}.jsonl", status=1).stderr, name)
                self.assert_safe(self.run_index("--db", f"none{text}.db", "check", status=1).stderr, name)
                self.assert_safe(self.run_index("delete", f"none{text}", status=1).stderr, name)
                self.assert_safe(self.run_index("--format", text, file, status=1).stderr, name)
                self.assert_safe(self.run_index(f"--{text}", file, status=1).stderr, name)
        self.assert_safe(self.run_index("stats").stdout, "stats")

    def test_members_of_archives_stay_inside(self):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name in ("../../evil.txt", "/tmp/evil.txt", "a/\x1b[2J.txt", "..\\evil.txt"):
                archive.writestr(name, "사과가 밖으로 나갔다.")
        self.write("deep/in/there/news.zip", content.getvalue())
        before = {path for path in self.directory.rglob("*") if "gisa.db" not in path.parts}
        done = self.run_index("deep/in/there/news.zip")
        self.assert_safe(done.stderr, "archive")
        self.assertEqual({path for path in self.directory.rglob("*") if "gisa.db" not in path.parts}, before)
        self.assert_safe(self.run_search("나갔다").stdout, "archive")

    def test_damaged_and_lost_ids(self):
        (segment,) = self.database.glob("s0*[0-9]")
        file = segment / "docdata.glass"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        done = self.run_index("check", "--repair", "saved.db", status=(0, 3))
        self.assertIn(b"lost", done.stderr)
        self.assert_safe(done.stderr, "lost")


if __name__ == "__main__":
    unittest.main()
