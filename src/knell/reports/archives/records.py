"""The records of a WARC file, one after the other in bounded memory; past a broken one at the next that begins.

A record whose length is not true is known by what stands behind it. In a packed file reading goes on at the next
member, else at the next line that begins a record.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, BinaryIO

from knell.reports.archives.digests import is_true
from knell.reports.archives.http import Answer, head_of, is_whole

_LONGEST_HEADER = 1 << 16
_STEP = 1 << 20
# Larger records that are not wanted are not unpacked: the next one is looked for in the packed bytes.
_MOST_UNPACKED = 32_000_000
# A file with so many broken places is no archive.
_MOST_BROKEN = 10_000
_OVERLAP = 32

_BEGINS = {
    "gzip": re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd"),
    "plain": re.compile(rb"(?<=\n)WARC/1\.\d\r?\n"),
}
_MAGICS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"\x50\x2a\x4d\x18": "zstd", b"WARC": "plain"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose head was read. ``body`` is None where it is not wanted or, with ``too_long``, not taken."""

    type: str
    url: str | None
    at: str
    media_type: str
    offset: int
    answer: Answer | None = None
    body: bytes | None = None
    too_long: bool = False
    cut: bool = False
    digests_true: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """A record, or a stretch of the file, that cannot be read."""

    offset: int


class _End(Enum):
    WHOLE = "all of it was there"
    SHORT = "the file ends in it"
    PASSED = "its end was not looked for"


@dataclass(frozen=True, slots=True)
class _Held:
    """A record that waits until what stands behind it is known; ``sure``: its length is true whatever that is."""

    record: Record
    end: _End
    sure: bool


# How many bytes of a record are wanted; none where it is not.
Wanted = Callable[[Record], int]


def records(stream: BinaryIO, wanted: Wanted, start: int = 0, end: int | None = None) -> Iterator[Record | Broken]:
    """The records of a seekable stream and the places where it is broken; those that begin from ``start`` to ``end``.

    A record must begin at ``start``, and at ``end`` unless that is None.
    """
    file = _File(stream, file_kind(stream), stream.seek(0, io.SEEK_END), end)
    position: int | None = start
    broken = 0
    # Something behind a sound record was no record: it is counted once it is known to be no record that begins.
    owed = False
    while position is not None and broken <= _MOST_BROKEN:
        held: _Held | None = None
        failed = False
        try:
            for record in _from(file, position, wanted):
                if held is not None:
                    yield held.record
                held = record
                if held.end is not _End.WHOLE:
                    break
        except (OSError, ValueError):
            failed = True
        except BaseException as error:
            # What the library in Rust did not foresee is no ``Exception``.
            if type(error).__name__ != "PanicException":
                raise
            failed = True
        if owed or (failed and held is None):
            yield Broken(position)
            broken += 1
        if held is None:
            if not failed:
                return
            position, owed = file.next(position + 1), False
            continue
        lost = held.end is _End.SHORT or (failed and not held.sure)
        yield Broken(held.record.offset) if lost else held.record
        broken += lost
        if held.end is _End.WHOLE and not failed and file.kind == "plain":
            return
        # The library takes anything else than a record for the end of a packed file; more may follow.
        position = file.next(held.record.offset + 1)
        owed = not lost and held.end is _End.WHOLE and (failed or position is not None)
    if owed:
        yield Broken(file.size)


@dataclass(frozen=True, slots=True)
class _File:
    stream: BinaryIO
    kind: str
    size: int
    end: int | None = None

    def next(self, position: int) -> int | None:
        """Where the next record begins, from a position on."""
        found = next_beginning(self.stream, position, self.kind)
        return found if found is None or self.end is None or found < self.end else None


def _from(file: _File, position: int, wanted: Wanted) -> Iterator[_Held]:
    from fastwarc.warc import ArchiveIterator

    window = _Window(file, position)
    for record in ArchiveIterator(window, parse_http=False, max_header_len=_LONGEST_HEADER):
        if file.end is not None and position + record.stream_pos >= file.end:
            return
        yield _taken(record, position, wanted, file)


def _taken(record: Any, position: int, wanted: Wanted, file: _File) -> _Held:
    """A record with its body, as far as that is wanted."""
    headers = {name.lower(): value for name, value in record.headers}
    length, type_ = record.content_length, headers.get("warc-type", "").lower()
    head = _read(record, min(length, _LONGEST_HEADER))
    answer = head_of(head) if type_ in ("response", "revisit") else None
    media_type = headers.get("warc-identified-payload-type") or headers.get("content-type", "")
    made = Record(
        type=type_,
        url=headers.get("warc-target-uri", "").strip("<> ") or None,
        at=headers.get("warc-date", ""),
        media_type=media_type.partition(";")[0].strip().lower(),
        offset=position + record.stream_pos,
        answer=answer,
        cut=bool(headers.get("warc-truncated")),
    )
    if not headers.get("content-length", "").strip().isdigit():
        return _Held(made, _End.SHORT, sure=False)
    most = wanted(made)
    if not most or length > most:
        made = replace(made, too_long=most > 0)
        return _Held(made, _end_of_passed(record, made.offset, length - len(head), file), sure=not most)
    block = head + _read(record, length - len(head))
    body = block[answer.size if answer is not None else 0 :]
    block_true = is_true(headers.get("warc-block-digest", ""), block)
    payload_true = is_true(headers.get("warc-payload-digest", ""), body, answer)
    made = replace(made, body=body, digests_true=block_true is not False and payload_true is not False)
    end = _End.WHOLE if len(block) == length else _End.SHORT
    return _Held(made, end, sure=block_true is True or answer is None or is_whole(body, answer))


def _end_of_passed(record: Any, offset: int, left: int, file: _File) -> _End:
    """How a record ends that is not taken. A large one is not unpacked: the next is looked for in the packed bytes."""
    if file.kind == "plain":
        return _End.SHORT if offset + left > file.size else _End.WHOLE
    if left > _MOST_UNPACKED:
        return _End.PASSED
    while left > 0 and (part := record.reader.read(min(left, _STEP))):
        left -= len(part)
    return _End.SHORT if left > 0 else _End.WHOLE


def _read(record: Any, most: int) -> bytes:
    """So many bytes of a record; fewer where the file ends."""
    parts, left = [], most
    while left > 0 and (part := record.reader.read(min(left, _STEP))):
        parts.append(bytes(part))
        left -= len(part)
    return b"".join(parts)


def file_kind(stream: BinaryIO) -> str:
    """How the records of a file are packed: gzip, zstd or plain."""
    stream.seek(0)
    head = stream.read(4)
    found = next((kind for magic, kind in _MAGICS.items() if head.startswith(magic)), None)
    if found is not None:
        return found
    places = {kind: next_beginning(stream, 0, kind) for kind in _BEGINS}
    return min((kind for kind in places if places[kind] is not None), key=lambda k: places[k] or 0, default="plain")


def next_beginning(stream: BinaryIO, position: int, kind: str) -> int | None:
    """Where the next record of a file of this kind seems to begin, from a position on."""
    start = max(position - 1, 0)
    stream.seek(start)
    window = stream.read(_STEP)
    while window:
        found = _BEGINS[kind].search(window, position - start if start < position else 0)
        if found is not None:
            return start + found.start()
        more = stream.read(_STEP)
        if not more:
            return None
        start += len(window) - len(window[-_OVERLAP:])
        window = window[-_OVERLAP:] + more
    return None


class _Window(io.RawIOBase):
    """A stream from a position on, as the library reads it."""

    def __init__(self, file: _File, start: int) -> None:
        super().__init__()
        self._stream, self._size, self._start, self._at = file.stream, file.size, start, start

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: self._start, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, self._start)
        return self.tell()

    def tell(self) -> int:
        return self._at - self._start

    def readinto(self, buffer: Any) -> int:
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        self._stream.seek(self._at)
        data = self._stream.read(size if size >= 0 else _STEP)
        self._at += len(data)
        return data
