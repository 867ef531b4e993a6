"""gisa-search for people: colours, escapes, the summary, pipes; on a pseudo terminal where it matters."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata
import unittest

from cli_test_case import CORPUS, GISA_SEARCH, SECONDS_TO_WAIT, CliTestCase, article, environment

SGR = re.compile(r"\x1b\[[0-9;]*m")


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


class TerminalTestCase(CliTestCase):
    def on_terminal(self, *arguments, width=80, status=0, **variables):
        """What appears on a terminal of this width."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        process = subprocess.Popen([GISA_SEARCH, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=slave,
                                   stderr=subprocess.PIPE, cwd=self.directory, env=environment(**variables))
        os.close(slave)
        output = b""
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            output += chunk
        os.close(master)
        self.check_sane(process.wait(timeout=SECONDS_TO_WAIT), process.stderr.read())
        process.stderr.close()
        self.assertEqual(process.returncode, status)
        return output.decode().replace("\r\n", "\n")


class ColorTest(TerminalTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin=article("a", "사과 소식", "사과가 익었다.", press="느티일보", date="2025-01-02").encode())

    def test_a_pipe_gets_none(self):
        self.assertNotIn(b"\x1b", self.run_search("사과").stdout)

    def test_always_means_always(self):
        for variables in ({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}):
            out = self.run_search("--color=always", "사과", variables=variables).stdout.decode()
            self.assertIn("\x1b[", out)
            self.assertNotIn("\x1b", SGR.sub("", out), "nothing but colours")
            self.assertRegex(out, r"\x1b\[[0-9;]+m사과\x1b\[[0-9;]*m")

    def test_a_terminal_gets_them(self):
        self.assertIn("\x1b[", self.on_terminal("사과"))
        self.assertIn("\x1b[", self.on_terminal("사과", NO_COLOR=""))

    def test_unless_it_asks_not_to(self):
        self.assertNotIn("\x1b", self.on_terminal("사과", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal("--color=never", "사과"))
        self.assertNotIn("\x1b", self.on_terminal("사과", TERM="dumb"))

    def test_json_gets_none(self):
        self.assertNotIn("\x1b", self.on_terminal("--json", "--color=always", "사과"))

    def test_the_same_text_with_and_without(self):
        plain = self.run_search("사과").stdout.decode()
        self.assertEqual(SGR.sub("", self.run_search("--color=always", "사과").stdout.decode()), plain)


class HyperlinkTest(TerminalTestCase):
    LINK = "\x1b]8;id="

    def setUp(self):
        super().setUp()
        self.index("-", stdin=(article("a", "사과 소식", "사과가 익었다.", url="https://news.example/a") +
                               article("b", "사과", "사과를 땄다.", url="https://e.kr/\x1b]8;;evil\x07")).encode())

    def test_where_the_terminal_can(self):
        out = self.on_terminal("사과 소식", TERM="xterm-kitty", NO_COLOR="1")
        self.assertRegex(out, r"\x1b\]8;id=[0-9a-f]+;https://news\.example/a\x1b\\사과 소식\x1b\]8;;\x1b\\")
        self.assertRegex(out, r";https://news\.example/a\x1b\\https://news\.example/a\x1b\]8;;\x1b\\")
        self.assertNotIn(self.LINK, self.on_terminal("사과"))
        self.assertNotIn(self.LINK, self.on_terminal("--hyperlink=never", "사과", TERM="xterm-kitty"))

    def test_not_in_a_pipe_unless_asked(self):
        self.assertNotIn(b"\x1b", self.run_search("사과", variables={"TERM": "xterm-kitty"}).stdout)
        self.assertIn(self.LINK, self.run_search("--hyperlink=always", "사과").stdout.decode())
        for name in ("json", "jsonl", "tsv", "ids"):
            self.assertNotIn(b"\x1b", self.run_search("--hyperlink=always", "--format", name, "사과").stdout)

    def test_nothing_of_an_article_ends_a_link(self):
        out = self.run_search("--hyperlink=always", "사과").stdout.decode()
        self.assertNotIn("\x07", out)
        self.assertNotIn("\x1b", re.sub(r"\x1b\]8;(id=[0-9a-f]+)?;[!-~]*\x1b\\", "", out))


class LayoutTest(TerminalTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles")

    def test_articles_on_standard_output_the_summary_on_standard_error(self):
        done = self.run_search("-n", 2, "기준금리 동결")
        self.assertRegex(done.stdout.decode(), r"\A 1\. \S.*\n(    .*\n)+\n 2\. \S")
        self.assertRegex(done.stderr.decode(), r"\A\d+ articles, 1-2 shown, .*\n\Z")

    def test_nothing_found(self):
        done = self.run_search("쀍뷁", status=1)
        self.assertEqual(done.stdout, b"")
        self.assertNotEqual(done.stderr, b"")

    def test_lines_fit_the_terminal(self):
        for width in (30, 80, 120):
            text = SGR.sub("", self.on_terminal("-n", 10, "기준금리 배터리", width=width))
            self.assertLessEqual(max(columns(line) for line in text.splitlines()
                                     if "http" not in line and "scraped/" not in line), width)
            self.assertRegex(text, r"articles")

    def test_without_a_utf8_locale(self):
        for locale in ("C", "POSIX"):
            done = self.run_search("기준금리", variables={"LC_ALL": locale})
            self.assertIn("기준금리", done.stdout.decode())

    def test_a_reader_that_leaves_early(self):
        for arguments in (["-n", "100", "한국"], ["--json", "-n", "100", "한국"],
                          ["--format", "jsonl", "-n", "100", "한국"], ["--format", "tsv", "-n", "100", "한국"],
                          ["--full", "-n", "100", "한국"], ["-n", "0", "--facet", "press:0,reporter:0,day", "한국"],
                          ["--topics", str(CORPUS / "topics.tsv")]):
            process = subprocess.Popen([GISA_SEARCH, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                       cwd=self.directory, env=environment())
            process.stdout.read(1)
            process.stdout.close()
            err = process.stderr.read().decode()
            process.stderr.close()
            self.assertEqual(process.wait(timeout=SECONDS_TO_WAIT), 0, err)
            self.assertNotRegex(err, r"(?i)pipe|error|gisa-search:")

    def test_head(self):
        done = subprocess.run(["bash", "-o", "pipefail", "-c", '"$0" -n 100 한국 | head -1', GISA_SEARCH],
                              capture_output=True, cwd=self.directory, env=environment(), timeout=SECONDS_TO_WAIT, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count(b"\n"), 1)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_output_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([GISA_SEARCH, "한국"], stdout=full, stderr=subprocess.PIPE, cwd=self.directory,
                                  env=environment(), timeout=SECONDS_TO_WAIT, check=False)
        self.assertEqual(done.returncode, 2)

    def test_closed_descriptors(self):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&- 2>&-"):
            done = subprocess.run(["bash", "-c", f'"$0" 한국 {closed}', GISA_SEARCH], capture_output=True,
                                  cwd=self.directory, env=environment(), timeout=SECONDS_TO_WAIT, check=False)
            self.assertIn(done.returncode, (0, 2), closed)


class HostileTextTest(TerminalTestCase):
    def test_escapes_of_articles_do_not_reach_the_terminal(self):
        evil = "\x1b[31m\x1b]0;title\x07\x9b31m\u202e\u2066\x08\x7f"
        fields = {name: f"값{evil}" for name in ("press", "section", "reporter", "url")}
        self.index("-", stdin=(article("a" + evil, f"제목 {evil} 끝", f"사과{evil}가 익었다.", **fields) +
                               article(f"b{evil}", None, f"{evil}사과를 {evil} 땄다.")).encode())
        for out in (self.run_search("사과").stdout.decode(), self.on_terminal("사과", NO_COLOR="1"),
                    SGR.sub("", self.run_search("--color=always", "사과").stdout.decode())):
            for character in "\x1b\x07\x9b\u202e\u2066\x08\x7f":
                self.assertNotIn(character, out)

    def test_the_query_is_not_echoed_raw(self):
        self.index("-", stdin=article("a", "제목", "사과가 익었다.").encode())
        done = self.run_search("\x1b[31m바나나\x07", status=1)
        self.assertNotIn(b"\x1b", done.stdout + done.stderr)
        done = self.run_search("--sort", "\x1b[31m", "사과", status=2)
        self.assertNotIn(b"\x1b", done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
