"""Searches go on while batches come, segments are merged and articles deleted, and never see half a batch.

GISA_LONG_TESTS=SECONDS does it for so long instead of a few seconds.
"""

import ctypes
import json
import os
import pathlib
import threading
import time
import unittest

from cli_test_case import CliTestCase, article

GISA_LIBRARY = os.environ.get("GISA_LIBRARY", str(pathlib.Path(__file__).resolve().parents[2] / "build/lib/libgisa.so"))
SECONDS = float(os.environ.get("GISA_LONG_TESTS", "2")) or 60
SIZE = 20  # articles of a batch


def batch(number):
    """Every batch brings all articles anew: a state is whole if all that is found is of one batch."""
    return "".join(article(f"a{i}", f"제목 {i}", f"사과 판본{number}번 이야기다.") for i in range(SIZE)).encode()


class ReadersTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin=batch(0))
        self.failures = []
        self.ended = threading.Event()
        self.batches = self.searches = 0

    def write_batches(self):
        end = time.monotonic() + SECONDS
        try:
            while time.monotonic() < end:
                self.batches += 1
                self.index("--threads", 1, *(("--optimize",) if self.batches % 10 == 0 else ()), "-",
                           stdin=batch(self.batches))
                if self.batches % 7 == 0:
                    self.index("-", stdin=article("more", "배", "배가 익었다").encode())
                    self.run_index("delete", "more")
        except Exception as error:  # of another thread: the test would not see it
            self.failures.append(error)
        finally:
            self.ended.set()

    def check(self, result):
        self.searches += 1
        versions = {hit["snippet"].split("판본")[1].split("번")[0] for hit in result["hits"]}
        if len(result["hits"]) != SIZE or len(versions) != 1 or result["total"]["value"] != SIZE:
            self.failures.append(AssertionError(f"half a batch: {len(result['hits'])} hits of {versions}"))
        return int(versions.pop()) if versions else -1

    def run_readers(self, *readers):
        def guarded(read):
            try:
                read()
            except Exception as error:
                self.failures.append(error)

        threads = [threading.Thread(target=guarded, args=(read,)) for read in readers]
        writer = threading.Thread(target=self.write_batches)
        for thread in (*threads, writer):
            thread.start()
        for thread in (*threads, writer):
            thread.join()
        self.assertEqual(self.failures, [])
        self.run_index("check")
        print(f"readers_test: {self.searches} searches during {self.batches} batches")

    def test_programs(self):
        def read():
            seen = 0
            while not self.ended.is_set():
                version = self.check(self.search("사과", "-n", 100))
                if version < seen:
                    self.failures.append(AssertionError(f"back from {seen} to {version}"))
                seen = version

        self.run_readers(read, read)

    @unittest.skipIf(os.environ.get("GISA_SANITIZE"), "Python cannot load a sanitized library")
    def test_library(self):
        """Threads with one searcher, refreshed before each search, and one that stays as it was."""
        library = Library()
        searcher, still = library.open(self.database), library.open(self.database)
        self.refreshes, self.refreshing = 0, 0.0

        def read():
            seen = 0
            while not self.ended.is_set():
                start = time.monotonic()
                library.refresh(searcher)
                self.refreshing += time.monotonic() - start
                self.refreshes += 1
                version = self.check(library.search(searcher))
                if version < seen:
                    self.failures.append(AssertionError(f"back from {seen} to {version}"))
                seen = version
                if self.check(library.search(still)) != 0:
                    self.failures.append(AssertionError("a searcher moved by itself"))

        self.run_readers(read, read)
        print(f"readers_test: {self.refreshes} refreshes, {self.refreshing / max(1, self.refreshes) * 1000:.2f} ms each")


class Library:
    """libgisa by its C interface."""

    def __init__(self):
        self._library = ctypes.CDLL(GISA_LIBRARY)
        self._library.gisa_open.restype = ctypes.c_void_p
        self._library.gisa_search.restype = ctypes.c_void_p

    def open(self, database):
        searcher = self._library.gisa_open(str(database).encode(), None)
        assert searcher, "the library cannot open it"
        return ctypes.c_void_p(searcher)

    def refresh(self, searcher):
        assert self._library.gisa_refresh(searcher, None) >= 0, "the library cannot refresh"

    def search(self, searcher):
        text = self._library.gisa_search(searcher, "사과".encode(), b"limit=100", None)
        assert text, "the library cannot search"
        result = json.loads(ctypes.string_at(text))
        self._library.gisa_free(ctypes.c_void_p(text))
        return result


if __name__ == "__main__":
    unittest.main()
