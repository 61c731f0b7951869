"""The texts and numbers in a file of a release, whatever it is packed in: one piece is what belongs together."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeAlias

# A text, or numbers that stand side by side.
Piece: TypeAlias = "str | tuple[float, ...]"
_CHUNK, _OVERLAP = 1 << 22, 1 << 12
_DEEPEST = 3
_NUMBER = re.compile(r"-?\d{1,3}\.\d+(?:[eE][-+]?\d+)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][\w:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# Tags inside of which a word may go on, and attributes that hold a word of a program.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "em", "i", "mark", "q", "r", "s", "si", "small", "span", "strong", "sub"}
    | {"sup", "t", "tspan", "u", "wbr", "rpr", "sz", "color", "rfont", "family", "scheme", "vertalign"}
)
_NO_TEXT = frozenset(
    {"charset", "class", "d", "dir", "fill", "height", "lang", "method", "points", "rel", "role", "stroke", "style"}
    | {"transform", "type", "viewbox", "width", "xmlns"}
)
_WALL = "\x00"


class Raw(str):
    """Text as it stands among bytes that are none: short words come about in it by chance."""

    __slots__ = ()


_PNG = b"\x89PNG\r\n\x1a\n"


def pieces(path: Path) -> Iterator[Piece]:
    """What a file says."""
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(b"SQLite format 3\x00"):
        yield from _database(path)
    if head.startswith(b"PAR1"):
        yield from _parquet(path)
    with path.open("rb") as file:
        yield from _content(file, path.suffix.lower(), 0)


def _content(file: IO[bytes], suffix: str, depth: int) -> Iterator[Piece]:
    """What bytes say: those packed in them, and those that stand there as they are."""
    head = file.read(16)
    file.seek(0)
    if depth < _DEEPEST and head.startswith(b"PK\x03\x04"):
        yield from _archive(file, depth)
        return
    if depth < _DEEPEST and head.startswith(b"\x1f\x8b"):
        yield from _content(io.BytesIO(gzip.decompress(file.read())), suffix, depth + 1)
        return
    if head.startswith(_PNG):
        yield from _picture(file.read())
        return
    is_binary = head.startswith((b"SQLite format 3", b"PAR1"))
    reader = {
        ".csv": _cells,
        ".json": _strings,
        ".jsonl": _strings,
        ".geojson": _strings,
        ".js": _strings,
        ".ipynb": _strings,
        ".html": _page,
        ".xml": _page,
        ".rels": _page,
        ".svg": _page,
        ".atom": _page,
        ".ics": _unfolded,
    }.get(suffix, _plain)
    yield from _bytes(file) if is_binary else reader(io.TextIOWrapper(file, "utf-8", "replace", newline=""))


def _archive(file: IO[bytes], depth: int) -> Iterator[Piece]:
    with zipfile.ZipFile(file) as archive:
        yield archive.comment.decode("utf-8", "replace")
        for one in archive.infolist():
            yield one.filename
            yield one.comment.decode("utf-8", "replace")
            with archive.open(one) as member:
                yield from _content(io.BytesIO(member.read()), Path(one.filename).suffix.lower(), depth + 1)


def _picture(content: bytes) -> Iterator[str]:
    """The texts that a PNG holds beside the picture."""
    at = len(_PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield data.decode("utf-8", "replace")
            yield data.decode("latin-1")
            packed = data.find(b"x", data.find(b"\x00"))
            if packed >= 0:
                with suppress(zlib.error):
                    yield zlib.decompress(data[packed:]).decode("utf-8", "replace")
        at += size + 12


def _database(path: Path) -> Iterator[Piece]:
    """Every value of every table of an SQLite file, GeoPackages included."""
    base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    try:
        for name, made in base.execute("SELECT name, sql FROM sqlite_master").fetchall():
            yield from (one for one in (name, made) if one)
        tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            try:
                rows = base.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))
                for row in rows:
                    yield from _row(row)
            except sqlite3.DatabaseError:
                continue  # an index whose module is not built in here; its bytes are read as they are
    finally:
        base.close()


def _parquet(path: Path) -> Iterator[Piece]:
    from pyarrow import parquet

    file = parquet.ParquetFile(path)
    for key, value in (file.schema_arrow.metadata or {}).items():
        yield key.decode("utf-8", "replace")
        yield value.decode("utf-8", "replace")
    for batch in file.iter_batches(batch_size=1000):
        for row in batch.to_pylist():
            yield from _row(tuple(row.values()))


def _row(values: tuple[Any, ...]) -> Iterator[Piece]:
    """The texts of a row, and its numbers side by side; a shape on a map ends with its point."""
    numbers: list[float] = []
    for value in values:
        if isinstance(value, str):
            yield from _text(value)
        elif isinstance(value, float):
            numbers.append(value)
        elif isinstance(value, bytes):
            yield Raw(value.decode("utf-8", "replace"))
            if len(value) >= 16:
                yield _doubles(value[-16:])
        elif isinstance(value, list | tuple):
            yield from _row(tuple(value))
        elif isinstance(value, dict):
            yield from _row(tuple(value.values()))
    if len(numbers) > 1:
        yield tuple(numbers)


def _doubles(content: bytes) -> tuple[float, ...]:
    return struct.unpack("<dd", content)


def _text(value: str) -> Iterator[Piece]:
    """A text, and the texts that it holds as JSON."""
    if value[:1] in ("[", "{"):
        try:
            json.loads(value)
        except ValueError:
            yield value
            return
        yield from _literals(value)
    else:
        yield value


def _cells(file: IO[str]) -> Iterator[Piece]:
    limit = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        for row in csv.reader(file):
            for cell in row:
                yield from _text(cell)
            yield from _numbers(" ".join(cell for cell in row if _NUMBER.fullmatch(cell)))
    finally:
        csv.field_size_limit(limit)


def _strings(file: IO[str]) -> Iterator[Piece]:
    """The strings of a file of JSON or of a script, line by line."""
    for line in file:
        yield from _literals(line)


def _literals(text: str) -> Iterator[Piece]:
    for one in _STRING.finditer(text):
        raw = one.group(1)
        if "\\" in raw:
            with suppress(ValueError):
                raw = json.loads(f'"{raw}"', strict=False)
        yield raw
        if len(raw) > 1 and raw[0] in "[{" and raw != text:
            yield from _text(raw)
    yield from _numbers(_STRING.sub(" ", text))


def _page(file: IO[str]) -> Iterator[Piece]:
    """The words of a page, across tags that part no words, and those of its attributes; strings of its scripts."""
    text = file.read()
    for _, inside in _SCRIPT.findall(text):
        yield from _literals(inside)
    text = _SCRIPT.sub(_WALL, text)
    yield from _COMMENT.findall(text)
    for tag in _TAG.finditer(text):
        for name, double, single in _ATTRIBUTE.findall(tag.group(3) or ""):
            if name.lower() not in _NO_TEXT:
                yield from _text(double or single)
    plain = _TAG.sub(lambda tag: "" if (tag.group(2) or "").lower() in _INLINE else f" {_WALL} ", text)
    yield plain
    yield from _numbers(text)


def _unfolded(file: IO[str]) -> Iterator[Piece]:
    text = re.sub(r"\r?\n[ \t]", "", file.read())
    for line in text.splitlines():
        yield re.sub(r"\\[nN]", "\n", line).replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def _plain(file: IO[str]) -> Iterator[Piece]:
    """Text in pieces that overlap, so that no name is cut in two."""
    kept = ""
    while chunk := file.read(_CHUNK):
        text = kept + chunk
        yield text
        yield from _numbers(text)
        kept = text[-_OVERLAP:]


def _bytes(file: IO[bytes]) -> Iterator[Piece]:
    """What stands in bytes as text, in rows that were deleted too."""
    kept = b""
    while chunk := file.read(_CHUNK):
        content = kept + chunk
        yield Raw(content.decode("utf-8", "replace"))
        kept = content[-_OVERLAP:]


def _numbers(text: str) -> Iterator[Piece]:
    found = tuple(float(one) for one in _NUMBER.findall(text))
    if len(found) > 1:
        yield found
