"""What gisa-index does besides indexing: a dry run, a report, limits, pruning, delete, stats, check, export, Ctrl-C."""

import fcntl
import json
import shutil
import signal
import time
import unittest

import sample_files
from cli_test_case import CORPUS, GISA_INDEX, SECONDS_TO_WAIT, CliTestCase, article


def many(count, **fields):
    return "".join(article(f"a{i:04}", f"제목 {i}", f"사과 {i}개가 익었다.", **fields) for i in range(count))


class DryRunTest(CliTestCase):
    def test_a_table_by_format(self):
        for name, (content, _) in sample_files.all_files().items():
            self.write("news/" + name, content)
        self.write("news/broken.jsonl", article("a", "제목", "사과") + "broken\n")
        done = self.run_index("--dry-run", "news", status=3)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(lines[0].split(), ["format", "files", "articles", "problems", "MB", "no", "date", "no", "title",
                                            "no", "body"])
        rows = {line.split()[0]: line.split()[1:4] for line in lines[1:]}
        self.assertEqual(rows["html"], ["6", "6", "0"])
        self.assertEqual(rows["xlsx"], ["4", "4", "0"])
        self.assertEqual(rows["jsonl"][2], "1")
        self.assertLessEqual(max(map(len, lines)), 80)
        self.assertIn(b"news/broken.jsonl:2: ", done.stderr)
        self.assertFalse(self.database.exists())

    def test_it_says_what_a_run_does(self):
        survey = json.loads(self.run_index("--dry-run", "--json", CORPUS / "articles").stdout)
        totals = self.index(CORPUS / "articles")
        self.assertEqual((survey["articles"], survey["problems"], survey["text_bytes"]),
                         (totals["documents"], totals["skipped"], totals["text_bytes"]))
        self.assertEqual(sum(f["articles"] for f in survey["formats"]), survey["articles"])


class ReportTest(CliTestCase):
    def test_every_skipped_record_is_in_it(self):
        self.write("news/a.jsonl", article("a", "제목", "사과") + "broken\n" * 30)
        self.write("news/b.csv", "제목,본문\n가,나,다\n사과,익었다\n")
        self.write("news/c.json", '[{"title":"사과"},{"x":1}]')
        self.write("news/\x1b.json", "{broken")
        done = self.run_index("--report", "report.jsonl", "news", status=3)
        self.assertLess(done.stderr.count(b"\n"), 30)
        report = [json.loads(line) for line in (self.directory / "report.jsonl").read_text().splitlines()]
        self.assertEqual(len(report), 33)
        places = {(r["path"], r.get("line"), r.get("record")) for r in report}
        self.assertIn(("news/a.jsonl", 31, None), places)
        self.assertIn(("news/b.csv", 2, None), places)
        self.assertIn(("news/c.json", None, 2), places)
        self.assertIn(("news/\x1b.json", None, 1), places)
        self.assertTrue(all(r["reason"] for r in report))

    def test_a_report_that_cannot_be_written(self):
        self.write("a.txt", "사과가 익었다.")
        done = self.run_index("--report", "no/such/report", "a.txt", status=1)
        self.assert_error(done, "no/such/report", "see whether it and its directory are there")
        self.assertFalse(self.database.exists())

    def test_it_takes_the_place_of_nothing_but_a_report(self):
        # The name forgotten, --report *.jsonl: the shell puts articles there.
        articles = article("a", "제목", "사과가 익었다.")
        self.write("a.jsonl", articles)
        self.write("b.jsonl", "broken\n")
        done = self.run_index("--report", "a.jsonl", "b.jsonl", status=1)
        self.assert_error(done, "a.jsonl is there and no report", "name a file that does not exist yet")
        self.assertEqual((self.directory / "a.jsonl").read_text(), articles)
        self.assertFalse(self.database.exists())
        for _ in range(2):  # its own are replaced
            self.run_index("--report", "report.jsonl", "a.jsonl", "b.jsonl", status=3)
            self.assertEqual((self.directory / "report.jsonl").read_text().count("\n"), 1)
        self.run_index("--report", "report.jsonl", "a.jsonl")
        self.assertEqual((self.directory / "report.jsonl").read_text(), "")
        self.run_index("--report", "/dev/stdout", "b.jsonl", status=1)


class LimitTest(CliTestCase):
    def test_no_more_than_so_many_and_the_rest_later(self):
        self.write("a.jsonl", many(700))
        self.write("b/c.txt", "사과가 익었다.")
        for limit in (3, 512, 600):
            database = f"db{limit}"
            self.assertEqual(self.index("--db", database, "--limit", limit, "a.jsonl", "b")["articles"], limit)
            self.assertEqual(self.index("--db", database, "a.jsonl", "b")["articles"], 701)

    def test_what_stands_behind_is_not_told(self):
        self.write("a.json", '[{"id": "a", "body": "사과"}, {"id": "b", "body": 3}, {"id": "c", "body": "배"}]')
        self.assertEqual(self.index("--limit", 1, "a.json")["skipped"], 0)
        self.assertEqual(self.index("--limit", 2, "a.json", status=3)["skipped"], 1)
        survey = json.loads(self.run_index("--dry-run", "--json", "--limit", 1, "a.json").stdout)
        self.assertEqual((survey["articles"], survey["problems"]), (1, 0))

    def test_since(self):
        self.write("a.jsonl", article("old", "제목", "사과", date="2024-03-04") + article("new", "제목", "사과", date="20240305")
                   + article("none", "제목", "사과"))
        totals = self.index("--since", "2024. 3. 5.", "a.jsonl")
        self.assertEqual((totals["documents"], totals["older"], totals["skipped"]), (2, 1, 0))
        self.assertEqual(sorted(self.found("사과")), ["new", "none"])
        self.index("a.jsonl")  # the file is not taken for known
        self.assertEqual(sorted(self.found("사과")), ["new", "none", "old"])

    def test_mistakes(self):
        self.assert_error(self.run_index("--limit", "0", "x", status=1), "--limit 0")
        self.assert_error(self.run_index("--since", "어제", "x", status=1), "--since 어제: not a day")


class PruneTest(CliTestCase):
    def test_articles_of_removed_files_go(self):
        for name in ("a.txt", "b.txt", "deep/c.txt"):
            self.write("news/" + name, f"사과가 {name}에 있다.")
        self.write("news/d.jsonl", many(3))
        self.write("news/e.zip", sample_files.zip_file({"f.txt": "사과가 압축되었다."}))
        self.index("news")
        for name in ("b.txt", "deep/c.txt", "d.jsonl", "e.zip"):
            (self.directory / "news" / name).unlink()
        self.assertEqual(self.index("news")["articles"], 7)
        totals = self.index("--prune", "news")
        self.assertEqual((totals["pruned"], totals["articles"], totals["unchanged"]), (6, 1, 1))
        self.assertEqual(self.found("사과"), ["a.txt"])
        self.assertEqual(self.index("--prune", "news")["pruned"], 0)
        self.write("news/b.txt", "사과가 돌아왔다.")
        self.assertEqual(self.index("--prune", "news")["articles"], 2)

    def test_a_file_that_became_a_directory_is_gone(self):
        self.write("news/a.txt", "사과가 파일에 있다.")
        self.index("news")
        (self.directory / "news/a.txt").unlink()
        self.write("news/a.txt/b.txt", "사과가 그 아래에 있다.")
        self.index("news")
        self.assertEqual(self.index("--prune", "news")["pruned"], 1)
        self.assertEqual(self.found("사과"), ["a.txt/b.txt"])
        shutil.rmtree(self.directory / "news/a.txt")
        self.write("news/a.txt", "사과가 다시 파일에 있다.")
        self.assertEqual(self.index("--prune", "news")["pruned"], 1)
        self.assertEqual(self.found("사과"), ["a.txt"])

    def test_articles_that_a_file_no_longer_holds_stay(self):
        self.write("news/feed.jsonl", article("old", "", "사과가 익었다."))
        self.index("--prune", "news")
        self.write("news/feed.jsonl", article("new", "", "사과가 또 익었다."))
        self.assertEqual(self.index("--prune", "news")["pruned"], 0)
        self.assertEqual(sorted(self.found("사과")), ["new", "old"])
        (self.directory / "news/feed.jsonl").unlink()
        self.write("news/a.txt", "배가 익었다.")
        self.assertEqual(self.index("--prune", "news")["pruned"], 2)

    def test_what_is_gone_takes_no_room_for_long(self):
        for number in range(5):
            self.write(f"news/{number}.txt", "사과가 익었다.")
        self.index("news")
        for number, left in ((0, (4, 1)), (1, (3, 2)), (2, (2, 0))):
            (self.directory / f"news/{number}.txt").unlink()
            self.index("--prune", "news")
            stats = json.loads(self.run_index("--json", "stats").stdout)
            self.assertEqual((stats["articles"], stats["deleted"]), left)

    def test_only_below_the_paths_and_not_when_they_are_not_there(self):
        for name in ("one/a.txt", "two/b.txt"):
            self.write(name, "사과가 익었다.")
        self.index("one", "two")
        (self.directory / "one/a.txt").unlink()
        self.assertEqual(self.index("--prune", "two")["articles"], 2)
        (self.directory / "one").rmdir()
        self.run_index("--prune", "one", "two", status=3)
        self.assertEqual(len(self.found("사과")), 2)

    def test_the_same_name_elsewhere_stays(self):
        for name in ("one/a.txt", "two/a.txt"):
            self.write(name, "사과가 익었다.")
        self.index("one", "two")
        (self.directory / "one/a.txt").unlink()
        self.assertEqual(self.index("--prune", "one", "two")["articles"], 1)


class DeleteTest(CliTestCase):
    def test_delete(self):
        self.write("a.jsonl", many(3))
        self.index("a.jsonl")
        done = self.run_index("delete", "a0001", "nobody", "a0001", status=3)
        self.assertIn("no article has the id nobody", done.stderr.decode())
        self.assertEqual(sorted(self.found("사과")), ["a0000", "a0002"])
        self.assertEqual(self.index("a.jsonl")["articles"], 2)  # it stays away
        self.run_index("delete", "nobody", status=1)
        self.run_index("delete", "a0000", "a0002")
        self.assertEqual(self.found("사과"), [])

    def test_what_is_gone_takes_no_room_for_long(self):
        self.write("a.jsonl", many(5))
        self.index("a.jsonl")
        for ids, left in ((["a0000", "a0001"], (3, 2)), (["a0004"], (2, 0)), (["a0002", "a0003"], (0, 0))):
            self.run_index("delete", *ids)
            stats = json.loads(self.run_index("--json", "stats").stdout)
            self.assertEqual((stats["articles"], stats["deleted"]), left)

    def test_commands_need_a_database(self):
        for words in (("delete", "a"), ("stats",), ("check",), ("export",)):
            done = self.run_index(*words, status=1)
            self.assertIn(b"gisa.db", done.stderr)
            self.assertFalse(self.database.exists())

    def test_paths_of_these_names(self):
        self.write("stats/a.txt", "사과가 익었다.")
        self.assert_error(self.run_index("stats", "x", status=1), "stats x: takes no PATH")
        self.assertEqual(self.index("./stats")["articles"], 1)


class FirstRunTest(CliTestCase):
    def test_before_anything_is_published(self):
        process = self.start_index("--db", self.database, "-")
        self.wait_for_lock(process)
        for done in (self.run_search("사과", status=2), self.run_index("stats", status=1)):
            self.assert_error(done, "nothing is indexed in", "yet")
        process.communicate(many(1).encode())
        self.assertEqual(self.found("사과"), ["a0000"])


class OtherFilesTest(CliTestCase):
    def test_what_the_user_put_into_the_directory_stays(self):
        self.write("a.jsonl", many(3))
        self.index("a.jsonl")
        for name in ("NOTES.txt", "s000001.txt", "mine/article.txt", "sources.txt"):
            self.write("gisa.db/" + name, "내 메모")
        for name in ("s000099", "sources.99", "s000001.99.deleted"):  # a run that was killed
            self.write("gisa.db/" + name, "rest")
        self.run_index("delete", "a0001")
        self.write("a.jsonl", many(4))
        self.index("--optimize", "a.jsonl")
        for name in ("NOTES.txt", "s000001.txt", "mine/article.txt", "sources.txt"):
            self.assertEqual((self.database / name).read_text(), "내 메모")
        for name in ("s000099", "sources.99", "s000001.99.deleted"):
            self.assertFalse((self.database / name).exists())


class StatsTest(CliTestCase):
    def test_stats(self):
        self.write("a.jsonl", many(2, press="느티일보", date="2024-03-05", section="사회")
                   + article("b", "제목", "배", press="\x1b[1m신문", date="2023-01-01") + article("c", "제목", "감"))
        self.index("a.jsonl")
        self.write("a.jsonl", (self.directory / "a.jsonl").read_text().replace("배", "귤"))
        self.index("a.jsonl")
        stats = json.loads(self.run_index("stats", "--json").stdout)
        self.assertEqual((stats["articles"], stats["deleted"], stats["segments"], stats["files"], stats["undated"]),
                         (4, 1, 2, 1, 1))
        self.assertEqual((stats["oldest"], stats["newest"]), ("2023-01-01", "2024-03-05"))
        self.assertEqual(stats["press"]["느티일보"], 2)
        text = self.run_index("stats").stdout.decode()
        self.assertIn("느티일보", text)
        self.assertNotIn("\x1b", text)


class ExportTest(CliTestCase):
    def test_what_was_put_in_comes_back(self):
        self.index(CORPUS / "articles")
        exported = self.run_index("export").stdout
        self.write("all.jsonl", exported)
        self.assertEqual(self.index("--db", "again.db", "all.jsonl")["articles"], 111)
        again = self.run_index("--db", "again.db", "export").stdout
        self.assertEqual(sorted(again.splitlines()), sorted(exported.splitlines()))
        self.assertEqual(len({json.loads(line)["id"] for line in exported.splitlines()}), 111)


class CheckTest(CliTestCase):
    def test_sound_and_damaged(self):
        self.write("a.jsonl", many(200))
        self.index("a.jsonl")
        self.run_index("check")
        self.assertEqual(json.loads(self.run_index("--json", "check").stdout), {"damaged": False, "problems": []})
        for file in (self.segment() / "docdata.glass", self.database / "XAPIANDB"):
            content = bytearray(file.read_bytes())
            content[len(content) // 2] ^= 0xFF
            file.write_bytes(content)
            done = self.run_index("check", status=1)
            self.assertIn(b"is damaged", done.stderr)
            told = json.loads(self.run_index("check", "--json", status=1).stdout)
            self.assertTrue(told["damaged"])
            (problem,) = told["problems"]
            self.assertIn(file.name, problem)


class WatchTest(CliTestCase):
    def test_files_come_change_and_go(self):
        self.write("news/a.txt", "사과가 익었다.")
        process = self.start_index("--watch", "--prune", "--quiet", "news")

        def found():
            return sorted(self.found("사과")) if (self.database / "XAPIANDB").exists() else None

        self.wait_until(lambda: found() == ["a.txt"])
        self.write("news/b.txt", "사과를 땄다.")
        self.write("news/deep/er/c.jsonl", many(2))
        self.wait_until(lambda: found() == ["a.txt", "a0000", "a0001", "b.txt"])
        (self.directory / "news/b.txt").unlink()
        self.write("news/a.txt", "배가 익었다.")
        self.wait_until(lambda: found() == ["a0000", "a0001"])
        self.write("news/deep/er/d.txt", "사과가 또 있다.")
        self.wait_until(lambda: found() == ["a0000", "a0001", "deep/er/d.txt"])
        # The database is free meanwhile, but for a moment after what the search has just found was published.
        self.run_index("delete", "--wait-lock=20", "a0000")
        process.send_signal(signal.SIGINT)
        self.finish(process)
        self.run_index("check")

    def test_it_waits_for_other_writers(self):
        self.write("news/a.txt", "사과가 익었다.")
        process = self.start_index("--watch", "--quiet", "news")

        def found():
            self.assertIsNone(process.poll(), "it has ended")
            return sorted(self.found("사과")) if (self.database / "XAPIANDB").exists() else None

        self.wait_until(lambda: found() == ["a.txt"])
        with (self.database / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.write("news/b.txt", "사과를 땄다.")
            time.sleep(1.2)  # it looks after half a second
            self.assertEqual(found(), ["a.txt"])
        self.wait_until(lambda: found() == ["a.txt", "b.txt"])
        with (self.database / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.write("news/c.txt", "사과를 먹었다.")
            time.sleep(1.2)
            process.send_signal(signal.SIGINT)
            self.finish(process)

    def test_another_directory_takes_the_name(self):
        self.write("news/a.txt", "사과가 익었다.")
        self.write("next/b.txt", "사과를 땄다.")
        process = self.start_index("--watch", "--prune", "--quiet", "news")

        def found():
            return sorted(self.found("사과")) if (self.database / "XAPIANDB").exists() else None

        self.wait_until(lambda: found() == ["a.txt"])
        (self.directory / "news").rename(self.directory / "old")
        (self.directory / "next").rename(self.directory / "news")
        self.wait_until(lambda: found() == ["b.txt"])
        self.write("news/c.txt", "사과를 먹었다.")
        self.wait_until(lambda: found() == ["b.txt", "c.txt"])
        process.send_signal(signal.SIGINT)
        self.finish(process)

    def test_links_come(self):
        self.write("news/a.txt", "사과가 익었다.")
        self.write("elsewhere/b.txt", "사과를 땄다.")
        self.write("elsewhere/far/c.txt", "사과를 먹었다.")
        process = self.start_index("--watch", "--quiet", "news")

        def found():
            return sorted(self.found("사과")) if (self.database / "XAPIANDB").exists() else None

        self.wait_until(lambda: found() == ["a.txt"])
        (self.directory / "news/b.txt").hardlink_to(self.directory / "elsewhere/b.txt")
        self.wait_until(lambda: found() == ["a.txt", "b.txt"])
        (self.directory / "news/far").symlink_to("../elsewhere/far")
        self.wait_until(lambda: found() == ["a.txt", "b.txt", "far/c.txt"])
        process.send_signal(signal.SIGINT)
        self.finish(process)

    def test_its_own_database_does_not_wake_it(self):
        self.write("a.txt", "사과가 익었다.")
        process = self.start_index("--watch", "--json", ".")
        self.wait_until((self.database / "XAPIANDB").exists)
        self.write("b.txt", "사과를 땄다.")
        self.wait_until(lambda: len(self.found("사과")) == 2)
        process.send_signal(signal.SIGTERM)
        out, _ = self.finish(process)
        self.assertEqual([json.loads(line)["documents"] for line in out.splitlines()], [1, 1])


class InterruptTest(CliTestCase):
    def test_the_first_signal_publishes_what_was_read(self):
        for sign in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(sign):
                database = self.directory / f"db{sign}"
                self.database = database
                process = self.start_index("--db", database, "--threads", 2, "-")
                self.wait_for_lock(process)
                process.stdin.write(many(20000).encode())
                process.stdin.flush()
                process.send_signal(sign)
                out, err = process.communicate(timeout=SECONDS_TO_WAIT)
                self.assertEqual(process.returncode, 130, err)
                self.assertIn(b"run the same command again to go on", err)
                if (database / "XAPIANDB").exists():
                    self.run_index("--db", database, "check")

    def test_it_does_not_wait_for_more(self):
        for written in ("", many(3)):
            with self.subTest(written):
                self.database = self.directory / f"waiting{len(written)}.db"
                process = self.start_index("--db", self.database, "-")
                self.wait_for_lock(process)
                process.stdin.write(written.encode())
                process.stdin.flush()
                time.sleep(0.5)  # it waits for the rest
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.wait(timeout=SECONDS_TO_WAIT), 130)
                process.communicate()


if __name__ == "__main__":
    unittest.main()
