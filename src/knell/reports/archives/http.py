"""An answer as an archive keeps it: status, headers and a body that is unwrapped within limits."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

# Past this an answer that has not ended its headers is none.
MOST_HEAD = 1 << 16
_MOST_HEADERS, _MOST_LAYERS = 500, 3
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_STEP = 1 << 16
_ZLIB_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MAGIC, _ZSTD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_GZIP_MOST_MEMBERS = 1_000


class TooLarge(Exception):
    """A body is larger, once unwrapped, than it may be."""


class Undecodable(Exception):
    """A body is not what its headers say it is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer. ``size`` is how many bytes the head itself takes."""

    status: int
    headers: tuple[tuple[str, str], ...]
    size: int

    def get(self, name: str) -> str:
        """The first header of that name, empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def media_type(self) -> str:
        """What it says it is, in lower case and without parameters."""
        return self.get("content-type").partition(";")[0].strip().lower()


def head_of(data: bytes) -> Answer | None:
    """The head at the start of an answer's bytes; None where there is none."""
    status, end = _STATUS.match(data), _HEAD_END.search(data, 0, MOST_HEAD + 4)
    if status is None or end is None:
        return None
    headers: list[tuple[str, str]] = []
    for line in data[: end.start()].split(b"\n")[1 : _MOST_HEADERS + 1]:
        text = line.rstrip(b"\r").decode("latin-1")
        if text[:1] in (" ", "\t") and headers:
            headers[-1] = (headers[-1][0], f"{headers[-1][1]} {text.strip()}")
        elif ":" in text:
            name, _, value = text.partition(":")
            headers.append((name.strip(), value.strip()))
    return Answer(int(status.group(1)), tuple(headers), end.end())


def unwrapped(body: bytes, answer: Answer, most: int) -> bytes:
    """A body as a browser would have it. Raises ``TooLarge`` past the limit, ``Undecodable`` where it is broken.

    Many archives keep a body that is unwrapped already under the headers that it came with: one that does not begin as
    its wrapping does is taken as it is.
    """
    body = dechunked(body, answer)
    encodings = [name.strip().lower() for name in answer.get("content-encoding").split(",")]
    for name in [name for name in reversed(encodings) if name not in ("", "identity", "none")][:_MOST_LAYERS]:
        unpack = _UNPACKERS.get(name)
        if unpack is None:
            raise Undecodable(name)
        body = unpack(body, most)
    if len(body) > most:
        raise TooLarge
    return body


def dechunked(body: bytes, answer: Answer) -> bytes:
    """A body without the lengths of its chunks; as it is where it has none."""
    if "chunked" not in answer.get("transfer-encoding").lower():
        return body
    parts: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        length = int(found.group(1), 16)
        if length == 0:
            return b"".join(parts)
        start = found.end()
        if start + length > len(body):
            raise Undecodable("chunked")
        parts.append(body[start : start + length])
        at = start + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    if parts:
        raise Undecodable("chunked")
    return body


def is_whole(body: bytes, answer: Answer) -> bool:
    """Whether a body ends where its headers, or its chunks, say that it ends."""
    if "chunked" not in answer.get("transfer-encoding").lower():
        return answer.get("content-length") == str(len(body))
    try:
        return dechunked(body, answer) is not body
    except Undecodable:
        return False


def _inflated(body: bytes, most: int, *, gzip: bool) -> bytes:
    if gzip and not body.startswith(_GZIP_MAGIC):
        return body
    parts, left, members = [], most, 0
    while body and (members == 0 or (gzip and body.startswith(_GZIP_MAGIC))):
        wrapped = _ZLIB if (body[0] & 0x0F) == 8 else _RAW
        engine = zlib.decompressobj(_ZLIB_GZIP if gzip else wrapped)
        try:
            part = engine.decompress(body, left + 1)
        except zlib.error:
            if gzip:
                raise Undecodable("gzip") from None
            return body
        left -= len(part)
        if left < 0:
            raise TooLarge
        if not engine.eof:
            raise Undecodable("gzip" if gzip else "deflate")
        parts.append(part)
        body, members = engine.unused_data, members + 1
        if members > _GZIP_MOST_MEMBERS:
            raise TooLarge
    return b"".join(parts)


def _read_all(make: Callable[[Any], Any], name: str, body: bytes, most: int) -> bytes:
    reader, parts, left = make(BytesIO(body)), [], most
    try:
        while part := reader.read(_STEP):
            left -= len(part)
            if left < 0:
                raise TooLarge
            parts.append(bytes(part))
    except OSError:
        raise Undecodable(name) from None
    return b"".join(parts)


def _brotli(body: bytes, most: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    try:
        return _read_all(BrotliReader, "br", body, most)
    except Undecodable:
        # Brotli has no mark to be known by: a body that begins as a page does has been unpacked before.
        if body.lstrip()[:1] in (b"<", b"{", b"%"):
            return body
        raise


def _zstd(body: bytes, most: int) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return _read_all(ZstdReader, "zstd", body, most) if body.startswith(_ZSTD_MAGIC) else body


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": partial(_inflated, gzip=True),
    "x-gzip": partial(_inflated, gzip=True),
    "deflate": partial(_inflated, gzip=False),
    "br": _brotli,
    "zstd": _zstd,
}
