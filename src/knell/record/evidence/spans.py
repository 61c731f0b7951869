"""Where words stand in a text: in code points, in bytes of UTF-8, and by line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from knell.model import Claim

_STEP = 4096


def encoded(text: str) -> bytes:
    """A text in UTF-8; lone surrogates, which no reader of knell makes, are written as if they were letters."""
    return text.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a text: ``start`` and ``end`` in code points, ``first`` and ``last`` in bytes, all from 0."""

    what: str
    words: str
    start: int
    end: int
    first: int
    last: int
    line: int
    column: int


class Ruler:
    """Measures a text; each question costs little however long the text is."""

    def __init__(self, text: str) -> None:
        self.text = text
        steps = (len(encoded(text[at : at + _STEP])) for at in range(0, len(text), _STEP))
        self._bytes = [0, *accumulate(steps)]
        self._lines = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]

    def bytes_before(self, offset: int) -> int:
        """How many bytes stand before a code point."""
        step = offset // _STEP
        return self._bytes[step] + len(encoded(self.text[step * _STEP : offset]))

    def spot(self, what: str, start: int, end: int) -> Spot:
        """A stretch, measured; lines and columns are counted from 1, as text editors do."""
        line = bisect_right(self._lines, start)
        column = start - self._lines[line - 1] + 1
        first, last = self.bytes_before(start), self.bytes_before(end)
        return Spot(what, self.text[start:end], start, end, first, last, line, column)

    def spots(self, claim: Claim) -> Iterator[Spot]:
        """All stretches that a claim rests on; the first is its quote."""
        yield self.spot("quote", claim.start, claim.end)
        if claim.cited is not None:
            yield self.spot("cited", claim.cited.start, claim.cited.end)
        if claim.perpetrator is not None:
            yield self.spot("perpetrator", claim.perpetrator.start, claim.perpetrator.end)
