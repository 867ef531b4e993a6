"""The system refuses: no room, no permission, a bad disk, too many files, too little memory.

Whatever fails wherever, the run ends with a message that says what, where and what to do, and the
database is as it was before; or it was not needed, and the run ends as ever.

GISA_LONG_TESTS=SECONDS tries faults for so long instead of a few seconds; 0: all.
"""

import errno
import os
import random
import resource
import shutil
import subprocess
import time
import unittest

import faults
from cli_test_case import GISA_INDEX, GISA_SEARCH, SECONDS_TO_WAIT, CliTestCase, article, environment

SECONDS = float(os.environ.get("GISA_LONG_TESTS", "2"))
IS_SANITIZED = bool(os.environ.get("GISA_SANITIZE"))

# What an operation may fail with.
REASONS = {
    "write": (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG),
    "fsync": (errno.EIO, errno.ENOSPC),
    "rename": (errno.EIO, errno.EACCES, errno.ENOSPC),
    "open": (errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EMFILE),
    "mkdir": (errno.EROFS, errno.EACCES, errno.ENOSPC),
    "peek": (errno.EMFILE, errno.EIO, errno.EACCES),
    "read": (errno.EIO,),
    "close": (errno.EIO, errno.ENOSPC),
    "unlink": (errno.EIO, errno.EROFS),
}


def articles(first, last, version=1):
    return "".join(article(f"a{i:03}", f"제목 {i}", f"사과 판본{version}번, {i}번째 이야기다. " * (i % 7 + 1))
                   for i in range(first, last))


class RefusalTestCase(CliTestCase):
    def setUp(self):
        super().setUp()
        self.world = self.directory / "world"
        self.world.mkdir()
        self.database = self.world / "gisa.db"

    def index_into(self, *arguments, **more):
        return self.run_index("--db", self.database, "--threads", 2, *arguments, **more)

    def articles(self):
        if not (self.database / "XAPIANDB").exists():
            return []
        return sorted(self.index_into("export").stdout.splitlines())

    def assert_refused(self, done, *words):
        """A whole message: what, where, why, and what to do."""
        text = done.stderr.decode()
        self.assertEqual(done.returncode, 1, text)
        message = text[text.rindex("gisa-index: "):]
        self.assertRegex(message, r"\Agisa-index: [a-z].*\nhint: [a-z].*\n\Z")
        self.assertNotIn("filesystem error", message)
        self.assertIn(str(self.directory), message)
        for word in words:
            self.assertIn(word, message)


@unittest.skipUnless(faults.LIBRARY, "the library of faults is not built")
class SystemCallTest(RefusalTestCase):
    def setUp(self):
        super().setUp()
        for i in range(8):
            self.write("old.jsonl", articles(20 * i, 20 * i + 6))
            self.index_into("old.jsonl")
        self.write("new.jsonl", articles(200, 206) + articles(3, 5, version=2))
        self.template = self.directory / "template"
        shutil.copytree(self.world, self.template)
        self.before = self.articles()
        self.index_into("new.jsonl")
        self.after = self.articles()

    def run_with(self, *command, **fault):
        shutil.rmtree(self.world)
        shutil.copytree(self.template, self.world)
        self.faults = faults.Faults(self.world)
        variables = self.faults.variables(**fault)
        return subprocess.run([GISA_INDEX, "--db", str(self.database), "--threads", "2", *command],
                              capture_output=True, cwd=self.directory, env=environment(**variables),
                              timeout=SECONDS_TO_WAIT, check=False)

    def assert_done_or_refused(self, done, reason):
        self.check_sane(done.returncode, done.stderr)
        found = self.articles()
        if done.returncode == 0:
            self.assertEqual(found, self.after)
        else:
            # A merge comes after the run was published: that stays.
            self.assertIn(found, (self.before, self.after))
            self.assert_refused(done, os.strerror(reason))
        self.index_into("check")
        self.index_into("new.jsonl")
        self.assertEqual(self.articles(), self.after)
        self.assertEqual([file.name for file in self.database.iterdir() if file.name.startswith("building")], [])

    def try_fault(self, operation, number, reason, times):
        with self.subTest(operation=operation, number=number, reason=errno.errorcode[reason], times=times):
            done = self.run_with("new.jsonl", fail=f"{operation}:{number}:{reason}:{times}")
            self.assert_done_or_refused(done, reason)

    def test_any_call_may_fail(self):
        self.run_with("new.jsonl", count=1)
        calls = self.faults.calls()
        dice = random.Random(7)
        cases = [(operation, number, reason, times)
                 for operation, reasons in REASONS.items()
                 for number in range(1, calls.count(operation) + 1)
                 for reason in reasons
                 for times in (1, 0)]
        dice.shuffle(cases)
        end = time.monotonic() + SECONDS
        tried = 0
        for case in cases:
            self.try_fault(*case)
            tried += 1
            if SECONDS and time.monotonic() > end:
                break
        print(f"refusals_test: {tried} of {len(cases)} faults")

    def test_a_disk_that_fills_up(self):
        dice = random.Random(8)
        end = time.monotonic() + SECONDS / 2
        for space in (0, 1, *sorted(dice.sample(range(2, 120_000), 200 if SECONDS == 0 else 5))):
            with self.subTest(space=space):
                self.assert_done_or_refused(self.run_with("new.jsonl", space=space), errno.ENOSPC)
            if SECONDS and time.monotonic() > end:
                break

    def test_interrupted_and_short_calls_change_nothing(self):
        for command in (("new.jsonl",), ("--optimize", "new.jsonl"), ("delete", "a003")):
            done = self.run_with(*command, falter=1)
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            self.index_into("check")
        self.assertEqual(self.run_with("new.jsonl", falter=1).returncode, 0)
        self.assertEqual(self.articles(), self.after)
        variables = faults.Faults(self.world).variables(falter=1)
        hits = self.search("--db", self.database, "-n", 100, "사과", variables=variables)["hits"]
        self.assertEqual(len(hits), len(self.after))


class LimitsTest(RefusalTestCase):
    def run_limited(self, limit, value, *command, program=GISA_INDEX):
        def set_limit():
            resource.setrlimit(limit, (value, value))

        return subprocess.run([program, "--db", str(self.database), *map(str, command)], capture_output=True,
                              cwd=self.directory, env=environment(), timeout=SECONDS_TO_WAIT, check=False,
                              preexec_fn=set_limit)

    def test_files_no_larger_than_so_much(self):
        self.write("old.jsonl", articles(0, 9))
        self.index_into("old.jsonl")
        before = self.articles()
        self.write("new.jsonl", articles(100, 700))
        # A thread sanitizer writes before the program begins.
        for size in (0, 100, 4096, 20_000)[1 if "thread" in os.environ.get("GISA_SANITIZE", "") else 0:]:
            with self.subTest(size):
                done = self.run_limited(resource.RLIMIT_FSIZE, size, "new.jsonl")
                self.check_sane(done.returncode, done.stderr)
                self.assert_refused(done, os.strerror(errno.EFBIG))
                self.assertEqual(self.articles(), before)
                self.index_into("check")

    @unittest.skipIf(IS_SANITIZED, "a sanitizer opens files of its own")
    def test_few_open_files(self):
        self.write("old.jsonl", articles(0, 9))
        self.index_into("old.jsonl")
        before = self.articles()
        self.write("new.jsonl", articles(100, 200))
        refused = 0
        for files in (*range(4, 16), 20, 30):
            with self.subTest(files):
                done = self.run_limited(resource.RLIMIT_NOFILE, files, "--threads", 2, "new.jsonl")
                if done.returncode == 127:
                    continue  # the loader finds no libraries
                self.check_sane(done.returncode, done.stderr)
                if done.returncode == 0:
                    break
                refused += 1
                self.assertEqual(self.articles(), before)
                if done.returncode == 1:
                    self.assertIn(os.strerror(errno.EMFILE), done.stderr.decode())
                search = self.run_limited(resource.RLIMIT_NOFILE, files, "사과", program=GISA_SEARCH)
                self.check_sane(search.returncode, search.stderr)
        self.assertGreater(refused, 0)

    @unittest.skipIf(IS_SANITIZED, "a sanitizer needs terabytes of addresses")
    def test_little_memory(self):
        self.write("old.jsonl", articles(0, 9))
        self.index_into("old.jsonl")
        before = self.articles()
        self.write("new.jsonl", articles(100, 3000))
        for megabytes in (60, 80, 100, 130, 160, 200, 250, 300):
            with self.subTest(megabytes):
                done = self.run_limited(resource.RLIMIT_AS, megabytes << 20, "--threads", 2, "new.jsonl")
                if done.returncode == 127:
                    continue
                self.check_sane(done.returncode, done.stderr)
                if done.returncode == 0:
                    break
                self.assertEqual(done.returncode, 1)
                self.assertRegex(done.stderr.decode(),
                                 r"gisa-index: (out of memory|.*Resource temporarily unavailable)\nhint: \S")
                self.assertEqual(self.articles(), before)
                self.index_into("check")

    @unittest.skipIf(os.geteuid() == 0, "root may do everything")
    def test_no_permission(self):
        self.write("old.jsonl", articles(0, 9))
        self.index_into("old.jsonl")
        before = self.articles()
        self.write("new.jsonl", articles(100, 200))
        self.database.chmod(0o555)
        self.addCleanup(self.database.chmod, 0o755)
        self.assert_refused(self.index_into("new.jsonl", status=1), os.strerror(errno.EACCES))
        self.assertEqual(self.articles(), before)


class VanishedDirectoryTest(RefusalTestCase):
    def test_the_database_is_removed_under_the_run(self):
        self.write("old.jsonl", articles(0, 9))
        for existed in (False, True):
            with self.subTest(existed=existed):
                if existed:
                    self.index_into("old.jsonl")
                process = self.start_index("--db", self.database, "-")
                self.wait_for_lock(process)
                process.stdin.write(articles(0, 500).encode())
                process.stdin.flush()
                self.remove_database()
                _, err = process.communicate(timeout=SECONDS_TO_WAIT)
                self.check_sane(process.returncode, err)
                # By then it may have looked for older versions of its articles, or not.
                self.assertEqual(process.returncode, 1)
                self.assertRegex(err.decode(), rf"gisa-index: .*({os.strerror(errno.ENOENT)}|is missing)\nhint: \S")
                self.assertIn(str(self.directory), err.decode())
                self.assertFalse((self.database / "XAPIANDB").exists())
                shutil.rmtree(self.database, ignore_errors=True)
                self.index_into("old.jsonl")
                self.index_into("check")

    def remove_database(self):
        """In the end: the run may make another file while one is removed."""
        def is_removed():
            shutil.rmtree(self.database, ignore_errors=True)
            return not self.database.exists()

        self.wait_until(is_removed)


if __name__ == "__main__":
    unittest.main()
