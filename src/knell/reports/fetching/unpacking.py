"""Unpack the body of an answer piece by piece, never beyond a limit."""

from __future__ import annotations

import zlib
from typing import Protocol

from knell.reports.fetching.outcome import Failure, State

# What a request says it can read.
ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 31, 15, -15
_GZIP_MARK = b"\x1f"
# Each costs a copy of what follows it.
_MOST_MEMBERS = 1_000


class Unpacker(Protocol):
    """Takes the pieces of a body and gives what they unpack to."""

    def feed(self, piece: bytes) -> bytes:
        """What one more piece adds. Raises ``Failure`` beyond the limit."""

    def end(self) -> None:
        """Raise ``Failure`` where the body ended before its end."""


def unpacker(encoding: str, most: int) -> Unpacker:
    """One for a ``Content-Encoding``. Raises ``Failure`` for those that were not asked for."""
    names = _ways(encoding)
    if not names:
        return _Plain(most)
    if len(names) == 1 and names[0] in ("gzip", "x-gzip", "deflate"):
        return _Packed(most, names[0] == "deflate")
    raise Failure(State.FAILED, f"the answer is packed in a way that was not asked for ({', '.join(names)[:80]})")


def is_packed(encoding: str) -> bool:
    """Whether a ``Content-Encoding`` changes the bytes."""
    return bool(_ways(encoding))


def _ways(encoding: str) -> list[str]:
    return [name for name in (part.strip().lower() for part in encoding.split(",")) if name not in ("", "identity")]


def too_large(most: int) -> Failure:
    """The refusal of an answer beyond the limit."""
    return Failure(State.REFUSED, f"the answer is larger than {most / 1_000_000:g} MB, the most that is fetched")


class _Plain:
    def __init__(self, most: int) -> None:
        self._left, self._most = most, most

    def feed(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise too_large(self._most)
        return piece

    def end(self) -> None:
        pass


class _Packed:
    """gzip, or deflate with and without the wrapping of zlib. Members of gzip may follow one another."""

    def __init__(self, most: int, deflate: bool) -> None:
        self._most = self._left = most
        self._deflate = deflate
        self._engine: zlib._Decompress | None = None
        self._members = 0
        self._over = False

    def feed(self, piece: bytes) -> bytes:
        made: list[bytes] = []
        while piece and not self._over:
            if self._engine is None and not self._begin(piece):
                break
            made.append(self._unpack(piece))
            assert self._engine is not None
            piece = self._engine.unconsumed_tail
            if self._engine.eof:
                piece, self._engine = self._engine.unused_data, None
                self._members += 1
        return b"".join(made)

    def end(self) -> None:
        if self._engine is not None:
            raise Failure(State.FAILED, "the answer ended before its end", again=True)

    def _begin(self, piece: bytes) -> bool:
        """Begin a member; what follows the last is padding."""
        if self._members and (self._deflate or not piece.startswith(_GZIP_MARK)):
            self._over = True
            return False
        if self._members >= _MOST_MEMBERS:
            raise Failure(State.REFUSED, f"the answer is packed in more than {_MOST_MEMBERS:,} pieces")
        zlib_mark = piece[0] & 0x0F == 8
        self._engine = zlib.decompressobj(_GZIP if not self._deflate else _ZLIB if zlib_mark else _RAW)
        return True

    def _unpack(self, piece: bytes) -> bytes:
        assert self._engine is not None
        try:
            # One byte over the limit is enough to know.
            out = self._engine.decompress(piece, self._left + 1)
        except zlib.error:
            raise Failure(State.FAILED, "the answer says it is packed, but cannot be unpacked", again=True) from None
        self._left -= len(out)
        if self._left < 0:
            raise too_large(self._most)
        return out
