"""Zip files that others made, opened with care: their lists, their names and what they unpack to are all bounded."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO, BinaryIO

_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 1 << 16
_END_64, _LOCATOR_64, _LOCATOR_SIZE, _END_64_SIZE = b"PK\x06\x06", b"PK\x06\x07", 20, 56
# The list of 100,000 entries takes about 10 MB; Python makes ten times as much of it.
_LONGEST_LIST = 20_000_000
# Deflate cannot pack better than about 1,030 to 1; text packs ten to one.
MOST_RATIO = 200
_STEP = 1 << 20


class BadZip(Exception):
    """Why a zip file, or an entry of one, is not read: words for a person."""


def opened_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A zip file on a seekable stream. Raises ``BadZip`` for one that is broken or lists too much."""
    if _list_size(stream) > _LONGEST_LIST:
        raise BadZip("it lists more files than any archive has")
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise BadZip(f"it is broken ({str(error)[:80]})") from None


def is_inside(name: str) -> bool:
    """Whether the name of an entry stays in the folder that it would be unpacked to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or PureWindowsPath(name).drive or "\x00" in name)


def swells(entry: zipfile.ZipInfo, most: int) -> bool:
    """Whether an entry says that it unpacks to more than ``most`` bytes, or to far more than it is packed in."""
    return entry.file_size > most or entry.file_size > MOST_RATIO * max(entry.compress_size, 1_000)


def pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The bytes of an entry, however many it says it has. Raises ``BadZip`` past ``most`` or where it is broken."""
    left = most
    try:
        with archive.open(entry) as source:
            while piece := _some(source):
                left -= len(piece)
                if left < 0:
                    raise BadZip(f"{entry.filename[:80]} in it unpacks to more than {most // 1_000_000:,} MB")
                yield piece
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise BadZip(f"{entry.filename[:80]} in it cannot be unpacked ({str(error)[:80]})") from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise BadZip(f"{entry.filename[:80]} in it cannot be unpacked") from None
        raise


def _some(source: IO[bytes]) -> bytes:
    return source.read(_STEP)


def _list_size(stream: BinaryIO) -> int:
    """How many bytes the list of the entries takes, as the end of the file says."""
    size = stream.seek(0, 2)
    start = max(size - _END_SIZE - _LONGEST_COMMENT, 0)
    stream.seek(start)
    tail = stream.read(_END_SIZE + _LONGEST_COMMENT)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise BadZip("it is no zip file, or its end is missing")
    listed: int = struct.unpack_from("<I", tail, at + 12)[0]
    if listed != 0xFFFFFFFF:
        return listed
    locator = tail[at - _LOCATOR_SIZE : at]
    if not locator.startswith(_LOCATOR_64) or len(locator) < _LOCATOR_SIZE:
        raise BadZip("its end is broken")
    stream.seek(min(struct.unpack_from("<Q", locator, 8)[0], size))
    end = stream.read(_END_64_SIZE)
    if not end.startswith(_END_64) or len(end) < _END_64_SIZE:
        raise BadZip("its end is broken")
    whole: int = struct.unpack_from("<Q", end, 40)[0]
    return whole
