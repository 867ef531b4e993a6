"""Files of every format and encoding: each article arrives with its fields; what is broken costs nothing else."""

import gzip
import json
import os
import re
import shutil
import unittest
import zlib

import sample_files
from cli_test_case import CliTestCase, article


class EveryFormatTest(CliTestCase):
    def check(self, expected, *options):
        """The articles of a database, as exported and as found."""
        lines = self.run_index(*options, "export").stdout.decode().splitlines()
        articles = {record["id"]: record for record in map(json.loads, lines)}
        self.assertEqual(sorted(articles), sorted(expected))
        for identifier, fields in expected.items():
            article = articles[identifier]
            self.assertEqual({k: article.get(k) for k in fields}, fields, identifier)
            # All of the body, cleaned, and nothing of the summary. BigKinds cuts it short with "..".
            body = re.sub(r"\.+$", ".", re.sub(r"\s+", " ", article["body"]))
            self.assertEqual(body, sample_files.BODY.replace("\n", " "), identifier)
        found = self.search(*options, "시민", "-n", 200)["hits"]
        self.assertEqual(sorted(hit["id"] for hit in found), sorted(expected))
        self.assertEqual(self.search(*options, "요약은")["hits"], [])

    def test_each_by_itself(self):
        for name, (content, expected) in sample_files.all_files().items():
            with self.subTest(name):
                self.database = self.directory / "gisa.db"
                self.write(name, content)
                totals = self.index("--db", name + ".db", name)
                self.assertEqual((totals["documents"], totals["skipped"]), (len(expected), 0), totals)
                self.check(expected, "--db", name + ".db")

    def test_all_in_one_directory(self):
        everything = {}
        for name, (content, expected) in sample_files.all_files().items():
            self.write("news/" + name, content)
            everything.update(expected)
        totals = self.index("news")
        self.assertEqual((totals["documents"], totals["skipped"]), (len(everything), 0))
        self.check(everything)
        again = self.index("news")
        self.assertEqual((again["documents"], again["unchanged"]), (0, len(everything)))

    def test_through_a_pipe(self):
        for name in ("array.json", "cp949.csv", "NewsResult_20240305-20240305.xlsx", "a.csv.xz", "dump.zip"):
            content, expected = sample_files.all_files()[name]
            with self.subTest(name):
                totals = self.index("--db", name + ".db", "-", stdin=content)
                self.assertEqual((totals["documents"], totals["skipped"]), (len(expected), 0))


class MapTest(CliTestCase):
    def test_columns_and_keys_of_ones_own(self):
        self.write("a.csv", "번호,표제,줄거리\n1,사과 풍년,사과가 익었다\n".encode("cp949"))
        self.write("b.jsonl", '{"표제": "배 풍년", "줄거리": "배가 익었다"}\n')
        done = self.run_index("a.csv", "b.jsonl", status=1)
        self.assertIn("no column is known as a title or a body: 번호, 표제, 줄거리; say which they are with --map",
                      done.stderr.decode())
        totals = self.index("--map", "title=표제,body=줄거리,id=번호", "a.csv", "b.jsonl")
        self.assertEqual(totals["documents"], 2)
        self.assertEqual({hit["title"] for hit in self.search("익었다")["hits"]}, {"사과 풍년", "배 풍년"})
        self.assertEqual(self.found("사과"), ["1"])

    def test_a_mistake_in_it(self):
        self.assert_error(self.run_index("--map", "표제", "x", status=1), "--map 표제: not a field and its name")

    def test_a_body_that_is_not_known_is_told_once_a_file(self):
        record = json.dumps({"title": "사과", "\x1b[2J줄거리": "사과가 잘 익었다고 한다. " * 9}, ensure_ascii=False)
        self.write("a.csv", "제목,줄거리\n사과,익었다\n배,익었다\n")
        self.write("b.jsonl", (record + "\n") * 3)
        self.write("c.json", f"[{record}, {record}]")
        for option in ("--db=x.db", "--dry-run"):
            told = self.run_index(option, "a.csv", "b.jsonl", "c.json").stderr.decode()
            self.assertIn("a.csv:1: no column is known as the body; not read: 줄거리; if one of them is, say so with "
                          "--map body=NAME\n", told)
            self.assertEqual((told.count("a.csv"), told.count("b.jsonl"), told.count("c.json")), (1, 1, 1))
            self.assertNotIn("\x1b", told)
            self.assertIn(r"b.jsonl:1: no key is known as the body; not read: \x1b[2J줄거리; ", told)
        survey = json.loads(self.run_index("--dry-run", "--json", "--quiet", "a.csv", "b.jsonl").stdout)
        self.assertEqual([(f["format"], f["articles"], f["bodiless"]) for f in survey["formats"]],
                         [("csv", 2, 2), ("jsonl", 3, 3)])


class ReadAgainTest(CliTestCase):
    """What a file that was read before, or is damaged, still gives."""

    def test_in_another_way(self):
        self.write("m.csv", "제목,표제,본문\n처음 제목,다른 제목,다리가 열렸다.\n")
        for options, title in (((), "처음 제목"), (("--map", "title=표제"), "다른 제목"), ((), "처음 제목")):
            self.run_index("--db", "m.db", *options, "m.csv")
            article = json.loads(self.run_index("--db", "m.db", "export").stdout)
            self.assertEqual(article["title"], title)
        self.assertIn(b"1 unchanged", self.run_index("--db", "m.db", "m.csv").stderr)

    def test_names_of_formats(self):
        self.write("a", "제목\t본문\n사과\t익었다\n")
        self.index("--format", "tsv", "a")
        self.assertEqual(self.index("--format", "csv", "a")["unchanged"], 1)
        self.assertEqual(self.index("--db", "t.db", "--format", "txt", "a")["documents"], 1)

    def test_a_wrong_checksum(self):
        whole = gzip.compress(("".join(article(f"{i}", "제목", f"다리 {i} 개통") for i in range(500))).encode())
        wrong = whole[:-8] + bytes([whole[-8] ^ 1]) + whole[-7:]
        for content, status in ((whole, 0), (whole + gzip.compress(article("b", "제목", "다리 철거").encode()), 0),
                                (gzip.compress(b"") + whole, 0), (wrong, 3)):
            self.write("a.jsonl.gz", content)
            done = self.run_index("--db", "w.db", "--json", "a.jsonl.gz", status=status)
            self.assertEqual(b"its checksum is wrong: what was read of it may be damaged" in done.stderr, status == 3)
            self.assertGreater(json.loads(done.stdout)["articles"], 499)
        self.write("a.txt.gz", gzip.compress("다리가 열렸다.".encode())[:-5] + b"12345")
        self.write("b.txt.gz", gzip.compress("다리가 열렸다.".encode())[:-8] + b"1234" + (20).to_bytes(4, "little"))
        self.assertEqual(self.index("--db", "t.db", "a.txt.gz", "b.txt.gz", status=3)["documents"], 2)

    def test_nothing_but_the_beginning_of_a_compressed_file(self):
        for number, magic in enumerate((b"\x1f\x8b", b"\x1f\x8b\x08", b"BZh", b"\x04\x22\x4d\x18", b"\x28\xb5\x2f\xfd")):
            self.write(str(number), magic)
            self.assertIn(b"the archive is damaged: ", self.run_index(str(number), status=1).stderr, magic)

    def test_an_empty_file_compressed(self):
        self.write("a.jsonl.gz", gzip.compress(b""))
        self.assertIn("a.jsonl.gz: empty file", self.run_index("a.jsonl.gz", status=1).stderr.decode())

    def test_what_stands_before_damage(self):
        lines = "".join(json.dumps({"id": str(i), "body": f"다리 {i * 7919 % 10007} 개통"}) + "\n" for i in range(20000))
        whole = gzip.compress(lines.encode())
        self.write("cut.jsonl.gz", whole[:len(whole) // 2])
        done = self.run_index("--db", "c.db", "--json", "cut.jsonl.gz", status=3)
        readable = zlib.decompressobj(31).decompress(whole[:len(whole) // 2]).count(b"\n")
        self.assertEqual(json.loads(done.stdout)["documents"], readable)
        self.assertIn(b"the archive is damaged", done.stderr)


class WorkbookTest(CliTestCase):
    """What Excel, exporters and accidents make of workbooks."""

    HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    SHARED = "<si><t>제목</t></si><si><t>본문</t></si><si><t>일자</t></si>"

    def workbook(self, rows, shared="", sheet_end="</sheetData></worksheet>", shared_end="</sst>", prolog=""):
        self.write("a.xlsx", sample_files.zip_file({
            "[Content_Types].xml": "<Types/>",
            "xl/worksheets/sheet1.xml": f"{prolog}<worksheet><cols><col/></cols><sheetData>{self.HEADER}{rows}{sheet_end}",
            "xl/sharedStrings.xml": f"<sst>{self.SHARED}{shared}{shared_end}"}))

    def row(self, number, title, body="익었다", date=""):
        def cell(column, text):
            return f'<c r="{column}{number}" t="inlineStr"><is>{text}</is></c>'
        return f'<row r="{number}">{cell("A", title)}{cell("B", f"<t>{body}</t>")}{date}</row>'

    def read(self, status=0):
        done = self.run_index("--db", "x.db", "a.xlsx", status=status)
        lines = self.run_index("--db", "x.db", "export").stdout.decode().splitlines()
        (self.directory / "x.db").exists() and shutil.rmtree(self.directory / "x.db")
        return {a["id"].removeprefix("a.xlsx:"): a for a in map(json.loads, lines)}, done.stderr.decode()

    def test_days_of_the_macintosh(self):
        rows = [["제목", "본문", "일자"], ["사과", "익었다", 43894]]
        for properties, day in (('<workbookPr date1904="1"/>', "2024-03-05"), ("<workbookPr date1904='true'/>", "2024-03-05"),
                                ('<workbookPr date1904="0"/>', "2020-03-04"), ("<workbookPr/>", "2020-03-04")):
            with self.subTest(properties):
                self.write("a.xlsx", sample_files.xlsx(rows, properties=properties))
                self.assertEqual(self.read()[0]["2"]["date"], day)

    def test_cells(self):
        for text, title in (("<r><rPr><b/></rPr><t>사</t></r><r><t>과</t></r><rPh><t>애플</t></rPh>", "사과"),
                            ("<t>사과</t><phoneticPr/>", "사과"), ("<t>사<![CDATA[</row>]]>과</t>", "사</row>과"),
                            ("<t>사과_x000D_&amp;&#44032;</t>", "사과 &가"), ("<t>사과&#0;\x01풍년</t>", "사과 풍년"),
                            ("<t>R&D 사과</t>", "R&D 사과")):
            with self.subTest(text):
                self.workbook(self.row(2, text))
                self.assertEqual(self.read()[0]["2"]["title"], title)

    def test_rows(self):
        self.workbook('<row r="2"/>\n <row r="3" spans="1:2"></row>' + self.row(4, "<t>사과</t>") +
                      self.row(7, "<t>배</t>", date='<c r="C7"><v>45356.5</v></c>') +
                      '<row r="8"><c t="s"><v>4</v></c><c t="s"><v>3</v></c><c t="s"/><c t="e"><v>#REF!</v></c></row>',
                      shared="<si><r><t>익</t></r><r><t>었다</t></r></si><si><t>감</t></si>")
        articles, _ = self.read()
        self.assertEqual({k: (a["title"], a["body"]) for k, a in articles.items()},
                         {"4": ("사과", "익었다"), "7": ("배", "익었다"), "8": ("감", "익었다")})
        self.assertEqual(articles["7"]["date"], "2024-03-05T12:00:00+09:00")

    def test_rows_of_every_sheet(self):
        def sheet(*rows):
            return f"<worksheet><sheetData>{self.row(1, '<t>제목</t>', '본문')}{''.join(rows)}</sheetData></worksheet>"
        self.write("a.xlsx", sample_files.zip_file({
            "[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": sheet(self.row(2, "<t>사과</t>")),
            "xl/worksheets/sheet2.xml": sheet(self.row(2, "<t>배</t>"), '<row r="3"><c><is></c></row>')}))
        articles, problems = self.read(status=3)
        self.assertEqual({k: a["title"] for k, a in articles.items()}, {"2": "사과", "a.xlsx/sheet2:2": "배"})
        self.assertIn("a.xlsx/sheet2: row 3: invalid XML", problems)

    def test_names_with_a_prefix(self):
        self.write("a.xlsx", sample_files.zip_file({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": re.sub(
            "<(/?)", r"<\1x:", f"<worksheet><sheetData>{self.row(1, '<t>제목</t>', '본문')}{self.row(2, '<t>사과</t>')}</sheetData></worksheet>")}))
        self.assertEqual(self.read()[0]["2"]["title"], "사과")

    def test_broken_rows_cost_no_other(self):
        good = [self.row(2, "<t>사과</t>"), self.row(5, "<t>배</t>")]
        for broken, reason in (('<row r="3"><c><is></c></row>', "row 3: invalid XML: Start-end tags mismatch"),
                               ('<row r="3"><c><is>', "row 3: invalid XML: Start-end tags mismatch"),
                               ('<rwo r="3"><c/></row>', "sheet1.xml: invalid XML: not well-formed")):
            with self.subTest(broken):
                self.workbook(broken.join(good))
                articles, report = self.read(status=3)
                self.assertEqual(sorted(articles), ["2", "5"])
                self.assertIn(reason, report)

    def test_cut_short(self):
        self.workbook(self.row(2, "<t>사과</t>"), sheet_end='<row r="3"><c t="inl')
        articles, report = self.read(status=3)
        self.assertEqual(sorted(articles), ["2"])
        self.assertIn("row 3: no </row> (is the file cut short?)", report)

    def test_shared_texts_behind_a_broken_one(self):
        """Which text a number means can be told before it only."""
        rows = "".join(f'<row r="{i}"><c t="s"><v>{i + 1}</v></c><c t="s"><v>1</v></c></row>' for i in range(2, 5))
        for shared, end in (("<si><t>사과</t></si><sx><t>배</t></sx><si><t>감</t></si>", "</sst>"),
                            ("<si><t>사과</t></si><si><t>배</si><si><t>감</t></si>", "</sst>"),
                            ("<si><t>사과</t></si>", "<si><t>배")):
            with self.subTest(shared + end):
                self.workbook(rows, shared, shared_end=end)
                articles, report = self.read(status=3)
                self.assertEqual({k: a["title"] for k, a in articles.items()}, {"2": "사과"})
                self.assertIn("xl/sharedStrings.xml: ", report)

    def test_shared_texts_that_are_missing(self):
        self.workbook(self.row(2, "<t>사과</t>") + '<row r="3"><c t="s"><v>0</v></c><c t="s"><v>99</v></c></row>')
        articles, report = self.read(status=3)
        self.assertEqual({k: a["title"] for k, a in articles.items()}, {"2": "사과", "3": "제목"})
        self.assertIn("a.xlsx/xl/sharedStrings.xml: 1 cell refers to a text that is not there; ", report)
        self.write("a.xlsx", sample_files.zip_file({"xl/worksheets/sheet1.xml": f"<x><sheetData>{self.HEADER}"}))
        self.assertIn("3 cells refer to texts that are not there; ", self.run_index("a.xlsx", status=1).stderr.decode())

    def test_entities_are_not_expanded(self):
        self.workbook(self.row(2, "<t>사과&e;&lol;</t>"), prolog='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">'
                      '<!ENTITY l "lol"><!ENTITY lol "&l;&l;">]>')
        self.assertEqual(self.read()[0]["2"]["title"], "사과&e;&lol;")

    def test_a_row_of_tags(self):
        self.workbook('<row r="2">' + "<c/>" * 400_000 + "</row>" + self.row(3, "<t>사과</t>"))
        articles, report = self.read(status=3)
        self.assertEqual(sorted(articles), ["3"])
        self.assertIn("row 2: more than 262144 tags in one <row>", report)


class OtherFilesTest(CliTestCase):
    """What is no article file is named, with what to do about it."""

    def test_they_are_named(self):
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        mail = b"From: <a@example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nPGI+"
        g2 = '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta/></newsItem>'
        for name, content, said in (
                ("a.parquet", b"PAR1" + bytes(600), "a Parquet file; export it as CSV or JSONL"),
                ("a.csv", b"PAR1" + bytes(600), "a Parquet file; "), ("a.pdf", b"%PDF-1.7\n", "a PDF document; "),
                ("a.hwp", ole, "an old Hangul or Office document"), ("a.xls", ole, "an old Hangul or Office document"),
                ("a.alz", b"ALZ\x01", "an ALZip archive"), ("a.egg", b"EGGA\0\1", "an ALZip archive"),
                ("a.rar", b"Rar!\x1a\x07\x01", "a RAR archive; unpack"),
                ("a.db", b"SQLite format 3\0", "an SQLite database; "), ("a.warc", b"WARC/1.0\r\n", "a WARC archive; "),
                ("a.eml", mail, "an e-mail or a page"), ("a.eml.gz", gzip.compress(mail), "an e-mail or a page"),
                ("a.xml", g2, "NewsML-G2, which is not read; "), ("b.xml", "<?xml version='1.0'?><nitf/>", "NITF, "),
                ("c.xml", "<mediawiki><page/></mediawiki>", "a dump of a wiki"), ("d.xml", "<urlset></urlset>", "a sitemap"),
                ("e.xml", "<?xml version='1.0'?><articles><article><title>사과</title></article></articles>",
                 "XML whose elements are not known "),
                ("a.docx", sample_files.zip_file({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}),
                 "a Word document; save it as text"),
                ("a.hwpx", sample_files.zip_file({"mimetype": "application/hwp+zip", "Preview/PrvText.txt": "사과"}),
                 "a Hangul document (.hwpx); save it as text")):
            with self.subTest(name):
                self.write(name, content)
                done = self.run_index(name, status=1)
                self.assertIn(f"gisa-index: {name}: {said}", done.stderr.decode())

    def test_without_a_word_where_nobody_expects_them(self):
        self.write("news/a.pdf", b"%PDF-1.7\n")
        self.write("news/a.txt", "사과가 익었다.")
        self.write("a.zip", sample_files.zip_file({"a.pdf": "%PDF-1.7\n", "b.txt": "사과가 익었다."}))
        self.assertEqual(self.index("news", "a.zip")["documents"], 2)

    def test_archives_and_tables_are_named_wherever_they_are(self):
        self.write("news/a.txt", "사과가 익었다.")
        self.write("news/b.rar", b"Rar!\x1a\x07\x01")
        self.write("news/c.parquet", b"PAR1" + bytes(600))
        self.assertEqual(self.index("news", status=3)["skipped"], 2)

    def test_named_where_there_is_nothing_else(self):
        self.write("papers/images/a.jpg", bytes(range(256)))
        self.write("papers/보도자료.hwp", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(600))
        self.write("papers/회의록.pdf", b"%PDF-1.7\n")
        done = self.run_index("papers", status=1)
        self.assertIn("nothing was indexed\nhint: papers/보도자료.hwp: an old Hangul or Office document",
                      done.stderr.decode())

    def test_two_bytes_are_no_empty_file(self):
        self.write("news/a.jsonl", article("a", "제목", "사과"))
        self.write("news/b.json", "[]")  # what was asked for had no articles
        self.assertEqual(self.index("news")["skipped"], 0)
        self.write("c.json", "{}")
        self.assertIn("c.json:1: no body and no title", self.run_index("c.json", status=1).stderr.decode())

    def test_a_table_saved_for_excel(self):
        table = "<html><meta charset=euc-kr><table><tr><th>제목<th>본문<th>일자</tr>{}</table></html>".format("".join(
            f"<tr><td>사과 {i}</td><td>사과가<br>익었다.</td><td>2024.03.05</td></tr>" for i in range(3)))
        self.write("a.xls", table.encode("cp949"))
        self.assertEqual(self.index("a.xls")["documents"], 3)
        self.assertEqual(sorted(self.found("익었다")), ["a.xls:2", "a.xls:3", "a.xls:4"])


class BrokenTextTest(CliTestCase):
    def test_broken_sequences_are_replaced_and_counted(self):
        line = article("a", "제목", "사과가 잘 익었다고 한다").encode()
        totals = self.index("-", stdin=line.replace("잘".encode(), "잘".encode()[:2]))
        self.assertEqual((totals["documents"], totals["broken_characters"]), (1, 1))
        self.assertIn("\ufffd", self.search("사과가")["hits"][0]["snippet"])

    def test_what_is_no_text_is_skipped_with_a_reason(self):
        noise = bytes((i * i * 7919 >> 5) & 255 for i in range(5000))
        self.write("news/a.txt", noise)
        self.write("news/b.txt", "사과가 익었다.")
        done = self.run_index("news", status=3)
        self.assertIn("news/a.txt: no readable text", done.stderr.decode())
        self.assertEqual(self.found("사과"), ["b.txt"])

    def test_an_article_without_text_is_indexed_and_told(self):
        done = self.run_index("-", stdin='{"id": "a", "body": "<p>&nbsp;</p>"}\n'.encode())
        self.assertIn("-:1: no text is left without markup and boilerplate", done.stderr.decode())
        self.assertEqual(self.found("id:a"), ["a"])

    def test_names_inside_archives_do_not_reach_the_terminal_raw(self):
        self.write("a.zip", sample_files.zip_file({"\x1b[2J\u202e.json": "{broken", "b.txt": "사과가 익었다."}))
        done = self.run_index("a.zip", status=3)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertIn(rb"a.zip/\x1b[2J\u{202e}.json: record 1: invalid JSON", done.stderr)


class WideTextTest(CliTestCase):
    def test_utf_16_without_a_mark(self):
        record = '{"title": "사과", "body": "사과가 잘 익었다고 한다."}'
        for name, text in (("a.jsonl", record + "\n" + record + "\n"), ("a.json", f"[{record}]"),
                           ("a.csv", "제목,본문\n사과,사과가 잘 익었다고 한다.\n"), ("a.txt", "사과가 잘 익었다고 한다."),
                           ("a.html", "<html><title>사과</title><body><p>사과가 잘 익었다고 한다.</p></body></html>")):
            for encoding in ("utf-16-le", "utf-16-be"):
                with self.subTest(name + encoding):
                    self.write(name, text.encode(encoding))
                    totals = self.index("--db", encoding, name)
                    self.assertEqual((totals["skipped"], totals["broken_characters"]), (0, 0))
                    self.assertIn("사과가 잘 익었다고 한다.", self.run_index("--db", encoding, "export").stdout.decode())


class HostileInputTest(CliTestCase):
    """Nothing grows without bound, and what is good is indexed."""

    def test_a_zip_bomb(self):
        bomb = gzip.compress(gzip.compress(b"\n" * (400 << 20), 6), 9)
        self.assertLess(len(bomb), 100_000)
        self.write("news/bomb.jsonl.gz", bomb)
        self.write("news/a.txt", "사과가 익었다.")
        done = self.run_index("--memory", "64M", "news", status=3)
        self.assertIn(b"expands to more than 250 times its size", done.stderr)
        self.assertEqual(self.found("사과"), ["a.txt"])

    def test_a_line_of_100_megabytes(self):
        long = '{"body": "' + "가" * (35 << 20) + '"}\n'
        self.write("a.jsonl", article("a", "제목", "사과가 익었다") + long + article("b", "제목", "사과를 땄다"))
        done = self.run_index("--memory", "64M", "a.jsonl", status=3)
        self.assertIn(b"a.jsonl:2: longer than 32 MB", done.stderr)
        self.assertEqual(sorted(self.found("사과")), ["a", "b"])

    def test_a_sheet_that_repeats_a_long_text(self):
        long = "가" * (1 << 20)
        cells = "".join(f'<c r="{a}{b}2" t="s"><v>2</v></c>' for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJ")
        sheet = ('<worksheet><sheetData><row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'
                 f'<row r="2">{cells}</row><row r="3"><c t="inlineStr"><is><t>사과</t></is></c></row></sheetData></worksheet>')
        shared = f"<sst><si><t>title</t></si><si><t>body</t></si><si><t>{long}</t></si></sst>"
        self.write("a.xlsx", sample_files.zip_file({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": sheet,
                                                    "xl/sharedStrings.xml": shared}))
        done = self.run_index("--memory", "64M", "a.xlsx", status=3)
        self.assertIn(b"a.xlsx: row 2: longer than 32 MB", done.stderr)
        self.assertEqual(self.found("사과"), ["a.xlsx:3"])

    def test_endless_and_deep(self):
        good = json.loads(article("a", "제목", "사과가 익었다"))
        thousand = 250 if os.environ.get("GISA_SANITIZE") else 1000  # frames are larger there, and all is slow
        for name, text in (
                ("endless.json", "[" + json.dumps(good) + "," + "[1," * 2000 * thousand),
                ("deep.json", "[" + json.dumps(good) + "," + '{"id":' * 1000 * thousand),
                ("open.json", "[" + json.dumps(good) + ',{"id":"b","body":"' + "x" * 5000 * thousand),
                ("deep.xml", "<rss><item><title>사과</title></item><item>" + "<b>" * 500 * thousand),
                ("quote.csv", "title,body\n사과,익었다\n\"" + "a,b\n" * 100 * thousand),
                ("deep.html", "<html><body><article>사과가 익었다" + "<div>" * 200 * thousand)):
            with self.subTest(name):
                self.write(name, text)
                self.run_index("--db", name + ".db", "--memory", "64M", name, status=(0, 3))
                self.assertEqual(len(self.search("--db", name + ".db", "사과")["hits"]), 1)


if __name__ == "__main__":
    unittest.main()
