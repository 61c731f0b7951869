"""WACZ: a zip file of web archives. Nothing is unpacked to where a name in it points."""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from knell.model import Problem
from knell.reports.archives.reading import read_stream
from knell.reports.found import Found, Opened
from knell.reports.problems import excerpt, problem
from knell.reports.zips import BadZip, is_inside, opened_zip, pieces, swells

_ENDINGS = (".warc", ".warc.gz", ".warc.zst")
_FOLDER = "archive/"
# Archives stand in a WACZ as they are; one that is packed once more is unpacked to a file without a name.
_MOST_UNPACKED = 2_000_000_000
_LOCAL, _LOCAL_SIZE = b"PK\x03\x04", 30


def read(opened: Opened) -> Iterator[Found | Problem]:
    """The reports of all archives in a WACZ."""
    stream = cast(BinaryIO, opened.stream)
    try:
        archive = opened_zip(stream)
    except BadZip as bad:
        yield problem("broken_file", opened.name, f"{bad}; get the archive anew")
        return
    entries = [entry for entry in archive.infolist() if entry.filename.lower().endswith(_ENDINGS)]
    if not entries:
        yield problem("empty", opened.name, "there is no web archive (archive/*.warc.gz) in it; get it anew")
    for entry in sorted(entries, key=lambda entry: entry.filename):
        where = f"{opened.name}, {excerpt(entry.filename)[1:-1]}"
        try:
            with _inside(stream, archive, entry) as source:
                yield from read_stream(source, where, sift=opened.sift)
        except BadZip as bad:
            yield problem("archive_damaged", where, f"left out: {bad}")


@contextmanager
def _inside(stream: BinaryIO, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """The bytes of an entry as a stream that can be moved about in."""
    if not is_inside(entry.filename):
        raise BadZip("its name leads out of the archive")
    if entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1:
        yield cast(BinaryIO, io.BufferedReader(_Slice(stream, _start(stream, entry), entry.file_size), 1 << 20))
        return
    if swells(entry, _MOST_UNPACKED):
        raise BadZip("it would unpack to far more than an archive holds")
    with tempfile.TemporaryFile() as spool:
        for piece in pieces(archive, entry, entry.file_size):
            spool.write(piece)
        yield cast(BinaryIO, spool)


def _start(stream: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """Where the bytes of an entry begin, behind its own head."""
    stream.seek(entry.header_offset)
    head = stream.read(_LOCAL_SIZE)
    if len(head) < _LOCAL_SIZE or not head.startswith(_LOCAL):
        raise BadZip("its place in the archive is broken")
    names: tuple[int, int] = struct.unpack_from("<HH", head, 26)
    return entry.header_offset + _LOCAL_SIZE + sum(names)


class _Slice(io.RawIOBase):
    """A stretch of a stream."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream, self._start, self._size, self._at = stream, start, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(base + offset, 0)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:
        self._stream.seek(self._start + self._at)
        data = self._stream.read(min(len(buffer), max(self._size - self._at, 0)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
