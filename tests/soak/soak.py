"""A long load: searches, batches, merges, deletions and backups at once, for as long as you like.

    python3 tests/soak/soak.py --minutes 30 [--bin build/bin] [--library build/lib/libgisa.so]

Programs index, delete, optimize and back up while threads of this process search through the library,
refreshing as they go, and programs search beside them. Every result must be one whole batch. In the
end, and every half minute, it tells the memory and the open files of the process that holds the library:
they must stay where they were after the first tenth of the time. Not part of ctest.
"""

import argparse
import ctypes
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SIZE = 200  # articles of a batch
WORDS = ("사과 배 감 귤 금리 환율 물가 반도체 수출 도서관 회의 정부 국회 시장 가격 인상 인하 동결 전망 경제 사회 문화 학교 병원 "
         "주택 전세 버스 지하철 태풍 폭우 배터리 전기차 인공지능 야구 축구 농구 영화 소설 음악 축제").split()
TOLERANCE = 1.15  # of memory, against the first tenth


def article(number, version):
    """One of SIZE articles that every batch brings anew."""
    words = [WORDS[(number * 7 + version * 3 + i * (1 + number % 5)) % len(WORDS)] for i in range(150)]
    return json.dumps({"id": f"a{number}", "title": f"제목 {number} {words[0]}", "press": f"신문{number % 7}",
                       "date": f"2025-{1 + number % 12:02}-{1 + version % 28:02}",
                       "body": f"공통어 판본{version}번 이야기다. " + " ".join(words) + "."}, ensure_ascii=False)


class Soak:
    def __init__(self, options):
        self.options = options
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="gisa-soak-"))
        self.database = self.directory / "gisa.db"
        self.end = time.monotonic() + options.minutes * 60
        self.failures = []
        self.counts = {"batches": 0, "searches": 0, "programs": 0, "refreshes": 0, "backups": 0, "deletions": 0}
        self.samples = []

    def goes_on(self):
        return time.monotonic() < self.end and not self.failures

    def run(self, program, *arguments, stdin=b"", status=(0,)):
        done = subprocess.run([str(self.options.bin / program), "--db", str(self.database), *map(str, arguments)],
                              input=stdin, capture_output=True, check=False, timeout=600)
        if done.returncode not in status:
            raise AssertionError(f"{program} {arguments}: {done.returncode}: {done.stderr.decode(errors='replace')}")
        return done.stdout

    def write(self):
        version = 0
        while self.goes_on():
            version += 1
            extra = ("--optimize",) if version % 50 == 0 else ()
            batch = "\n".join(article(number, version) for number in range(SIZE))
            self.run("gisa-index", "--quiet", "--wait-lock", *extra, "-", stdin=batch.encode())
            self.counts["batches"] += 1

    def write_beside(self):
        """A second writer, that waits for the first one, with articles no search is about."""
        while self.goes_on():
            self.run("gisa-index", "--quiet", "--wait-lock", "-", stdin=b'{"id":"other","title":"x","body":"y"}')
            self.run("gisa-index", "--quiet", "--wait-lock", "delete", "other", status=(0, 1))
            self.counts["deletions"] += 1
            time.sleep(0.2)

    def back_up(self):
        while self.goes_on():
            copy = self.directory / "copy.db"
            shutil.rmtree(copy, ignore_errors=True)
            self.run("gisa-index", "--quiet", "backup", copy)
            subprocess.run([str(self.options.bin / "gisa-index"), "--db", str(copy), "--quiet", "check"], check=True)
            self.counts["backups"] += 1
            time.sleep(1)

    def check(self, result):
        versions = {hit["snippet"].split("판본")[1].split("번")[0] for hit in result["hits"]}
        if result["total"]["value"] != SIZE or len(versions) != 1:
            raise AssertionError(f"half a batch: {result['total']} of {versions}")

    def search_by_program(self):
        while self.goes_on():
            self.check(json.loads(self.run("gisa-search", "--json", "-n", 50, "공통어")))
            self.counts["programs"] += 1

    def search_by_library(self, library, searcher, seed):
        options = (b"limit=50", b"limit=50 sort=newest", b"limit=50 facets=press,month")
        while self.goes_on():
            seed += 1
            if seed % 5 == 0:
                library.gisa_refresh(searcher, None)
                self.counts["refreshes"] += 1
            query = "공통어" if seed % 3 else f"{WORDS[seed % len(WORDS)]} {WORDS[seed * 7 % len(WORDS)]}"
            text = library.gisa_search(searcher, query.encode(), options[seed % len(options)], None)
            if not text:
                raise AssertionError(f"the library cannot search {query}")
            result = json.loads(ctypes.string_at(text))
            library.gisa_free(ctypes.c_void_p(text))
            if query == "공통어":
                self.check(result)
            self.counts["searches"] += 1

    def sample(self):
        lines = pathlib.Path("/proc/self/status").read_text().splitlines()
        anonymous = next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1024
        files = len(os.listdir("/proc/self/fd"))
        segments = len(list(self.database.glob("s0*[0-9]")))
        self.samples.append((anonymous, files))
        print(f"{(time.monotonic() - self.end) / 60 + self.options.minutes:6.1f} min: {anonymous:6.1f} MB, "
              f"{files} files open, {segments} segments; "
              + ", ".join(f"{count} {what}" for what, count in self.counts.items()), flush=True)

    def guarded(self, work, *arguments):
        def run():
            try:
                work(*arguments)
            except Exception as error:
                self.failures.append(error)

        return threading.Thread(target=run)

    def soak(self):
        self.run("gisa-index", "--quiet", "-", stdin="\n".join(article(n, 0) for n in range(SIZE)).encode())
        library = ctypes.CDLL(str(self.options.library))
        library.gisa_open.restype = library.gisa_search.restype = ctypes.c_void_p
        searcher = ctypes.c_void_p(library.gisa_open(str(self.database).encode(), None))
        threads = [self.guarded(self.write), self.guarded(self.write_beside), self.guarded(self.back_up),
                   self.guarded(self.search_by_program),
                   *(self.guarded(self.search_by_library, library, searcher, 1000 * i) for i in range(2))]
        for thread in threads:
            thread.start()
        step = min(30, self.options.minutes * 6)
        while self.goes_on():
            time.sleep(step)
            self.sample()
        for thread in threads:
            thread.join()
        library.gisa_close(searcher)
        self.run("gisa-index", "check")
        return self.judge()

    def judge(self):
        for failure in self.failures:
            print(f"failed: {failure}")
        early = self.samples[: max(2, len(self.samples) // 10)]
        late = self.samples[-max(2, len(self.samples) // 10):]
        most = max(memory for memory, _ in early)
        if sum(memory for memory, _ in late) / len(late) > most * TOLERANCE + 4:
            self.failures.append("memory")
            print(f"memory has grown from {most:.1f} MB to {late[-1][0]:.1f} MB")
        if max(files for _, files in late) > max(files for _, files in early) + 30:
            self.failures.append("files")
            print("open files have grown")
        print("failed" if self.failures else "passed")
        return 1 if self.failures else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/bin")
    parser.add_argument("--library", type=pathlib.Path, default=ROOT / "build/lib/libgisa.so")
    soak = Soak(parser.parse_args())
    try:
        return soak.soak()
    finally:
        shutil.rmtree(soak.directory, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
