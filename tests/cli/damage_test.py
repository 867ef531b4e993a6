"""Bits that flip on the disk: an error that names the place, never a crash, a hang or a wrong answer.

GISA_LONG_TESTS=SECONDS flips bits for so long instead of a few seconds; 0: one in every byte.
"""

import json
import os
import random
import shutil
import subprocess
import time
import unittest

from cli_test_case import CORPUS, GISA_SEARCH, SECONDS_TO_WAIT, CliTestCase, article, environment

IS_SANITIZED = bool(os.environ.get("GISA_SANITIZE"))  # slow
SECONDS = float(os.environ.get("GISA_LONG_TESTS", "2"))

# Words, a phrase, a filter, dates, a sort by time: what is read by our code, and what by Xapian's.
QUERIES = (("기준금리 동결",), ('"기준금리"', "-n", 50), ("press:온세일보", "-n", 100), ("--sort", "newest", "사과"),
           ("after:2025-01-10", "경제"), ("--facet", "press", "경제"), ("A*",), ("press:일보", "사과"))


class DamageTestCase(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("--threads", 1, CORPUS / "articles")
        self.write("new.jsonl", article("onse-20250116-001", "제목", "새 글이다. 사과가 익었다.")
                   + article("new", "사과", "사과가 익었다.", date="2025-01-20"))
        self.index("new.jsonl")
        self.run_index("delete", "onse-20250116-002", status=(0, 1))

    def files(self):
        return sorted(file for file in self.database.rglob("*") if file.is_file() and file.stat().st_size > 0)


def flip(file, bit):
    with file.open("r+b") as stream:
        stream.seek(bit // 8)
        byte = stream.read(1)[0]
        stream.seek(bit // 8)
        stream.write(bytes([byte ^ (1 << bit % 8)]))


def answers_in(result):
    return [(hit["id"], hit["title"], hit.get("snippet")) for hit in result["hits"]], result["total"], result.get("facets")


class FlippedBitsTest(DamageTestCase):
    def answers(self, query):
        return answers_in(self.search(*query))

    def bits(self, dice):
        files = self.files()
        if SECONDS == 0:
            for file in files:
                for byte in range(file.stat().st_size):
                    yield file, byte * 8 + dice.randrange(8)
        end = time.monotonic() + SECONDS
        while SECONDS and time.monotonic() < end:
            for file in files:  # of each: small ones have as much to lose
                yield file, dice.randrange(file.stat().st_size * 8)

    def test_any_bit(self):
        expected = {query: self.answers(query) for query in QUERIES}
        exported = self.run_index("export").stdout
        dice = random.Random(20250611)
        flipped = 0
        for file, bit in self.bits(dice):
            name = file.relative_to(self.database)
            with self.subTest(f"{name}, bit {bit}"):
                flip(file, bit)
                try:
                    self.check_flip(name, expected, exported, dice.choice(QUERIES))
                finally:
                    flip(file, bit)
            flipped += 1
        print(f"damage_test: {flipped} bits flipped")

    def check_flip(self, name, expected, exported, query):
        check = self.run_index("check", status=1)
        self.assert_error(check, "gisa.db" if name.parts[0] == "XAPIANDB" else name.parts[0])
        done = self.run_search("--json", *query, status=(0, 1, 2))
        if done.returncode == 2:
            self.assert_error(done, "gisa.db", name.parts[0] if name.parts[0].startswith("s0") else "")
        else:
            self.assertEqual(answers_in(json.loads(done.stdout)), expected[query])
        export = self.run_index("export", status=(0, 1))
        if export.returncode == 0:
            self.assertEqual(export.stdout, exported)

    def test_no_word_of_xapians_where_a_block_is_of_another_revision(self):
        for file in self.files():
            for block in range(0, file.stat().st_size if file.suffix == ".glass" else 0, 8192):
                with self.subTest(f"{file.relative_to(self.database)}, byte {block}"):
                    flip(file, block * 8 + 1)
                    done = self.run_search("--json", "사과", status=(0, 2))
                    flip(file, block * 8 + 1)
                    if done.returncode == 2:
                        self.assert_error(done, file.parent.name, "wrong checksum")

    def test_a_merge_does_not_bless_damage(self):
        for file in self.files():
            if file.suffix != ".glass":
                continue
            with self.subTest(file.name):
                flip(file, file.stat().st_size * 4 + 3)
                done = self.run_index("--optimize", status=(0, 1))
                if done.returncode == 0:
                    self.assertEqual(file.stat().st_size, 0)
                else:
                    self.assertIn(file.parent.name, done.stderr.decode())
                flip(file, file.stat().st_size * 4 + 3)
        self.run_index("--optimize")
        self.run_index("check")

    def test_segments_in_each_others_place(self):
        first, second = sorted(self.database.glob("s0*[0-9]"))[:2]
        first.rename(self.database / "other")
        second.rename(first)
        (self.database / "other").rename(second)
        self.assert_error(self.run_search("사과", status=2), first.name)
        self.assert_error(self.run_index("check", status=1), first.name, second.name)


class CutFilesTest(DamageTestCase):
    """Files are cut while a search has them open, as only somebody else or a failing disk does it."""

    QUERIES = ("기준금리 동결", '"기준금리"', "press:온세일보", "after:2025-01-10 경제", "배터*", "사과")

    def test_a_session_goes_on_or_ends_with_the_segments_name(self):
        expected = {query: answers_in(self.search("-n", 50, query)) for query in self.QUERIES}
        refused = ended = 0
        for file in self.files():
            for part in (0, 0.3, 0.6) if file.suffix == ".glass" else ():
                with self.subTest(f"{file.relative_to(self.database)} is cut to {part}"):
                    content = file.read_bytes()
                    try:
                        status, err = self.ask_while_cutting(file, int(len(content) * part), expected)
                    finally:
                        file.write_bytes(content)
                    ended += status == 2
                    refused += b"hint" in err
                    if b"hint" in err or status == 2:
                        self.assertIn(file.parent.name.encode(), err)
        self.assertGreater(refused, 0)
        self.assertGreater(ended, 0)

    def ask_while_cutting(self, file, size, expected):
        process = subprocess.Popen([GISA_SEARCH, "--interactive", "--json", "-n", "50"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.directory, env=environment())
        process.stdin.write(f"{self.QUERIES[0]}\n".encode())
        process.stdin.flush()
        lines = [process.stdout.readline()]
        os.truncate(file, size)
        out, err = process.communicate("".join(query + "\n" for query in self.QUERIES).encode(), timeout=SECONDS_TO_WAIT)
        self.check_sane(process.returncode, err)
        for result in map(json.loads, lines + out.splitlines()):
            self.assertEqual(answers_in(result), expected[result["query"]])
        return process.returncode, err


class CatalogueTest(DamageTestCase):
    def damage(self):
        file, = self.database.glob("sources.*")
        flip(file, file.stat().st_size * 4)
        return file.name

    def test_without_it_files_are_read_again_and_that_is_told(self):
        name = self.damage()
        done = self.run_index(CORPUS / "articles", status=3)
        self.assertIn(name, done.stderr.decode())
        self.assertIn("all files are read again", done.stderr.decode())
        self.assertEqual(self.run_index(CORPUS / "articles").stderr.count(b"read again"), 0)

    def test_nothing_is_pruned_by_it(self):
        self.damage()
        before = self.found("사과")
        (self.directory / "new.jsonl").unlink()
        self.assert_error(self.run_index("--prune", self.directory, status=1), "--prune cannot tell")
        self.assertEqual(self.found("사과"), before)

    def test_delete_does_not_need_it(self):
        self.damage()
        self.run_index("delete", "new")
        self.assertNotIn("new", self.found("사과"))
        self.run_index("check", status=1)  # nor does it hide the damage


class RepairTest(DamageTestCase):
    def repair(self, *arguments, status=(0, 3)):
        shutil.rmtree(self.directory / "saved.db", ignore_errors=True)
        done = self.run_index("check", "--repair", "saved.db", "--json", *arguments, status=status)
        if done.returncode == 1:
            return done, None
        self.run_index("--db", "saved.db", "check")
        return done, json.loads(done.stdout)

    def exported(self, database):
        return {json.loads(line)["id"]: line
                for line in self.run_index("--db", database, "export").stdout.splitlines()}

    def test_a_sound_database_is_copied(self):
        done, totals = self.repair()
        self.assertEqual((done.returncode, totals["lost"]), (0, 0))
        self.assertEqual(self.exported("saved.db"), self.exported("gisa.db"))

    def test_any_file_may_be_damaged_or_gone(self):
        whole = self.exported("gisa.db")
        for file in [file for file in self.files() if file.name != "lock"]:
            content = file.read_bytes()
            middle = len(content) // 2
            damages = (("flipped", content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1:]),
                       ("gone", None), ("cut", content[:middle]), ("empty", b""))
            for what, damaged in damages[:1 if IS_SANITIZED else None]:
                with self.subTest(f"{file.relative_to(self.database)} is {what}"):
                    file.unlink()
                    if damaged is not None:
                        file.write_bytes(damaged)
                    done, totals = self.repair(status=(0, 1, 3))
                    if totals:
                        self.check_saved(file, whole, totals, done)
                    else:
                        self.assertIn((file.name, what), [("XAPIANDB", "gone"), ("XAPIANDB", "empty")])
                    file.write_bytes(content)

    def check_saved(self, file, whole, totals, done):
        saved = self.exported("saved.db")
        if file.name.endswith(".deleted"):
            # The one that was deleted is back, and its place in the list is the only thing lost.
            saved.pop("onse-20250116-002", None)
            self.assertEqual(done.returncode, 3)
        if file.name == "XAPIANDB":
            saved.pop("onse-20250116-002", None)
        self.assertEqual({identifier: whole[identifier] for identifier in saved}, saved, "each as it was")
        self.assertEqual(totals["lost"], len(whole) - len(saved))
        if totals["lost"] == 0:
            return
        self.assertEqual(file.name, "docdata.glass")
        self.assertEqual(done.returncode, 3)
        lost = {line.split("lost: ")[1] for line in done.stderr.decode().splitlines() if "lost: " in line}
        self.assertEqual(lost, set(whole) - set(saved))

    def test_reading_the_files_again_brings_back_what_was_lost(self):
        whole = self.exported("gisa.db")
        file = max(self.database.rglob("docdata.glass"), key=lambda file: file.stat().st_size)
        flip(file, file.stat().st_size * 4)
        _, totals = self.repair()
        self.assertGreater(totals["lost"], 0)
        again = self.index("--db", "saved.db", CORPUS / "articles")
        self.assertGreater(again["unchanged"], 0, "what was saved is known")
        self.index("--db", "saved.db", "new.jsonl")
        found = self.exported("saved.db")
        self.assertEqual({identifier: found[identifier] for identifier in whole}, whole)

    def test_it_writes_over_nothing(self):
        self.write("saved/notes.txt", "내 메모")
        done = self.run_index("check", "--repair", "saved", status=1)
        self.assert_error(done, "saved", "not empty")
        self.assertEqual([file.name for file in (self.directory / "saved").iterdir()], ["notes.txt"])


if __name__ == "__main__":
    unittest.main()
