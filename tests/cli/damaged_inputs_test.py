"""Damaged files of every format: a run ends with a report, and records the damage did not touch are indexed.

100 files by default; GISA_DAMAGED_INPUTS=1000 makes it the long test. The damage is seeded: the same each time,
and another with GISA_DAMAGED_SEED.
"""

import json
import os
import random
import resource
import subprocess
import unittest

import sample_files as files
from cli_test_case import GISA_INDEX, CliTestCase, environment

COUNT = int(os.environ.get("GISA_DAMAGED_INPUTS", "100"))
SEED = int(os.environ.get("GISA_DAMAGED_SEED", "20240305"))
RECORDS = 12
MEMORY = 1 << 30  # bytes of address space would be too coarse: of resident memory, for the whole process
SECONDS = 240  # a guard against hanging, wide enough for a sanitized build


def ids():
    return [f"rec{i:02}" for i in range(RECORDS)]


def cells(identifier):
    row = files.bigkinds_row(identifier)
    row[14] = f"{files.BODY} 표지{identifier}"
    return row


def builders():
    """Name, and the bytes of a file with RECORDS articles."""
    records = [files.record(i, body=f"{files.BODY} 표지{i}") for i in ids()]
    array = files.to_json(records)
    return [
        ("a.jsonl", files.jsonl(*records).encode()),
        ("cp949.jsonl", files.jsonl(*records).encode("cp949")),
        ("utf16.jsonl", ("\ufeff" + files.jsonl(*records)).encode("utf-16-le")),
        ("array.json", array.encode()),
        ("pretty.json", files.to_json(records, indent=1).encode()),
        ("table.csv", files.csv_text([files.BIGKINDS] + [cells(i) for i in ids()]).encode()),
        ("cp949.csv", files.csv_text([files.BIGKINDS] + [cells(i) for i in ids()]).encode("cp949")),
        ("book.xlsx", files.xlsx([files.BIGKINDS] + [cells(i) for i in ids()])),
        ("table.xls", files.html_table([files.BIGKINDS] + [cells(i) for i in ids()]).encode()),
        ("news.xml", files.newsml(*ids()).encode()),
        ("feed.rss", files.rss(*ids()).encode()),
        ("page.html", files.html().encode()),
        ("a.md", files.MARKDOWN.encode()),
        ("a.json.gz", files.gzip.compress(array.encode())),
        ("a.zip", files.zip_file({f"{i}.json": files.to_json([r]) for i, r in zip(ids(), records)})),
        ("a.tar.xz", files.tar_file({f"{i}.json": files.to_json([r]) for i, r in zip(ids(), records)}, "w:xz")),
    ]


# Of these, damage in one place must not cost more than the records around it.
INDEPENDENT = {"a.jsonl", "cp949.jsonl", "array.json", "pretty.json", "table.csv", "cp949.csv", "news.xml", "feed.rss"}


def damage(data, kind, rng):
    """The damaged bytes, and the range of bytes of the original that was touched."""
    data = bytearray(data)
    at = rng.randrange(len(data))
    if kind == "cut":
        return bytes(data[:at]), (at, len(data))
    if kind == "flip":
        data[at] ^= 1 << rng.randrange(8)
        return bytes(data), (at, at + 1)
    if kind == "noise":
        end = min(len(data), at + rng.randrange(1, 60))
        data[at:end] = rng.randbytes(end - at)
        return bytes(data), (at, end)
    if kind == "hole":
        end = min(len(data), at + rng.randrange(1, 200))
        del data[at:end]
        return bytes(data), (at, end)
    if kind == "signs":
        signs = rng.choice([b'"', b"{", b"}", b"[" * 200, b"<", b"<![CDATA[", b"<!--", b"&", b"\0\0", b"\n", b"{" * 300])
        data[at:at] = signs
        return bytes(data), (at, at)
    raise ValueError(kind)


class DamagedInputTest(CliTestCase):
    def run_bounded(self, *arguments):
        """Runs gisa-index and checks time and memory; gives its totals, if it printed any."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        done = subprocess.run([GISA_INDEX, "--json", "--memory", "64M", "--threads", "2", *arguments],
                              capture_output=True, cwd=self.directory, env=environment(), timeout=SECONDS, check=False)
        self.check_sane(done.returncode, done.stderr)
        self.assertIn(done.returncode, (0, 1, 3), done.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(max(before, after) << 10, MEMORY)
        if done.returncode != 0:
            self.assertTrue(done.stderr)
        return json.loads(done.stdout) if done.stdout else None

    def test_damaged_files(self):
        rng = random.Random(SEED)
        samples = builders()
        kinds = ("cut", "flip", "noise", "hole", "signs")
        for i in range(COUNT):
            name, data = samples[i % len(samples)]
            kind = kinds[(i // len(samples)) % len(kinds)]
            damaged, (begin, end) = damage(data, kind, rng)
            with self.subTest(f"{i}: {kind} in {name} at {begin}"):
                self.write(name, damaged)
                database = f"db{i}"
                totals = self.run_bounded("--db", database, name)
                if name in INDEPENDENT:
                    self.check_others(name, data, begin, end, database, totals)

    def check_others(self, name, data, begin, end, database, totals):
        """Articles whose records lie wholly before or behind the damage, and not next to it."""
        encoding = "cp949" if name.startswith("cp949") else "utf-8"
        places = [data.find(i.encode(encoding)) for i in ids()]
        self.assertNotIn(-1, places)
        first = max((k for k in range(RECORDS) if places[k] <= begin), default=0)
        last = max((k for k in range(RECORDS) if places[k] <= end), default=0)
        untouched = {i for k, i in enumerate(ids()) if k < first - 1 or k > last + 1}
        if not untouched or places[0] > begin:  # the header, or what stands before the first record
            return
        self.assertIsNotNone(totals, untouched)
        found = {hit["id"] for hit in self.search("--db", database, "도서관", "-n", 100)["hits"]}
        self.assertEqual(untouched - found, set())

    def test_members_behind_a_damaged_one(self):
        """A zip's members are found by its directory at the end."""
        archive = bytearray(files.zip_file({f"{i}.json": files.to_json([files.record(i)]) for i in ids()}))
        at = archive.find(b"rec03.json") + 60
        archive[at:at + 40] = b"x" * 40
        self.write("a.zip", bytes(archive))
        totals = self.run_bounded("a.zip")
        self.assertEqual(totals["documents"], RECORDS - 1)
        self.assertGreaterEqual(totals["skipped"], 1)


if __name__ == "__main__":
    unittest.main()
