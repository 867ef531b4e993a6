"""Articles that servers have (xapian-tcpsrv) are searched as if they were here."""

import contextlib
import json
import select
import shutil
import socket
import subprocess
import threading
import unittest

from cli_test_case import GISA_SEARCH, CliTestCase, article, environment
from halves_test_case import HalvesTestCase, Score
from xapian_server import XapianServer

needs_server = unittest.skipUnless(shutil.which("xapian-tcpsrv"), "xapian-tools has no xapian-tcpsrv")


@needs_server
class ServedHalvesTest(HalvesTestCase):
    def setUp(self):
        super().setUp()
        self.make_halves()
        self.servers = {name: XapianServer(self, "xapian-tcpsrv", self.directory / f"{name}.db") for name in ("old", "new")}
        for server in self.servers.values():
            server.start()
        old, new = (f"remote {server.address}\n" for server in self.servers.values())
        self.write("served", old + new)
        self.write("mixed", "auto old.db\n" + new)

    def test_ranks_as_if_all_were_here(self):
        expected = self.scores("all.db")
        self.assertGreater(len(expected), 100)
        for stub in ("served", "mixed"):
            self.assertEqual(self.scores(stub), expected, stub)

    def test_every_kind_of_search(self):
        def with_scores(result):
            hits, total, facets = result
            for hit in hits:
                hit["score"] = Score(hit["score"])
            return hits, total, facets

        for arguments in (["금리 인상"], ["금리"], ['"기준금리"'], ["금리 -인하"], ["금리*"], ["금리 NEAR/3 인하"], ["press:한빛일보"],
                          ["--sort", "newest", "금리"], ["--sort", "oldest", "금리"], ["--sort", "recent", "금리"],
                          ["--match", "all", "금리 인상"], ["--facet", "press,year", "금리"], ["날짜:2024 금리"], ["rmafl"],
                          ["금리인상"], ["없는낱말이다"], ["--timeout", "10s", "금리"]):
            arguments = ["-n", "200", *arguments]
            expected = with_scores(self.hits("all.db", *arguments))
            for stub in ("served", "mixed"):
                self.assertEqual(with_scores(self.hits(stub, *arguments)), expected, [stub, *arguments])

    def test_pages_of_the_oldest_fit_together(self):
        self.write("undated.jsonl", "".join(article(f"u{i}", "금리", "날짜 없는 기사") for i in range(7)))
        self.index("--db", "undated.db", "undated.jsonl")
        with XapianServer(self, "xapian-tcpsrv", self.directory / "undated.db") as server:
            self.write("more", (self.directory / "served").read_text() + f"remote {server.address}\n")
            expected = self.found("--db", "more", "--sort", "oldest", "-n", "100", "금리")
            self.assertLessEqual({f"u{i}" for i in range(7)}, set(expected[-20:]))
            pages = [self.found("--db", "more", "--sort", "oldest", "-n", "3", "--offset", offset, "금리")
                     for offset in range(0, len(expected), 3)]
            self.assertEqual(sum(pages, []), expected)

    def test_reports_of_the_same_are_folded(self):
        arguments = ["--fold", "-n", "200", "금리"]
        self.assertEqual(self.found("--db", "served", *arguments), self.found("--db", "both", *arguments))

    def test_why_an_article_is_found(self):
        for database in ("all.db", "served"):
            (hit,) = self.search("--db", database, "-n", "1", "--explain", "금리 인상")["hits"]
            self.assertTrue(hit["explanation"]["terms"])
            self.assertTrue(hit["explanation"]["features"])

    def test_a_server_that_goes_and_comes_back(self):
        with subprocess.Popen([GISA_SEARCH, "--interactive", "--db", "served", "--json", "-n", "1"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.directory, text=True, bufsize=1,
                              env=environment(HOME=str(self.directory))) as process:
            self.addCleanup(process.kill)

            def enter(query, stream):
                process.stdin.write(query + "\n")
                return stream.readline()

            def ids():
                return [hit["id"] for hit in json.loads(enter("금리", process.stdout))["hits"]]

            first = ids()
            self.assertEqual(len(first), 1)
            self.servers["new"].stop()
            self.assertIn(f"server {self.servers['new'].address}", enter("금리", process.stderr))
            self.assertIn("xapian-tcpsrv", process.stderr.readline())
            self.servers["new"].start()
            self.assertEqual(ids(), first)


class Turns:
    """Stands between a client and a server, and counts how often it is the client's turn to wait."""

    def __init__(self, test, server):
        self.count = 0
        self.server = server
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        test.addCleanup(self.listener.close)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        with contextlib.suppress(OSError):  # closed
            while True:
                threading.Thread(target=self.pass_on, args=self.listener.accept()[:1], daemon=True).start()

    def pass_on(self, client):
        with client, socket.create_connection(("127.0.0.1", self.server.port)) as server:
            is_asked = False
            while True:
                for readable in select.select([client, server], [], [])[0]:
                    data = readable.recv(1 << 16)
                    if not data:
                        return
                    self.count += readable is server and is_asked
                    is_asked = readable is client
                    (server if readable is client else client).sendall(data)


@needs_server
class RoundTripsTest(CliTestCase):
    def test_what_belongs_together_is_asked_at_once(self):
        lines = "".join(article(f"a{i}", f"한국은행 기준금리 인하 {i}", "금융통화위원회가 기준금리를 내렸다.") for i in range(3))
        self.index("-", stdin=lines.encode())
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            # Frequencies of some twenty terms, of hundreds where other spellings are looked for.
            for query in ("한국은행", "한국은행 기준금리 인하", "기준굼리"):
                turns = Turns(self, server)
                self.write("stub", f"remote {turns.address}\n")
                self.found("--db", "stub", query)
                self.assertLess(turns.count, 45, query)


@needs_server
class WhatCannotBeServedTest(CliTestCase):
    def refused(self, stub, *words):
        self.write("stub", stub)
        self.assert_error(self.run_search("--db", "stub", "사과", status=2), *words)

    def test_nobody_is_there(self):
        server = XapianServer(self, "xapian-tcpsrv")  # never started
        self.refused(f"remote {server.address}\n", f"server {server.address}", "Connection refused", "xapian-tcpsrv")

    def test_a_server_of_something_else(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            def answer():
                with listener.accept()[0] as connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 20)

            thread = threading.Thread(target=answer)
            thread.start()
            address = f"127.0.0.1:{listener.getsockname()[1]}"
            self.refused(f"remote {address}\n", f"server {address} does not answer as it should", "xapian-tcpsrv")
            thread.join()

    def test_several_segments(self):
        for name in "ab":
            self.index("-", stdin=article(name, "제목", "사과").encode())
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            self.refused(f"remote {server.address}\n", "several segments", "gisa-index --optimize")
        self.index("--optimize")
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            self.write("stub", f"remote {server.address}\n")
            self.assertEqual(sorted(self.found("--db", "stub", "사과")), ["a", "b"])
            self.refused(f"remote {server.address}\nauto gisa.db\n", "hold the same articles")

    def test_a_database_of_no_articles(self):
        self.index("-", stdin=article("a", "제목", "사과").encode())
        self.run_index("delete", "a")
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            self.refused(f"remote {server.address}\n", f"server {server.address} does not answer")

    def test_deleted_articles_beside_a_server(self):
        self.index("-", stdin=article("a", "제목", "사과").encode())
        self.index("--db", "new.db", "-", stdin=(article("b", "제목", "사과") + article("c", "제목", "사과")).encode())
        self.run_index("--db", "new.db", "delete", "c")
        with XapianServer(self, "xapian-tcpsrv", self.database) as server:
            stub = f"remote {server.address}\nauto new.db\n"
            self.refused(stub, "new.db/s0", "deleted articles", "gisa-index --optimize")
            self.index("--db", "new.db", "--optimize")
            self.assertEqual(sorted(self.found("--db", "stub", "사과")), ["a", "b"])

    def test_a_database_of_others(self):
        self.index("-", stdin=article("a", "제목", "사과").encode())
        other = self.directory / "other"
        subprocess.run(["xapian-compact", self.segment(), other], capture_output=True, check=True)
        postlist = other / "postlist.glass"
        content = postlist.read_bytes()
        self.assertIn(b"gisa.analyzer", content)
        postlist.write_bytes(content.replace(b"gisa.analyzer", b"else.analyzer"))
        with XapianServer(self, "xapian-tcpsrv", other) as server:
            self.refused(f"remote {server.address}\n", server.address, "that gisa did not write")


if __name__ == "__main__":
    unittest.main()
