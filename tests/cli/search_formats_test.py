"""gisa-search --format, --fields and --full: what programs and people read."""

import json
import unittest

from cli_test_case import CliTestCase, article

BODY = "누리호가 고흥에서 날아올랐다.\n\n연구진은 손을 맞잡았다. 누리호 3차 발사는 성공이었다."


class FormatTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin=(
            article("a 1", "누리호 발사 \\ 성공", BODY, date="2023-05-25", press="느티일보",
                    url="https://news.example/1") +
            article("b", "다른 누리호 소식", "누리호 발사를 준비한다.")).encode())

    def out(self, *arguments, **more):
        return self.run_search(*arguments, **more).stdout.decode()

    def test_json_has_a_short_form(self):
        def without_time(text):
            return {**json.loads(text), "seconds": 0}
        self.assertEqual(without_time(self.out("--format", "json", "누리호")), without_time(self.out("--json", "누리호")))

    def test_jsonl_is_a_hit_a_line(self):
        hits = [json.loads(line) for line in self.out("--format", "jsonl", "누리호").splitlines()]
        self.assertEqual(hits, self.search("누리호")["hits"])

    def test_tsv_has_the_columns_asked_for(self):
        rows = [line.split("\t") for line in self.out("--format", "tsv", "누리호").splitlines()]
        self.assertEqual([len(row) for row in rows], [7, 7])
        row = next(row for row in rows if row[1] == "a 1")
        self.assertEqual(row[3:], ["2023-05-25", "느티일보", r"누리호 발사 \\ 성공", "https://news.example/1"])
        self.assertEqual(self.out("--format=tsv", "--fields=press,id", "성공이었다"), "느티일보\ta 1\n")
        self.assertEqual(self.out("--format=tsv", "--fields=match,snippet", "성공이었다"),
                         "full\t누리호 3차 발사는 성공이었다.\n")

    def test_ids(self):
        self.assertEqual(sorted(self.out("--format", "ids", "누리호").splitlines()), ["a 1", "b"])

    def test_trec_of_one_query(self):
        self.assertRegex(self.out("--format", "trec", "성공이었다"), r"\A1 Q0 a%201 1 [0-9.e+-]+ gisa\n\Z")

    def test_nothing_found_is_nothing_printed(self):
        for name in ("jsonl", "tsv", "trec", "ids"):
            self.assertEqual(self.out("--format", name, "쀍뷁", status=1), "")

    def test_notes_go_to_standard_error(self):
        done = self.run_search("--format", "ids", "누리호 (발사")
        self.assertIn("note:", done.stderr.decode())
        self.assertNotIn("note:", done.stdout.decode())

    def test_fields_of_json(self):
        hits = self.search("--fields", "title,id", "성공이었다")["hits"]
        self.assertEqual([list(hit) for hit in hits], [["id", "title", "title_highlights"]])
        self.assertEqual(list(self.search("--fields", "snippet", "성공이었다")["hits"][0]), ["snippet", "highlights"])

    def test_fields_of_text(self):
        self.assertEqual(self.out("--fields", "title,date", "성공이었다"),
                         " 1. 누리호 발사 \\ 성공\n    2023-05-25\n")
        self.assertEqual(self.out("--fields", "press", "성공이었다"), " 1. 느티일보\n")
        self.assertRegex(self.out("--fields", "score,id,url", "성공이었다"),
                         r"\A 1\. score [0-9.]+\n    https://news.example/1\n    a 1\n\Z")

    def test_full_text(self):
        self.assertEqual(self.out("--full", "성공이었다"),
                         " 1. 누리호 발사 \\ 성공\n    느티일보 · 2023-05-25\n    누리호가 고흥에서 날아올랐다.\n"
                         "    연구진은 손을 맞잡았다. 누리호 3차 발사는 성공이었다.\n    https://news.example/1\n")
        (hit,) = self.search("--full", "성공이었다")["hits"]
        self.assertNotIn("snippet", hit)
        marked = [hit["text"].encode()[begin:end].decode() for begin, end in hit["text_highlights"]]
        self.assertEqual(marked, ["성공"])
        self.assertEqual(list(self.search("--fields", "id,text", "성공이었다")["hits"][0]),
                         ["id", "text", "text_highlights"])

    def test_full_text_is_coloured_like_a_snippet(self):
        self.assertIn("\x1b[1;31m누리호\x1b[0m가 고흥에서", self.out("--full", "--color=always", "누리호"))

    def test_time_that_is_up(self):
        result = self.search("--timeout", "1us", "누리호")
        self.assertIs(result["timed_out"], True)
        self.assertIn("note: the search ended early", self.run_search("--timeout", "1us", "누리호", status=(0, 1)).stderr.decode())
        self.assertNotIn("timed_out", self.search("--timeout", "1m", "누리호"))
        self.assertEqual(self.found("--timeout", "1m", "누리호"), self.found("누리호"))

    def test_impossible_combinations(self):
        for arguments, word in ((["--format", "xml"], "one of text"), (["--fields", "title,"], "'' is no field"),
                                (["--fields", "body"], "'body' is no field"), (["--format", "ids", "--full"], "--full"),
                                (["--format", "trec", "--fields", "id"], "--fields"),
                                (["--format", "tsv", "--explain"], "--explain"),
                                (["--json", "--format", "tsv"], "--json")):
            self.assert_error(self.run_search(*arguments, "누리호", status=2), word)


if __name__ == "__main__":
    unittest.main()
