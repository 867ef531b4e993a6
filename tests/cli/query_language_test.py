"""The query language through gisa-search: notes, --match, --syntax, --explain; the examples of the manual."""

import json
import os
import re
import unittest

from cli_test_case import CORPUS, _ROOT, CliTestCase, article

HEADLINES = (
    "국회, 예산안 처리…“민생이 먼저” [종합]",
    "[단독] “번역기가 아니라 통역사”…(주)손말 CEO '수어 AI' 인터뷰",
    "A씨: \"몰랐다\" -5도 강추위에 1+1 행사, 3.5%↑ | 느티일보",
)


class LanguageTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin=(
            article("raise", "한은, 금리 인상 단행", "환율은 내렸다.", date="2024-01-10", press="느티일보") +
            article("cut", "한은, 금리 인하 결정", "기준금리를 내렸다.", date="2024-03-20", press="느티경제") +
            article("raised", "부담이 커졌다", "인상된 금리가 부담이다.", date="2025-06-01", press="바다신문") +
            "".join(article(f"h{i}", title, "본문은 다른 이야기다.") for i, title in enumerate(HEADLINES))).encode())

    def test_nothing_but_signs(self):
        for query in ("🎉", "!!!", "“…”", "- -"):
            done = self.run_search("-n", 0, "--", query, status=1)
            self.assertIn(b"the query has no word to look for", done.stderr, query)
        for query in ("", "  ", "없는말", "date:1999"):
            self.assertNotIn(b"no word to look for", self.run_search("-n", 0, "--", query, status=1).stderr, query)

    def test_signs(self):
        for query, expected in (("\"금리 인상\"", ["raise"]), ("“금리 인상”", ["raise"]), ("금리 인상 -press:바다신문", ["raise", "cut"]),
                                ("(인하 OR 환율) AND 한은 date:2024-03", ["cut"]), ("press:바다신문", ["raised"])):
            with self.subTest(query):
                self.assertEqual(sorted(self.found(query)), sorted(expected))

    def test_a_dash_in_front(self):
        self.assertEqual(self.found("--", "-인하 한은 금리 인상 단행")[0], "raise")
        self.assertNotIn("cut", self.found("--", "-인하 한은"))

    def test_pasted_headlines_find_their_article(self):
        for i, headline in enumerate(HEADLINES):
            self.assertEqual(self.found("--", headline)[:1], [f"h{i}"], headline)

    def test_notes_on_standard_error(self):
        done = self.run_search("금리 \"인상")
        self.assertRegex(done.stderr.decode(), r"\Anote: the quotation mark is never closed: ignored\n\d+ articles")
        self.assertNotIn("note:", done.stdout.decode())
        self.assertNotIn("note:", self.run_search("금리 인상").stderr.decode())

    def test_notes_in_json(self):
        result = self.search("금리 \"인상")
        self.assertEqual(list(result), ["version", "query", "total", "hits", "notes", "seconds"])
        self.assertEqual(result["notes"], [{"text": "the quotation mark is never closed: ignored", "offset": 7}])
        self.assertNotIn("notes", self.search("금리"))

    def test_no_silent_zero(self):
        result = self.search("\"금리 인상을 한다\"")
        self.assertTrue(result["hits"])
        self.assertEqual({hit["match"] for hit in result["hits"]}, {"partial"})
        self.assertIn("no article matches the query as written", result["notes"][0]["text"])
        self.assertEqual(self.search("--match", "all", "\"금리 인상을 한다\"", status=1)["hits"], [])

    def test_match(self):
        self.assertEqual(sorted(self.found("--match", "all", "금리 환율")), ["raise"])
        self.assertEqual(sorted(self.found("--match=any", "\"금리 인상\" 결정")), ["cut", "raise", "raised"])

    def test_topics_are_words_unless_asked(self):
        topics = "t1\t금리 -인상\n".encode()
        plain = self.run_search("--topics", "-", stdin=topics).stdout.decode()
        self.assertEqual(plain.count("\n"), 3)
        language = self.run_search("--syntax", "query", "--topics", "-", stdin=topics).stdout.decode()
        self.assertEqual(re.findall(r"Q0 (\S+)", language), ["cut"])
        self.assertEqual(len(self.found("--syntax", "words", "금리 -인상")), 3)

    def test_explain(self):
        done = self.run_search("--explain", "-n", 1, "금리 -인하")
        self.assertRegex(done.stderr.decode(), r"\Aread as: 금리 NOT 인하\n")
        self.assertRegex(done.stdout.decode(), r"\n    score \d\.\d{4}\n( {6}-?\d\.\d{4}  \w+ .*\n)+    bm25 \d")
        result = self.search("--explain", "금리 인상")
        self.assertEqual(result["parse"], "금리 인상")
        for hit in result["hits"]:
            self.assertEqual(list(hit)[-1], "explanation")
            explanation = hit["explanation"]
            self.assertEqual(list(explanation), ["bm25", "best_bm25", "terms", "features"])
            self.assertAlmostEqual(sum(term["score"] for term in explanation["terms"]), explanation["bm25"], 6)
            self.assertAlmostEqual(sum(feature["score"] for feature in explanation["features"]), hit["score"], 6)
            self.assertEqual(list(explanation["terms"][0]), ["term", "word", "part", "weight", "rarity", "score"])
        self.assertNotIn("explanation", self.search("금리")["hits"][0])

    def test_mistakes_on_the_command_line_are_2(self):
        for arguments in (["--match", "some", "x"], ["--syntax", "xml", "x"], ["--explain", "--topics", "t"]):
            self.assert_error(self.run_search(*arguments, status=2))


class LongQueryTest(CliTestCase):
    """Nobody keeps a searcher busy with one query."""

    def setUp(self):
        super().setUp()
        self.index("-", stdin="".join(article(f"w{i:04}", "", f"word{i:04} 이야기다.") for i in range(600)).encode())

    def notes(self, query):
        return [note["text"] for note in self.search(query).get("notes", [])]

    def test_the_beginning_is_read(self):
        longer = "the query is longer than 8192 bytes, and the rest was not read"
        for text in ("word0001 ", "금", "(", "금리 OR ", "금리 -", '"', "word* ", os.fsdecode(b"\x80")):
            with self.subTest(text):
                self.assertIn(longer, self.notes(text * 9_000))
        self.assertNotIn(longer, self.notes("word0001 " * 900))
        self.assertEqual(self.found("word0001 " + "금리 " * 9_000)[:1], ["w0001"])

    def test_words_with_stars_stand_for_so_many(self):
        notes = self.notes(" OR ".join(f"word0{'*' if i < 12 else i}" for i in range(13)))
        self.assertEqual(len([note for note in notes if note.startswith("too many words with *")]), 1, notes)
        self.assertEqual(self.notes("word01* OR word02*"), [])


class GuessesTest(CliTestCase):
    def test_a_word_is_mistyped(self):
        self.index(CORPUS / "articles")
        self.assertEqual(set(self.found("ㄱㅈㄱㄹ")), set(self.found("기준금리")))
        self.assertEqual(self.search("기준굼리")["suggestion"], "기준금리")
        self.assertNotIn("suggestion", self.search("기준금리"))
        self.assertIn("did you mean: 기준금리\n", self.run_search("기준굼리", status=(0, 1)).stderr.decode())

    def test_the_keyboard_was_not_switched(self):
        self.index(CORPUS / "articles")
        for query in ("rmafl", "RMAFL"):
            self.assertEqual(set(self.found(query)), set(self.found("금리")))
        self.assertEqual([note["text"] for note in self.search("rmafl")["notes"]],
                         ['no article has "rmafl": read as 금리, written by the same keys'])
        for option in (["--match", "all"], ["--no-synonyms"]):
            self.run_search(*option, "rmafl", status=1)


class BylineTest(CliTestCase):
    """기자 behind a name asks for what the reporter wrote as well."""

    def test_a_reporter_is_asked_for(self):
        self.write("a.jsonl", "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in (
            {"id": "by", "title": "박물관 전시", "body": "새 전시가 열렸다.", "reporter": "김정한"},
            {"id": "by-too", "title": "지난 역사", "body": "옛날 이야기다.", "reporter": "이여름, 김정한"},
            {"id": "of", "title": "기자상 시상식", "body": "김정한 기자가 상을 받았다.", "reporter": "이여름"},
            {"id": "other", "title": "김정은 이야기", "body": "기자 회견이 열렸다.", "reporter": "이가을"})))
        self.index("a.jsonl")
        note = "articles that 김정한 wrote were looked for, too"
        for query, expected in (
                ("김정한 기자", {"by", "by-too", "of"}), ("김정한기자", {"by", "by-too", "of"}),
                ("김정한 기자가 쓴 기사", {"by", "by-too", "of"}), ("김정한 기자의 전시 기사", {"by"})):
            with self.subTest(query):
                result = self.search(query)
                self.assertEqual({hit["id"] for hit in result["hits"] if hit["match"] == "full"}, expected)
                self.assertIn(note, [each["text"] for each in result["notes"]])
        self.assertEqual(self.found('"김정한 기자"'), ["of"])
        by_autumn = self.search("이가을")  # in no text
        self.assertEqual([(hit["id"], hit["match"]) for hit in by_autumn["hits"]], [("other", "full")])
        self.assertEqual([each["text"] for each in by_autumn["notes"]], [note.replace("김정한", "이가을")])
        self.assertNotIn("suggestion", self.search("김정한"))
        by_name = "reporter:김정한 finds 2 articles"
        self.assertIn(by_name, [each["text"] for each in self.search("김정한")["notes"]])
        self.assertNotIn(by_name, [each["text"] for each in self.search("김정한 전시").get("notes", [])])
        for query in ("홍길동 기자", "기자 김정한", "기자", "기자 회견"):
            with self.subTest(query):
                self.assertNotIn(note, [each["text"] for each in self.search(query).get("notes", [])])


class ManualTest(CliTestCase):
    def test_the_examples_find_articles(self):
        self.index(CORPUS / "articles")
        manual = (_ROOT / "man/gisa-query.7").read_text()
        examples = re.findall(r"^\.Dl (?:\$ )?gisa-search (.*)$", manual, re.M)
        self.assertGreater(len(examples), 8)
        for example in examples:
            text = example.replace(r"\(aq", "'").replace(r"\(dq", '"')
            query = re.search(r"'(.*)'", text).group(1)
            result = self.search("--", query, status=0)
            self.assertEqual(result.get("notes", []), [], query)

    def test_the_parse_of_the_manual(self):
        self.index(CORPUS / "articles")
        manual = (_ROOT / "man/gisa-query.7").read_text()
        parse = re.search(r"^\.Dl (read as: .*)$", manual, re.M).group(1)
        done = self.run_search("--explain", "-n", 0, "금리 -인하 | 환율")
        self.assertIn(parse + "\n", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
