"""Lines of an input, one at a time, in bounded memory however long a line is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from knell.reports.decoding import EIGHT_BIT, Decoded, as_8_bit, damaged_utf8, guess_8_bit, marked
from knell.reports.found import MOST_BYTES, Opened

_STEP = 1 << 16
# Looking ahead costs a buffer each time; a file that fits no encoding must not cost that for every line.
_MOST_LOOKS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its number from 1. ``data`` is its bytes with the line end, or None when it is over the limit."""

    number: int
    data: bytes | None


def lines(opened: Opened) -> Iterator[Line]:
    """The lines of an input. UTF-16 and UTF-32 with a mark come as UTF-8; a byte order mark is dropped."""
    encoding = marked(opened.stream.peek(4)[:4]) or "utf-8-sig"
    if encoding == "utf-8-sig":
        for number, line in enumerate(_byte_lines(opened.stream), 1):
            yield Line(number, line.removeprefix(b"\xef\xbb\xbf") if line is not None else None)
        return
    wide = io.TextIOWrapper(opened.stream, encoding=encoding, errors="replace", newline="\n")
    try:
        for number, text in enumerate(_wide_lines(wide), 1):
            yield Line(number, text.encode("utf-8", "replace") if text is not None else None)
    finally:
        wide.detach()


def _byte_lines(stream: io.BufferedReader[Any]) -> Iterator[bytes | None]:
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_STEP)):
            pass
        yield None


def _wide_lines(stream: io.TextIOWrapper) -> Iterator[str | None]:
    while line := stream.readline(MOST_BYTES + 1):
        if len(line) <= MOST_BYTES:
            yield line
            continue
        while not line.endswith("\n") and (line := stream.readline(_STEP)):
            pass
        yield None


class LineDecoder:
    """Decodes the lines of one file; an 8-bit encoding is settled once, at the first line that needs it."""

    def __init__(self, opened: Opened) -> None:
        self._stream = opened.stream
        self._encoding: str | None = None
        self._looks = 0

    def decode(self, line: bytes) -> Decoded | None:
        """The text of a line; None when no encoding fits."""
        if _is_utf8(line):
            return Decoded(line.decode("utf-8"), "utf-8")
        if (damaged := damaged_utf8(line)) is not None:
            return damaged
        if self._encoding is None and self._looks < _MOST_LOOKS:
            # One line says little: what the buffer already holds of the next ones is looked at as well.
            self._looks += 1
            self._encoding = guess_8_bit(line + self._ahead())
        return as_8_bit(line, self._encoding) or as_8_bit(line, guess_8_bit(line))

    def _ahead(self) -> bytes:
        waiting = b"" if self._stream.closed else self._stream.peek()
        return b"".join(line for line in waiting.splitlines(keepends=True) if not _is_utf8(line))


def line_extractor(name: str, decoded: Decoded) -> str:
    """The name of what made a text of a line: an 8-bit encoding was told by the whole file, so it is said."""
    return name if decoded.encoding == "utf-8" else f"{name}, {decoded.encoding}"


def decode_line(raw: bytes, extractor: str) -> str:
    """The text of a line's bytes, decoded as ``line_extractor`` said. Raises ``ValueError`` when they do not fit."""
    encoding = extractor.partition(", ")[2]
    if encoding:
        decoded = as_8_bit(raw, encoding) if encoding in EIGHT_BIT else None
    else:
        decoded = Decoded(raw.decode("utf-8"), "utf-8") if _is_utf8(raw) else damaged_utf8(raw)
    if decoded is None:
        raise ValueError("the bytes are not in the encoding they were read in")
    return decoded.text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
