"""A gisa database is a Xapian database: Xapian's own programs open it (Debian: xapian-tools)."""

import shutil
import subprocess
import unittest

from cli_test_case import CORPUS, CliTestCase, article
from xapian_server import XapianServer


@unittest.skipUnless(shutil.which("xapian-delve") and shutil.which("xapian-check"), "xapian-tools is not installed")
class XapianToolsTest(CliTestCase):
    def run_tool(self, *command):
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, errors="replace", timeout=60, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def check_segments(self):
        segments = sorted(self.database.glob("s0*[0-9]"))
        self.assertTrue(segments)
        for segment in segments:
            self.assertIn("No errors found", self.run_tool("xapian-check", segment))

    def test_delve_counts_the_articles(self):
        self.index(CORPUS / "articles")
        self.assertRegex(self.run_tool("xapian-delve", self.database), r"(?m)^number of documents = 111$")
        self.check_segments()

    def test_delve_finds_a_record(self):
        self.index("-", stdin=article("a", "제목", "사과가 익었다.").encode())
        self.assertRegex(self.run_tool("xapian-delve", "-t", "사과", self.database), r"Posting List for term '사과' .*termfreq 1,")

    def test_both_writers(self):
        for writer in ("glass", "xapian"):
            self.index("--writer", writer, "--db", self.directory / writer, CORPUS / "articles")
            for table in ("postlist", "docdata"):
                self.run_tool("xapian-check", self.directory / writer / "s000001" / f"{table}.glass")
        delves = [self.run_tool("xapian-delve", "-a", self.directory / writer / "s000001").split("All terms")[1]
                  for writer in ("glass", "xapian")]
        self.assertEqual(delves[0], delves[1])

    def test_after_updates_and_merges(self):
        for version in range(12):
            self.index("-", stdin="".join(article(f"a{i}", "제목", f"사과 판본{version}번") for i in range(version, version + 5)).encode())
            self.check_segments()
        self.run_tool("xapian-delve", self.database)
        self.assertLessEqual(len(list(self.database.glob("s0*[0-9]"))), 8)
        self.index("--optimize")
        self.assertEqual(len(list(self.database.glob("s0*[0-9]"))), 1)
        self.check_segments()
        self.assertRegex(self.run_tool("xapian-delve", self.database), r"(?m)^number of documents = 16$")

    @unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tools has no xapian-tcpsrv")
    def test_served_to_other_programs(self):
        self.index(CORPUS / "articles")
        self.index("-", stdin=article("a", "제목", "사과가 익었다.").encode())
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            stub = self.write("served", f"remote {server.address}\n")
            self.assertRegex(self.run_tool("xapian-delve", stub), r"(?m)^number of documents = 112$")
            here, there = (self.run_tool("xapian-delve", "-t", "금리", database).split("): ")[1]
                           for database in (self.database, stub))
            self.assertEqual(there, here)

    @unittest.skipUnless(shutil.which("xapian-replicate-server"), "xapian-tools has no xapian-replicate-server")
    def test_replicas_are_searched(self):
        def replicate():
            self.run_tool("xapian-replicate", "--host", "127.0.0.1", "--port", server.port, "--master", self.database.name,
                          "--one-shot", self.directory / "replica")

        self.index(CORPUS / "articles")
        with XapianServer(self, "xapian-replicate-server", self.directory) as server:
            replicate()
            expected = self.search("금리 인상")["hits"]
            self.assertTrue(expected)
            self.assertEqual(self.search("--db", "replica", "금리 인상")["hits"], expected)
            self.index("--optimize", "-", stdin=article("a", "제목", "쀍쀓이 익었다.").encode())
            self.assertEqual(self.found("--db", "replica", "쀍쀓"), [])
            replicate()
            self.assertEqual(self.found("--db", "replica", "쀍쀓"), ["a"])


if __name__ == "__main__":
    unittest.main()
