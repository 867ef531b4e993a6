"""One small file of every format and encoding, with the oddities of real ones. All articles are invented.

    for name, (content, expected) in all_files().items(): ...

`expected` maps the id of each article to the fields it must arrive with.
"""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from xml.sax.saxutils import escape

BODY = "느티시는 5일 시청 옆 옛 우체국 자리에 3년에 걸쳐 지은 시립도서관을 새로 열었다.\n시민 300명이 첫날부터 줄을 섰다."
FIELDS = {"title": "느티시 시립도서관 문 열어", "date": "2024-03-05", "press": "느티일보", "section": "사회",
          "reporter": "홍길동"}
FULL = {**FIELDS, "body": BODY}


def to_json(value, **options):
    return json.dumps(value, ensure_ascii=False, **options)


def record(identifier, **changes):
    return {"id": identifier, **FULL, **changes}


def jsonl(*records):
    return "".join(to_json(r) + "\n" for r in records)


def aihub(identifier):
    sentences = BODY.replace("\n", " ").split(". ")
    return {"name": "문서요약", "delivery_date": "2021-01-01", "documents": [{
        "id": identifier, "category": "사회", "media_type": "online", "media_name": "느티일보",
        "publish_date": "2024-03-05", "title": FIELDS["title"], "size": "small",
        "text": [[{"index": 0, "sentence": sentences[0] + ".", "highlight_indices": "1,2"}],
                 [{"index": 1, "sentence": sentences[1], "highlight_indices": ""}]],
        "extractive": [0, 1, None], "abstractive": ["요약은 본문이 아니다."]}]}


def nikl(identifier):
    first, second = BODY.split("\n")
    return {"id": identifier[:-2], "metadata": {"title": "신문 말뭉치", "year": "2009"}, "document": [{
        "id": identifier, "metadata": {"title": FIELDS["title"], "author": "홍길동 기자", "publisher": "느티일보",
                                       "date": "20240305", "topic": "사회"},
        "paragraph": [{"id": "1", "form": f"<p>{first}</p>"}, {"id": "2", "form": second}]}]}


def nikl_csv(identifier):
    rows = "file_id,doc_id,title,author,publisher,date,topic,original_topic,sentence_id,sentence\n"
    for i, sentence in enumerate(BODY.split("\n")):
        rows += f'F,{identifier},{FIELDS["title"]},홍길동,느티일보,20240305,사회,사회일반,{i},"{sentence}"\n'
    return rows


BIGKINDS = ["뉴스 식별자", "일자", "언론사", "기고자", "제목", "통합 분류1", "통합 분류2", "통합 분류3", "사건/사고 분류1",
            "사건/사고 분류2", "사건/사고 분류3", "인물", "위치", "기관", "키워드", "특성추출(가중치순 상위 50개)", "본문", "URL", "분석제외 여부"]


def bigkinds_row(identifier):
    """기고자 with a line end; the date as BigKinds has it."""
    return [identifier, "20240305", "느티일보", "홍길동\n임꺽정 기자", FIELDS["title"], "사회>사건_사고", "", "", "", "", "", "",
            "느티시", "", "도서관,시민", "도서관", BODY + "..", "https://news.example/1", ""]


BIGKINDS_EXPECTED = {**FIELDS, "section": "사회>사건_사고", "reporter": "홍길동,임꺽정", "url": "https://news.example/1"}


def csv_text(rows, separator=",", line_end="\r\n"):
    def quoted(value):
        return '"' + value.replace('"', '""') + '"' if any(c in value for c in '"\r\n' + separator) else value
    return "".join(separator.join(map(quoted, row)) + line_end for row in rows)


def xlsx(rows, inline=False, properties=""):
    """A workbook as exporters write it: the shared texts behind the sheet that needs them."""
    shared = []

    def cell(reference, value):
        if value == "":
            return ""
        if isinstance(value, int):
            return f'<c r="{reference}"><v>{value}</v></c>'
        if inline:
            return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        shared.append(value)
        return f'<c r="{reference}" t="s"><v>{len(shared) - 1}</v></c>'

    sheet = "".join(f'<row r="{i}">' + "".join(cell(f"{chr(65 + j)}{i}", v) for j, v in enumerate(row)) + "</row>"
                    for i, row in enumerate(rows, 1))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return zip_file({
        "[Content_Types].xml": declaration + "<Types/>",
        "xl/workbook.xml": f"{declaration}<workbook>{properties}</workbook>",
        "xl/worksheets/sheet1.xml": f'{declaration}<worksheet xmlns="{space}"><sheetData>{sheet}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{declaration}<sst xmlns="{space}">'
                                + "".join(f"<si><t>{escape(s)}</t></si>" for s in shared) + "</sst>",
    })


def newsml_item(identifier):
    return f"""<NewsItem><Identification><NewsIdentifier><NewsItemId>{identifier}</NewsItemId></NewsIdentifier>
</Identification><NewsComponent><NewsLines><HeadLine><![CDATA[&apos;느티시&apos; 시립도서관 문 열어]]></HeadLine>
<ByLine>홍길동 기자 gildong@news.example</ByLine><DateLine>20240305T175841+0900</DateLine></NewsLines>
<DescriptiveMetadata><SubjectCode><Subject FormalName="사회"/></SubjectCode></DescriptiveMetadata>
<NewsComponent><Role FormalName="Summary"/><ContentItem><DataContent>요약은 본문이 아니다.</DataContent></ContentItem>
</NewsComponent><NewsComponent><Role FormalName="OriginMain"/><ContentItem><DataContent><![CDATA[{BODY}]]></DataContent>
</ContentItem></NewsComponent></NewsComponent><Comment>느티일보</Comment></NewsItem>"""


def newsml(*identifiers, encoding="UTF-8"):
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<NewsML>' + "".join(map(newsml_item, identifiers)) + "</NewsML>"


NEWSML_EXPECTED = {**FIELDS, "title": "'느티시' 시립도서관 문 열어", "date": "2024-03-05T17:58:41+09:00"}


def rss(*identifiers):
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n"))
    items = "".join(f"""<item><title>{FIELDS["title"]}</title><guid isPermaLink="false">{i}</guid>
<link>https://news.example/{i}?a=1&amp;b=2</link><description>요약은 본문이 아니다 &nbsp; R&D</description>
<content:encoded><![CDATA[{paragraphs}]]></content:encoded><pubDate>Tue, 05 Mar 2024 05:30:00 GMT</pubDate>
<dc:creator>홍길동 기자</dc:creator><category>사회</category></item>""" for i in identifiers)
    return ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="urn:c" xmlns:dc="urn:d"><channel>'
            f"<title>느티일보 | 전체기사</title><link>https://news.example</link>{items}</channel></rss>")


def atom(identifier):
    return f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>느티일보</title><entry>
<id>{identifier}</id><title>{FIELDS["title"]}</title><link rel="alternate" href="https://news.example/2"/>
<published>2024-03-05T14:30:00+09:00</published><author><name>홍길동</name><email>a@news.example</email></author>
<category term="사회"/><content type="html">{escape("".join(f"<p>{p}</p>" for p in BODY.split(chr(10))))}</content>
</entry></feed>"""


def html(encoding="utf-8"):
    paragraphs = "".join(f"<p>{p}</p>" for p in BODY.split("\n"))
    return f"""<!DOCTYPE html><html><head><meta charset="{encoding}"><title>{FIELDS["title"]} - 느티일보</title>
<meta property="og:title" content="{FIELDS["title"]}"><meta property="og:site_name" content="느티일보">
<meta property="article:published_time" content="2024-03-05T09:00:00+09:00">
<meta property="article:section" content="사회"><meta name="author" content="홍길동 기자"></head><body>
<header><a href="/">느티일보</a></header><nav><ul><li><a>정치</a></li><li><a>경제</a></li></ul></nav>
<article><h1>{FIELDS["title"]}</h1>{paragraphs}<script>track("x");</script></article>
<aside>많이 본 기사</aside><footer>제호 느티일보</footer></body></html>"""


def html_table(rows, encoding="utf-8"):
    def tag(row):
        return "".join(f"<td style='x'>{escape(str(cell)).replace(chr(10), '<br>')}</td>" for cell in row)
    return (f'<html><head><meta charset="{encoding}"></head><body><table border=1>\n' +
            "\n".join(f"<tr>{tag(row)}</tr>" for row in rows) + "\n</table></body></html>")


def json_ld():
    data = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebPage", "name": "느티일보"},
        {"@type": "NewsArticle", "headline": FIELDS["title"], "articleBody": BODY, "articleSection": "사회",
         "datePublished": "2024-03-05T09:00:00+09:00", "author": [{"@type": "Person", "name": "홍길동 기자"}],
         "publisher": {"@type": "Organization", "name": "느티일보"}}]}
    return f'<html><head><script type="application/ld+json">{to_json(data)}</script></head><body>메뉴</body></html>'


HTML_EXPECTED = {**FIELDS, "date": "2024-03-05T09:00:00+09:00"}

MARKDOWN = f"""---
title: {FIELDS["title"]}
date: 2024. 3. 5.
press: 느티일보
section: 사회
author: 홍길동 기자
  gildong@news.example
---

{BODY}
"""

# As scraped: the lead stands again below a picture.
TEXT = f"""[느티일보 홍길동 기자]
{BODY.splitlines()[0]}
![]() |
{BODY}
홍길동 기자 gildong@news.example
<저작권자 Copyright ⓒ 느티일보 무단전재 및 재배포 금지>
이 기사의 카테고리는 언론사의 분류를 따릅니다.
"""

# The names that keys and columns have.
KEYS = {
    "id": ["id", "item_id", "news_id", "seq", "document_id"],
    "title": ["title", "headline", "제목"],
    "body": ["body", "text", "content", "contents", "article", "본문", "article_original"],
    "date": ["date", "pub_date", "publish_date", "years", "일자"],
    "press": ["press", "source", "media", "media_name", "company", "publisher", "source_name", "언론사"],
    "section": ["section", "category", "category1", "topic", "분류"],
    "reporter": ["reporter", "author", "byline", "기고자"],
    "url": ["url", "link", "URL"],
}
OTHER_KEYS = {"summary": "요약은 본문이 아니다.", "keywords": ["도서관"], "키워드": "도서관"}

# As read, and as it arrives; no zone means Asia/Seoul.
DATES = [
    ("20230531", "2023-05-31"), ("2019/01/01", "2019-01-01"), ("2019.06.25.", "2019-06-25"),
    ("2017. 1. 1.", "2017-01-01"), ("2021-12-05 23:52", "2021-12-05T23:52:00+09:00"),
    ("2021-12-05T23:52:10+09:00", "2021-12-05T23:52:10+09:00"), ("2021-12-05T23:52:10Z", "2021-12-06T08:52:10+09:00"),
    ("Sun, 05 Dec 2021 14:52:00 GMT", "2021-12-05T23:52:00+09:00"),
    ("Sun, 5 Dec 2021 23:52:00 +0900", "2021-12-05T23:52:00+09:00"),
    ("20030904T175841+0900", "2003-09-04T17:58:41+09:00"), ("2024년 3월 5일", "2024-03-05"),
    ("입력 2021.12.05. 오후 11:52", "2021-12-05T23:52:00+09:00"), ("지난 주 언젠가", None), ("2024-02-30", None),
]


def records_of_all_keys():
    """As many records as the field with most names has; the others begin again."""
    for i in range(max(map(len, KEYS.values()))):
        fields = {**FULL, "id": f"key{i}", "url": f"https://news.example/key{i}"}
        yield {**{names[i % len(names)]: fields[field] for field, names in KEYS.items()}, **OTHER_KEYS}


def zstd(content):
    """A frame of raw blocks: Python has no zstd."""
    blocks = [content[i:i + 100_000] for i in range(0, len(content), 100_000)] or [b""]
    frame = b"\x28\xb5\x2f\xfd\xa0" + len(content).to_bytes(4, "little")
    for i, block in enumerate(blocks):
        frame += ((i == len(blocks) - 1) | len(block) << 3).to_bytes(3, "little") + block
    return frame


def pzstd(content):
    """As pzstd writes it: before each frame one for programs, with the size of what follows."""
    parts = []
    for half in (content[:len(content) // 2], content[len(content) // 2:]):
        frame = zstd(half)
        parts.append(b"\x50\x2a\x4d\x18\x04\0\0\0" + len(frame).to_bytes(4, "little") + frame)
    return b"".join(parts)


def lz4(content):
    """A frame of raw blocks."""
    blocks = [content[i:i + 60_000] for i in range(0, len(content), 60_000)]
    return (b"\x04\x22\x4d\x18\x60\x40\x82"
            + b"".join((len(block) | 1 << 31).to_bytes(4, "little") + block for block in blocks) + bytes(4))


def seven_zip(members):
    """Members as they are, in one folder."""
    def number(n):
        return b"\xff" + n.to_bytes(8, "little")

    def crc(data):
        return zlib.crc32(data).to_bytes(4, "little")

    contents = [c if isinstance(c, bytes) else c.encode() for c in members.values()]
    packed = b"".join(contents)
    names = b"\0" + b"".join(name.encode("utf-16-le") + b"\0\0" for name in members)
    header = (b"\x01\x04"
              + b"\x06" + number(0) + number(1) + b"\x09" + number(len(packed)) + b"\0"
              + b"\x07\x0b" + number(1) + b"\0" + number(1) + b"\x01\0" + b"\x0c" + number(len(packed)) + b"\0"
              + b"\x08\x0d" + number(len(contents)) + b"\x09" + b"".join(number(len(c)) for c in contents[:-1])
              + b"\x0a\x01" + b"".join(crc(c) for c in contents) + b"\0" + b"\0"
              + b"\x05" + number(len(contents)) + b"\x11" + number(len(names)) + names + b"\0" + b"\0")
    start = len(packed).to_bytes(8, "little") + len(header).to_bytes(8, "little") + crc(header)
    return b"7z\xbc\xaf\x27\x1c\0\x04" + crc(start) + start + packed + header


def zip_file(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tar_file(members, mode):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members.items():
            content = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def all_files():
    known = {k: FULL[k] for k in ("title", "date", "press", "section", "reporter")}
    files = {}

    def add(name, content, expected):
        files[name] = (content if isinstance(content, bytes) else content.encode(), expected)

    # Encodings, of one format.
    add("plain.jsonl", jsonl(record("j1"), record("j2")), {"j1": known, "j2": known})
    add("bom.jsonl", "\ufeff" + jsonl(record("bom")), {"bom": known})
    add("bom_line.jsonl", "\ufeff\n" + jsonl(record("bl")), {"bl": known})
    add("cp949.jsonl", jsonl(record("cp", title="뷁 도서관 문 열어")).encode("cp949"),
        {"cp": {**known, "title": "뷁 도서관 문 열어"}})
    add("no_mark.jsonl", jsonl(record("nm")).encode("utf-16-be"), {"nm": known})
    add("utf16le.jsonl", "\ufeff".encode("utf-16-le") + jsonl(record("le")).encode("utf-16-le"), {"le": known})
    add("utf16be.jsonl", "\ufeff".encode("utf-16-be") + jsonl(record("be")).encode("utf-16-be"), {"be": known})
    add("mixed.jsonl", jsonl(record("m1")).encode() + jsonl(record("m2")).encode("cp949"), {"m1": known, "m2": known})
    add("all_keys.jsonl", jsonl(*records_of_all_keys()),
        {f"key{i}": {**known, "url": f"https://news.example/key{i}"} for i in range(8)})
    add("all_dates.jsonl", jsonl(*(record(f"date{i}", date=date) for i, (date, _) in enumerate(DATES))),
        {f"date{i}": {**known, "date": date} for i, (_, date) in enumerate(DATES)})
    add("korean_keys.jsonl", jsonl({"seq": 7, "제목": FIELDS["title"], "본문": BODY.split("\n"), "일자": 20240305,
                                    "언론사": "느티일보", "분류": "사회", "기고자": "홍길동 기자 gildong@news.example"}),
        {"7": known})

    # Formats.
    add("array.json", to_json([record("a1"), record("a2")], indent=2), {"a1": known, "a2": known})
    add("minified.json", to_json([record("a3"), record("a4")]), {"a3": known, "a4": known})
    add("one.json", to_json(record("a5"), indent=2), {"a5": known})
    add("aihub.json", to_json(aihub("ai1")), {"ai1": {k: v for k, v in known.items() if k != "reporter"}})
    add("aihub_flat.jsonl", jsonl({"media": "느티일보", "id": "ai2", "article_original": BODY.split("\n"),
                                   "abstractive": "요약은 본문이 아니다.", "extractive": [0]}), {"ai2": {"press": "느티일보"}})
    add("hits.json", to_json({"took": 1, "hits": {"total": 1, "hits": [{"_id": "7", "_source": record("es")}]}}), {"es": known})
    add("mongo.jsonl", jsonl(record("mo", _id={"$oid": "65e6"}, date={"$date": "2024-03-05"})), {"mo": known})
    add("nikl.json", to_json(nikl("NWRW1800000021.1"), indent=1), {"NWRW1800000021.1": known})
    add("nikl.csv", nikl_csv("NWRW1900000001.7"), {"NWRW1900000001.7": known})
    add("table.csv", csv_text([["id", "headline", "content", "pub_date", "company", "category", "author"],
                               ["c1", FIELDS["title"], BODY, "2024/03/05", "느티일보", "사회", "홍길동"]]), {"c1": known})
    add("table.tsv", csv_text([["id", "title", "text", "date", "media", "topic", "byline"],
                               ["c2", FIELDS["title"], BODY.replace("\n", " "), "2024.03.05.", "느티일보", "사회", "홍길동"]],
                              "\t", "\n"), {"c2": known})
    add("cp949.csv", csv_text([["news_id", "제목", "본문", "일자", "언론사", "분류", "기고자"],
                               ["c3", "뷁 도서관 문 열어", BODY, "2024년 3월 5일", "느티일보", "사회", "홍길동"]]).encode("cp949"),
        {"c3": {**known, "title": "뷁 도서관 문 열어"}})
    add("bigkinds_bom.csv", "\ufeff" + csv_text([BIGKINDS, bigkinds_row("01100801.20240305000000001")]),
        {"01100801.20240305000000001": BIGKINDS_EXPECTED})
    add("NewsResult_20240305-20240305.xlsx", xlsx([BIGKINDS, bigkinds_row("01100801.20240305000000002")]),
        {"01100801.20240305000000002": BIGKINDS_EXPECTED})
    add("serial_dates.xlsx", xlsx([["id", "제목", "본문", "일자", "언론사", "분류", "기고자"],
                                   ["x2", FIELDS["title"], BODY, 45356, "느티일보", "사회", "홍길동"]], inline=True),
        {"x2": known})
    add("cp949.xls", html_table([["id", "기사제목", "기사내용", "작성일", "매체명", "section", "기자명"],
                                 ["x3", FIELDS["title"], BODY, "2024.03.05", "느티일보", "사회", "홍길동"]], "euc-kr").encode("cp949"),
        {"x3": known})
    add("newsml.xml", newsml("n1", "n2"), {"n1": NEWSML_EXPECTED, "n2": NEWSML_EXPECTED})
    add("newsml_cp949.xml", newsml("n3", encoding="euc-kr").encode("cp949"), {"n3": NEWSML_EXPECTED})
    add("rss.xml", rss("r1", "r2"), {i: {**known, "date": "2024-03-05T14:30:00+09:00"} for i in ("r1", "r2")})
    add("escaped.rss", rss("r3").replace("<description>요약은 본문이 아니다 &nbsp; R&D</description>\n", "")
        .replace(f"<content:encoded><![CDATA[{''.join(f'<p>{p}</p>' for p in BODY.split(chr(10)))}]]></content:encoded>",
                 f"<description>{escape(''.join(f'<p>{p}</p>' for p in BODY.split(chr(10))))}</description>"),
        {"r3": {**known, "date": "2024-03-05T14:30:00+09:00"}})
    add("atom.xml", atom("urn:atom:1"), {"urn:atom:1": {**known, "date": "2024-03-05T14:30:00+09:00"}})
    add("page.html", html(), {"page.html": HTML_EXPECTED})
    add("page_cp949.htm", html("euc-kr").encode("cp949"), {"page_cp949.htm": HTML_EXPECTED})
    add("json_ld.html", json_ld(), {"json_ld.html": HTML_EXPECTED})
    add("article.md", MARKDOWN, {"article.md": known})
    add("article.txt", TEXT, {"article.txt": {"press": "느티일보", "reporter": "홍길동"}})
    add("article_cp949.txt", TEXT.encode("cp949"), {"article_cp949.txt": {"press": "느티일보", "reporter": "홍길동"}})
    # The content decides, not the name.
    add("really_jsonl.txt", jsonl(record("t1")), {"t1": known})
    add("really_an_array.jsonl", to_json([record("t2")], indent=2), {"t2": known})
    add("no_ending", newsml("t3"), {"t3": NEWSML_EXPECTED})

    # Compressed, and in archives.
    add("a.jsonl.gz", gzip.compress(jsonl(record("z1")).encode()), {"z1": known})
    add("a.csv.xz", lzma.compress(nikl_csv("Z.2").encode()), {"Z.2": known})
    add("a.xml.bz2", bz2.compress(newsml("z3").encode()), {"z3": NEWSML_EXPECTED})
    add("a.json.zst", zstd(to_json([record("z7")]).encode()), {"z7": known})
    add("b.json.zst", pzstd(to_json([record("z8")]).encode()), {"z8": known})
    add("a.jsonl.lz4", lz4(jsonl(record("z9")).encode()), {"z9": known})
    add("twice.jsonl.gz", gzip.compress(gzip.compress(jsonl(record("z4")).encode())), {"z4": known})
    members = {"2024/기사.txt": TEXT.encode("cp949"), "2024/a.jsonl.gz": gzip.compress(jsonl(record("z5")).encode()),
               "b.xlsx": xlsx([BIGKINDS, bigkinds_row("z6")]), "__MACOSX/._b.xlsx": b"\0\5\26\7", "photo.jpg": b"\xff\xd8\xff"}
    add("dump.zip", zip_file(members), {"z5": known, "z6": BIGKINDS_EXPECTED,
                                        "dump.zip/2024/기사.txt": {"press": "느티일보", "reporter": "홍길동"}})
    members = {"2024/기사.txt": TEXT, "2024/b.jsonl.gz": gzip.compress(jsonl(record("s1")).encode()),
               "b.xlsx": xlsx([BIGKINDS, bigkinds_row("s2")])}
    expected = {"s1": known, "s2": BIGKINDS_EXPECTED}
    add("dump.7z", seven_zip(members), {**expected, "dump.7z/2024/기사.txt": {"press": "느티일보", "reporter": "홍길동"}})
    add("dump7.tar", tar_file({"in.7z": seven_zip({"s3.jsonl": jsonl(record("s3"))})}, "w"), {"s3": known})
    for mode, ending in (("w", "tar"), ("w:gz", "tar.gz"), ("w:xz", "txz")):
        add(f"dump.{ending}", tar_file({f"d/{ending}.json": to_json([record(ending)]), "d/page.html": html()}, mode),
            {ending: known, f"dump.{ending}/d/page.html": HTML_EXPECTED})
    return files
