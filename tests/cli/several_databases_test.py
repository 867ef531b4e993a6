"""Several databases as one: stubs, replicas, and what cannot be searched."""

import shutil
import unittest

from cli_test_case import article
from halves_test_case import TOPICS, HalvesTestCase


class SeveralDatabasesTest(HalvesTestCase):
    def test_ranks_as_if_all_were_in_one(self):
        self.make_halves()
        run = {name: sorted(self.run_search("--db", name, "--topics", TOPICS, "-n", "1000").stdout.split(b"\n"))
               for name in ("both", "all.db")}
        self.assertGreater(len(run["both"]), 100)
        # Ranks of equal scores may differ: where articles lie tells them apart.
        without_rank = {name: [[*line.split()[:3], *line.split()[4:]] for line in lines] for name, lines in run.items()}
        self.assertEqual(without_rank["both"], without_rank["all.db"])

    def test_every_kind_of_search(self):
        self.make_halves()
        for arguments in (["금리 인상"], ['"기준금리"'], ["금리 -인하"], ["금리*"], ["--sort", "newest", "금리"],
                          ["--sort", "oldest", "금리"], ["--sort", "recent", "금리"], ["--match", "all", "금리 인상"],
                          ["--facet", "press,year", "금리"], ["날짜:2024 금리"], ["없는낱말이다"]):
            arguments = ["-n", "200", *arguments]
            self.assertEqual(self.hits("both", *arguments), self.hits("all.db", *arguments), arguments)

    def test_a_change_of_either_is_seen(self):
        self.make_halves()
        self.assertEqual(self.found("--db", "both", "쀍쀓"), [])
        self.index("--db", "new.db", "-", stdin=article("n", "쀍쀓", "새 기사").encode())
        self.assertEqual(self.found("--db", "both", "쀍쀓"), ["n"])
        self.index("--db", "new.db", "-", stdin=article("n", "뷝뷁", "새 기사").encode())
        self.assertEqual(self.found("--db", "both", "쀍쀓"), [])  # its deleted version stays away
        self.assertEqual(self.found("--db", "both", "뷝뷁"), ["n"])
        self.run_index("--db", "new.db", "delete", "n")
        self.assertEqual(self.found("--db", "both", "뷝뷁"), [])

    def test_a_glass_database_by_itself(self):
        self.make_halves()
        (segment,) = (self.directory / "all.db").glob("s0*")
        shutil.copytree(segment, self.directory / "replica")
        (self.directory / "replica/checksums").unlink()  # Xapian's replication does not copy it
        self.write("directory/XAPIANDB", "auto ../replica\n")
        self.write("nested", "glass directory\n")
        expected = self.hits("all.db", "금리 인상")
        for database in (segment, "replica", "directory", "nested", "all.db/XAPIANDB"):
            self.assertEqual(self.hits(database, "금리 인상"), expected, database)

    def test_what_cannot_be_searched(self):
        self.index("--db", "a.db", "-", stdin=article("a", "제목", "사과").encode())
        (segment,) = (self.directory / "a.db").glob("s0*")
        shutil.copytree(segment, self.directory / "copy")
        cases = (
            ("", "names no database"),
            ("# nothing\n\n", "names no database"),
            ("auto \n", "line 1 names no database"),
            ("auto a.db\nauto\n", "line 2"),
            ("auto a.db\nsomething else\n", "line 2"),
            ("text\n", "is not a gisa database"),
            ("auto a.db\nremote localhost\n", "line 2 names no server"),
            ("remote localhost:70000\n", "line 1 names no server"),
            ("remote :ssh archive xapian-progsrv /archive/2024.db\n", "line 1 names no server"),
            ("auto a.db\n\nauto nowhere.db\n", "line 3: no database at"),
            ("auto stub\n", "leads to itself"),
            ("auto a.db\nauto a.db\n", "hold the same articles"),
            ("auto a.db\nauto copy\n", "hold the same articles"),
            ("auto .\n", "is not a gisa database"),
        )
        for content, reason in cases:
            self.write("stub", content)
            self.assert_error(self.run_search("--db", "stub", "사과", status=2), "stub" if "stub" in reason else "", reason)

    def test_what_is_only_searched(self):
        self.index("--db", "a.db", "-", stdin=article("a", "제목", "사과").encode())
        self.write("b.jsonl", article("b", "제목", "배"))
        self.write("stub", "# all years\nauto a.db\n")
        self.write("directory/XAPIANDB", "auto ../a.db\n")
        for stub in ("stub", "directory"):
            self.assertEqual(self.found("--db", stub, "사과"), ["a"])
            for words in (["b.jsonl"], ["--watch", "b.jsonl"], ["stats"], ["check"], ["check", "--repair", "new.db"],
                          ["export"], ["delete", "a"], ["backup", "new.db"], ["--optimize"]):
                done = self.run_index("--db", stub, *words, status=1)
                self.assert_error(done, f"{stub} is a stub", "name one of these databases instead")
                self.assertFalse((self.directory / "new.db").exists())
            self.assert_error(self.run_index("--db", "new.db", "restore", stub, status=1), f"{stub} is a stub")
        self.assertEqual(sorted(file.name for file in (self.directory / "directory").iterdir()), ["XAPIANDB"])

    def test_a_damaged_manifest_is_no_stub(self):
        self.index("-", stdin=article("a", "제목", "사과").encode())
        manifest = self.database / "XAPIANDB"
        content = manifest.read_bytes()
        for damaged in (content.replace(b"# gisa", b"# gisb", 1), content.replace(b"# gisa", b"\n gisa", 1)):
            manifest.write_bytes(damaged)
            self.assert_error(self.run_search("사과", status=2))

    def test_other_rules_are_refused_by_name(self):
        self.index("--db", "a.db", "-", stdin=article("a", "제목", "사과").encode())
        (segment,) = (self.directory / "a.db").glob("s0*")
        manifest = self.directory / "a.db/XAPIANDB"
        self.assertIn(b"# analyzer", manifest.read_bytes())
        shutil.copytree(segment, self.directory / "replica")
        postlist = self.directory / "replica/postlist.glass"
        (self.directory / "replica/checksums").unlink()
        content = postlist.read_bytes()
        at = content.index(b"gisa.analyzer") + len(b"gisa.analyzer")
        fingerprint = manifest.read_text().split("# analyzer ")[1].split()[0].encode()
        self.assertIn(fingerprint, content[at:at + 64])
        postlist.write_bytes(content.replace(fingerprint, b"0" * len(fingerprint), 1))
        self.assert_error(self.run_search("--db", "replica", "사과", status=2), "replica", "other analysis rules")


if __name__ == "__main__":
    unittest.main()
