"""From the blocks of a page to its lines: pieces put together, cells of a table kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles

from knell.reports.pdf.columns import blocks
from knell.reports.pdf.letters import plain
from knell.reports.pdf.shapes import Line, Piece, Row

# Wider white than this, in sizes of the letters, parts the cells of a table; words of one line stand nearer.
_CELL = 2.0
_EQUAL = 1.3
_BETWEEN_CELLS = " | "
_MARKER = re.compile(r"(?:[^\w\s]|[\w]{1,4}[.)])", re.UNICODE)


def lines_of(pieces: Sequence[Piece], page: int) -> Iterator[Line]:
    """The lines of a page in reading order."""
    for number, rows in enumerate(blocks(pieces)):
        left, right = _edges(rows)
        # Where most rows are one stretch of text, a row of single words is a line drawn out to the margin.
        running = median(len(row.pieces) for row in rows) < 2
        for row in rows:
            text = _text(row, running and _is_drawn_out(row, right))
            if text:
                largest = max(row.pieces, key=lambda piece: len(piece.text))
                x1 = max(piece.x1 for piece in row.pieces)
                yield Line(text, row.pieces[0].x0, x1, largest.y0, largest.size, page, number, left, right)


def _is_drawn_out(row: Row, right: float) -> bool:
    """Whether the words of a row stand equally far apart, and the last of them at the margin."""
    whites = [b.x0 - a.x1 for a, b in pairwise(row.pieces)]
    if not whites or any(" " in piece.text.strip() for piece in row.pieces):
        return False
    return row.pieces[-1].x1 > right - row.pieces[-1].size and max(whites) < _EQUAL * min(whites)


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Where the lines of a block begin and end; a line or two that stand out do not count."""
    starts = sorted(row.pieces[0].x0 for row in rows)
    ends = sorted(max(piece.x1 for piece in row.pieces) for row in rows)
    if len(rows) < 4:
        return starts[0], ends[-1]
    return quantiles(starts, n=10)[0], quantiles(ends, n=10)[-1]


def _text(row: Row, drawn_out: bool) -> str:
    """The text of a row. A number in one cell must not run together with that of the next."""
    parts: list[str] = []
    end = 0.0
    for piece in row.pieces:
        text = plain(piece.text)
        if not text:
            continue
        if parts:
            listed = len(parts) == 1 and _MARKER.fullmatch(parts[0])
            apart = piece.x0 - end > _CELL * piece.size and not listed and not drawn_out
            parts.append(_BETWEEN_CELLS if apart else " ")
        parts.append(text)
        end = piece.x1
    return "".join(parts)
