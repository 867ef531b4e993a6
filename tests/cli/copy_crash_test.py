"""A backup, a restore, a repair is killed at any instant, or the power goes: the copy is whole, or no database.

GISA_LONG_TESTS=SECONDS tries instants for so long instead of a few seconds; 0: all.
"""

import os
import random
import shutil
import subprocess
import time
import unittest

import faults
from cli_test_case import GISA_INDEX, SECONDS_TO_WAIT, CliTestCase, article, environment

SECONDS = float(os.environ.get("GISA_LONG_TESTS", "3"))
AFTER_THE_END = 10**6
OPERATIONS = ("link", "rename", "fsync", "mkdir", "unlink", "write", "open", "close")


def articles(first, last):
    return "".join(article(f"a{i:03}", f"제목 {i}", f"사과 {i}번째 이야기다. " * (i % 7 + 1)) for i in range(first, last))


@unittest.skipUnless(faults.LIBRARY, "the library of faults is not built")
class CopyCrashTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.world = self.directory / "world"
        self.database, self.copy = self.world / "gisa.db", self.world / "copy.db"
        self.template = self.directory / "template"
        self.dice = random.Random(20250611)
        self.counted = 0
        for i in range(3):
            self.write("news.jsonl", articles(20 * i, 20 * i + 25))
            self.index("--db", self.database, "news.jsonl")
        self.run_index("--db", self.database, "delete", "a003")

    def damage(self):
        file = next(self.database.glob("s0*[0-9]")) / "docdata.glass"
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)

    def files(self):
        return {str(file.relative_to(self.database)): file.read_bytes()
                for file in self.database.rglob("*") if file.is_file()}

    def articles_of_copy(self):
        return sorted(self.run_index("--db", self.copy, "export").stdout.splitlines())

    def reset(self):
        shutil.rmtree(self.world)
        shutil.copytree(self.template, self.world)

    def run_into(self, fault):
        """True if the run was killed there."""
        self.reset()
        self.faults = faults.Faults(self.world)
        done = subprocess.run([GISA_INDEX, *map(str, self.command)], capture_output=True, cwd=self.directory,
                              timeout=SECONDS_TO_WAIT, check=False, env=environment(**self.faults.variables(**fault)))
        if done.returncode == -9:
            return True
        self.assertEqual(done.returncode, self.status, done.stderr.decode(errors="replace"))
        return False

    def assert_whole_or_none(self, is_done):
        self.counted += 1
        self.assertEqual(self.files(), self.before, "the original is as it was")
        if (self.copy / "XAPIANDB").exists():
            self.run_index("--db", self.copy, "check")
            self.assertEqual(self.articles_of_copy(), self.expected)
            return
        self.assertFalse(is_done)
        self.assert_error(self.run_search("--db", self.copy, "사과", status=2), "copy.db")
        if self.copy.exists() and any(self.copy.iterdir()):
            self.assert_error(self.run_index(*self.command, status=1), "copy.db", "not empty")
            shutil.rmtree(self.copy)
        self.run_index(*self.command, status=self.status)
        self.assertEqual(self.articles_of_copy(), self.expected)

    def try_instant(self, late=3, **fault):
        """Kills there, and looks at what each kind of disk has kept, `late` of one late entry each."""
        was_killed = self.run_into(fault)
        if was_killed:
            with self.subTest(**fault):
                self.assert_whole_or_none(False)
        for mode in (*(mode for mode in faults.MODES if mode != "late"), *["late"] * late):
            with self.subTest(**fault, power_lost=mode):
                self.faults.lose_power(mode, self.dice)
                self.assert_whole_or_none(not was_killed)
        return was_killed

    def try_all(self, *command, status=0):
        self.command, self.status = command, status
        shutil.copytree(self.world, self.template)
        self.before = self.files()
        self.run_index(*command, status=status)
        self.expected = self.articles_of_copy()
        self.assertNotEqual(self.expected, [])
        end = time.monotonic() + SECONDS
        self.try_instant(kill=f"rename:{AFTER_THE_END}")
        # The manifest is the last that gets its name: by then all that it names must be there to stay.
        self.run_into({"count": 1})
        self.assertTrue(self.try_instant(late=10, kill=f"rename:{self.faults.calls().count('rename')}"))
        for i, operation in enumerate(OPERATIONS):
            share_end = time.monotonic() + (end - time.monotonic()) / (len(OPERATIONS) - i)
            number = 1
            while (SECONDS == 0 or time.monotonic() < share_end) and self.try_instant(kill=f"{operation}:{number}"):
                number += 1 if SECONDS == 0 else self.dice.randint(1, 4)
        print(f"copy_crash_test: {self.counted} states after {command[-2]} was killed or the power lost")

    def test_backup(self):
        self.try_all("--db", self.database, "backup", self.copy)

    def test_restore(self):
        self.try_all("--db", self.copy, "restore", self.database)

    def test_repair(self):
        self.damage()
        self.try_all("--db", self.database, "check", "--repair", self.copy, status=3)


if __name__ == "__main__":
    unittest.main()
