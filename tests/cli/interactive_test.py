"""gisa-search --interactive: on a pseudo terminal as a user has it, and on a pipe."""

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import termios
import time
import unittest

from cli_test_case import GISA_SEARCH, SECONDS_TO_WAIT, CliTestCase, article, environment

UP, CONTROL_A, CONTROL_C, CONTROL_D, CONTROL_R = "\x1b[A", "\x01", "\x03", "\x04", "\x12"


class Terminal:
    """A program on a pseudo terminal of 80 columns."""

    def __init__(self, test, *arguments, **variables):
        self._test, self._output = test, b""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [GISA_SEARCH, "--interactive", *arguments], stdin=slave, stdout=slave, stderr=slave,
            cwd=test.directory, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # Ctrl-C comes from the terminal
            env=environment(NO_COLOR="1", HOME=str(test.directory), **variables))
        os.close(slave)
        test.addCleanup(self.close)

    def type(self, keys):
        os.write(self._master, keys.encode())

    def enter(self, line):
        self.type(line + "\n")

    def expect(self, text):
        """Waits until the text appears after what was expected before; gives what came until then."""
        end = time.monotonic() + SECONDS_TO_WAIT
        while text.encode() not in self._output:
            ready, _, _ = select.select([self._master], [], [], max(0, end - time.monotonic()))
            chunk = b""
            if ready:
                try:
                    chunk = os.read(self._master, 65536)
                except OSError:  # the other end is closed
                    pass
            self._test.assertTrue(chunk, f"{text!r} is not in {self._output.decode(errors='replace')!r}")
            self._output += chunk
        before, _, self._output = self._output.partition(text.encode())
        return before.decode(errors="replace")

    def prompt(self):
        """Waits until the editor reads keys: the prompt is there a little earlier."""
        self.expect("gisa> ")
        self._test.wait_until(lambda: not termios.tcgetattr(self._master)[3] & termios.ICANON)

    def end(self):
        """The exit status. Reads on: a terminal that nobody reads holds the program up."""
        with contextlib.suppress(OSError):  # the other end is closed
            while select.select([self._master], [], [], SECONDS_TO_WAIT)[0] and os.read(self._master, 65536):
                pass
        return self.process.wait(timeout=SECONDS_TO_WAIT)

    def close(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._master)


class InteractiveTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin="".join(
            article(f"a{i}", f"사과 소식 {i}", f"사과가 {i}번째로 익었다. 배도 익었다.", press="느티일보") for i in range(5)
        ).encode())

    def test_results_as_you_press_enter(self):
        terminal = Terminal(self, "-n", "2")
        terminal.prompt()
        terminal.enter("사과")
        terminal.expect("1. 사과 소식")
        terminal.expect("5 articles, 1-2 shown")
        terminal.prompt()
        terminal.enter("")
        terminal.expect("5 articles, 3-4 shown")
        terminal.enter(":n 1")
        terminal.expect("5 articles, number 1 shown")
        terminal.enter(":show 2")
        terminal.expect("번째로 익었다. 배도 익었다.")
        terminal.enter(":facet press")
        terminal.expect("느티일보  5")
        terminal.enter(":sort best")
        terminal.expect("'best' is not one of relevance")
        terminal.enter(":help")
        terminal.expect(":half-life TIME")
        terminal.prompt()
        terminal.type(CONTROL_D)
        self.assertEqual(terminal.end(), 0)

    def test_lines_are_edited_syllable_by_syllable(self):
        terminal = Terminal(self, "--explain", "-n", "1")
        terminal.prompt()
        terminal.enter("사과말\x7f")  # backspace takes the last syllable away
        terminal.expect("read as: 사과\r\n")
        terminal.prompt()
        terminal.enter("배" + CONTROL_A + "사과 ")
        terminal.expect("read as: 사과 배\r\n")
        terminal.prompt()
        terminal.type(CONTROL_R + "과말")
        terminal.type("\x07\x15")  # no such line: leave the search, and begin anew
        terminal.enter("배")
        terminal.expect("read as: 배\r\n")
        terminal.enter(":quit")
        self.assertEqual(terminal.end(), 0)

    def test_history_is_kept_between_sessions(self):
        first = Terminal(self)
        first.prompt()
        first.enter("사과 소식 3")
        first.expect(" articles")
        first.enter("쀍뷁")
        first.expect("0 articles")
        first.enter(":q")
        self.assertEqual(first.end(), 0)
        file = self.directory / ".local/state/gisa/history"
        self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)

        second = Terminal(self)
        second.prompt()
        second.type(UP + UP)
        second.expect("쀍뷁")
        second.enter(UP)
        second.expect("1. 사과 소식 3")
        second.prompt()
        second.type(CONTROL_D)
        second.end()

    def test_no_history_if_none_is_wanted(self):
        terminal = Terminal(self, GISA_HISTORY="")
        terminal.prompt()
        terminal.enter("사과")
        terminal.expect("5 articles")
        terminal.enter(":q")
        terminal.end()
        self.assertFalse((self.directory / ".local").exists())

    def test_interrupts_drop_the_line_and_not_the_session(self):
        terminal = Terminal(self)
        terminal.prompt()
        terminal.type("없는말")
        terminal.expect("없는말")
        terminal.type(CONTROL_C)
        terminal.prompt()
        terminal.enter("사과")
        self.assertNotIn("없는말", terminal.expect("5 articles"))
        terminal.prompt()
        terminal.type(CONTROL_D)
        self.assertEqual(terminal.end(), 0)

    def test_any_locale_will_do(self):
        for locale, found in (("C", "5 articles"), ("POSIX", "5 articles"), ("ko_KR.EUC-KR", "기사 5건")):
            terminal = Terminal(self, LC_ALL=locale)
            terminal.prompt()
            terminal.enter("사과말\x7f")
            terminal.expect(found)
            terminal.enter(":q")
            self.assertEqual(terminal.end(), 0)

    def test_nothing_of_an_article_is_obeyed(self):
        self.index("-", stdin=article("evil", "사과\x1b]0;title\x07\x9b31m", "포도\x1b[2J 이야기.").encode())
        terminal = Terminal(self)
        terminal.prompt()
        terminal.enter("포도 이야기")
        shown = terminal.expect(" ms")
        for character in ("\x07", "\x9b", "\x1b[2J", "\x1b]0"):
            self.assertNotIn(character, shown)
        terminal.enter(":q")
        terminal.end()

    def test_an_interrupt_of_a_search_is_not_one_of_the_next(self):
        terminal = Terminal(self)
        terminal.prompt()
        for _ in range(3):
            terminal.enter("사과")
            # Not typed: a terminal then drops what was not read yet, and the prompt may be part of it.
            terminal.process.send_signal(signal.SIGINT)
            terminal.prompt()
        terminal.enter("소식 4")
        terminal.expect("1. 사과 소식 4")  # a search that was ended has no hits
        terminal.enter(":q")
        self.assertEqual(terminal.end(), 0)

    def test_what_is_indexed_meanwhile_is_found(self):
        terminal = Terminal(self)
        terminal.prompt()
        terminal.enter("하늘다람쥐")
        terminal.expect("0 articles")
        self.index("-", stdin=article("new", "", "하늘다람쥐가 돌아왔다.").encode())
        terminal.enter("하늘다람쥐")
        terminal.expect("1 article")
        terminal.enter(":q")
        terminal.end()


class PipeTest(CliTestCase):
    def setUp(self):
        super().setUp()
        self.index("-", stdin=(article("a", "사과", "사과가 익었다.") + article("b", "배", "배가 익었다.")).encode())

    def session(self, lines, *arguments, **more):
        return self.run_search("--interactive", *arguments, stdin=lines.encode(), **more)

    def test_queries_from_a_pipe(self):
        done = self.session("사과\n배\r\n")
        self.assertEqual(re.findall(r"^ 1\. (.*)$", done.stdout.decode(), re.M), ["사과", "배"])
        self.assertNotIn("gisa>", done.stdout.decode())

    def test_an_object_a_line(self):
        done = self.session("사과\n쀍뷁\n:match all\n배", "--json")
        results = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.assertEqual([(result["query"], result["total"]["value"]) for result in results],
                         [("사과", 1), ("쀍뷁", 0), ("쀍뷁", 0), ("배", 1)])

    def test_a_query_to_begin_with(self):
        self.assertEqual(self.session("배\n", "--fields", "id", "사과").stdout.decode(), " 1. a\n 1. b\n")

    def test_exit_status(self):
        self.session("", status=0)
        self.session("쀍뷁\n배\n", status=0)
        self.session("쀍뷁\n", status=1)
        self.assert_error(self.session("", "--db", "none.db", status=2), "none.db")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([GISA_SEARCH, "-i"], input="배\n사과\n".encode(), stdout=full,
                                  cwd=self.directory, env=environment(), timeout=SECONDS_TO_WAIT)
            self.assertEqual(done.returncode, 2)
        self.assert_error(self.session("", "--format", "tsv", status=2), "not tsv")

    def test_mistakes_are_told_and_the_session_goes_on(self):
        done = self.session(":nonsense\n:n x\n사과\n")
        self.assertIn("1. 사과", done.stdout.decode())
        self.assertIn("unknown command :nonsense", done.stderr.decode())

    def test_input_that_cannot_be_read_is_no_end(self):
        directory = os.open(self.directory, os.O_RDONLY)
        self.addCleanup(os.close, directory)
        for option in ("--interactive", "--topics=-"):
            done = subprocess.run([GISA_SEARCH, option], stdin=directory, cwd=self.directory,
                                  env=environment(), capture_output=True, timeout=SECONDS_TO_WAIT)
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"cannot read standard input: Is a directory", done.stderr)


if __name__ == "__main__":
    unittest.main()
