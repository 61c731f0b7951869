"""Big files read in stretches, by as many processes at once as there are: what one holds hangs on no other.

A stretch ends where a report does, and all are about the same length, whoever reads them. Reports are each by
themselves: two with one id, or one met twice, are for whoever brings the stretches together again.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

from knell.model import Problem
from knell.reports import archives, jsonl
from knell.reports.assemble import Desk, Reading
from knell.reports.dates import today_anywhere
from knell.reports.decoding import is_binary, marked
from knell.reports.found import Found, Opened, Sift
from knell.reports.inputs import failure, opened_by, shown

_STEP = 1 << 16
_HEAD = 1 << 13
_BUFFER = 1 << 20
_ARCHIVES = (".warc", ".warc.gz")
_LINES = (".jsonl",)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """The reports of a file that begin from ``start`` to ``end``, in bytes; to the end of the file where it is None.

    ``called`` is how it is called in messages, where that is not its path.
    """

    path: str
    start: int = 0
    end: int | None = None
    called: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is all of its file."""
        return not self.start and self.end is None

    @property
    def file(self) -> str:
        """What its file is called in messages."""
        return shown(self.called or self.path)

    @property
    def name(self) -> str:
        """What it is called in messages."""
        known = self.file
        return known if self.is_whole else f"{known} from byte {self.start}"


def stretches(path: Path, size: int) -> list[Stretch]:
    """A file in stretches of about ``size`` bytes; in one where it cannot be cut. Raises ``OSError``."""
    name, lower = os.fspath(path), path.name.lower()
    if not lower.endswith((*_ARCHIVES, *_LINES)) or path.stat().st_size <= size:
        return [Stretch(name)]
    with path.open("rb") as stream:
        if lower.endswith(_LINES):
            places = [] if _is_one_document(stream.read(_HEAD)) else list(range(size, path.stat().st_size, size))
        else:
            places = archives.cuts(cast(BinaryIO, stream), size)
    return [Stretch(name, start, end) for start, end in zip([0, *places], [*places, None], strict=True)]


def scan_stretch(stretch: Stretch, today: date | None = None, sift: Sift | None = None) -> Iterator[Reading | Problem]:
    """Readings and problems of a stretch, in order, as ``scan`` gives them; ``sift`` says what need not be read."""
    desk = Desk(today or today_anywhere(), apart=True, sift=sift)
    for item in _items(stretch, sift):
        yield desk.put_together(item) if isinstance(item, Found) else item


def scan_lines(stream: io.BufferedReader[Any], name: str, today: date | None = None) -> Iterator[Reading | Problem]:
    """Readings and problems of JSON lines that are no file."""
    desk = Desk(today or today_anywhere(), apart=True)
    for item in jsonl.read(Opened(name, stream)):
        yield desk.put_together(item) if isinstance(item, Found) else item


def _items(stretch: Stretch, sift: Sift | None) -> Iterator[Found | Problem]:
    lower = stretch.path.lower()
    try:
        with io.BufferedReader(io.FileIO(stretch.path), _BUFFER) as stream:
            if lower.endswith(_ARCHIVES):
                source = cast(BinaryIO, stream)
                name, start, end = stretch.file, stretch.start, stretch.end
                yield from archives.read_stream(source, name, start, end, every=True, sift=sift)
            elif stretch.is_whole:
                yield from opened_by(stretch.path)(Opened(stretch.name, stream, sift))
            else:
                first = _line_begins(stream, stretch.start)
                last = _line_begins(stream, stretch.end) if stretch.end is not None else stream.seek(0, io.SEEK_END)
                if first < last:
                    lines = io.BufferedReader(_Cut(stream, first, last), _BUFFER)
                    yield from jsonl.read(Opened(stretch.name, lines, sift))
    except OSError as error:
        yield failure(stretch.file, error)


def _is_one_document(head: bytes) -> bool:
    """Whether the lines of a file do not stand for themselves, or are not bytes that end where a line does."""
    return head.lstrip()[:1] == b"[" or marked(head[:4]) not in (None, "utf-8-sig") or is_binary(head)


def _line_begins(stream: io.BufferedReader[Any], position: int) -> int:
    """Where the first line begins at or behind a position."""
    if not position:
        return 0
    stream.seek(position - 1)
    at = position - 1
    while part := stream.read(_STEP):
        found = part.find(b"\n")
        if found >= 0:
            return at + found + 1
        at += len(part)
    return at


class _Cut(io.RawIOBase):
    """A stretch of a stream, read from its beginning to its end."""

    def __init__(self, stream: io.BufferedReader[Any], start: int, end: int) -> None:
        super().__init__()
        self._stream, self._left = stream, end - start
        stream.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(min(len(buffer), self._left))
        self._left -= len(data)
        buffer[: len(data)] = data
        return len(data)
