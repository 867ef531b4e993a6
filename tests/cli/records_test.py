"""gisa-index run again: what is unchanged, replaced, or the same article twice; how articles are known."""

import json
import os
import unicodedata
import unittest

from cli_test_case import CORPUS, CliTestCase, article


class SecondRunTest(CliTestCase):
    def test_nothing_changed_nothing_written(self):
        self.index(CORPUS / "articles")
        before, generation = self.snapshot(), self.generation()
        totals = self.index(CORPUS / "articles")
        self.assertEqual((totals["documents"], totals["replaced"], totals["unchanged"], totals["articles"]),
                         (0, 0, 111, 111))
        self.assertEqual(self.generation(), generation)
        self.assertEqual(self.snapshot(), before)

    def test_a_touched_file_is_unchanged(self):
        for name, content in (("a.jsonl", article("a", "제목", "사과") + article("b", "제목", "배")),
                              ("c.txt", "포도가 익었다."), ("d.md", "# 제목\n\n감이 익었다.\n")):
            os.utime(self.write("news/" + name, content), (1_700_000_000, 1_700_000_000))
        self.index("news")
        segment = self.segment()
        for file in (self.directory / "news").iterdir():
            os.utime(file, (1_700_000_100, 1_700_000_100))
        totals = self.index("news")
        self.assertEqual((totals["documents"], totals["replaced"], totals["unchanged"]), (0, 0, 4))
        self.assertEqual(self.segment(), segment)
        before = self.snapshot()
        self.index("news")  # the new times are known by now
        self.assertEqual(self.snapshot(), before)

    def test_a_changed_article_is_replaced(self):
        self.write("a.jsonl", article("a", "제목", "사과가 익었다") + article("b", "제목", "배가 익었다"))
        self.index("a.jsonl")
        self.write("a.jsonl", article("a", "제목", "포도가 익었다") + article("b", "제목", "배가 익었다"))
        totals = self.index("a.jsonl")
        self.assertEqual((totals["documents"], totals["replaced"], totals["unchanged"], totals["articles"]),
                         (1, 1, 1, 2))
        self.assertEqual(self.found("사과가"), [])
        self.assertEqual(self.found("포도가"), ["a"])
        self.assertEqual(self.search("익었다")["total"], {"value": 2, "relation": "exact"})

    def test_a_change_of_any_field_counts(self):
        base = {"date": "2025-01-02", "press": "느티일보", "section": "사회", "reporter": "홍길동", "url": "https://a.example/"}
        changed = {"date": "2025-01-03", "press": "윤슬신문", "section": "경제", "reporter": "임꺽정", "url": "https://b.example/"}
        self.write("a.jsonl", article("a", "제목", "사과가 익었다", **base))
        self.index("a.jsonl")
        for field, value in changed.items():
            with self.subTest(field):
                self.write("a.jsonl", article("a", "제목", "사과가 익었다", **{**base, field: value}))
                self.assertEqual(self.index("a.jsonl")["replaced"], 1)
                (hit,) = self.search("사과")["hits"]
                self.assertEqual(hit[field], value)

    def test_changed_text_and_markdown_files_are_replaced(self):
        for name in ("a.txt", "a.md"):
            self.write("news/" + name, "사과가 익었다.")
        self.index("news")
        for name in ("a.txt", "a.md"):
            self.write("news/" + name, "포도가 익었다.")
        self.assertEqual(self.index("news")["replaced"], 2)
        self.assertEqual(self.found("사과가"), [])
        self.assertEqual(sorted(self.found("포도가")), ["a.md", "a.txt"])

    def test_many_updates_leave_one_of_each(self):
        for version in range(12):  # more than the segments that are kept
            self.write("a.jsonl", "".join(article(f"a{i}", f"제목 {i}", f"사과 판본{version}번") for i in range(5)))
            totals = self.index("a.jsonl")
            self.assertEqual(totals["articles"], 5)
            result = self.search("사과", "-n", 100)
            self.assertEqual(sorted(hit["id"] for hit in result["hits"]), [f"a{i}" for i in range(5)])
            self.assertEqual(result["total"], {"value": 5, "relation": "exact"})
            self.assertTrue(all(f"판본{version}번" in hit["snippet"] for hit in result["hits"]))
        segments = [name for name in os.listdir(self.database) if name.startswith("s0") and "." not in name]
        self.assertLessEqual(len(segments), 8)

    def test_articles_of_a_removed_file_stay(self):
        self.write("news/a.txt", "사과가 익었다.")
        self.write("news/b.txt", "사과를 땄다.")
        self.index("news")
        (self.directory / "news/a.txt").unlink()
        self.assertEqual(self.index("news")["articles"], 2)


class StrangeNamesTest(CliTestCase):
    def test_bytes_that_are_no_text_survive(self):
        name = "기사".encode("cp949")
        folder = os.path.join(os.fsencode(self.directory), b"news", name)
        os.makedirs(folder)
        with open(os.path.join(folder, b"a\xff.txt"), "wb") as file:
            file.write("사과가 익었다.".encode())
        with open(os.path.join(folder, b"b.json"), "wb") as file:
            file.write(b"{")
        totals = self.index("--report", "report.jsonl", "news", status=3)
        self.assertEqual((totals["documents"], totals["skipped"]), (1, 1))
        escaped = "\\xb1\\xe2\\xbb\\xe7/"
        self.assertIn('"path":"news/' + escaped.replace("\\", "\\\\") + 'b.json"', (self.directory / "report.jsonl").read_text())
        (hit,) = self.search("사과")["hits"]
        self.assertEqual((hit["id"], hit["path"]), (escaped + "a\\xff.txt",) * 2)
        self.assertEqual(self.found("id:" + hit["id"]), [hit["id"]])
        for done in (self.run_search("사과"), self.run_index("news", status=3)):
            self.assertIn(escaped, (done.stdout + done.stderr).decode())  # which fails if it is no UTF-8
        exported = self.run_index("export").stdout
        self.assertEqual(json.loads(exported)["id"], hit["id"])
        self.index("--db", "other.db", "-", stdin=exported)
        self.assertEqual(self.found("--db", "other.db", "사과"), [hit["id"]])
        self.run_index("delete", hit["id"])
        self.assertEqual(self.found("사과"), [])


    def test_names_as_apple_has_them(self):
        name = "경제/기준금리.txt"
        taken_apart = unicodedata.normalize("NFD", name)
        self.assertNotEqual(taken_apart, name)
        for _ in range(2):
            self.write("news/" + taken_apart, "한국은행이 기준금리를 올렸다.")
            self.index("--prune", "news")
            self.assertEqual(self.found("기준금리"), [name])
            for typed in (name, taken_apart):
                self.assertEqual(self.found("id:" + typed), [name])
            self.run_index("delete", taken_apart)
            self.assertEqual(self.found("기준금리"), [])
            (self.directory / "news" / taken_apart).unlink()
            self.run_index("--prune", "news", status=(0, 1))
        self.write("given.jsonl", article(taken_apart, "", "한국은행이 기준금리를 올렸다."))
        self.index("given.jsonl")
        self.assertEqual(self.found("id:" + taken_apart), [taken_apart])


class SameIdTest(CliTestCase):
    def test_the_last_one_of_a_run_stands(self):
        self.write("a.jsonl", article("a", "제목", "사과가 익었다") + article("a", "제목", "배가 익었다"))
        self.write("b.jsonl", article("b", "제목", "감이 익었다") + article("a", "제목", "포도가 익었다"))
        totals = self.index("--threads", 4, "a.jsonl", "b.jsonl")
        self.assertEqual((totals["documents"], totals["replaced"], totals["repeated"], totals["articles"]), (2, 0, 2, 2))
        self.assertEqual(self.found("포도가"), ["a"])
        for gone in ("사과가", "배가"):
            self.assertEqual(self.found(gone), [])
        self.assertEqual(self.search("익었다")["total"], {"value": 2, "relation": "exact"})

    def test_an_article_of_the_database_is_replaced_once(self):
        self.write("old.jsonl", article("a", "제목", "사과가 익었다"))
        self.index("old.jsonl")
        self.write("new.jsonl", article("a", "제목", "배가 익었다") + article("a", "제목", "포도가 익었다"))
        totals = self.index("new.jsonl")
        self.assertEqual((totals["documents"], totals["replaced"], totals["repeated"], totals["articles"]), (1, 1, 1, 1))
        self.assertEqual(self.found("포도가"), ["a"])
        self.assertIn(b"0 replaced, 0 unchanged; 2 repeated; ",
                      self.run_index("--db", "other.db", "old.jsonl", "new.jsonl").stderr)

    def test_the_last_one_stands_far_from_the_first(self):
        filler = "".join(article(f"f{i}", "채움", "긴 글이다. " * 300) for i in range(1500))
        lines = article("a", "제목", "사과가 익었다") + filler + article("a", "제목", "포도가 익었다")
        totals = self.index("--threads", 4, "-", stdin=lines.encode())
        self.assertEqual(totals["articles"], 1501)
        self.assertEqual(self.found("포도가"), ["a"])
        self.assertEqual(self.found("사과가"), [])

    def test_the_last_one_stands_if_it_is_the_one_already_there(self):
        self.write("old.jsonl", article("a", "제목", "사과가 익었다"))
        self.index("old.jsonl")
        self.write("new.jsonl", article("a", "제목", "포도가 익었다") + article("a", "제목", "사과가 익었다"))
        self.assertEqual(self.index("new.jsonl")["articles"], 1)
        self.assertEqual(self.found("사과가"), ["a"])
        self.assertEqual(self.found("포도가"), [])

    def test_three_versions_with_the_one_already_there_between(self):
        self.write("old.jsonl", article("a", "제목", "사과가 익었다"))
        self.index("old.jsonl")
        self.write("new.jsonl", "".join(article("a", "제목", f"{fruit} 익었다") for fruit in ("포도가", "사과가", "감이")))
        self.assertEqual(self.index("new.jsonl")["articles"], 1)
        self.assertEqual(self.found("감이"), ["a"])
        self.assertEqual(self.found("포도가"), [])


class IdentityTest(CliTestCase):
    def test_without_an_id_it_is_the_place(self):
        self.write("news/2025/a.txt", "사과가 익었다.")
        self.write("news/2025/b.md", "# 사과\n\n사과를 땄다.\n")
        self.write("news/c.jsonl", article("known", "제목", "사과를 샀다") + "\n" + article(None, "제목", "사과를 먹었다"))
        self.index("news")
        self.assertEqual(sorted(self.found("사과")), ["2025/a.txt", "2025/b.md", "c.jsonl:3", "known"])
        self.assertEqual({hit["path"] for hit in self.search("사과")["hits"]}, {"2025/a.txt", "2025/b.md", "c.jsonl"})

    def test_through_a_pipe_it_is_the_content(self):
        for arguments, contents in (
                (("-",), (article(None, "하나", "사과"), article(None, "둘", "사과"))),
                (("--format", "text", "-"), ("셋\n\n사과\n", "넷\n\n사과\n"))):
            for content in contents:
                self.assertEqual(self.index(*arguments, stdin=content.encode())["documents"], 1)
                self.assertEqual(self.index(*arguments, stdin=content.encode())["unchanged"], 1)
        self.assertEqual(len(self.found("사과")), 4)

    def test_files_from_1970_are_files(self):
        def write(text):
            os.utime(self.write("in/a.txt", text), (0, 0))

        write("가나다 라마바.")
        self.index("in")
        self.assertEqual(self.found("가나다"), ["a.txt"])
        write("사과나무.")
        self.assertEqual(self.index("in")["replaced"], 1)
        (self.directory / "in/a.txt").unlink()
        self.assertEqual(self.index("--prune", "in")["pruned"], 1)

    def test_a_file_named_itself_is_known_by_its_name(self):
        self.write("news/2025/a.txt", "사과가 익었다.")
        self.index("news/2025/a.txt")
        self.assertEqual(self.found("사과"), ["a.txt"])

    def test_the_same_tree_elsewhere_is_the_same_articles(self):
        self.write("one/a.txt", "사과가 익었다.")
        self.write("two/a.txt", "사과가 익었다.")
        self.index("one")
        totals = self.index("two/")
        self.assertEqual((totals["documents"], totals["unchanged"], totals["articles"]), (0, 1, 1))

    def test_numbers_as_ids(self):
        self.index("-", stdin='{"id": 12345, "body": "사과가 익었다"}'.encode())
        self.assertEqual(self.found("사과"), ["12345"])

    def test_very_long_ids_are_kept_apart(self):
        ids = ["x" * 400 + end for end in "ab"]
        self.index("-", stdin="".join(article(i, "제목", "사과가 익었다") for i in ids).encode())
        self.assertEqual(sorted(self.found("사과")), ids)

    def test_the_format_of_every_file_may_be_named(self):
        self.write("a.data", article("a", "제목", "사과가 익었다"))
        self.index("--format", "jsonl", "a.data")
        self.assertEqual(self.found("사과"), ["a"])


class LastVersionTest(CliTestCase):
    def test_the_version_read_last_stands_also_if_it_is_there_already(self):
        self.write("1.jsonl", article("a", "사과", "판본 하나") + article("b", "사과", "그대로"))
        self.write("2.jsonl", article("a", "사과", "판본 둘"))
        for _ in range(3):
            self.index("1.jsonl", "2.jsonl")
            (hit,) = [hit for hit in self.search("사과")["hits"] if hit["id"] == "a"]
            self.assertIn("판본 둘", hit["snippet"])
            self.assertEqual(len(self.found("사과")), 2)
            for name in ("1.jsonl", "2.jsonl"):
                (self.directory / name).touch()
        self.index("2.jsonl", "1.jsonl")
        (hit,) = [hit for hit in self.search("사과")["hits"] if hit["id"] == "a"]
        self.assertIn("판본 하나", hit["snippet"])


class StrangeIdTest(CliTestCase):
    def test_an_id_is_what_was_given_and_the_article_is_there_once(self):
        ids = ["x\u200ey", "x y", "x\ty", "x  y", "a<b>c", "a&amp;c", " pad ", "가\x1b[1m나", "\x01", "N" * 300,
               "\x00" * 250, "둘\n줄"]
        self.write("a.jsonl", "".join(article(one, "사과", f"사과가 {i}번 익었다") for i, one in enumerate(ids)))
        self.assertEqual(self.index("a.jsonl")["documents"], len(ids))
        (self.directory / "a.jsonl").touch()
        self.assertEqual(self.index("a.jsonl")["unchanged"], len(ids))
        self.assertEqual(sorted(self.found("사과", "-n", 50)), sorted(one.replace("\0", " ") for one in ids))
        for one in ids:
            if "\0" not in one:
                self.run_index("delete", "--", one)
        self.assertEqual(len(self.found("사과")), 1)

    def test_names_of_files_are_not_mixed_up(self):
        names = ["a b.txt", "a  b.txt", "a<b>.txt", "a.txt", "a\tb.txt", "a&amp;b.txt", "a&b.txt"]
        for name in names:
            self.write(f"news/{name}", f"사과가 {len(name)}번 익었다")
        for _ in range(2):
            self.assertEqual(self.index("news")["articles"], len(names))
            for name in names:
                (self.directory / "news" / name).touch()
        self.assertEqual(sorted(self.found("사과", "-n", 50)), sorted(names))


if __name__ == "__main__":
    unittest.main()
