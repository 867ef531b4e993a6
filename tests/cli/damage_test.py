"""Bits that flip on the disk: an error that names the place, never a crash, a hang or a wrong answer.

GISA_LONG_TESTS=SECONDS flips bits for so long instead of a few seconds; 0: one in every byte.
"""

import json
import os
import random
import shutil
import time
import unittest

from cli_test_case import CORPUS, CliTestCase, article

SECONDS = float(os.environ.get("GISA_LONG_TESTS", "4"))

# Words, a phrase, a filter, dates, a sort by time: what is read by our code, and what by Xapian's.
QUERIES = (("기준금리 동결",), ('"기준금리"', "-n", 50), ("press:온세일보", "-n", 100), ("--sort", "newest", "사과"),
           ("after:2025-01-10", "경제"), ("--facet", "press", "경제"))


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


if __name__ == "__main__":
    unittest.main()
