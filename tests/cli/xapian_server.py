"""A server of Xapian's (Debian: xapian-tools), for the time of a with statement or until it is stopped.

    with XapianServer(test, "xapian-tcpsrv", database) as server:
        test.write("stub", f"remote {server.address}\\n")
"""

import contextlib
import os
import signal
import socket
import subprocess


def free_port():
    with socket.socket() as anywhere:
        anywhere.bind(("127.0.0.1", 0))
        return anywhere.getsockname()[1]


class XapianServer:
    def __init__(self, test, program, *arguments):
        self._test, self._command = test, [program, "--interface", "127.0.0.1"]
        self._arguments = [*map(str, arguments)]
        self.port = free_port()
        self._process = None

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        self._process = subprocess.Popen([*self._command, "--port", str(self.port), *self._arguments],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self._test.addCleanup(self.stop)
        self._test.wait_until(lambda: self._process.poll() is not None or self._answers())
        self._test.assertIsNone(self._process.poll(), f"{self._command[0]} has ended")

    def stop(self):
        """Also what it has started for each connection."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _answers(self):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()
