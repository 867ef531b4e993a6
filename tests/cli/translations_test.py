"""The Korean catalogue is whole: every text of the code is in it, translated, and fits its arguments."""

import collections
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "common/messages/translations"
CATALOGUE = TRANSLATIONS / "ko.po"
FOLDERS = ("common", "indexer", "searcher")
STRING = r'"(?:[^"\\]|\\.)*"'

# Texts for whoever mends gisa, which stay English: of structures that no damage of a disk explains.
ENGLISH_ERRORS = {"kInternal"}
ENGLISH_FOLDERS = ("indexer/glass", "indexer/inverter", "indexer/merge")


def sources():
    return sorted(str(file.relative_to(ROOT)) for folder in FOLDERS for file in (ROOT / folder).rglob("*")
                  if file.suffix in (".cpp", ".h"))


def run(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def entries(text):
    """msgid -> the msgstr's, of a .po file."""
    found = {}
    for block in re.split(r"\n\n+", text):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        fields = re.findall(rf"^(msg\w+(?:\[\d\])?) ((?:{STRING}\n?)+)", "\n".join(lines), re.MULTILINE)
        texts = [(name, "".join(unquote(part) for part in re.findall(STRING, value))) for name, value in fields]
        if not texts:
            continue
        identity = texts[0][1]
        found[identity] = ([text for name, text in texts if name in ("msgid", "msgid_plural")],
                           [text for name, text in texts if name.startswith("msgstr")])
    found.pop("", None)
    return found


def unquote(literal):
    escapes = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
    return re.sub(r"\\(.)", lambda match: escapes[match[1]], literal[1:-1])


def placeholders(template):
    """Which argument with which format, as often as it is used: {} counts on, {1:.2f} names one."""
    automatic, found = 0, collections.Counter()
    for index, form in re.findall(r"\{(\d*)((?::[^{}]*)?)\}", template.replace("{{", "").replace("}}", "")):
        found[int(index) if index else automatic, form] += 1
        automatic += not index
    return found


@unittest.skipUnless(shutil.which("xgettext") and shutil.which("msgfmt"), "gettext is not installed")
class CatalogueTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        options = (TRANSLATIONS / "xgettext.txt").read_text().split("\n")
        with tempfile.TemporaryDirectory() as directory:
            pot = pathlib.Path(directory) / "gisa.pot"
            run("xgettext", *filter(None, options), "-o", str(pot), *sources())
            cls.wanted = entries(pot.read_text(encoding="utf-8"))
        cls.korean = entries(CATALOGUE.read_text(encoding="utf-8"))

    def test_every_text_is_translated(self):
        self.assertGreater(len(self.wanted), 400)
        self.assertEqual(sorted(self.wanted.keys() - self.korean.keys()), [])
        self.assertEqual([text for text, (_, translations) in self.korean.items() if not all(translations)], [])

    def test_nothing_is_left_over(self):
        self.assertEqual(sorted(self.korean.keys() - self.wanted.keys()), [])
        text = CATALOGUE.read_text(encoding="utf-8")
        self.assertNotIn("#~", text)
        self.assertNotRegex(text, r"(?m)^#,.*fuzzy")

    def test_arguments_fit(self):
        for text, (originals, translations) in self.korean.items():
            with self.subTest(text):
                for original in originals:
                    self.assertEqual(placeholders(original), placeholders(originals[0]))
                for translation in translations:
                    self.assertEqual(placeholders(translation), placeholders(originals[0]))

    def test_forms_are_alike(self):
        """Where a text ends with a line or blanks, so does its translation: others are put beside it."""
        for text, (_, translations) in self.korean.items():
            with self.subTest(text):
                for translation in translations:
                    self.assertEqual(re.search(r"\s*\Z", text)[0], re.search(r"\s*\Z", translation)[0])

    def test_msgfmt_takes_it(self):
        run("msgfmt", "--check", "-o", "/dev/null", str(CATALOGUE))

    def test_help_is_at_most_80_columns_wide(self):
        for text, (_, translations) in self.korean.items():
            if text.count("\n") < 4 or text.startswith("A line is a query"):
                continue
            for line in translations[0].splitlines():
                columns = sum(2 if ord(character) >= 0x1100 else 1 for character in line)
                self.assertLessEqual(columns, 80, line)

    def test_no_error_is_untranslated(self):
        """An Error of a bare literal was forgotten, if it is one that a user can bring about."""
        for file in sources():
            if file.startswith(ENGLISH_FOLDERS):
                continue
            text = (ROOT / file).read_text(encoding="utf-8")
            for code, literal in re.findall(rf'\bError\(ErrorCode::(\w+),\s*({STRING})', text):
                if code not in ENGLISH_ERRORS and re.search("[a-z] [a-z]", literal):
                    self.fail(f"{file}: {literal} is not translated")


class ManualTest(unittest.TestCase):
    def test_korean_pages_have_all_options(self):
        """And commands, keys and variables: whatever is an option or a name of letters in capitals."""
        for page in ("gisa-index.1", "gisa-search.1", "gisa-query.7"):
            with self.subTest(page):
                english, korean = (self.names(ROOT / folder / page) for folder in ("man", "man/ko"))
                self.assertGreater(len(english), 3)
                self.assertEqual(sorted(english - korean), [])
                self.assertEqual(sorted(korean - english), [])

    def names(self, file):
        text = file.read_text(encoding="utf-8").replace("\\-", "-").replace("Fl Fl ", "--")
        return set(re.findall(r"--[a-z][a-z-]+", text)) | set(re.findall(r"\b(?:GISA|LC|NO|LANG)[A-Z_]*\b", text))


if __name__ == "__main__":
    unittest.main()
