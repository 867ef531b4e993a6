"""gisa-index is killed at any instant, or the power goes: what was committed stays, the rest never was.

GISA_LONG_TESTS=SECONDS tries instants for so long in each test instead of a few seconds; 0: all.
"""

import json
import os
import random
import shutil
import subprocess
import time
import unittest

import faults
from cli_test_case import GISA_INDEX, SECONDS_TO_WAIT, CliTestCase, article, environment

SECONDS = float(os.environ.get("GISA_LONG_TESTS", "2"))
AFTER_THE_END = 10**6
OPERATIONS = ("rename", "fsync", "unlink", "mkdir", "write", "open", "close")


def articles(first, last, version=1):
    return "".join(article(f"a{i:03}", f"제목 {i}", f"사과 판본{version}번, {i}번째 이야기다. " * (i % 7 + 1))
                   for i in range(first, last))


class Scenario:
    """A state to begin with, and what is done to it."""

    def __init__(self, name, build, *command, files=None, first_status=0, again_status=0):
        self.name, self.build, self.command = name, build, command
        self.files = files or {}
        self.status = first_status          # of the command
        self.again_status = again_status    # of the command when all is done already


def one_segment(test):
    test.write("old.jsonl", articles(0, 20))
    test.index("--db", test.database, "old.jsonl")


def eight_segments(test):
    for i in range(8):
        test.write(f"old{i}.jsonl", articles(20 * i, 20 * i + 6))
        test.index("--db", test.database, f"old{i}.jsonl")


def with_deletions(test):
    one_segment(test)
    test.write("old.jsonl", articles(0, 20).replace("사과", "배", 9))
    test.index("--db", test.database, "old.jsonl")


def from_directory(test):
    for i in range(6):
        test.write(f"news/{i}.txt", f"사과 {i}개가 익었다.\n")
    test.index("--db", test.database, "news")
    for i in (1, 4):
        (test.directory / f"news/{i}.txt").unlink()
    test.write("news/new.txt", "사과가 또 익었다.\n")


# The most involved first: a short test may not get through all.
SCENARIOS = (
    Scenario("merge", eight_segments, "new.jsonl", files={"new.jsonl": articles(200, 206) + articles(3, 5, version=2)}),
    Scenario("first build", None, "new.jsonl", files={"new.jsonl": articles(0, 30)}),
    Scenario("optimize", with_deletions, "--optimize"),
    Scenario("replace", one_segment, "old.jsonl",
             files={"old.jsonl": articles(0, 7) + articles(7, 15, version=2) + articles(15, 20)}),
    Scenario("delete", one_segment, "delete", "a003", "a004", "a011", again_status=1),
    Scenario("append", one_segment, "new.jsonl", files={"new.jsonl": articles(20, 40)}),
    Scenario("prune", from_directory, "--prune", "news"),
    Scenario("first build through Xapian", None, "--writer", "xapian", "new.jsonl",
             files={"new.jsonl": articles(0, 30)}),
)


@unittest.skipUnless(faults.LIBRARY, "the library of faults is not built")
class CrashTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.world = self.directory / "world"
        self.database = self.world / "new/gisa.db"  # directories that are made have to stay, too
        self.template = self.directory / "template"
        self.dice = random.Random(20250611)

    # The states before and after.

    def prepare(self, scenario):
        shutil.rmtree(self.world, ignore_errors=True)
        self.world.mkdir()
        if scenario.build:
            scenario.build(self)
        for name, content in scenario.files.items():
            self.write(name, content)
        shutil.rmtree(self.template, ignore_errors=True)
        shutil.copytree(self.world, self.template)
        self.before = self.articles()
        self.run_command(scenario, status=scenario.status)
        self.after = self.articles()
        self.assertNotEqual(self.after, [])

    def reset(self):
        shutil.rmtree(self.world)
        shutil.copytree(self.template, self.world)

    def run_command(self, scenario, status):
        return self.run_index("--db", self.database, "--threads", 2, *scenario.command, status=status)

    def articles(self):
        """All articles as they are exported, sorted; none if there is no database."""
        if not (self.database / "XAPIANDB").exists():
            return []
        return sorted(self.run_index("--db", self.database, "export").stdout.splitlines())

    # One instant.

    def run_with(self, scenario, **fault):
        """True if the run was killed."""
        self.reset()
        self.faults = faults.Faults(self.world)
        done = subprocess.run([GISA_INDEX, "--db", str(self.database), "--threads", "2", *scenario.command],
                              capture_output=True, cwd=self.directory, timeout=SECONDS_TO_WAIT, check=False,
                              env=environment(**self.faults.variables(**fault)))
        if done.returncode == -9:
            return True
        self.assertEqual(done.returncode, scenario.status, done.stderr.decode(errors="replace"))
        return False

    def last_rename(self, scenario):
        """That of the manifest: by then all that it names must be there to stay."""
        self.run_with(scenario, count=1)
        return self.faults.calls().count("rename")

    def assert_all_or_nothing(self, scenario, is_done=False):
        """What is there now is the state before or after, and the next run brings it to an end."""
        found = self.articles()
        ids = [json.loads(line)["id"] for line in found]
        self.assertEqual(len(ids), len(set(ids)), "an article is there twice")
        self.assertIn(found, [self.after] if is_done else [self.before, self.after])
        if found or self.before:
            self.run_index("--db", self.database, "check")
        finished = found == self.after
        self.run_command(scenario, status=(scenario.status, scenario.again_status) if finished else scenario.status)
        self.assertEqual(self.articles(), self.after)
        self.run_index("--db", self.database, "check")
        self.assert_no_litter()

    def assert_no_litter(self):
        lines = (self.database / "XAPIANDB").read_text().splitlines()
        named = {"XAPIANDB", "lock"}
        for words in (line.split() for line in lines):
            if words[:2] == ["#", "sources"]:
                named.add(words[2])
            if words[:2] == ["#", "segment"]:
                named.add(words[2])
                named.update(word for word in words if word.endswith(".deleted"))
        self.assertEqual({file.name for file in self.database.iterdir()}, named)

    def try_instant(self, scenario, operation, number, late=4):
        """Kills there, and looks at what each kind of disk has kept, `late` of one late entry each. False if there is
        no such instant."""
        was_killed = self.run_with(scenario, kill=f"{operation}:{number}")
        if was_killed:
            with self.subTest(scenario.name, after=f"{operation} {number}"):
                self.assert_all_or_nothing(scenario)
        for mode in (*(mode for mode in faults.MODES if mode != "late"), *["late"] * late):
            with self.subTest(scenario.name, after=f"{operation} {number}", power_lost=mode):
                self.faults.lose_power(mode, self.dice)
                self.assert_all_or_nothing(scenario, is_done=not was_killed)
                self.counted += 1
        self.counted += 1
        return was_killed

    # Tests.

    def test_killed_after_any_system_call(self):
        """Also what a loss of power leaves at that instant, and just after the end of the run."""
        end = time.monotonic() + SECONDS
        self.counted = 0
        for i, scenario in enumerate(SCENARIOS):
            share_end = time.monotonic() + (end - time.monotonic()) / (len(SCENARIOS) - i)
            self.prepare(scenario)
            self.try_instant(scenario, "rename", AFTER_THE_END)
            if i < 2 or time.monotonic() < share_end:
                self.assertTrue(self.try_instant(scenario, "rename", self.last_rename(scenario), late=8))
            for operation in OPERATIONS:
                number = 1
                while (SECONDS == 0 or time.monotonic() < share_end) and self.try_instant(scenario, operation, number):
                    number += 1 if SECONDS == 0 else self.dice.randint(1, 3)
            if SECONDS and time.monotonic() > end:
                break
        print(f"crash_test: {self.counted} states after a kill or a loss of power")

    def test_killed_at_random_instants(self):
        end = time.monotonic() + SECONDS
        instants = 0
        while instants == 0 or time.monotonic() < end:
            for scenario in self.dice.sample(SCENARIOS, len(SCENARIOS)):
                self.prepare(scenario)
                self.reset()
                began = time.monotonic()
                self.run_command(scenario, status=scenario.status)
                whole = time.monotonic() - began
                for _ in range(2 if SECONDS < 10 else 20):
                    self.kill_within(scenario, whole * 1.1)
                    instants += 1
                if time.monotonic() > end:
                    break
        print(f"crash_test: {instants} random instants")

    def kill_within(self, scenario, seconds):
        self.reset()
        process = subprocess.Popen([GISA_INDEX, "--db", str(self.database), "--threads", "2", *scenario.command],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   cwd=self.directory, env=environment())
        time.sleep(self.dice.uniform(0, seconds))
        process.kill()
        process.wait()
        with self.subTest(scenario.name):
            self.assert_all_or_nothing(scenario)


if __name__ == "__main__":
    unittest.main()
