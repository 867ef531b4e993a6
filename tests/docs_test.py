"""That what the documents point to is there: links, headings, and the files that they name.

    python3 -B tests/docs_test.py
"""

import pathlib
import re
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("bench", "common", "corpus", "indexer", "searcher", "tests")
# As they look in a sentence: `common/text/varint.h`, `ranking/planner.h`, `planner.cpp`, `indexer/commands/`.
NAMED = re.compile(r"`([\w/]+(?:\.(?:h|cpp|py|sh|po)|/))`")


def documents():
    # corpus/articles/ are articles, with links of their own
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md") if "articles" not in path.parts)
    return sorted([*ROOT.glob("*.md"), *below])


def prose(document):
    """The text without blocks of code."""
    return re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)


def anchors(document):
    """What can stand behind # in a link, made of the headings as forges do."""
    headings = re.findall(r"^#+ (.*)", prose(document), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


class Documents(unittest.TestCase):
    def test_links_point_to_something(self):
        links = 0
        for document in documents():
            for link in re.findall(r"\]\(([^)\s]+)\)", prose(document)):
                if re.match(r"[a-z]+:", link):
                    continue
                with self.subTest(document=document.relative_to(ROOT).as_posix(), link=link):
                    links += 1
                    path, _, anchor = link.partition("#")
                    target = (document.parent / path).resolve() if path else document
                    self.assertTrue(target.exists(), "no such file")
                    if anchor:
                        self.assertIn(anchor, anchors(target / "README.md" if target.is_dir() else target))
        self.assertGreater(links, 50)

    def test_named_files_are_there(self):
        there = set()
        for folder in FOLDERS:
            for path in [ROOT / folder, *(ROOT / folder).rglob("*")]:
                parts = path.relative_to(ROOT).parts
                there.update("/".join(parts[start:]) for start in range(len(parts)))
        named = 0
        for document in documents():
            for name in NAMED.findall(prose(document)):
                with self.subTest(document=document.relative_to(ROOT).as_posix(), name=name):
                    named += 1
                    self.assertIn(name.rstrip("/"), there)
        self.assertGreater(named, 200)


if __name__ == "__main__":
    unittest.main()
