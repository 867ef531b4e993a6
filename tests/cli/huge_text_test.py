"""Texts whose time would grow with the square of their size, if anything looked at all of them again
for each part. Each would take minutes then; a run that does not end in time is a failure."""

import os
import unittest

from cli_test_case import CliTestCase, article

# A sanitized build is slow in everything: a square shows in less text, too.
IS_SANITIZED = bool(os.environ.get("GISA_SANITIZE"))
MEGABYTE = 1 << 17 if IS_SANITIZED else 1 << 20
THOUSAND = 125 if IS_SANITIZED else 1000
WAYS = ((), ("--json", "--full"), ("--full",), ("--sort", "newest"), ("--fold",))


def repeated(text, size=2 * MEGABYTE):
    return text * (size // len(text.encode()))


class HugeTextTest(CliTestCase):
    def check_bodies(self, bodies, *queries):
        self.write("a.jsonl", "".join(article(f"a{i}", "제목", body) for i, body in enumerate(bodies)))
        totals = self.index("a.jsonl")
        self.assertEqual((totals["documents"], totals["skipped"]), (len(bodies), 0))
        for query in queries:
            for arguments in WAYS[:2] if IS_SANITIZED else WAYS:
                with self.subTest(f"{query} {arguments}"):
                    self.run_search(query, *arguments, status=(0, 1))

    def test_one_run(self):
        self.check_bodies([repeated("금리")], "금리", "금리 인상", '"금리 인상"')

    def test_marks_at_ends_of_sentences(self):
        self.check_bodies(["금리. " + repeated(".") + "x", "금리 " + repeated("!)”.")], "금리")

    def test_hanja(self):
        self.check_bodies([repeated("金利引上 ")], "금리", "금리인상", "이인")

    def test_a_match_in_each_word(self):
        self.check_bodies([repeated("금리 ")], "금리")

    def test_words_far_from_each_other(self):
        # Words between them, so that each place is looked at.
        body = repeated("금리 ", MEGABYTE) + repeated("다른 ", MEGABYTE // 2) + repeated("환율 ", MEGABYTE)
        self.check_bodies([body], "금리 NEAR/3 환율", "환율 NEAR/3 인상")

    def test_letters_in_one_case(self):
        self.check_bodies([repeated("AB ") + "금리"], '"ax 금리"', "ax*", '"ab ac"')

    def test_numbers_and_units(self):
        self.check_bodies([repeated("1조 ") + repeated("5000억원 ")], "1조5000억원", "1.5조원", '"1조5000억원"')


    def test_marks_on_a_letter(self):
        self.check_bodies(["a" + "\u0301" * 300 * THOUSAND + "\u0316" * 300 * THOUSAND + " 금리"], "금리")

    def test_what_is_cleaned(self):
        self.check_bodies(["<script>" * 300 * THOUSAND + "금리</script", "홍길동 기자\n" * 150 * THOUSAND + "금리가 올랐다."], "금리")
        self.write("b.jsonl", article("b", "제목", "금리가 올랐다.", reporter="a@b " * 500 * THOUSAND))
        self.assertEqual(self.index("b.jsonl")["documents"], 1)

    def test_many_reporters(self):
        syllables = [chr(ord("가") + 14 * i) for i in range(798)]
        people = [f"김{a}{b}" for a in syllables for b in syllables]
        for names in ([f"{i}번" for i in range(len(people))], people):
            text = ",".join(names[:600 * THOUSAND])
            self.write("c.jsonl", article("c", "제목", "금리가 올랐다.", reporter=text))
            self.assertEqual(self.index("c.jsonl")["documents"], 1)
            for arguments in ([], ["--facet", "reporter"]):
                self.run_search("금리", "reporter:홍길동", *arguments, status=1)
                self.run_search("금리", *arguments)

    def test_rules_of_markdown(self):
        self.write("a.md", "금리\n\n" + "===\n" * 500 * THOUSAND + "금리가 올랐다.\n")
        self.assertEqual(self.index("a.md")["documents"], 1)


class ManyStoriesTest(CliTestCase):
    def test_folding_a_large_page(self):
        self.write("a.jsonl", "".join(
            article(f"a{i:05}", f"제목 {i}", f"사과 {i}개가 {i * 7}곳에서 {i * i}번 익었다. " * 3) for i in range(12 * THOUSAND)))
        self.index("a.jsonl")
        self.assertEqual(len(self.search("사과", "--fold", "-n", 6 * THOUSAND)["hits"]), 6 * THOUSAND)


if __name__ == "__main__":
    unittest.main()
