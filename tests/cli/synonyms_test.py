"""Synonyms at query time: the default list, a file of one's own, none; nothing is indexed again."""

import unittest

from cli_test_case import CliTestCase, article


class SynonymsTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.write("a.jsonl", article("short", "한은 기준금리 동결", "한은은 기준금리를 동결했다.")
                   + article("long", "한국은행 통화정책 회의", "한국은행 금융통화위원회가 기준금리를 논의했다.")
                   + article("virus", "방역 대책", "코로나19 환자가 늘어 방역을 강화했다.")
                   + article("other", "날씨", "전국이 맑겠다. 강아지가 뛰논다."))
        self.index("a.jsonl")

    def full(self, *arguments):
        return [hit["id"] for hit in self.search(*arguments)["hits"] if hit["match"] == "full"]

    def test_the_default_list(self):
        self.assertEqual(self.full("한은"), ["short", "long"])
        self.assertEqual(self.full("한국은행"), ["long", "short"])
        self.assertEqual(self.full("한은 기준금리"), ["short", "long"])
        self.assertEqual(self.full("covid-19"), ["virus"])

    def test_highlights_show_what_was_found(self):
        hit = self.search("covid-19")["hits"][0]
        marked = [hit["snippet"].encode()[b:e].decode() for b, e in hit["highlights"]]
        self.assertEqual("".join(marked), "코로나19")

    def test_quoted_words_mean_themselves(self):
        self.assertEqual(self.full('"한은"'), ["short"])

    def test_none(self):
        self.assertEqual(self.full("--no-synonyms", "한은"), ["short"])
        self.assertEqual(self.full("--no-synonyms", "covid-19"), [])

    def test_a_file_takes_the_place_of_the_default_list(self):
        self.write("mine.txt", "\ufeff# mine\n멍멍이 => 강아지\r\n")
        self.assertEqual(self.full("--synonyms", "mine.txt", "멍멍이"), ["other"])
        self.assertEqual(self.full("--synonyms", "mine.txt", "한은"), ["short"])
        self.assertEqual(self.full("멍멍이"), [])

    def test_a_run_uses_them(self):
        self.write("t.tsv", "1\t한은\n")
        out = self.run_search("--topics", "t.tsv").stdout.decode()
        self.assertEqual([line.split()[2] for line in out.splitlines()], ["short", "long"])

    def test_errors(self):
        self.write("bad.txt", "a = b\n한은\n")
        message = self.run_search("--synonyms", "bad.txt", "한은", status=2).stderr.decode()
        self.assertIn("bad.txt:2:", message)
        self.assertIn("hint:", message)
        for arguments in (("--synonyms", "none.txt"), ("--synonyms", "."), ("--synonyms", ""),
                          ("--no-synonyms", "--synonyms", "bad.txt")):
            self.run_search(*arguments, "한은", status=2)


if __name__ == "__main__":
    unittest.main()
