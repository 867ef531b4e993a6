#!/usr/bin/env python3
"""How much noise of news articles the cleaner takes away, and what it takes with it.

    gisa-index --db t.db news.jsonl && gisa-index --db t.db export > clean.jsonl
    noise.py news.jsonl clean.jsonl                    # share of articles with each kind, before and after
    noise.py news.jsonl clean.jsonl --diff 200         # what was taken from 200 articles, drawn with a seed

Articles are matched by "id". A kind is told by a pattern that is wider than the cleaner's rules, so some of what
stays is substance: a reporter who is news, an address that is quoted.
"""

import argparse
import difflib
import html
import json
import random
import re
import sys

KINDS = {
    "HTML entities": r"&(?:[a-zA-Z]{2,8}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});",
    "tags": r"</?(?:p|br|div|span|a|b|strong|em|img|table|td|tr|h\d|figure|font)\b[^<>\n]*>",
    "sentences glued together": r"[가-힣]다\.[가-힣“\"‘]",
    "datelines in brackets": r"[(\[【][^)\]】\n=]{0,24}[=＝][^)\]】\n]{1,24}[)\]】]",
    "bylines in brackets": r"\[[^\]\n]{0,24}기자[^\]\n]{0,24}\]",
    "a line of a byline": r"(?m)^[ \t]*[가-힣]{2,4} ?(?:[가-힣]{2,4} ?)?기자[ \t]*(?:[\w.+-]+@[\w.-]+)?[ \t]*$",
    "e-mail addresses": r"[\w.+-]+@[\w-]+\.[\w.]+",
    "copyright": r"ⓒ|저작권자|무단 ?전재|재배포 ?금지|All rights reserved",
    "promotion (▶)": r"(?m)^[ \t]*[▶☞▲◀]|▶",
    "photo credits": r"(?:자료)?사진\s?[=|/:ㅣ]|/사진|\[사진|[(<]사진",
    "no-break spaces": "\u00a0",
    "bare CR": r"\r(?!\n)",
    "zero-width, soft hyphen": "[\u200b-\u200f\u2060\ufeff\u00ad]",
    "decomposed Hangul": "[\u1100-\u1112][\u1161-\u1175]",
    "control characters": "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]",
}


def read(name):
    with open(name, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            record = json.loads(line)
            yield str(record.get("id")), record.get("title") or "", record.get("body") or record.get("content") or ""


def noisy(text):
    found = {kind for kind, pattern in KINDS.items() if re.search(pattern, text)}
    plain = unescaped(text)
    found |= {kind for kind, pattern in KINDS.items() if kind != "HTML entities" and re.search(pattern, plain)}
    return found


def table(before, after):
    counts = {kind: [0, 0] for kind in KINDS}
    matched, kept, size = 0, 0, 0
    for identifier, title, body in before:
        if identifier not in after:
            continue
        matched += 1
        clean = after[identifier]
        size += len(body)
        kept += len(clean[1])
        for column, text in enumerate((title + "\n" + body, clean[0] + "\n" + clean[1])):
            for kind in noisy(text):
                counts[kind][column] += 1
    print(f"{matched:,} articles; {100 * kept / max(size, 1):.1f} % of the characters of their bodies stay\n")
    print("| noise | before, % of articles | after |\n|---|---|---|")
    for kind in KINDS:
        print("| {} | {} | {} |".format(kind, *(f"{100 * count / max(matched, 1):.2f}" for count in counts[kind])))


def unescaped(text):
    return html.unescape(html.unescape(text))


def pieces(text):
    """Sentences and lines, so that what was joined or divided is no difference, nor is an entity."""
    text = re.sub(r"\s+", " ", unescaped(text).replace("\u00a0", " "))
    return [part for part in re.split(r"(?<=[.!?다\]】)])\s*|\s*\n\s*", text) if part.strip()]


def show_difference(identifier, body, clean):
    print(f"== {identifier}")
    before, after = pieces(body), pieces(clean)
    for tag, i, j, k, m in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal" and "".join(before[i:j]).replace(" ", "") != "".join(after[k:m]).replace(" ", ""):
            print(f"  - {' / '.join(before[i:j])}\n  + {' / '.join(after[k:m])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", help="the articles as they were indexed, JSONL")
    parser.add_argument("after", help="the same as exported")
    parser.add_argument("--diff", type=int, metavar="N", help="show what was taken from N articles instead")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    after = {identifier: (title, body) for identifier, title, body in read(options.after)}
    if options.diff is None:
        table(read(options.before), after)
        return
    before = [article for article in read(options.before) if article[0] in after]
    for identifier, _, body in random.Random(options.seed).sample(before, min(options.diff, len(before))):
        show_difference(identifier, body, after[identifier][1])


if __name__ == "__main__":
    sys.exit(main())
