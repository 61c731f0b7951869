"""Asks the process that opens PDFs, and ends it when it takes too long; one process serves many files."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

# So many seconds for one page, and for a whole file.
LONGEST_PAGE, LONGEST_FILE = 30.0, 300.0
# What a library leaves behind in memory goes with its process.
_FILES_EACH = 100
_START = "import sys; sys.path[:] = sys.argv[1:]; from knell.reports.pdf.child import main; main()"

Answer = dict[str, Any]


class _Child:
    """A process that waits for files."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.files = 0
        self.late = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def ask(self, data: bytes) -> Answer | None:
        """What a file holds; None when the process ended over it."""
        self.files += 1
        until = time.monotonic() + LONGEST_FILE
        with self._watched(LONGEST_PAGE + LONGEST_FILE / 10), contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.write(struct.pack(">Q", len(data)))
            self._process.stdin.write(data)
            self._process.stdin.flush()
        while True:
            with self._watched(min(LONGEST_PAGE, until - time.monotonic())):
                assert self._process.stdout is not None
                line = self._process.stdout.readline()
            if not line.endswith(b"\n"):
                return None
            answer: Answer = json.loads(line)
            if "page" not in answer:
                return answer

    @contextlib.contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """End the process if what is done within takes longer."""
        timer = threading.Timer(max(seconds, 0.01), self._too_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self.late = True
        self._process.kill()

    def end(self) -> None:
        """End the process: it holds nothing that could be lost."""
        if self.owner == os.getpid():
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()


_lock = threading.Lock()
_child: _Child | None = None


def ask(data: bytes) -> Answer:
    """What a PDF holds; ``{"refused": CODE}`` where it cannot be read."""
    global _child
    with _lock:
        if _child is None or _child.owner != os.getpid():
            _child = _Child()
        child = _child
        answer = None
        try:
            answer = child.ask(data)
        finally:
            # After Ctrl-C an answer may still be on its way: the next file must not get it.
            if answer is None or child.files >= _FILES_EACH:
                child.end()
                _child = None
    return answer if answer is not None else {"refused": "time" if child.late else "crash"}


@atexit.register
def _end() -> None:
    if _child is not None:
        _child.end()
