"""gisa-search --json and --topics: the formats as documented, counts, pages, order, highlights."""

import json
import unittest

from cli_test_case import CORPUS, CliTestCase, article

RESULT = ["version", "query", "total", "hits", "seconds"]
HIT = ["rank", "id", "score", "match", "title", "title_highlights", "date", "press", "section", "reporter",
       "url", "path", "snippet", "highlights"]
ALWAYS = {"rank", "id", "score", "match", "snippet", "highlights"}


class CorpusTest(CliTestCase):
    """Many questions to one database, which is made once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        maker = CliTestCase()
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        maker.index(CORPUS / "articles")
        cls.shared_database = maker.database
        cls.topics = [line.split("\t") for line in (CORPUS / "topics.tsv").read_text().splitlines()]
        cls.results = {query: maker.search("-n", 100, query) for _, query in cls.topics}

    def setUp(self):
        super().setUp()
        self.database.symlink_to(self.shared_database)

    def test_every_term_of_an_explanation_is_of_a_word(self):
        for query in ("기준금리 동결", "금리 동결", "원달러 환율", "한미 정상", "하은결 기자", "AI 반도체 3.5%", "한은 두 배"):
            with self.subTest(query):
                for hit in self.search("--explain", query)["hits"]:
                    for term in hit["explanation"]["terms"]:
                        self.assertTrue(term["word"] and term["part"], term)

    def test_objects_have_the_documented_keys_in_order(self):
        for query, result in self.results.items():
            self.assertEqual(list(result), RESULT)
            self.assertEqual((result["version"], result["query"]), (1, query))
            self.assertEqual(list(result["total"]), ["value", "relation"])
            self.assertIn(result["total"]["relation"], ("exact", "at_least", "estimate"))
            for hit in result["hits"]:
                self.assertEqual(list(hit), [key for key in HIT if key in hit])
                self.assertLessEqual(ALWAYS, set(hit))
                self.assertIn(hit["match"], ("full", "partial"))

    def test_one_line_of_utf8(self):
        out = self.run_search("--json", "기준금리").stdout
        self.assertEqual((out.count(b"\n"), out[-1:]), (1, b"\n"))
        self.assertIn("기준금리", out.decode())

    def test_highlights_lie_within_the_text_and_cut_no_character(self):
        for result in self.results.values():
            for hit in result["hits"]:
                for text, ranges in ((hit["snippet"], hit["highlights"]),
                                     (hit.get("title", ""), hit.get("title_highlights", []))):
                    data = text.encode()
                    last = 0
                    for begin, end in ranges:
                        self.assertLessEqual(last, begin)
                        self.assertLess(begin, end)
                        self.assertLessEqual(end, len(data))
                        data[:begin].decode()  # raises if it were inside a character
                        data[begin:end].decode()
                        last = end

    def test_highlights_cover_the_word(self):
        for word in ("기준금리", "도서관", "배터리", "리스본"):
            hits = self.search(word)["hits"]
            self.assertTrue(hits, word)
            for hit in (hit for hit in hits if hit["match"] == "full"):
                marked = self.marked(hit["snippet"], hit["highlights"]) + self.marked(
                    hit.get("title", ""), hit.get("title_highlights", []))
                self.assertTrue(any(word in part or part in word for part in marked), (word, hit))
            self.assertTrue(any(word in part for part in self.marked(hits[0]["snippet"], hits[0]["highlights"])), hits[0])

    @staticmethod
    def marked(text, ranges):
        return [text.encode()[begin:end].decode() for begin, end in ranges]

    def test_pages_joined_are_one_page(self):
        for _, query in self.topics[::8]:
            for sort in ("relevance", "newest", "oldest", "recent"):
                whole = self.search(query, "-n", 200, "--sort", sort)
                pages, total = [], whole["total"]["value"]
                for offset in range(0, total + 9, 9):
                    page = self.search(query, "-n", 9, "--offset", offset, "--sort", sort)
                    pages += page["hits"]
                    self.assertEqual(page["total"], whole["total"])
                self.assertEqual([hit["id"] for hit in pages], [hit["id"] for hit in whole["hits"]])
                self.assertEqual([hit["rank"] for hit in pages], list(range(1, total + 1)))
                self.assertEqual(len({hit["id"] for hit in pages}), len(pages))

    def test_scores_descend(self):
        for result in self.results.values():
            scores = [hit["score"] for hit in result["hits"]]
            self.assertEqual(scores, sorted(scores, reverse=True))

    def test_sort_by_date(self):
        newest = [hit.get("date") for hit in self.search("한국", "-n", 200, "--sort", "newest")["hits"]]
        oldest = [hit.get("date") for hit in self.search("한국", "-n", 200, "--sort", "oldest")["hits"]]
        self.assertGreater(len(newest), 5)
        for dates, descending in ((newest, True), (oldest, False)):
            dated = [date[:10] for date in dates if date]
            self.assertEqual(dated, sorted(dated, reverse=descending))
            undated = [date is None for date in dates]
            self.assertEqual(undated, sorted(undated), "undated articles come last")

    def test_a_short_half_life_brings_what_is_new(self):
        def first_date(*arguments):
            return self.search("-n", 1, *arguments, "기준금리")["hits"][0]["date"][:10]
        self.assertEqual(first_date("--half-life", "1h"), first_date("--sort", "newest"))
        self.assertEqual(self.found("--half-life", "1000년", "기준금리"), self.found("기준금리"))

    def test_topics_make_a_trec_run(self):
        for source in ("a file", "standard input"):
            file = CORPUS / "topics.tsv"
            done = (self.run_search("--topics", file) if source == "a file"
                    else self.run_search("--topics", "-", stdin=file.read_bytes()))
            rows = [line.split(" ") for line in done.stdout.decode().splitlines()]
            self.assertTrue(all(len(row) == 6 for row in rows))
            order, ranks = [], {}
            for topic, constant, _, rank, score, tag in rows:
                self.assertEqual((constant, tag), ("Q0", "gisa"))
                if topic not in ranks:
                    order.append(topic)
                ranks.setdefault(topic, []).append((int(rank), float(score)))
            expected = [topic for topic, _ in self.topics]
            self.assertEqual(order, [topic for topic in expected if topic in ranks])
            for topic, found in ranks.items():
                self.assertEqual([rank for rank, _ in found], list(range(1, len(found) + 1)), topic)
                self.assertEqual(found, sorted(found, key=lambda pair: -pair[1]), topic)

    def test_a_run_is_the_search_of_each_topic(self):
        rows = [line.split(" ") for line in
                self.run_search("-n", 5, "--topics", CORPUS / "topics.tsv").stdout.decode().splitlines()]
        for topic, query in self.topics[::6]:
            hits = self.search("-n", 5, query)["hits"]
            self.assertEqual([(row[2], float(row[4])) for row in rows if row[0] == topic],
                             [(hit["id"], hit["score"]) for hit in hits])

    def test_topics_without_a_tab_are_an_error(self):
        self.assertIn(b":2", self.run_search("--topics", self.write("t", "t1\t사과\nt2 배\n"), status=2).stderr)
        self.run_search("--topics", "missing.tsv", status=2)


class CountTest(CliTestCase):
    def fill(self, count, **fields):
        self.index("-", stdin="".join(article(f"a{i:03}", "같은 제목", "사과가 익었다.", **fields)
                                      for i in range(count)).encode())

    def test_none_one_many(self):
        self.fill(30)
        self.index("-", stdin=article("b", "다른 제목", "포도가 익었다.").encode())
        for query, count, status in (("바나나", 0, 1), ("포도", 1, 0), ("사과", 30, 0), ("익었다", 31, 0)):
            result = self.search(query, "-n", 50, status=status)
            self.assertEqual(result["total"], {"value": count, "relation": "exact"}, query)
            self.assertEqual(len(result["hits"]), count)

    def test_only_the_count(self):
        self.fill(3)
        result = self.search("사과", "-n", 0, status=0)
        self.assertEqual((result["total"]["value"], result["hits"]), (3, []))
        self.search("바나나", "-n", 0, status=1)

    def test_behind_the_last_page(self):
        self.fill(3)
        result = self.search("사과", "--offset", 10, status=1)
        self.assertEqual((result["total"]["value"], result["hits"]), (3, []))

    def test_ten_are_shown_unless_told(self):
        self.fill(15)
        self.assertEqual(len(self.search("사과")["hits"]), 10)

    def test_equal_articles_keep_their_places_across_pages_segments_and_deletions(self):
        self.fill(60, date="2025-01-01")
        self.index("-", stdin="".join(article(f"b{i:03}", "같은 제목", "사과가 익었다.", date="2025-01-01")
                                      for i in range(60)).encode())
        self.index("-", stdin="".join(article(f"a{i:03}", "달라진 제목", "포도가 익었다.") for i in range(0, 60, 3)).encode())
        for sort in ("relevance", "newest", "oldest"):
            whole = self.found("사과", "-n", 200, "--sort", sort)
            self.assertEqual(len(set(whole)), 100)
            pages = []
            for offset in range(0, 105, 7):
                page = self.search("사과", "-n", 7, "--offset", offset, "--sort", sort)
                self.assertEqual(page["total"], {"value": 100, "relation": "exact"})
                pages += [hit["id"] for hit in page["hits"]]
            self.assertEqual(pages, whole)

    def test_equal_scores_newest_first_then_by_id(self):
        dates = {"d": "2025-01-01", "a": "2024-01-01", "c": "2025-01-01", "b": "2026-01-01"}
        self.index("-", stdin="".join(article(i, "같은 제목", "사과가 익었다.", date=date)
                                      for i, date in dates.items()).encode())
        self.assertEqual(self.found("사과"), ["b", "c", "d", "a"])

    def test_queries_without_words(self):
        self.fill(3)
        for query in ("", "   ", "!!!", "\"\"", "…"):
            with self.subTest(query):
                result = self.search("--", query, status=1)
                self.assertEqual((result["total"], result["hits"]), ({"value": 0, "relation": "exact"}, []))

    def test_any_text_is_a_query(self):
        self.fill(3)
        for query in ("사과 AND", "NOT", "(사과", "사과)", "\"사과", "사과\"", "a:b:c", "*", "사*", "-", "+사과",
                      "사과 NEAR/3 배", "^~|&", "가" * 5000, "사과 " * 2000, "\u0301", "\U0001f34e", "ㄱㄴㄷ"):
            with self.subTest(query[:20]):
                self.search("--", query)
        self.run_search("--json", "--", b"\xff\xfe\xec\x82".decode(errors="surrogateescape"), status=(0, 1))

    def test_arguments_are_joined(self):
        self.fill(1)
        self.assertEqual(self.search("사과", "제목")["query"], "사과 제목")

    def test_mistakes_on_the_command_line_are_2(self):
        self.fill(1)
        for arguments in ([], ["--no-such-option", "x"], ["-n", "-1", "x"], ["-n", "many", "x"], ["--sort", "size", "x"],
                          ["--color", "blue", "x"], ["--topics", "t", "--json"], ["--topics", "t", "query"]):
            with self.subTest(arguments):
                done = self.run_search(*arguments, status=2)
                self.assertEqual(done.stdout, b"")
                self.assertNotEqual(done.stderr, b"")

    def test_help_and_version_are_0_and_on_standard_output(self):
        for option in ("--help", "--version"):
            done = self.run_search(option)
            self.assertNotEqual(done.stdout, b"")
            self.assertEqual(done.stderr, b"")

    def test_ids_and_topics_with_spaces_keep_six_columns(self):
        self.index("-", stdin=article("a b", "제목", "사과가 익었다.").encode())
        out = self.run_search("--topics", "-", stdin="t 1\t사과\n".encode()).stdout.decode()
        self.assertRegex(out, r"\At%201 Q0 a%20b 1 [0-9.e+-]+ gisa\n\Z")

    def test_runs_without_any_hit_are_1(self):
        self.fill(1)
        self.assertEqual(self.run_search("--topics", "-", stdin="t1\t바나나\n".encode(), status=1).stdout, b"")

    def test_json_carries_any_text(self):
        title = "제목 \"따옴표\" \\ \x1b[31m 끝 \u202e뒤집힌 \u2028줄"
        self.index("-", stdin=json.dumps({"id": "a", "title": title, "body": "사과가 익었다."}).encode())
        out = self.run_search("--json", "사과").stdout
        self.assertFalse(any(byte < 32 for byte in out[:-1]), "control characters are escaped")
        self.assertNotIn("\u202e", out.decode())
        self.assertIn("\"따옴표\" \\", json.loads(out)["hits"][0]["title"])


if __name__ == "__main__":
    unittest.main()
