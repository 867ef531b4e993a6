"""The programs speak Korean to whom the locale says so, and to programs as ever."""

import contextlib
import fcntl
import json
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import tempfile
import termios
import unittest

from cli_test_case import CORPUS, GISA_INDEX, GISA_SEARCH, CliTestCase, article, environment

CATALOGUE = pathlib.Path(GISA_INDEX).resolve().parents[1] / "share/locale/ko/LC_MESSAGES/gisa.mo"
KOREAN = {"LC_ALL": "ko_KR.UTF-8"}
HANGUL = re.compile("[가-힣]")
A_WHILE = 4_000 if os.environ.get("GISA_SANITIZE") else 50_000  # articles; a sanitized build is slow


def columns(line):
    return sum(2 if ord(character) >= 0x1100 and character not in "█▉▊▋▌▍▎▏⋮" else 1 for character in line)


@unittest.skipUnless(CATALOGUE.exists(), "built without msgfmt")
class KoreanTest(CliTestCase):
    def index_korean(self, *arguments, status=0, **variables):
        return self.run_program(GISA_INDEX, *arguments, status=status, variables={**KOREAN, **variables})

    def search_korean(self, *arguments, status=0, **variables):
        return self.run_program(GISA_SEARCH, *arguments, status=status, variables={**KOREAN, **variables})

    def test_the_locale_chooses(self):
        korean, english = "사용법:", "usage:"
        for variables, expected in (
            ({"LC_ALL": "ko_KR.UTF-8"}, korean),
            ({"LC_ALL": "ko_KR"}, korean),
            ({"LC_ALL": "", "LC_MESSAGES": "ko_KR.UTF-8"}, korean),
            ({"LC_ALL": "", "LANG": "ko_KR.utf8"}, korean),
            ({"LC_ALL": "", "LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, english),
            ({"LC_ALL": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"}, english),
            ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, english),
            ({"LC_ALL": "C", "LANGUAGE": "ko"}, english),  # as gettext has it
            ({"LC_ALL": "en_US.UTF-8", "LANGUAGE": "ko:en"}, korean),
            ({"LC_ALL": "ko_KR.UTF-8", "LANGUAGE": "en"}, english),
            ({"LC_ALL": "fr_FR.UTF-8"}, english),
            ({"LC_ALL": "", "LANG": ""}, english),
            ({"LC_ALL": "nonsense/../ko"}, english),
        ):
            with self.subTest(variables):
                done = self.run_program(GISA_INDEX, "--help", status=0, variables=variables)
                self.assertIn(expected, done.stdout.decode())

    def test_a_generated_locale(self):
        """As on the machines of Korean users, where the locale is installed."""
        locales = self.directory / "locales"
        locales.mkdir()
        made = shutil.which("localedef") and subprocess.run(
            ["localedef", "-i", "ko_KR", "-f", "UTF-8", locales / "ko_KR.UTF-8"], capture_output=True, check=False)
        if not made or made.returncode > 1:  # 1: warnings
            self.skipTest("no locale can be generated here (Debian: locales)")
        done = self.index_korean("--help", LOCPATH=str(locales))
        self.assertIn("사용법:", done.stdout.decode())

    def test_indexing(self):
        lines = "".join(article(f"a{i}", f"사과 소식 {i}", "사과가 익었다.", date="2024-03-05T07:30:00+09:00")
                        for i in range(12_345))
        self.write("a.jsonl", lines + '{"title": "끊')
        done = self.index_korean("a.jsonl", "none.jsonl", status=3)
        said = done.stderr.decode()
        self.assertRegex(said, r"기사 1만 2,345건\(본문 [\d.]+(kB|MB)\)을 [\d.]+초 만에 색인했습니다")
        self.assertIn("a.jsonl:12346: 잘못된 JSON", said)
        self.assertRegex(said, r"gisa-index: none.jsonl: .")
        stats = self.index_korean("stats").stdout.decode()
        self.assertRegex(stats, r"기사 +1만 2,345\n")
        self.assertRegex(stats, r"기간 +2024년 3월 5일~2024년 3월 5일\n")

    def test_searching(self):
        self.index(CORPUS / "articles")
        done = self.search_korean("-n", "2", "금리인상 가능성은")
        self.assertIn("2024년 2월 22일 오전 7:30", done.stdout.decode())
        self.assertIn("일부 일치", done.stdout.decode())
        self.assertRegex(done.stderr.decode(), r"기사 \d+건, 1~2번째 표시, [\d.]+ms")
        done = self.search_korean("-n", "1", '"금리')
        self.assertIn("알림: 닫히지 않은 따옴표를 무시했습니다", done.stderr.decode())

    def test_errors(self):
        done = self.search_korean("--db", "none.db", "금리", status=2)
        self.assertEqual(done.stderr.decode(), "gisa-search: 데이터베이스가 없습니다: none.db\n"
                         "도움말: 다음 명령으로 만들 수 있습니다: gisa-index --db DIR PATH...\n")
        for arguments, said in ((["--db"], "--db: 값이 빠졌습니다"), (["--prune=x"], "--prune: 값을 받지 않는"), (["--nope"], "그런 옵션은 없습니다")):
            with self.subTest(arguments):
                self.assertIn(said, self.index_korean(*arguments, status=1).stderr.decode())

    def test_tables_stand_in_columns(self):
        self.index(CORPUS / "articles")
        survey = self.index_korean("--dry-run", CORPUS / "articles").stdout.decode().splitlines()
        self.assertEqual(len({columns(line) for line in survey}), 1, survey)
        done = self.search_korean("-n", "0", "--facet", "press:3,month:2", "--histogram=month", "경제")
        bars = [line for line in done.stdout.decode().splitlines() if line.startswith("20")]
        self.assertGreater(len(bars), 1)
        self.assertEqual(len({columns(line) for line in bars}), 1, bars)
        self.assertIn("언론사: 완전 일치 ", done.stdout.decode())

    def test_progress_fits_narrow_windows(self):
        """A bar that is too wide for its line would wrap, and stay."""
        self.write("a.jsonl", "".join(article(f"a{i}", f"사과 소식 {i}", "사과가 잘 익었다. " * 30) for i in range(A_WHILE)))
        shown = set()
        for width in (100, 60, 40, 20, 8):
            with self.subTest(width):
                master, slave = pty.openpty()
                fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
                program = subprocess.Popen([GISA_INDEX, "--db", f"{width}.db", "a.jsonl"], cwd=self.directory,
                                           stdin=subprocess.DEVNULL, stderr=slave, env=environment(**KOREAN))
                os.close(slave)
                output = b""
                with contextlib.suppress(OSError):  # the other end is closed
                    while chunk := os.read(master, 65536):
                        output += chunk
                os.close(master)
                self.assertEqual(program.wait(), 0)
                bars = [bar for bar in output.decode().split("\r\x1b[K") if not bar.endswith("\r\n")]
                for bar in bars:
                    self.assertLess(columns(bar), width, bar)
                shown.update(bars)
        self.assertTrue(any("기사 " in bar for bar in shown), shown)

    def test_programs_see_no_difference(self):
        """JSON, TSV and exit codes are the same in all languages, but for texts that are meant for people."""
        self.index(CORPUS / "articles")
        for arguments in (["--json", "기준금리"], ["--format", "tsv", "기준금리"], ["--format", "trec", "기준금리"],
                          ["--json", "-n", "0", "--facet", "press,month", "경제"], ["--json", "--explain", "금리"],
                          ["--json", "--analyze", "AI가 올랐다"]):
            with self.subTest(arguments):
                english = self.run_program(GISA_SEARCH, *arguments, status=0).stdout.decode()
                korean = self.search_korean(*arguments).stdout.decode()
                timeless = lambda text: re.sub(r'"(seconds|milliseconds|took)":[\d.e-]+', "", text)
                self.assertEqual(timeless(korean), timeless(english))
        for command in ("stats", "export"):
            english = self.run_program(GISA_INDEX, "--json", command, status=0).stdout
            self.assertEqual(self.index_korean("--json", command).stdout, english)
        english = json.loads(self.run_program(GISA_SEARCH, "--json", '"금리', status=0).stdout)
        korean = json.loads(self.search_korean("--json", '"금리').stdout)
        self.assertEqual(korean.keys(), english.keys())
        self.assertEqual([note.keys() for note in korean["notes"]], [note.keys() for note in english["notes"]])
        self.assertRegex(korean["notes"][0]["text"], HANGUL)

    def test_a_report_has_the_same_keys(self):
        self.write("a.jsonl", article("a", "제목", "본문입니다.") + "{]\n")
        self.index_korean("--report", "r.jsonl", "a.jsonl", status=3)
        problem = json.loads((self.directory / "r.jsonl").read_text())
        self.assertEqual(list(problem), ["path", "line", "reason"])
        self.assertRegex(problem["reason"], HANGUL)

    def test_it_is_found_wherever_it_was_installed(self):
        prefix = pathlib.Path(tempfile.mkdtemp(dir=self.directory))
        (prefix / "bin").mkdir()
        shutil.copy(GISA_INDEX, prefix / "bin")
        catalogue = prefix / "share/locale/ko/LC_MESSAGES"
        catalogue.mkdir(parents=True)
        shutil.copy(CATALOGUE, catalogue)
        by_path = {"PATH": f"{prefix}/bin:{os.environ.get('PATH', '')}"}
        (self.directory / "link").symlink_to(prefix / "bin/gisa-index")
        for program in (str(prefix / "bin/gisa-index"), "gisa-index", "./link"):
            with self.subTest(program):
                done = subprocess.run([program, "--help"], capture_output=True, check=True, cwd=self.directory,
                                      env={**by_path, **KOREAN})
                self.assertIn("사용법:", done.stdout.decode())


if __name__ == "__main__":
    unittest.main()
