"""Pages are read in a process of their own, so that none can hang the program, end it, or take all memory."""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from knell.reports.pages.page import Page

MOST_PAGE_BYTES = 20_000_000
MOST_SECONDS = 60
MOST_MEMORY = 2 << 30
LENGTH = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a page gave nothing: the process took too long, too much, or died of it."""

    words: str


class _Reader:
    """One process that reads pages, one after the other, for as long as it lives."""

    def __init__(self) -> None:
        paths = os.pathsep.join(path or os.getcwd() for path in sys.path)
        self.owner = os.getpid()
        self._late = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "knell.reports.pages.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
        )

    def read(self, raw: bytes, charset: str | None, seconds: float) -> Page | Failed:
        """What the process makes of a page; it is ended when that takes too long."""
        self._late = False
        timer = threading.Timer(seconds, self._end)
        timer.start()
        try:
            assert self._process.stdin is not None and self._process.stdout is not None
            send(self._process.stdin, (raw, charset))
            answer = receive(self._process.stdout)
        except (OSError, EOFError):
            if self._late:
                return Failed(f"it could not be read within {seconds:g} seconds")
            return Failed(f"reading it took more than {MOST_MEMORY >> 30} GB of memory, or broke the parser")
        finally:
            timer.cancel()
        return answer if not isinstance(answer, str) else Failed(answer)

    @property
    def lives(self) -> bool:
        """Whether it can take another page; it cannot in a process that was forked from the one that started it."""
        return self.owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """Let it end."""
        if self.owner != os.getpid():
            return
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _end(self) -> None:
        self._late = True
        self._process.kill()


_lock = threading.Lock()
_at_work: list[_Reader] = []


def derived(raw: bytes, charset: str | None = None, *, seconds: float = MOST_SECONDS) -> Page | Failed:
    """What a page holds (see ``page.derive``), made in the other process; one page at a time."""
    with _lock:
        reader = _at_work.pop() if _at_work else None
        if reader is None or not reader.lives:
            if reader is not None:
                reader.close()
            try:
                reader = _Reader()
            except (OSError, ValueError):
                return _here(raw, charset)
        answer = reader.read(raw, charset, seconds)
        if isinstance(answer, Failed):
            reader.close()
        else:
            _at_work.append(reader)
        return answer


def _here(raw: bytes, charset: str | None) -> Page | Failed:
    """The same in this process, where no other can be started: without its limits, but read."""
    from knell.reports.pages.page import derive

    try:
        return derive(raw, charset)
    except (MemoryError, RecursionError):
        return Failed("it is too large or nested too deeply for the memory there is")


def send(stream: IO[bytes], value: object) -> None:
    """Write a value with its length in front."""
    data = pickle.dumps(value)
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Page | str:
    """The next answer. Raises ``EOFError`` when there is none: the bytes come from our own process only."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    size = LENGTH.unpack(head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    answer: Page | str = pickle.loads(data)
    return answer


@atexit.register
def _close() -> None:
    while _at_work:
        _at_work.pop().close()


def _after_fork() -> None:
    """A forked process has the lock as it stood and a pipe that is not its own."""
    global _lock
    _lock = threading.Lock()
    _at_work.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
