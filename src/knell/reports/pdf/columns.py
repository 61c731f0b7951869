"""The order in which a page is read: columns are found by the white gutters between them.

A gutter is a white stretch that goes down over several rows with running text on both sides. Short texts on both sides
are the cells of a table, which is read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from statistics import median

from knell.reports.pdf.shapes import Piece, Row, rows_of

_INFINITE = 1e9
# A gutter is at least so wide, in sizes of the letters, and has so many rows of text on either side.
_NARROWEST, _FEWEST_ROWS = 0.9, 3
# Running text has rows of so many letters; shorter ones are cells.
_RUNNING = 16
_MOST_GUTTERS, _MOST_TRIED = 64, 24
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class _Gutter:
    low: float
    high: float
    first: int
    last: int

    @property
    def rows(self) -> int:
        return self.last - self.first + 1


def blocks(pieces: Sequence[Piece], depth: int = 0) -> Iterator[list[Row]]:
    """The columns of a page in reading order, each as its rows."""
    rows = rows_of(list(pieces))
    if not rows:
        return
    gutter = _best(rows) if depth < _DEEPEST else None
    if gutter is None:
        yield rows
        return
    yield from blocks(_of(rows[: gutter.first]), depth + 1)
    inside = _of(rows[gutter.first : gutter.last + 1])
    yield from blocks([p for p in inside if p.x1 <= gutter.low + 0.01], depth + 1)
    yield from blocks([p for p in inside if p.x0 >= gutter.high - 0.01], depth + 1)
    yield from blocks(_of(rows[gutter.last + 1 :]), depth + 1)


def _of(rows: Sequence[Row]) -> list[Piece]:
    return [piece for row in rows for piece in row.pieces]


def _best(rows: Sequence[Row]) -> _Gutter | None:
    """The gutter that most rows share and that has running text on both sides."""
    narrowest = _NARROWEST * median(piece.size for row in rows for piece in row.pieces)
    found = nsmallest(_MOST_TRIED, _gutters(rows, narrowest), key=lambda g: (-g.rows, g.low - g.high, g.low))
    return next((gutter for gutter in found if _parts_text(rows, gutter)), None)


def _gutters(rows: Sequence[Row], narrowest: float) -> Iterator[_Gutter]:
    """White stretches that go down over several rows, each as wide as all of its rows leave it."""
    open_ones: list[_Gutter] = []
    for number, row in enumerate(rows):
        whites = _whites(row)
        going_on: dict[tuple[float, float], _Gutter] = {}
        for gutter in open_ones:
            kept = False
            for low, high in whites:
                both = max(low, gutter.low), min(high, gutter.high)
                if both[1] - both[0] >= narrowest:
                    kept = kept or both == (gutter.low, gutter.high)
                    _keep_longer(going_on, _Gutter(*both, gutter.first, number))
            if not kept:
                yield from _closed(gutter)
        for low, high in whites:
            if high - low >= narrowest:
                _keep_longer(going_on, _Gutter(low, high, number, number))
        open_ones = sorted(going_on.values(), key=lambda g: (g.first, g.low))[:_MOST_GUTTERS]
    for gutter in open_ones:
        yield from _closed(gutter)


def _keep_longer(gutters: dict[tuple[float, float], _Gutter], new: _Gutter) -> None:
    place = (new.low, new.high)
    if place not in gutters or gutters[place].first > new.first:
        gutters[place] = new


def _closed(gutter: _Gutter) -> Iterator[_Gutter]:
    if gutter.low > -_INFINITE and gutter.high < _INFINITE and gutter.rows >= _FEWEST_ROWS:
        yield gutter


def _whites(row: Row) -> list[tuple[float, float]]:
    """The white stretches of a row, the margins among them."""
    found, end = [], -_INFINITE
    for piece in row.pieces:
        if piece.x0 > end:
            found.append((end, piece.x0))
        end = max(end, piece.x1)
    return [*found, (end, _INFINITE)]


def _parts_text(rows: Sequence[Row], gutter: _Gutter) -> bool:
    """Whether running text stands on both sides of a gutter."""
    left: list[int] = []
    right: list[int] = []
    for row in rows[gutter.first : gutter.last + 1]:
        on_left = sum(len(piece.text) for piece in row.pieces if piece.x1 <= gutter.low + 0.01)
        on_right = sum(len(piece.text) for piece in row.pieces if piece.x0 >= gutter.high - 0.01)
        left += [on_left] if on_left else []
        right += [on_right] if on_right else []
    enough = min(len(left), len(right)) >= _FEWEST_ROWS
    return enough and median(left) >= _RUNNING and median(right) >= _RUNNING
