"""gisa-index: exit statuses, messages, totals, standard input, the lock."""

import errno
import os
import subprocess
import unittest

from cli_test_case import CORPUS, GISA_INDEX, SECONDS_TO_WAIT, CliTestCase, article, environment

TOTALS = ["documents", "skipped", "text_bytes", "seconds", "database_bytes", "replaced", "unchanged", "articles", "broken_characters",
          "older", "pruned", "repeated"]


class ExitStatusTest(CliTestCase):
    def test_everything_indexed_is_0(self):
        totals = self.index(CORPUS / "articles")
        self.assertEqual(list(totals), TOTALS)
        self.assertEqual((totals["documents"], totals["articles"], totals["skipped"]), (111, 111, 0))
        self.assertGreater(totals["text_bytes"], 100_000)
        size = sum(file.stat().st_size for file in self.database.rglob("*") if file.is_file())
        self.assertEqual(totals["database_bytes"], size)

    def test_nothing_there_is_1(self):
        (self.directory / "empty").mkdir()
        for path in ("empty", "missing", "missing.jsonl"):
            with self.subTest(path):
                self.assert_error_line(self.run_index("--quiet", path, status=1))
                self.assertFalse(self.database.exists(), "a run without articles leaves no database")

    def test_only_broken_records_is_1(self):
        self.write("a.jsonl", "{\n[]\n")
        self.run_index("a.jsonl", status=1)

    def test_some_skipped_is_3(self):
        self.write("a.jsonl", article("a", "제목", "본문"))
        totals = self.index("a.jsonl", "missing.jsonl", status=3)
        self.assertEqual((totals["documents"], totals["skipped"]), (1, 1))

    def test_mistakes_on_the_command_line_are_1(self):
        for arguments in ([], ["--no-such-option", "x"], ["--threads", "0", "x"], ["--memory", "much", "x"],
                          ["--format", "pdf", "x"]):
            with self.subTest(arguments):
                self.assertNotEqual(self.run_index(*arguments, status=1).stderr, b"")

    def test_help_and_version_are_0_and_on_standard_output(self):
        for option in ("--help", "--version"):
            done = self.run_index(option)
            self.assertNotEqual(done.stdout, b"")
            self.assertEqual(done.stderr, b"")

    def test_quiet_is_silent(self):
        self.write("a.jsonl", article("a", "제목", "본문") + "broken\n")
        done = self.run_index("--quiet", "a.jsonl", status=3)
        self.assertEqual((done.stdout, done.stderr), (b"", b""))

    def test_summary_goes_to_standard_error_without_escapes(self):
        self.write("a.jsonl", article("a", "제목", "본문"))
        done = self.run_index("a.jsonl")
        self.assertEqual(done.stdout, b"")
        self.assertRegex(done.stderr.decode(), r"\Aindexed 1 article .*\n\Z")
        self.assertNotIn(b"\x1b", done.stderr)

    def test_database_named_by_the_environment(self):
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.run_index("a.jsonl", variables={"GISA_DB": "other.db"})
        self.assertTrue((self.directory / "other.db" / "XAPIANDB").is_file())
        self.assertFalse(self.database.exists())
        self.assertEqual(len(self.search("본문", variables={"GISA_DB": "other.db"})["hits"]), 1)

    def assert_error_line(self, done):
        self.assertRegex(done.stderr.decode(), r"(?m)^gisa-index: ")


class MemoryTest(CliTestCase):
    def test_a_note_tells_of_articles_that_need_more(self):
        limits = ["--threads", 1, "--memory", "64M"]
        self.write("small.jsonl", article("a", "제목", "사과가 익었다. " * 40_000))
        self.assertNotIn("whatever --memory says", self.run_index(*limits, "small.jsonl").stderr.decode())
        large = self.write("large.jsonl", article("b", "제목", "배") + article("c", "제목", "사과가 익었다. " * 90_000))
        said = self.run_index(*limits, "large.jsonl").stderr.decode()
        self.assertIn("large.jsonl:2: an article of 1.9 MB takes up to 75.6 MB of memory", said)
        large.touch()
        self.assertNotIn("whatever --memory says", self.run_index(*limits, "large.jsonl").stderr.decode(), "nothing to index")


class ProblemTest(CliTestCase):
    def test_broken_records_are_named_and_the_rest_is_indexed(self):
        self.write("news/a.jsonl", b"".join([
            article("a", "첫째", "사과가 익었다").encode(),
            b'{"id": "cut", "body": "\n',              # line 2: cut off
            b'["an", "array"]\n',                      # line 3: no object
            b'{"id": "empty"}\n',                      # line 4: no text
            b'{"id": "x", "body": 5}\n',               # line 5: text of a wrong type
            b'{"id": "y", "body": "' + b"\xff" * 20 + b'"}\n',  # line 6: mostly broken
            b"\n",                                     # line 7: blank lines are no records
            article("b", "여덟째", "사과를 땄다").encode(),
        ]))
        done = self.run_index("news", status=3)
        messages = done.stderr.decode(errors="strict")
        for line in (2, 3, 4, 5, 6):
            self.assertRegex(messages, rf"(?m)^gisa-index: news/a\.jsonl:{line}: \S")
        self.assertNotRegex(messages, r"a\.jsonl:[1789]:")
        self.assertEqual(sorted(self.found("사과")), ["a", "b"])
        totals = self.index("news", status=3)  # reported again, the good ones stay
        self.assertEqual((totals["skipped"], totals["unchanged"], totals["articles"]), (5, 2, 2))

    def test_many_problems_are_counted_not_listed(self):
        self.write("a.jsonl", article("a", "제목", "본문") + "broken\n" * 500)
        done = self.run_index("--json", "a.jsonl", status=3)
        self.assertIn(b'"skipped":500', done.stdout)
        self.assertLess(done.stderr.count(b"\n"), 30)

    def test_links_are_followed_but_not_in_circles(self):
        self.write("news/deep/a.jsonl", article("a", "제목", "본문"))
        (self.directory / "news/deep/up").symlink_to("..")
        (self.directory / "news/dangling.txt").symlink_to("nowhere.txt")
        done = self.run_index("news", status=3)
        self.assertIn("news/deep/up", done.stderr.decode())
        self.assertIn("news/dangling.txt", done.stderr.decode())
        self.assertEqual(self.found("본문"), ["a"])

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_unreadable_files_are_reported(self):
        self.write("news/a.jsonl", article("a", "제목", "본문"))
        self.write("news/b.jsonl", article("b", "제목", "본문")).chmod(0)
        done = self.run_index("news", status=3)
        self.assertIn("news/b.jsonl", done.stderr.decode())
        self.assertEqual(self.found("본문"), ["a"])

    def test_control_characters_of_names_do_not_reach_the_terminal(self):
        self.write("news/\x1b[31mred.jsonl", "broken\n")
        self.write("news/a.jsonl", article("a", "제목", "본문"))
        done = self.run_index("news", status=3)
        self.assertNotIn(b"\x1b", done.stderr)

    def test_a_summary_nobody_reads_does_not_end_the_run(self):
        self.write("a.jsonl", article("a", "제목", "본문") + "broken\n" * 30)
        read_end, write_end = os.pipe()
        os.close(read_end)
        process = subprocess.Popen([GISA_INDEX, "a.jsonl"], cwd=self.directory, stderr=write_end)
        os.close(write_end)
        self.assertEqual(process.wait(timeout=SECONDS_TO_WAIT), 3)
        self.assertEqual(self.found("본문"), ["a"])


class OutputTest(CliTestCase):
    """Standard streams that are full, closed or not read."""

    def setUp(self):
        super().setUp()
        self.write("a.jsonl", article("a", "제목", "사과가 익었다.") + "broken\n")

    def run_to(self, out, *arguments):
        return subprocess.run([GISA_INDEX, *map(str, arguments)], cwd=self.directory, env=environment(),
                              stdout=out, stderr=subprocess.PIPE, timeout=SECONDS_TO_WAIT, check=False)

    def run_to_nobody(self, *arguments):
        read, write = os.pipe()
        os.close(read)
        try:
            return self.run_to(write, *arguments)
        finally:
            os.close(write)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_full_disk_is_told_with_what_is_done(self):
        full = os.strerror(errno.ENOSPC)
        with open("/dev/full", "wb") as out:
            done = self.run_to(out, "--quiet", "--json", "a.jsonl")
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr.decode(),
                             rf"\Agisa-index: done, but .* standard output: {full}\nhint: make room .*\n\Z")
            for arguments in (["export"], ["stats"], ["check", "--json"], ["--help"], ["--version"],
                              ["--dry-run", "--quiet", "a.jsonl"]):
                with self.subTest(arguments):
                    done = self.run_to(out, *arguments)
                    self.assertEqual(done.returncode, 1)
                    self.assertRegex(done.stderr.decode(), rf"\Agisa-index: cannot write .*: {full}\nhint: make room ")
        done = self.run_index("--report", "/dev/full", "-", stdin=b"broken", status=1)
        self.assertRegex(done.stderr.decode(), rf"done, but .* /dev/full is not complete: {full}\nhint: make room ")
        self.assertEqual(self.found("사과"), ["a"])

    def test_a_reader_that_leaves_early(self):
        self.index("-", stdin="".join(article(f"b{i}", "제목", "배가 익었다. " * 20) for i in range(1000)).encode())
        for arguments, status in ((["export"], 0), (["stats"], 0), (["--help"], 0), (["check", "--json"], 0),
                                  (["delete", "--json", "b1"], 0), (["--json", "a.jsonl"], 3),
                                  (["--dry-run", "a.jsonl"], 3), (["delete", "--json", "b1"], 1)):
            with self.subTest(arguments):
                done = self.run_to_nobody("--quiet", *arguments)
                self.assertEqual(done.returncode, status, done.stderr)
                self.assertNotIn(b"pipe", done.stderr)

    def test_damage_is_told_to_who_leaves_early(self):
        self.index("--quiet", "a.jsonl", status=3)
        manifest = self.database / "XAPIANDB"
        manifest.write_bytes(manifest.read_bytes().replace(b"e", b"f", 1))
        self.assertEqual(self.run_to_nobody("check", "--json").returncode, 1)

    def test_closed_descriptors_are_no_files_of_the_database(self):
        for closed in ("<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"):
            with self.subTest(closed):
                done = subprocess.run(["bash", "-c", f'"$0" --json --db "$1" a.jsonl {closed}', GISA_INDEX, closed],
                                      capture_output=True, cwd=self.directory, env=environment(),
                                      timeout=SECONDS_TO_WAIT, check=False)
                self.assertEqual(done.returncode, 1 if ">&-" in closed.replace("2>&-", "") else 3, done.stderr)
                self.run_index("--db", closed, "check")
                self.assertEqual((self.directory / closed / "lock").read_bytes(), b"")


class StandardInputTest(CliTestCase):
    def test_articles_come_through_a_pipe(self):
        lines = article("a", "첫째", "사과가 익었다") + article("b", "둘째", "배가 익었다")
        self.assertEqual(self.index("-", stdin=lines.encode())["documents"], 2)
        self.assertEqual(self.found("사과"), ["a"])
        self.assertEqual(self.index("-", stdin=lines.encode())["unchanged"], 2)

    def test_the_last_line_needs_no_end(self):
        self.assertEqual(self.index("-", stdin=article("a", "제목", "본문").rstrip("\n").encode())["documents"], 1)

    def test_broken_lines_are_named(self):
        done = self.run_index("-", status=3, stdin=(article("a", "제목", "본문") + "{\n").encode())
        self.assertRegex(done.stderr.decode(), r"(?m)^gisa-index: \S+:2: \S")

    def test_another_format_may_be_named(self):
        self.index("--format", "text", "-", stdin="사과가 익었다. 맛있다.".encode())
        self.assertEqual(len(self.found("사과")), 1)

    def test_nothing_on_it_is_1(self):
        self.run_index("-", status=1)


class LockTest(CliTestCase):
    def test_a_second_indexer_is_turned_away(self):
        self.write("b.jsonl", article("b", "둘째", "배가 익었다"))
        for round_ in ("new database", "existing database"):
            with self.subTest(round_):
                first = self.start_index("--quiet", "-")
                self.wait_for_lock(first)
                self.assert_error(self.run_index("b.jsonl", status=1), "another gisa-index", "gisa.db")
                first.stdin.write(article("a", "첫째 " + round_, "사과가 익었다").encode())
                self.finish(first)
                self.assertEqual(self.found("사과"), ["a"])
                self.assertEqual(self.found("배가"), [])
        self.index("b.jsonl")
        self.assertEqual(self.found("배가"), ["b"])

    def test_searching_goes_on_meanwhile(self):
        self.write("a.jsonl", article("a", "첫째", "사과가 익었다"))
        self.index("a.jsonl")
        first = self.start_index("--quiet", "-")
        self.wait_for_lock(first)
        self.assertEqual(self.found("사과"), ["a"])
        first.stdin.write(article("b", "둘째", "사과를 땄다").encode())
        first.stdin.flush()
        self.assertEqual(self.found("사과"), ["a"])
        self.finish(first)
        self.assertEqual(sorted(self.found("사과")), ["a", "b"])


if __name__ == "__main__":
    unittest.main()
