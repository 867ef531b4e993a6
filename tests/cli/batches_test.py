"""A run is one batch: readers see all of it or nothing, also while it runs and after it was killed."""

import signal
import subprocess
import threading
import time
import unittest

from cli_test_case import GISA_INDEX, SECONDS_TO_WAIT, CliTestCase, article

ARTICLES = 200


def version(number, articles=ARTICLES):
    """One state of a set of articles that all hold 사과 and their version."""
    return "".join(article(f"a{i}", f"제목 {i}", f"사과 판본{number}번 이야기다. " + "덧붙이는 말이 있다. " * 20)
                   for i in range(articles)).encode()


class KilledTest(CliTestCase):
    def test_killed_while_reading_the_database_is_as_before(self):
        self.index("-", stdin=version(1))
        before, generation = self.snapshot(), self.generation()
        process = self.start_index("-")
        self.wait_for_lock(process)
        process.stdin.write(version(2) * 30)
        process.stdin.flush()
        process.kill()
        process.wait()
        self.assertEqual(self.generation(), generation)
        after = self.snapshot()
        self.assertEqual({name: after.get(name) for name in before}, before)
        self.assert_state(1)
        self.index("-", stdin=version(2))  # needs no repair
        self.assert_state(2)
        self.assertFalse((self.database / "building").exists(), "what was left over is removed")

    def test_killed_in_the_first_run_there_is_nothing(self):
        process = self.start_index("-")
        self.wait_for_lock(process)
        process.stdin.write(version(1))
        process.stdin.flush()
        process.kill()
        process.wait()
        self.assert_error(self.run_search("사과", status=2))
        self.index("-", stdin=version(1))
        self.assert_state(1)

    def test_killed_at_any_moment_it_is_all_or_nothing(self):
        self.write("1.jsonl", version(0))
        start = time.monotonic()
        self.index("1.jsonl")
        whole_run = time.monotonic() - start
        state = 0
        for round_ in range(1, 17):
            self.write("1.jsonl", version(round_))
            process = self.start_index("1.jsonl")
            time.sleep(whole_run * 1.5 * round_ / 16)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            state = self.assert_state(state, round_)
        self.write("1.jsonl", version(99))
        self.index("1.jsonl")
        self.assert_state(99)

    def assert_state(self, *versions):
        """Each article exactly once, all in one of these versions, which is returned."""
        result = self.search("사과", "-n", ARTICLES * 2)
        self.assertEqual(result["total"], {"value": ARTICLES, "relation": "exact"})
        self.assertEqual(sorted(hit["id"] for hit in result["hits"]), sorted(f"a{i}" for i in range(ARTICLES)))
        seen = [number for number in versions if f"판본{number}번" in result["hits"][0]["snippet"]]
        self.assertEqual(len(seen), 1, result["hits"][0]["snippet"])
        self.assertTrue(all(f"판본{seen[0]}번" in hit["snippet"] for hit in result["hits"]))
        return seen[0]


class InterruptedTest(CliTestCase):
    def test_an_interrupt_ends_it_and_nothing_is_lost(self):
        self.index("-", stdin=version(1, 5))
        for number in (signal.SIGINT, signal.SIGTERM):
            process = self.start_index("-")
            self.wait_for_lock(process)
            process.send_signal(number)
            process.communicate(timeout=SECONDS_TO_WAIT)
            self.assertNotEqual(process.returncode, 0)
            self.assertEqual(self.search("사과")["total"]["value"], 5)
        self.index("-", stdin=version(2, 5))


class ConcurrentSearchTest(CliTestCase):
    def test_every_search_sees_one_state(self):
        self.index("-", stdin=version(0))
        done = threading.Event()
        problems = []

        def index_again_and_again():
            try:
                for number in range(1, 13):  # enough for segments to be merged away
                    self.index("-", stdin=version(number))
            except BaseException as problem:  # handed to the test's own thread
                problems.append(problem)
            finally:
                done.set()

        indexing = threading.Thread(target=index_again_and_again)
        indexing.start()
        searches = 0
        last = 0
        try:
            while not done.is_set() or searches <= 5:  # one processor may do one thing after the other
                result = self.search("사과", "-n", ARTICLES * 2)
                searches += 1
                self.assertEqual(result["total"], {"value": ARTICLES, "relation": "exact"})
                self.assertEqual(len({hit["id"] for hit in result["hits"]}), ARTICLES)
                versions = {hit["snippet"].split("판본")[1].split("번")[0] for hit in result["hits"]}
                self.assertEqual(len(versions), 1, "half a batch is seen")
                seen = int(versions.pop())
                self.assertGreaterEqual(seen, last, "an older state comes back")
                last = seen
        finally:
            indexing.join()
        self.assertEqual(problems, [])


if __name__ == "__main__":
    unittest.main()
