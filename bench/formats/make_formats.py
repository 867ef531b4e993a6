#!/usr/bin/env python3
"""The same articles in every format that holds many of them, for measuring what reading each costs.

    make_formats.py [--megabytes N] [--only NAME,...] ARTICLES.jsonl DIRECTORY

writes DIRECTORY/NAME/..., and prints a JSON object a form: name, file, articles, text (bytes of title and body),
content (bytes of what is parsed: of a workbook the XML inside). Articles are JSON lines with `id`, `title`, `body`,
and perhaps `date`, `press`, `section`, `reporter`, `url`. They are repeated under other ids until there are N MB of
title and body (default 50), control characters that XML does not know left out.

The short forms are made like exports of BigKinds, whose bodies end after 200 characters: keywords of the whole
article, the fifty that matter most, people, places and organizations stand in columns beside it and take three
times the room. Words are cut after three syllables and drawn with a fixed seed: the columns are about as long as real
ones and hold as many different characters, but they are no analysis of the text. Bodies begin at another place each
time an article is repeated, for a text that stands twice in a workbook may be stored once.
"""

import argparse
import csv
import html
import io
import json
import os
import pathlib
import random
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

BIGKINDS = ["뉴스 식별자", "일자", "언론사", "기고자", "제목", "통합 분류1", "통합 분류2", "통합 분류3", "사건/사고 분류1",
            "사건/사고 분류2", "사건/사고 분류3", "인물", "위치", "기관", "키워드", "특성추출(가중치순 상위 50개)", "본문", "URL", "분석제외 여부"]
SECTIONS = ["정치>국회_정당", "경제>금융_재테크", "사회>사건_사고", "문화>방송_연예", "국제>미국_북미", "지역>경기", "스포츠>축구", "IT_과학>모바일"]
ACCIDENTS = ["범죄>범죄일반", "재해>자연재해", "사회>교통사고", "범죄>기업범죄>금융범죄"]
SHORT_BODY = 200  # characters
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read_articles(name, megabytes, shorten):
    """Articles until they have that many megabytes of title and body, again with other ids if need be."""
    with open(name, encoding="utf-8") as lines:
        known = [json.loads(re.sub(r"\\u00(?:0[0-8bcef]|1[0-9a-f])", " ", line)) for line in lines]
    size = turn = 0
    while True:
        for article in known:
            article = {k: v or "" for k, v in article.items()}
            begin = SHORT_BODY * turn if shorten else 0  # so that no text stands twice in a sheet
            article["whole"] = article["body"] = article["body"][begin:] + article["body"][:begin]
            if shorten and len(article["body"]) > SHORT_BODY:
                article["body"] = article["body"][:SHORT_BODY] + ".."
            if turn:
                article["id"] += f"-{turn}"
            size += len((article["title"] + article["body"]).encode())
            yield article
            if size > megabytes * 1e6:
                return
        turn += 1


def field(article, name):
    return article.get(name, "")


def bigkinds_rows(articles):
    rng = random.Random(20240305)
    for number, article in enumerate(articles):
        words = re.findall(r"[가-힣]{2,3}|[A-Za-z0-9]{2,}", html.unescape(article["whole"]))
        nouns = [word for word in words if rng.random() < 0.6]
        day = re.sub(r"\D", "", field(article, "date"))[:8]
        sections = rng.sample(SECTIONS, 3)[:rng.choice([1, 2, 2, 3])]
        accidents = [rng.choice(ACCIDENTS)] if rng.random() < 0.15 else []
        few = [",".join(rng.choices(words, k=rng.randrange(6))) if words else "" for _ in range(3)]
        yield [f"{1100101 + number % 50:08}.{day}{number:09}", day, field(article, "press"),
               field(article, "reporter").replace(", ", "\n"), article["title"],
               *sections, *[""] * (3 - len(sections)), *accidents, *[""] * (3 - len(accidents)), *few,
               ",".join(nouns), ",".join(rng.sample(nouns, min(50, len(nouns)))), article["body"],
               field(article, "url"), "예외" if rng.random() < 0.03 else ""]


def plain_rows(articles):
    yield from ([a["id"], field(a, "date"), field(a, "press"), field(a, "reporter"), a["title"], a["body"],
                 field(a, "url")] for a in articles)


PLAIN = ["뉴스 식별자", "일자", "언론사", "기고자", "제목", "본문", "URL"]


def column_name(index):
    return chr(65 + index)


def text_element(value):
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<t{space}>{escape(value)}</t>"


def write_xlsx(header, rows, file, shared):
    """A workbook as libraries write it: every text once in a part of its own (Excel), or in its cell (streaming)."""
    numbers = {}
    cells = 0

    def cell(reference, value):
        nonlocal cells
        if not value:
            return ""
        if not shared:
            return f'<c r="{reference}" t="inlineStr"><is>{text_element(value)}</is></c>'
        cells += 1
        return f'<c r="{reference}" t="s"><v>{numbers.setdefault(value, len(numbers))}</v></c>'

    sheet = io.StringIO()
    sheet.write(f'{DECLARATION}<worksheet xmlns="{SHEET_SPACE}"><dimension ref="A1"/><sheetData>')
    for i, row in enumerate((header, *rows), 1):
        sheet.write(f'<row r="{i}" spans="1:{len(header)}">')
        for j, value in enumerate(row):
            sheet.write(cell(f"{column_name(j)}{i}", value))
        sheet.write("</row>")
    sheet.write("</sheetData></worksheet>")
    parts = {
        "[Content_Types].xml": DECLARATION + "<Types/>",
        "xl/workbook.xml": DECLARATION + "<workbook/>",
        "xl/worksheets/sheet1.xml": sheet.getvalue(),
    }
    if shared:
        texts = "".join(f"<si>{text_element(text)}</si>" for text in numbers)
        parts["xl/sharedStrings.xml"] = (f'{DECLARATION}<sst xmlns="{SHEET_SPACE}" count="{cells}" '
                                         f'uniqueCount="{len(numbers)}">{texts}</sst>')
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sum(len(content.encode()) for content in parts.values())


def write_text(text, file):
    data = text.encode()
    file.write_bytes(data)
    return len(data)


def write_jsonl(articles, file):
    keys = ("id", "title", "body", "date", "press", "section", "reporter", "url")
    return write_text("".join(json.dumps({k: a[k] for k in keys if a.get(k)}, ensure_ascii=False) + "\n"
                              for a in articles), file)


def write_csv(header, rows, file):
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return write_text(out.getvalue(), file)


def write_newsml(articles, file):
    def cdata(text):
        return "<![CDATA[" + text.replace("]]>", "]] >") + "]]>"

    def item(a):
        return (f"<NewsItem><Identification><NewsIdentifier><NewsItemId>{escape(a['id'])}</NewsItemId></NewsIdentifier>"
                f"</Identification><NewsComponent><NewsLines><HeadLine>{cdata(a['title'])}</HeadLine>"
                f"<ByLine>{escape(field(a, 'reporter'))}</ByLine><DateLine>{escape(field(a, 'date'))}</DateLine></NewsLines>"
                f"<DescriptiveMetadata><SubjectCode><Subject FormalName={quoteattr(field(a, 'section'))}/></SubjectCode>"
                '</DescriptiveMetadata><NewsComponent><Role FormalName="OriginMain"/><ContentItem>'
                f"<DataContent>{cdata(a['body'])}</DataContent></ContentItem></NewsComponent></NewsComponent>"
                f"<Comment>{escape(field(a, 'press'))}</Comment></NewsItem>\n")

    return write_text('<?xml version="1.0" encoding="UTF-8"?>\n<NewsML>' + "".join(map(item, articles)) + "</NewsML>", file)


def write_rss(articles, file):
    def item(a):
        paragraphs = "".join(f"<p>{escape(p)}</p>" for p in a["body"].split("\n"))
        return (f"<item><title>{escape(a['title'])}</title><guid>{escape(a['id'])}</guid>"
                f"<link>{escape(field(a, 'url'))}</link><description>{escape(paragraphs)}</description>"
                f"<pubDate>{escape(field(a, 'date'))}</pubDate><dc:creator>{escape(field(a, 'reporter'))}</dc:creator>"
                f"<dc:publisher>{escape(field(a, 'press'))}</dc:publisher></item>\n")

    return write_text('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                      "<channel><title>느티일보</title>" + "".join(map(item, articles)) + "</channel></rss>", file)


# Name, file, whether bodies are cut short, and how it is written.
FORMS = [
    ("JSONL", "articles.jsonl", False, write_jsonl),
    ("CSV", "articles.csv", False, lambda a, file: write_csv(PLAIN, plain_rows(a), file)),
    ("NewsML", "articles.xml", False, write_newsml),
    ("RSS", "articles.rss", False, write_rss),
    ("XLSX", "articles.xlsx", False, lambda a, file: write_xlsx(PLAIN, plain_rows(a), file, True)),
    ("XLSX-inline", "articles.xlsx", False, lambda a, file: write_xlsx(PLAIN, plain_rows(a), file, False)),
    ("JSONL-short", "articles.jsonl", True, write_jsonl),
    ("CSV-BigKinds", "articles.csv", True, lambda a, file: write_csv(BIGKINDS, bigkinds_rows(a), file)),
    ("BigKinds", "articles.xlsx", True, lambda a, file: write_xlsx(BIGKINDS, bigkinds_rows(a), file, True)),
    ("BigKinds-inline", "articles.xlsx", True, lambda a, file: write_xlsx(BIGKINDS, bigkinds_rows(a), file, False)),
]


def make(name, articles, megabytes, directory):
    """Writes one form and tells what it holds."""
    _, file_name, shorten, write = next(form for form in FORMS if form[0] == name)
    chosen = list(read_articles(articles, megabytes, shorten))
    file = directory / f"{name}-{megabytes:g}" / file_name
    file.parent.mkdir(parents=True, exist_ok=True)
    content = write(chosen, file)
    text = sum(len((a["title"] + a["body"]).encode()) for a in chosen)
    return {"name": name, "file": os.fspath(file), "articles": len(chosen), "text": text, "content": content}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("directory", type=pathlib.Path)
    parser.add_argument("--megabytes", type=float, default=50)
    parser.add_argument("--only", default=",".join(form[0] for form in FORMS))
    options = parser.parse_args()
    for name in options.only.split(","):
        print(json.dumps(make(name, options.articles, options.megabytes, options.directory)), flush=True)


if __name__ == "__main__":
    main()
