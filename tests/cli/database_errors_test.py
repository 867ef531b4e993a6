"""Databases that are missing, foreign, from other versions or damaged: an error with a hint, no crash."""

import ctypes
import shutil
import unittest

from cli_test_case import CORPUS, CliTestCase, article

def xxh3(content):
    library = ctypes.CDLL("libxxhash.so.0")
    library.XXH3_64bits.restype = ctypes.c_uint64
    return library.XXH3_64bits(content, ctypes.c_size_t(len(content)))


TABLES = ("iamglass", "postlist.glass", "docdata.glass", "termlist.glass")


class NoDatabaseTest(CliTestCase):
    def test_missing(self):
        self.assert_error(self.run_search("사과", status=2), "gisa.db", "gisa-index")
        self.assert_error(self.run_search("--db", "no/such/place", "사과", status=2), "no/such/place")

    def test_a_directory_with_other_files(self):
        self.write("gisa.db/notes.txt", "내 메모")
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.assert_error(self.run_search("사과", status=2), "gisa.db")
        self.assert_error(self.run_index("a.jsonl", status=1), "gisa.db")
        self.assertEqual([file.name for file in self.database.iterdir()], ["notes.txt"], "it is left alone")

    def test_an_empty_directory(self):
        self.database.mkdir()
        self.assert_error(self.run_search("사과", status=2), "gisa.db")
        self.write("a.jsonl", article("a", "제목", "사과"))
        self.index("a.jsonl")
        self.assertEqual(self.found("사과"), ["a"])

    def test_a_file(self):
        self.write("gisa.db", "글이다.\n")
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.assert_error(self.run_search("사과", status=2), "gisa.db")
        self.assert_error(self.run_index("a.jsonl", status=1), "gisa.db")
        self.assertEqual(self.database.read_text(), "글이다.\n")

    def test_names_that_cannot_be(self):
        self.write("a.jsonl", article("a", "제목", "본문"))
        (self.directory / "link.db").symlink_to("gone.db")
        (self.directory / "circle.db").symlink_to("circle.db")
        self.index("a.jsonl")
        for database, words in (("link.db", ("is a link to gone.db, which does not exist", "make that directory")),
                                ("circle.db", ("circle.db", "in a circle")),
                                ("가" * 200, ("too long", "shorter name")),
                                ("a.jsonl/gisa.db", ("a.jsonl", "use another place"))):
            for done in (self.run_index("--db", database, "a.jsonl", status=1), self.run_index("--db", database, "stats", status=1),
                         self.run_search("--db", database, "본문", status=2)):
                self.assert_error(done)
            with self.subTest(database):
                done = self.run_index("backup", database, status=1)
                self.assert_error(done, *words)
                self.assert_error(self.run_index("--db", database, "a.jsonl", status=1), *words)
        for command in ("backup", "restore"):
            self.assert_error(self.run_index(command, "", status=1), f"write {command} DIR")

    def test_a_segment_by_itself_is_only_searched(self):
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.index("--db", "made.db", "a.jsonl")
        (segment,) = (self.directory / "made.db").glob("s0*[0-9]")
        shutil.copytree(segment, self.database)
        before = self.snapshot()
        self.assertEqual(self.found("본문"), ["a"])
        self.assert_error(self.run_index("a.jsonl", status=1), "gisa.db")
        self.assertEqual(self.snapshot(), before)

    def test_a_xapian_stub_of_others(self):
        self.write("gisa.db/XAPIANDB", "auto somewhere\n")
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.assert_error(self.run_search("사과", status=2), "gisa.db")
        self.assert_error(self.run_index("a.jsonl", status=1), "gisa.db")
        self.assertEqual((self.database / "XAPIANDB").read_text(), "auto somewhere\n")

    def test_control_characters_of_its_name_do_not_reach_the_terminal(self):
        done = self.run_search("--db", "no\x1b[31m\x07such", "사과", status=2)
        self.assert_error(done)
        self.assertNotIn(b"\x1b", done.stderr)
        self.assertNotIn(b"\x07", done.stderr)


class DamageTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index(CORPUS / "articles" / "jsonl")
        self.write("a.jsonl", article("a", "제목", "본문"))
        self.manifest = self.database / "XAPIANDB"

    def assert_refused(self, *words):
        """By both programs, which leave the database alone."""
        before = self.manifest.read_bytes()
        self.assert_error(self.run_search("기준금리", status=2), *words)
        self.assert_error(self.run_index("a.jsonl", status=1), *words)
        self.assertEqual(self.manifest.read_bytes(), before)

    def edit_manifest(self, old, new):
        text = self.manifest.read_text()
        self.assertIn(old, text)
        text = text.replace(old, new, 1)
        lines = text[:text.index("# checksum ")]
        self.manifest.write_text(f"{lines}# checksum {xxh3(lines.encode()):016x}\n# end\n")

    def test_a_newer_version(self):
        self.edit_manifest("# gisa 4\n", "# gisa 99\n")
        self.assert_refused("newer")

    def test_other_analysis_rules(self):
        fingerprint = next(line for line in self.manifest.read_text().splitlines() if line.startswith("# analyzer "))
        self.edit_manifest(fingerprint, "# analyzer 0123456789abcdef")
        self.assert_refused("0123456789abcdef", "index the articles again")

    def test_a_manifest_cut_short(self):
        whole = self.manifest.read_bytes()
        for length in (0, 1, 7, 8, 9, 20, 38, len(whole) - 30):
            with self.subTest(length):
                self.manifest.write_bytes(whole[:length])
                self.assert_error(self.run_search("기준금리", status=2))
                self.run_index("a.jsonl", status=1)
                self.assertEqual(self.manifest.read_bytes(), whole[:length])

    def test_a_manifest_that_is_gone(self):
        self.index("a.jsonl")
        self.manifest.unlink()
        self.assert_error(self.run_search("기준금리", status=2), "gisa.db/XAPIANDB is missing", "--repair")
        before = self.snapshot()
        self.assert_error(self.run_index("a.jsonl", status=1), "gisa.db/XAPIANDB is missing", "--repair")
        self.assertEqual(self.snapshot(), before)  # a new database would have cost the segments
        self.run_index("check", "--repair", "saved.db")
        self.assertEqual(self.found("--db", "saved.db", "id:a"), ["a"])

    def test_a_manifest_of_random_bytes(self):
        self.manifest.write_bytes(bytes(range(256)) * 8)
        self.assert_refused()

    def test_a_manifest_that_names_places_elsewhere(self):
        self.edit_manifest("# segment s", "# segment ../s")
        self.assert_refused()

    def test_a_segment_is_gone(self):
        shutil.rmtree(self.segment())
        self.assert_refused("s000001")

    def test_a_table_is_gone(self):
        for name in ("iamglass", "postlist.glass", "docdata.glass"):
            with self.subTest(name):
                file = self.segment() / name
                whole = file.read_bytes()
                file.unlink()
                self.assert_error(self.run_search("기준금리", status=2))
                file.write_bytes(whole)
        self.assertNotEqual(self.found("기준금리"), [])

    def test_a_table_is_empty(self):
        for name in ("iamglass", "postlist.glass", "docdata.glass"):
            with self.subTest(name):
                file = self.segment() / name
                whole = file.read_bytes()
                file.write_bytes(b"")
                self.assert_error(self.run_search("기준금리", status=2))
                file.write_bytes(whole)

    def test_tables_cut_or_overwritten_give_errors_or_results_but_no_crash(self):
        segment = self.segment()
        for name in TABLES:
            file = segment / name
            whole = file.read_bytes()
            for at in (len(whole) // 4, len(whole) // 2, len(whole) - 1):
                for what, content in (("cut", whole[:at]),
                                      ("overwritten", whole[:at] + b"\xa5" * min(4096, len(whole) - at) + whole[at + 4096:])):
                    with self.subTest(f"{name} {what} at {at}"):
                        file.write_bytes(content)
                        done = self.run_search("기준금리 동결", status=(0, 1, 2))
                        if done.returncode == 2:
                            self.assert_error(done)
                        self.run_index("--quiet", "a.jsonl", "--db", self.copy_of_database(), status=(0, 1))
            file.write_bytes(whole)

    def copy_of_database(self):
        copy = self.directory / "copy.db"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.database, copy)
        return copy

    def test_a_damaged_list_of_deleted_articles(self):
        self.write("b.jsonl", article("onse-20250116-001", "제목", "새 글이다"))
        self.index("b.jsonl")
        (deleted,) = self.database.glob("*.deleted")
        whole = deleted.read_bytes()
        for content in (b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1]), b"x" * len(whole)):
            with self.subTest(content):
                deleted.write_bytes(content)
                self.assert_error(self.run_search("기준금리", status=2))
        deleted.unlink()
        self.assert_error(self.run_search("기준금리", status=2))
        deleted.write_bytes(whole)
        self.run_search("기준금리")

    def test_a_damaged_record_of_files_read_is_made_anew(self):
        (sources,) = self.database.glob("sources.*")
        whole = sources.read_bytes()
        for content in (b"", whole[: len(whole) // 2], b"\xff" * len(whole)):
            with self.subTest(len(content)):
                (sources,) = self.database.glob("sources.*")
                sources.write_bytes(content)
                totals = self.index(CORPUS / "articles" / "jsonl", status=3)  # it is reported
                self.assertEqual((totals["documents"], totals["unchanged"]), (0, 79))


if __name__ == "__main__":
    unittest.main()
