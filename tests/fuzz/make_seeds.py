"""Writes inputs for the fuzzers to begin with: python3 tests/fuzz/make_seeds.py DIRECTORY

One directory for each fuzzer in DIRECTORY, made of the sample articles, of small files of every format, and of
corpus.tar.xz: what earlier runs found new, made small by

    build-fuzz/bin/query_fuzzer -merge=1 -max_len=600 KEPT/query_fuzzer CORPUS
    tar -C KEPT -cJf tests/fuzz/corpus.tar.xz .
"""

import pathlib
import random
import struct
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/cli"))

import sample_files  # noqa: E402

LARGEST = 4096  # bytes; small inputs are tried more often
QUERIES = ('"금리 인상" -인하', "(금리 OR 환율) AND 전망", "제목:금리 언론사:새벽경제 날짜:2024-01..2024-06",
           "전기차* 화재^2 최근7일", "배터리 NEAR/5 불", "after:2025-01-10 경제", "+한국은행 -동결", "rlwnsrmafl",
           "ㅑㅔㅙㅜㄷ", "ㄱㅈㄱㄹ 강남ㄱ", "베터리", "언론사:(제목:금리 NEAR 인상)", "Café Müller")
TABLE = bytes([0, 0]) + b"".join(
    bytes([13]) + bytes([1, 0, 0, 0, 0, 0, 0, 0, 0, 13, 0, 0xE0, 0x1F]) +
    bytes([32]) + struct.pack(">H", 29 | 0x6000) + bytes([4]) + b"word" + bytes(25) for _ in range(2))
MANIFEST = (b"# analyzer 0123456789abcdef\n# generation 7\n# sources sources.7\n"
            b"# segment s000003 39839 5b1d06cfa94e7c33 s000003.7.deleted\nglass s000003")


def samples():
    """Files of every format, as bytes."""
    rows = [["제목", "본문", "일자"], ["금리", "한국은행이 금리를 올렸다.", "20250611"]]
    line = '{"id":"a","title":"금리","body":"한국은행이 금리를 올렸다.","date":"2025-06-11"}\n'
    yield line.encode()
    yield ("[" + line + "," + line + "]").encode()
    yield ('{"documents":[' + line + "]}").encode()
    yield "\n".join(",".join(row) for row in rows).encode()
    yield "\n".join("\t".join(row) for row in rows).encode("cp949")
    yield "---\ntitle: 금리\ndate: 2025-06-11\n---\n# 제목\n본문 *굵게* [링크](http://a.example)\n".encode()
    yield "<html><head><title>금리</title></head><body><article><p>한국은행이 &amp; 올렸다.</p></article></body></html>".encode()
    yield ("<?xml version='1.0'?><rss version='2.0'><channel><item><title>금리</title>"
           "<description>&lt;p&gt;본문&lt;/p&gt;</description></item></channel></rss>").encode()
    yield ("<worksheet><sheetData>" + "".join(f"<row r='{i}'>" + "".join(
        f"<c r='{chr(65 + j)}{i}' t='inlineStr'><is><r><t>{cell}&amp;&#44032;</t></r><t><![CDATA[<]]></t></is></c>"
        for j, cell in enumerate(row)) + "</row>" for i, row in enumerate(rows, 1)) + "</sheetData></worksheet>").encode()
    yield sample_files.zip_file({"a.txt": "본문이다.", "b.jsonl": line})
    for content, _ in sample_files.all_files().values():
        yield content
    for file in sorted((ROOT / "corpus/articles").rglob("*")):
        if file.is_file():
            yield file.read_bytes()[:LARGEST]


def texts():
    for content in samples():
        text = content.decode(errors="ignore")
        yield text.encode()[:LARGEST]


def seeds():
    dice = random.Random(1)
    for content in samples():
        yield "reader_fuzzer", bytes([dice.randrange(256)]) + content
        yield "reader_fuzzer", bytes([255]) + content
    for text in texts():
        for fuzzer in ("analyzer_fuzzer", "stored_article_fuzzer"):
            yield fuzzer, text
        yield "cleaner_fuzzer", text + b"\xff[\xeb\x8b\xa8\xeb\x8f\x85] title - press\xff2025.06.11 10:00\xffpress\xffreporter"
        whole = text.decode(errors="ignore")
        query, title = " ".join(dice.choices(whole.split() or ["금리"], k=3)), whole[:30].replace("\n", " ")
        yield "match_fuzzer", b"\xff".join(part.encode() for part in (query[:60], title, whole))
        words = whole.split(" ")
        words[len(words) // 2:len(words) // 2] = dice.choices(words, k=dice.randrange(20))
        yield "story_fuzzer", text + b"\xff" + " ".join(words).encode()
        yield "snippet_fuzzer", bytes(dice.randrange(256) for _ in range(18)) + text
    for query in QUERIES:
        yield "query_fuzzer", query.encode()
    yield "database_fuzzer", b"\0" + MANIFEST
    yield "database_fuzzer", b"\1" + struct.pack("<Q", 4) + b"name" + struct.pack("<QQQI", 100, 7, 1, 3)
    yield "database_fuzzer", b"\1" + struct.pack("<Q", 3) + b"a\0b" + struct.pack("<QQQQ", 1, 2, 3, 4)
    yield "database_fuzzer", b"\2" + TABLE
    yield "database_fuzzer", b"\3" + bytes(range(16)) + bytes([1] + [0, 2, 1, 4, 0, 6, 1, 1, 0, 0, 0, 0] * 6)


def main(directory):
    with tarfile.open(ROOT / "tests/fuzz/corpus.tar.xz") as kept:
        kept.extractall(directory)
    for number, (fuzzer, content) in enumerate(seeds()):
        (directory / fuzzer).mkdir(parents=True, exist_ok=True)
        (directory / fuzzer / f"seed{number}").write_bytes(content)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
