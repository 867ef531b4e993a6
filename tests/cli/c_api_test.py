"""The C interface, as searcher/examples/search.py uses it; and the example itself."""

import os
import pathlib
import shutil
import subprocess
import sys
import threading
import unittest

from cli_test_case import CORPUS, SECONDS_TO_WAIT, CliTestCase, article, environment
from xapian_server import XapianServer

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "searcher/examples"
sys.path.insert(0, str(EXAMPLES))
from search import GisaError, Searcher  # noqa: E402


@unittest.skipUnless("GISA_LIBRARY" in os.environ, "GISA_LIBRARY names no library")
class CApiTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles")
        self.searcher = Searcher(self.database)
        self.addCleanup(self.searcher.close)

    def test_the_result_is_that_of_the_program(self):
        for query, options, arguments in (
                ("기준금리 동결", {}, []),
                ("기준금리", {"limit": 3, "offset": 2, "sort": "newest"}, ["-n", 3, "--offset", 2, "--sort", "newest"]),
                ("기준금리", {"sort": "recent", "half_life": 86400}, ["--half-life", "1d"]),
                ('"기준금리 동결"', {"syntax": "words", "match": "all"}, ["--syntax", "words", "--match", "all"]),
                ("배터리", {"fields": "id,title"}, ["--fields", "id,title"]),
                ("배터리", {"full": True, "limit": 1}, ["--full", "-n", 1]),
                ("배터리", {"explain": True}, ["--explain"]),
                ("배터리", {"fold": True}, ["--fold"]),
                ("배터리", {"limit": 0, "facets": "press:3,year"}, ["-n", 0, "--facet", "press:3,year"]),
                ("", {}, [])):
            ours, theirs = self.searcher.search(query, **options), self.search(*arguments, query)
            ours["seconds"] = theirs["seconds"] = 0
            self.assertEqual(ours, theirs, (query, options))

    def test_errors_have_a_message_and_a_hint(self):
        for options, message in (({"limit": -1}, "option limit: '-1' is not a number in range"),
                                 ({"sort": "best"}, "'best' is not one of relevance, newest, oldest, recent"),
                                 ({"full": 2}, "option full: '2' is not 0 or 1"),
                                 ({"fields": "body"}, "'body' is no field"), ({"facets": "week"}, "'week' is no facet"),
                                 ({"facets": "press:x"}, "option facets"), ({"timeout": "nan"}, "option timeout"),
                                 ({"colour": "red"}, "unknown option 'colour'")):
            with self.assertRaises(GisaError) as caught:
                self.searcher.search("배터리", **options)
            self.assertRegex(str(caught.exception), r"\A.+\n.+\Z")
            self.assertIn(message, str(caught.exception))
        with self.assertRaises(GisaError) as caught:
            Searcher(self.directory / "없다.db")
        self.assertIn("없다.db", str(caught.exception))

    def test_null_is_an_error_and_not_a_crash(self):
        library = self.searcher._library
        self.assertIsNone(library.gisa_search(None, b"x", None, None))
        self.assertIsNone(library.gisa_search(self.searcher._handle, None, None, None))
        self.assertIsNone(library.gisa_open(None, None))
        self.assertEqual(library.gisa_refresh(None, None), -1)
        library.gisa_close(None)
        library.gisa_free(None)

    def test_time_that_is_up(self):
        self.assertIs(self.searcher.search("기준금리", timeout=0.001).get("timed_out"), True)
        self.assertNotIn("timed_out", self.searcher.search("기준금리", timeout=60000))

    def test_refresh_and_info(self):
        before = self.searcher.info()
        self.assertFalse(self.searcher.refresh())
        self.index("-", stdin=article("new", "새 기사", "하늘다람쥐가 돌아왔다.").encode())
        self.assertEqual(self.searcher.search("하늘다람쥐", match="all")["hits"], [])
        self.assertTrue(self.searcher.refresh())
        self.assertEqual(self.searcher.search("하늘다람쥐")["hits"][0]["id"], "new")
        self.assertEqual(self.searcher.info()["articles"], before["articles"] + 1)
        self.assertGreater(self.searcher.info()["generation"], before["generation"])

    def test_synonyms(self):
        self.index("-", stdin=article("squirrel", "", "하늘다람쥐가 돌아왔다.").encode())
        self.searcher.refresh()
        self.searcher.set_synonyms("날다람이 = 하늘다람쥐\n")
        self.assertEqual(self.searcher.search("날다람이")["hits"][0]["id"], "squirrel")
        with self.assertRaises(GisaError):
            self.searcher.set_synonyms("=\n")

    def test_threads(self):
        expected = [hit["id"] for hit in self.searcher.search("기준금리")["hits"]]
        found = []

        def search():
            for _ in range(20):
                found.append([hit["id"] for hit in self.searcher.search("기준금리")["hits"]])
        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [expected] * 80)

    @unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tools has no xapian-tcpsrv")
    def test_processes(self):
        def ids(searcher, query):
            return [hit["id"] for hit in searcher.search(query, limit=20)["hits"]]

        def search_in_a_child(searcher, expected, number, gate):
            process = os.fork()
            if process != 0:
                return process
            status = 1
            try:
                os.close(gate[1])
                os.read(gate[0], 1)  # all begin together
                searched = all(ids(searcher, query) == expected[query] for query in queries[number:] + queries[:number])
                searcher.close()
                status = 0 if searched else 2
            finally:
                os._exit(status)

        topics = (CORPUS / "topics.tsv").read_text().split("\n")[:40]
        words = " ".join(topic.partition("\t")[2] for topic in topics).split()
        queries = [" ".join(words[first::4]) for first in range(4)]  # long ones, in several pieces
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            self.write("stub", f"remote {server.address}\n")
            with Searcher(self.directory / "stub") as served:
                for searcher in (self.searcher, served):
                    expected = {query: ids(searcher, query) for query in queries}
                    for _ in range(5):
                        gate = os.pipe()
                        children = [search_in_a_child(searcher, expected, number, gate) for number in range(8)]
                        for end in gate:
                            os.close(end)
                        self.assertEqual([os.waitpid(child, 0)[1] for child in children], [0] * 8)
                    self.assertEqual({query: ids(searcher, query) for query in expected}, expected)

    def test_messages_are_lines_of_text(self):
        for name in (b"\xb1\xe2.db", b"two\nlines.db", b"\x1b[2J.db"):
            with self.subTest(name), self.assertRaises(GisaError) as caught:
                Searcher(os.path.join(os.fsencode(self.directory), name))
            message, hint = str(caught.exception).split("\n")
            self.assertTrue(message.isprintable(), message)
            self.assertIn("gisa-index", hint)

    def test_the_version(self):
        self.assertIn(self.searcher.version(), self.run_search("--version").stdout.decode())

    def test_the_example(self):
        def run(*arguments):
            return subprocess.run([sys.executable, EXAMPLES / "search.py", *arguments], capture_output=True, text=True,
                                  env=environment(GISA_LIBRARY=os.environ["GISA_LIBRARY"]), timeout=SECONDS_TO_WAIT, check=False)
        done = run(self.database, "기준금리", "동결")
        self.assertEqual(done.returncode, 0, done.stderr)
        titles = [hit.get("title", "(untitled)") for hit in self.search("-n", 5, "기준금리 동결")["hits"]]
        self.assertEqual(done.stdout.splitlines(), [f"{i}. {title}" for i, title in enumerate(titles, 1)])
        self.assertIn("error: ", run(self.directory / "없다.db", "x").stderr)


if __name__ == "__main__":
    unittest.main()
