"""What the end-to-end tests share: the programs, a fresh directory, articles.

    class MyTest(CliTestCase):
        def test_something(self):
            self.write("a.jsonl", article("a", "제목", "본문"))
            self.index("a.jsonl")
            self.assertEqual(self.found("본문"), ["a"])

They are those of build/bin/ unless GISA_INDEX and GISA_SEARCH name others; a single test is run by

    cd tests/cli && python3 -m unittest records_test.SameIdTest

The programs run with the fresh directory as working directory and an environment that holds nothing
but what is given here. A program killed by a signal, or stopped by a sanitizer, fails the test whatever
exit status it expected.
"""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

_ROOT = pathlib.Path(__file__).resolve().parents[2]
GISA_INDEX = os.environ.get("GISA_INDEX", str(_ROOT / "build/bin/gisa-index"))
GISA_SEARCH = os.environ.get("GISA_SEARCH", str(_ROOT / "build/bin/gisa-search"))
CORPUS = _ROOT / "corpus"
SECONDS_TO_WAIT = 300  # a guard against hanging, wide enough for a sanitized build

_KEPT_VARIABLES = ("PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS")


def article(identifier, title, body, **fields):
    """One line of JSONL. `identifier` may be None."""
    record = {"id": identifier, "title": title, "body": body, **fields}
    return json.dumps({k: v for k, v in record.items() if v is not None}, ensure_ascii=False) + "\n"


def environment(**variables):
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", **variables}


class CliTestCase(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="gisa cli "))
        self.addCleanup(shutil.rmtree, self.directory, ignore_errors=True)
        self.database = self.directory / "gisa.db"

    # Files.

    def write(self, name, content):
        file = self.directory / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def segment(self):
        """The directory of the database's only segment."""
        (segment,) = self.database.glob("s0*[0-9]")
        return segment

    def generation(self):
        lines = (self.database / "XAPIANDB").read_text().splitlines()
        return int(next(line.split()[2] for line in lines if line.startswith("# generation ")))

    def snapshot(self):
        """Name, size, inode and modification time of every file of the database."""
        return {
            str(file.relative_to(self.database)): (status.st_size, status.st_ino, status.st_mtime_ns)
            for file in sorted(self.database.rglob("*"))
            if (status := file.stat()) and file.is_file()
        }

    # Programs.

    def run_program(self, program, *arguments, status, stdin=b"", variables=None):
        """Runs it to its end and checks the exit status; `stdout` and `stderr` are bytes."""
        done = subprocess.run([program, *map(str, arguments)], input=stdin, capture_output=True,
                              cwd=self.directory, env=environment(**(variables or {})),
                              timeout=SECONDS_TO_WAIT, check=False)
        self.check_sane(done.returncode, done.stderr)
        allowed = status if isinstance(status, tuple) else (status,)
        self.assertIn(done.returncode, allowed, f"{program} {arguments}: {done.stderr.decode(errors='replace')}")
        return done

    def check_sane(self, returncode, stderr):
        self.assertGreaterEqual(returncode, 0, f"killed by signal {-returncode}: {stderr[-2000:]}")
        for sign in (b"Sanitizer", b"runtime error:", b"terminate called"):
            self.assertNotIn(sign, stderr, stderr.decode(errors="replace"))

    def run_index(self, *arguments, status=0, **more):
        return self.run_program(GISA_INDEX, *arguments, status=status, **more)

    def run_search(self, *arguments, status=0, **more):
        return self.run_program(GISA_SEARCH, *arguments, status=status, **more)

    def index(self, *arguments, **more):
        """Indexes and gives the totals."""
        return json.loads(self.run_index("--json", "--quiet", *arguments, **more).stdout)

    def search(self, *arguments, status=(0, 1), **more):
        """Searches and gives the JSON result."""
        return json.loads(self.run_search("--json", *arguments, status=status, **more).stdout)

    def found(self, *arguments):
        """Ids of the hits, in order."""
        return [hit["id"] for hit in self.search(*arguments)["hits"]]

    def start_index(self, *arguments):
        """Starts an indexer that reads what is written to the `stdin` of the result."""
        process = subprocess.Popen([GISA_INDEX, *map(str, arguments)], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.directory,
                                   env=environment())
        self.addCleanup(_end, process)
        return process

    def wait_for_lock(self, process):
        """Until a started indexer holds the database: it has made its working directory."""
        self.wait_until(lambda: process.poll() is not None or (self.database / "building").is_dir())
        self.assertIsNone(process.poll(), "the indexer has ended")

    def wait_for_handlers(self, process):
        """Until a started program ends as it should when it is told to (SIGTERM), not as the system would end it."""
        def catches():
            lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
            caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:"))
            return caught >> (signal.SIGTERM - 1) & 1

        self.wait_until(lambda: process.poll() is not None or catches())
        self.assertIsNone(process.poll(), "the program has ended")

    def wait_until(self, condition):
        end = time.monotonic() + SECONDS_TO_WAIT
        while not condition():
            self.assertLess(time.monotonic(), end, "waited in vain")
            time.sleep(0.005)

    def finish(self, process, status=0):
        """Closes the process's input and waits for its end; gives (stdout, stderr)."""
        out, err = process.communicate(timeout=SECONDS_TO_WAIT)
        self.check_sane(process.returncode, err)
        self.assertEqual(process.returncode, status, err.decode(errors="replace"))
        return out, err

    def assert_error(self, done, *words):
        """An error message for people: program, what, where, and a hint; nothing on standard output."""
        text = done.stderr.decode()
        self.assertRegex(text, r"\Agisa-(index|search): \S")
        self.assertRegex(text, r"\nhint: \S")
        self.assertEqual(done.stdout, b"")
        for word in words:
            self.assertIn(word, text)


def _end(process):
    if process.poll() is None:
        process.kill()
    with contextlib.suppress(OSError):
        process.communicate()
