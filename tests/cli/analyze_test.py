"""gisa-search --analyze: needs no database, prints every stage, is safe on a terminal."""

import json
import unittest

from cli_test_case import CliTestCase


class AnalyzeTest(CliTestCase):
    def analyze(self, text):
        return json.loads(self.run_search("--json", "--analyze", text).stdout)

    def test_stages(self):
        out = self.run_search("--analyze", "ＡＩ가 금리를 인상했다").stdout.decode()
        self.assertIn("normalized  ai가 금리를 인상했다\n", out)
        self.assertIn("segments    ai+가 금리를 인상했다\n", out)
        self.assertIn("금리를 -> 금리", out)
        self.assertIn("인상했다 -> 인상", out)
        self.assertIn("XL리인", out)

    def test_ranges_are_bytes_of_the_text_given(self):
        text = "ＡＩ가 \u1100\u1173\u11b7\u1105\u1175를 3.5％ 金日成"
        data = text.encode()
        result = self.analyze(text)
        self.assertEqual((result["version"], result["text"]), (1, text))
        for word in result["words"]:
            for part in (word, *word["terms"]):
                self.assertLess(part["begin"], part["end"])
                data[part["begin"]:part["end"]].decode()  # raises inside a character
        self.assertEqual([word["stem"] for word in result["words"]], ["ai", "", "금리", "3.5", "%", "금일성"])
        terms = [term["term"] for word in result["words"] for term in word["terms"]]
        for term in ("ai", "금리", "3.5", "%", "김일", "일성", "金日"):
            self.assertIn(term, terms)

    def test_nothing_reaches_the_terminal_unescaped(self):
        for arguments in (("--analyze",), ("--json", "--analyze")):
            out = self.run_search(*arguments, "a\x1b[2Jb\u202e금리").stdout
            self.assertNotIn(b"\x1b", out)
            self.assertNotIn("\u202e".encode(), out)

    def test_empty_and_broken_text(self):
        self.assertEqual(self.analyze("")["words"], [])
        self.assertEqual(self.analyze("…!")["words"], [])
        out = self.run_search("--analyze", b"\xff\xea\xb8\x88").stdout
        self.assertIn(b"\\xff", out)

    def test_misuse(self):
        for arguments in (("--analyze", "금리", "인상"), ("--analyze", "금리", "--topics", "t.tsv")):
            self.run_search(*arguments, status=2)


if __name__ == "__main__":
    unittest.main()
