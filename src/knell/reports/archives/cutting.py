"""Where a big archive may be cut, so that several processes read it at once: only where a record begins."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from knell.reports.archives.records import file_kind, next_beginning

_HEAD = 1 << 14
_ENOUGH = 32
_BEGINS = b"WARC/1."
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d+)[ \t]*(?=\r?\n)", re.IGNORECASE)
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_BETWEEN = re.compile(rb"[\r\n]*")


def cuts(stream: BinaryIO, size: int) -> list[int]:
    """Where records begin, about ``size`` bytes apart; none where that cannot be told without unpacking all of it."""
    kind = file_kind(stream)
    if kind == "gzip":
        return list(_packed(stream, size))
    return list(_plain(stream, size)) if kind == "plain" else []


def _packed(stream: BinaryIO, size: int) -> Iterator[int]:
    total = stream.seek(0, io.SEEK_END)
    position: int | None = size
    while position is not None and position < total:
        position = _record_at(stream, position)
        if position is not None:
            yield position
            position = (position // size + 1) * size


def _record_at(stream: BinaryIO, position: int) -> int | None:
    """The first place from a position on where a record that is packed by itself begins."""
    found: int | None = position
    while found is not None and (found := next_beginning(stream, found, "gzip")) is not None:
        stream.seek(found)
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(stream.read(_HEAD), _ENOUGH)
        except zlib.error:
            head = b""
        if head.startswith(_BEGINS):
            return found
        found += 1
    return None


def _plain(stream: BinaryIO, size: int) -> Iterator[int]:
    """By the lengths that the records give: within a page that is an archive itself, nothing else tells."""
    total = stream.seek(0, io.SEEK_END)
    position, due = 0, size
    while position < total:
        stream.seek(position)
        head = stream.read(_HEAD)
        ends, length = _HEAD_ENDS.search(head), _LENGTH.search(head)
        if not head.startswith(_BEGINS) or ends is None or length is None or length.end() > ends.end():
            return
        if position >= due:
            yield position
            due = (position // size + 1) * size
        after = position + ends.end() + int(length[1])
        stream.seek(after)
        between = _BETWEEN.match(stream.read(_ENOUGH))
        position = after + (between.end() if between else 0)
