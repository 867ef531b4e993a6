"""Every command in the READMEs runs: the lines of its indented blocks, in a directory with the files they name.
And manuals are shown."""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import unittest

import sample_files
from cli_test_case import CORPUS, GISA_INDEX, GISA_SEARCH, CliTestCase, article, environment
from xapian_server import XapianServer

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENGLISH, KOREAN = ROOT / "README.md", ROOT / "README.ko.md"
SECONDS = 240  # a guard against hanging, wide enough for a sanitized build
WATCHED_SECONDS = 2
SECONDS_OF_PAGE = 20


def commands(readme):
    """The shell lines with one of the programs, or that write a file; comments are the shell's business."""
    return re.findall(r"^(?:    |\$ )((?:gisa-(?:index|search)|printf|xapian-tcpsrv) .*)$", readme.read_text(encoding="utf-8"), re.MULTILINE)


def blocks(readme):
    """The fenced blocks of code."""
    return re.findall(r"^```(?:cpp|cmake)\n(.*?)^```", readme.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


class ReadmeTest(CliTestCase):
    def test_every_command(self):
        (self.directory / "corpus").symlink_to(CORPUS)
        self.write("articles/a.md", sample_files.MARKDOWN)
        self.write("articles/b.csv", sample_files.nikl_csv("n1"))
        self.write("dump.jsonl", article("a", "한은, 기준금리 동결", "한국은행은 기준금리를 동결했다.", date="2024-03-05"))
        self.write("dump.tar.gz", sample_files.tar_file({"d/a.json": sample_files.to_json([sample_files.record("t")])}, "w:gz"))
        programs = self.directory / "bin"
        programs.mkdir()
        for name, program in (("gisa-index", GISA_INDEX), ("gisa-search", GISA_SEARCH)):
            (programs / name).symlink_to(pathlib.Path(program).resolve())
        self.index(CORPUS / "articles")  # ./gisa.db, for searches that name none
        self.served = ""
        lines = commands(ENGLISH)
        self.assertGreater(len(lines), 8)
        for line in lines:
            with self.subTest(line):
                words = shlex.split(line, comments=True)
                if "--topics" in words:
                    continue  # wants judged sets of one's own
                if words[0] == "xapian-tcpsrv":
                    self.serve(words)
                    continue
                line = line.replace("localhost:7000", self.served)
                shell = f"timeout -s INT {WATCHED_SECONDS} {line}" if "--watch" in words else line
                path = f"{programs}:{os.environ.get('PATH', '')}"
                done = subprocess.run(["bash", "-c", shell], cwd=self.directory, env=environment(PATH=path),
                                      capture_output=True, timeout=SECONDS, check=False)
                self.check_sane(done.returncode, done.stderr)
                # timeout's own status is 124; a search that finds nothing ends with 1 and says nothing.
                allowed = (124,) if "--watch" in words else (0, 1) if words[0] == "gisa-search" else (0,)
                self.assertIn(done.returncode, allowed, done.stderr.decode(errors="replace"))
                if words[0] == "gisa-search":
                    self.assertNotRegex(done.stderr.decode(), r"^gisa-search: ")

    def serve(self, words):
        """At a port that is free."""
        if not shutil.which(words[0]):
            self.skipTest(f"no {words[0]}")
        self.assertEqual(words[1:3], ["--port", "7000"])
        server = XapianServer(self, words[0], self.directory / words[3])
        server.start()
        self.served = server.address

    def test_both_languages_show_the_same(self):
        """What runs in English runs in Korean: the commands are the same but for their comments."""
        plain = lambda readme: [shlex.split(line, comments=True) for line in commands(readme)]
        self.assertEqual(plain(KOREAN), plain(ENGLISH))
        self.assertEqual(blocks(KOREAN), blocks(ENGLISH))
        self.assertIn("(README.ko.md)", ENGLISH.read_text(encoding="utf-8"))
        self.assertIn("(README.md)", KOREAN.read_text(encoding="utf-8"))


class ManualTest(unittest.TestCase):
    @unittest.skipUnless(shutil.which("groff"), "no groff")
    def test_terminals_of_any_width(self):
        for manual in sorted((ROOT / "man").rglob("*.[17]")):
            for columns in (30, 40, 80):
                with self.subTest(manual=manual.name, columns=columns):
                    shown = subprocess.run(["groff", "-k", "-mandoc", "-Tutf8", f"-rLL={columns}n", f"-rLT={columns}n", str(manual)],
                                           capture_output=True, timeout=SECONDS_OF_PAGE, check=True).stdout.decode()
                    self.assertIn("gisa", shown)


if __name__ == "__main__":
    unittest.main()
