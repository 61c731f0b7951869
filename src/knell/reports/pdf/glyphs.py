"""From a page of the library to pieces of text: where letters stand, what they are, which of them belong together."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from knell.reports.pdf.letters import JOINING, is_private, joined, superior
from knell.reports.pdf.shapes import Page, Piece, moved

# A page of a newspaper has some 50,000 letters.
MOST_LETTERS_ON_A_PAGE = 200_000
# Letters farther apart than so many times their size stand in different columns or cells, if a gutter runs there.
_APART = 0.8
# Of two equal letters so near to each other (to make them bold, or to throw a shadow) one is read.
_SAME_PLACE = 0.12
_SMALLER, _RAISED = 0.8, 0.15
_ACCENT_OVERLAP = 0.3


class TooManyLetters(Exception):
    """A page holds more than a page can."""


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    quarter: int | None


class _Drawn:
    """Where each letter of a page has been drawn, so that one drawn twice is read once."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def again(self, glyph: _Glyph) -> bool:
        """Whether the same letter stands at the same place; remembers it."""
        near = max(glyph.size * _SAME_PLACE, 0.3)
        column, row = int(glyph.x0 // 4), int(glyph.y0 // 4)
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                for x0, y0 in self._places.get((glyph.text, x, y), ()):
                    if abs(x0 - glyph.x0) < near and abs(y0 - glyph.y0) < near:
                        return True
        places = self._places.setdefault((glyph.text, column, row), [])
        if len(places) < 8:
            places.append((glyph.x0, glyph.y0))
        return False


def page_of(page: Any, number: int) -> Page:
    """The text of a page. Text that runs another way than most of it is set apart; slanted text is a watermark."""
    counts: Counter[str] = Counter()
    written = list(_glyphs(page, counts))
    turns = Counter(glyph.quarter for glyph in written if glyph is not None and glyph.quarter is not None)
    upright = min(turns, key=lambda quarter: (-turns[quarter], quarter)) if turns else 0
    straight: list[Piece] = []
    apart: list[Piece] = []
    for quarter in sorted(turns):
        pieces = _pieces(written, quarter)
        (straight if quarter == upright else apart).extend(pieces)
    width, height = page.get_size()
    return Page(number, width, height, tuple(straight), tuple(apart), counts["letters"], counts["unread"])


def _glyphs(page: Any, counts: Counter[str]) -> Iterator[_Glyph | None]:
    """The letters of a page in the order of the file; None where the library sees a line end."""
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    try:
        number = raw.FPDFText_CountChars(text_page)
        if number > MOST_LETTERS_ON_A_PAGE:
            raise TooManyLetters
        box, drawn, before = raw.FS_RECTF(), _Drawn(), None
        left, bottom, right, top = page.get_bbox()
        for index in range(max(number, 0)):
            code = raw.FPDFText_GetUnicode(text_page, index)
            if code in (10, 13):
                yield None
                continue
            if code == 32 or code == 0xA0:
                yield _Glyph(" ", 0, 0, 0, 0, 0, None)
                continue
            counts["letters"] += 1
            if is_private(code) or raw.FPDFText_HasUnicodeMapError(text_page, index) == 1:
                counts["unread"] += 1
                code = 0xFFFD if is_private(code) else code
            if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
                continue
            x0, x1 = sorted((box.left, box.right))
            y0, y1 = sorted((box.bottom, box.top))
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            if not (left - 1 <= middle[0] <= right + 1 and bottom - 1 <= middle[1] <= top + 1):
                continue
            quarter = _quarter(raw.FPDFText_GetCharAngle(text_page, index))
            size = (x1 - x0) if quarter in (1, 3) else (y1 - y0)
            # A surrogate pair comes as two characters; its first half waits in the text and is joined at the end.
            glyph = _Glyph(chr(code), x0, y0, x1, y1, max(size, 0.1), quarter)
            # The letters of a ligature come one after the other with one and the same box.
            ligature, before = before == (x0, y0, x1, y1), (x0, y0, x1, y1)
            if quarter is not None and (ligature or not drawn.again(glyph)):
                yield glyph
    finally:
        text_page.close()


def _quarter(angle: float) -> int | None:
    """An angle in quarter turns; None for one that is none."""
    turns = max(angle, 0.0) / (math.pi / 2)
    nearest = round(turns)
    return nearest % 4 if abs(turns - nearest) < 0.06 else None


def _pieces(written: list[_Glyph | None], quarter: int) -> Iterator[Piece]:
    """The pieces of the letters that are written at so many quarter turns, as if the page were turned upright."""
    builder = _Builder()
    for glyph in written:
        if glyph is None:
            yield from builder.end()
        elif glyph.text == " ":
            builder.space()
        elif glyph.quarter == quarter:
            place = Piece(glyph.text, glyph.x0, glyph.y0, glyph.x1, glyph.y1, glyph.size)
            yield from builder.add(moved(place, quarter) if quarter else place)
    yield from builder.end()


class _Builder:
    """Puts letters together until one stands elsewhere."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._box: list[float] = []
        self._last: Piece | None = None
        self._size = 0.0
        self._spaced = False
        self._sizes: list[float] = []

    def space(self) -> None:
        """White space before the next letter."""
        self._spaced = True

    def end(self) -> Iterator[Piece]:
        """The piece so far, if there is one."""
        if self._text:
            text = "".join(self._text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            # Single letters, of another font or with an accent, may be higher than all others.
            size = median_low(self._sizes)
            yield Piece(text, self._box[0], self._box[1], self._box[2], self._box[3], size)
        self._text, self._box, self._last, self._size, self._spaced = [], [], None, 0.0, False
        self._sizes = []

    def add(self, glyph: Piece) -> Iterator[Piece]:
        """Put a letter to the piece, or begin a new one with it."""
        last = self._last
        if last is None:
            self._begin(glyph)
            return
        size = max(self._size, glyph.size)
        gap = glyph.x0 - last.x1
        raised = self._is_raised(glyph)
        same_row = raised or abs(glyph.middle - last.middle) < 0.35 * size or self._returns(glyph)
        if not same_row or gap > _APART * size or gap < -size:
            yield from self.end()
            self._begin(glyph)
            return
        if self._accented(glyph, last):
            return
        if self._spaced:
            self._text.append(" ")
        self._text.append(superior(glyph.text) if raised else glyph.text)
        self._grow(glyph, raised)

    def _begin(self, glyph: Piece) -> None:
        self._text, self._box = [glyph.text], [glyph.x0, glyph.y0, glyph.x1, glyph.y1]
        self._last, self._size, self._spaced = glyph, glyph.size, False
        self._sizes = [glyph.size]

    def _grow(self, glyph: Piece, raised: bool) -> None:
        self._box[0] = min(self._box[0], glyph.x0)
        self._box[2] = max(self._box[2], glyph.x1)
        if not raised:
            self._box[1], self._box[3] = min(self._box[1], glyph.y0), max(self._box[3], glyph.y1)
            self._size = max(self._size, glyph.size)
            self._sizes.append(glyph.size)
        self._last, self._spaced = glyph, False

    def _is_raised(self, glyph: Piece) -> bool:
        """Whether a letter is a small one above the line, as the marks of footnotes are."""
        foot = self._box[1]
        inside = foot + _RAISED * self._size < glyph.y0 < self._box[3]
        return glyph.size < _SMALLER * self._size and inside

    def _returns(self, glyph: Piece) -> bool:
        """Whether a letter goes on at the height of the piece after a raised one."""
        return abs(glyph.middle - (self._box[1] + self._box[3]) / 2) < 0.35 * max(self._size, glyph.size)

    def _accented(self, glyph: Piece, last: Piece) -> bool:
        """Put an accent that is drawn over a letter on it, whichever of the two comes first."""
        if self._spaced and glyph.x0 >= last.x1:
            return False
        overlap = min(glyph.x1, last.x1) - max(glyph.x0, last.x0)
        if overlap < _ACCENT_OVERLAP * min(glyph.x1 - glyph.x0, last.x1 - last.x0):
            return False
        if self._text[-1] in JOINING and glyph.text.isalpha():
            self._text[-1] = joined(self._text[-1], glyph.text)
        elif glyph.text in JOINING and self._text[-1].isalpha():
            self._text[-1] = joined(glyph.text, self._text[-1])
        else:
            return False
        self._grow(glyph, raised=False)
        return True
