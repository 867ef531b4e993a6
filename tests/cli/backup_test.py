"""Copies of a database, made while it is written to; and writers that wait for each other."""

import errno
import json
import os
import shutil
import threading
import time
import unittest

import faults
from cli_test_case import CORPUS, CliTestCase, article

BATCHES = 12 if os.environ.get("GISA_SANITIZE") else 30


def batch(number):
    """Ten articles: one of each batch before, and nine new ones."""
    ids = [f"b{number}-{i}" for i in range(9)] + [f"b{number - 1}-0" if number else "b0-9"]
    return "".join(article(identifier, f"제목 {identifier}", f"사과 판본{number}번 이야기다.") for identifier in ids)


class BackupTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles")

    def exported(self, database="gisa.db"):
        return sorted(self.run_index("--db", database, "export").stdout.splitlines())

    def backup(self, *arguments):
        return json.loads(self.run_index("--json", "backup", *arguments).stdout)

    def test_there_and_back(self):
        self.run_index("delete", "onse-20240123-001")
        before = self.exported()
        copy = self.backup("copy.db")
        self.assertEqual(copy["articles"], len(before))
        self.assertGreater(copy["linked_bytes"], 0)
        self.run_index("--db", "copy.db", "check")
        self.assertEqual(self.exported("copy.db"), before)
        self.assertEqual(self.found("--db", "copy.db", "기준금리"), self.found("기준금리"))
        self.run_index("delete", "onse-20250116-001")  # does not reach the copy
        self.assertEqual(self.exported("copy.db"), before)
        shutil.rmtree(self.database)
        self.run_index("restore", "copy.db")
        self.assertEqual(self.exported(), before)
        self.assertEqual(self.index(CORPUS / "articles")["documents"], 0, "it knows what was read")

    def test_one_article_is_no_articles(self):
        self.index("--db", "one.db", "-", stdin=article("a", "제목", "사과").encode())
        done = self.run_index("--db", "one.db", "backup", "copy.db")
        self.assertRegex(done.stderr.decode(), r"\A1 article: \d+ B copied, ")

    @unittest.skipUnless(faults.LIBRARY, "the library of faults is not built")
    def test_where_files_cannot_be_linked_they_are_copied(self):
        variables = faults.Faults(self.database).variables(fail=f"link:1:{errno.EXDEV}:0")
        copy = json.loads(self.run_index("--json", "backup", "copy.db", variables=variables).stdout)
        self.assertEqual(copy["linked_bytes"], 0)
        self.assertGreater(copy["copied_bytes"], 0)
        self.assertEqual(self.exported("copy.db"), self.exported())
        inodes = {file.stat().st_ino for file in self.database.rglob("*")}
        self.assertFalse(inodes & {file.stat().st_ino for file in (self.directory / "copy.db").rglob("*")})

    @unittest.skipUnless(faults.LIBRARY, "the library of faults is not built")
    def test_copies_meet_short_writes_and_full_disks(self):
        no_links = f"link:1:{errno.EXDEV}:0"
        variables = faults.Faults(self.directory).variables(fail=no_links, falter=1)
        self.run_index("backup", "copy.db", variables=variables)
        self.assertEqual(self.exported("copy.db"), self.exported())
        variables = faults.Faults(self.directory).variables(fail=no_links, space=100_000)
        done = self.run_index("backup", "full.db", status=1, variables=variables)
        self.assert_error(done, "full.db/s000001", os.strerror(errno.ENOSPC), "make room on the disk")
        self.assertFalse((self.directory / "full.db").exists())

    def test_mistakes(self):
        self.write("copy.db/notes.txt", "내 메모")
        self.assert_error(self.run_index("backup", "copy.db", status=1), "copy.db", "not empty")
        self.assert_error(self.run_index("backup", "gisa.db/copy", status=1), "gisa.db/copy", "lies in")
        (self.directory / "link").symlink_to("gisa.db")
        self.assert_error(self.run_index("backup", "link/copy", status=1), "link/copy", "lies in")
        self.assert_error(self.run_index("check", "--repair", "link/copy", status=1), "lies in")
        self.assert_error(self.run_index("restore", "none.db", status=1), "none.db")
        self.backup("good.db")
        self.assert_error(self.run_index("restore", "good.db", status=1), "gisa.db", "not empty")
        self.assert_error(self.run_index("backup", status=1), "backup")
        self.assert_error(self.run_index("--db", "none.db", "backup", "x.db", status=1), "none.db")
        self.assertFalse((self.directory / "x.db").exists())

    def test_a_damaged_backup_is_not_restored(self):
        self.backup("copy.db")
        shutil.rmtree(self.database)
        (file,) = (self.directory / "copy.db").rglob("docdata.glass")
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
        self.assert_error(self.run_index("restore", "copy.db", status=1), "s000001", "docdata.glass")
        self.assertFalse(self.database.exists())

    def test_a_segment_of_which_files_are_gone_is_not_taken(self):
        """A writer that removes one may be halfway when its directory is read."""
        for file in sorted(next(self.database.glob("s0*[0-9]")).iterdir()):
            with self.subTest(file.name):
                content = file.read_bytes()
                file.unlink()
                self.assert_error(self.run_index("backup", "copy.db", status=1), "gisa.db/s000001", file.name)
                self.assertFalse((self.directory / "copy.db").exists())
                file.write_bytes(content)
        self.backup("copy.db")

    def test_while_batches_come_and_segments_are_merged(self):
        """Each backup is one state: whole batches, and of articles that came again the newest."""
        ended = threading.Event()

        def write():
            for number in range(BATCHES):
                self.index("-", stdin=batch(number).encode())
            ended.set()

        writer = threading.Thread(target=write)
        writer.start()
        copies = 0
        while not ended.is_set() or copies == 0:
            copies += 1
            self.backup(f"copy{copies}.db")
            self.assert_whole_batches(f"copy{copies}.db")
        writer.join()
        self.assert_whole_batches("gisa.db")
        print(f"backup_test: {copies} backups during {BATCHES} batches")

    def assert_whole_batches(self, database):
        self.run_index("--db", database, "check")
        articles = [json.loads(line) for line in self.exported(database)]
        self.assertEqual(len(articles), len({one["id"] for one in articles}))
        versions = {one["id"]: one["body"] for one in articles if one["id"].startswith("b")}
        last = max((int(body.split("판본")[1].split("번")[0]) for body in versions.values()), default=-1)
        expected = {}
        for number in range(last + 1):
            for line in batch(number).splitlines():
                one = json.loads(line)
                expected[one["id"]] = one["body"]
        self.assertEqual(versions, expected)


class LockTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles/jsonl")
        self.write("a.jsonl", article("a", "제목", "사과"))

    def hold(self):
        process = self.start_index("-")
        self.wait_for_lock(process)
        return process

    def test_the_second_writer_fails_at_once(self):
        process = self.hold()
        for command in (("a.jsonl",), ("delete", "a"), ("--optimize",), ("--wait-lock=0", "a.jsonl")):
            self.assert_error(self.run_index(*command, status=1), "another gisa-index is writing to gisa.db",
                              "--wait-lock")
        self.run_index("check")
        self.finish(process, status=1)

    def test_it_waits_when_asked(self):
        process = self.hold()
        start = time.monotonic()
        self.assert_error(self.run_index("--wait-lock=0.3", "a.jsonl", status=1), "another gisa-index")
        self.assertGreaterEqual(time.monotonic() - start, 0.3)
        waiting = [self.start_index("--wait-lock", "a.jsonl"), self.start_index("--wait-lock=250", "--optimize")]
        time.sleep(0.2)
        self.assertEqual([one.poll() for one in waiting], [None, None])
        process.stdin.write(article("b", "제목", "사과").encode())
        self.finish(process)
        for one in waiting:
            self.finish(one)
        self.assertEqual(sorted(self.found("사과 제목"))[:2], ["a", "b"])
        self.run_index("check")

    def test_many_writers_one_after_the_other(self):
        for i in range(12):
            self.write(f"{i}.jsonl", article(f"w{i}", "나란히", "나란히 쓴다"))
        writers = [self.start_index("--wait-lock", f"{i}.jsonl") for i in range(12)]
        for writer in writers:
            self.finish(writer)
        self.assertEqual(len(self.found("나란히", "-n", 50)), 12)
        self.run_index("check")

    def test_writers_that_start_a_database_together(self):
        """The first one fails and takes its directory away; the others must not write into the void."""
        for round_ in range(5):
            self.write("empty.txt", "")
            self.database = self.directory / f"new{round_}.db"
            failing = self.start_index("--db", self.database, "-")
            self.wait_for_lock(failing)
            waiting = self.start_index("--db", self.database, "--wait-lock", "a.jsonl")
            time.sleep(0.05)
            self.finish(failing, status=1)
            self.finish(waiting)
            self.assertEqual(self.found("--db", self.database, "사과"), ["a"])

    def test_an_interrupt_ends_the_waiting(self):
        process = self.hold()
        waiting = self.start_index("--wait-lock", "a.jsonl")
        self.wait_for_handlers(waiting)
        waiting.terminate()
        self.finish(waiting, status=1)
        self.finish(process, status=1)

    def test_mistakes(self):
        for value in ("-1", "soon", "1s"):
            self.assert_error(self.run_index(f"--wait-lock={value}", "a.jsonl", status=1), "--wait-lock")


if __name__ == "__main__":
    unittest.main()
