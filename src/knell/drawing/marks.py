"""The marks that charts share: a number of a source, a range with its open ends along a line."""

from __future__ import annotations

from collections.abc import Iterable

from knell.drawing.letters import measured
from knell.drawing.scales import Numbers
from knell.drawing.svg import EDGE, INK, LINE, MARGIN, PALETTE, PAPER, element, rule, text
from knell.drawing.wording import Words

OPEN = 20.0
RADIUS = 7.5


def room(written: Iterable[str], most: float) -> float:
    """How wide the column of figures is: as the widest of them, but not wider than ``most``."""
    return min(max((measured(one, 11, bold=True) for one in written), default=0) + 10, most)


def numbered(x: float, y: float, number: int, colour: int) -> str:
    """The mark of a source: its number, on its colour."""
    ring = element("circle", cx=x, cy=y, r=RADIUS, fill=PALETTE[colour], stroke=PAPER, stroke_width=1.5)
    size = 9.5 if number < 10 else 8.2 if number < 100 else 6.2
    words = text(x, round(y + 3.4, 1), f"{number}", size=size, anchor="middle", fill=PAPER, bold=True)
    return ring + (words if number else "")


def arrow(x: float, y: float, turn: int, stroke: str) -> str:
    """The end of an open range: its point to the left or right (``turn`` -1 or 1)."""
    x, back = round(x, 1), round(x - 6 * turn, 1)
    return element("path", d=f"M{back:g} {y - 4:g}L{x:g} {y:g}L{back:g} {y + 4:g}", fill="none", stroke=stroke,
                   stroke_width=1.75)  # fmt: skip


def lying(
    low: float | None, high: float | None, y: float, stroke: str, width: float = 5, best: float | None = None
) -> str:
    """A range from left to right; an end that is None is open and has an arrow, beyond the best of it."""
    if low is None and high is None:
        return ""
    parts = []
    known = [place for place in (low, best, high) if place is not None]
    first, last = min(known), max(known)
    if last > first or low == high:
        parts.append(rule(first, y, max(last, first + 0.5), y, stroke, width))
    if high is None:
        parts += [rule(last, y, last + OPEN, y, stroke, 2, "3 2"), arrow(last + OPEN, y, 1, stroke)]
    if low is None:
        parts += [rule(first - OPEN, y, first, y, stroke, 2, "3 2"), arrow(first - OPEN, y, -1, stroke)]
    parts += [rule(end, y - 5, end, y + 5, stroke, 1.5) for end in (low, high) if end is not None]
    return "".join(parts)


def point(x: float, y: float, fill: str = INK, hollow: bool = False) -> str:
    """One number."""
    inside, edge = (PAPER, fill) if hollow else (fill, PAPER)
    return element("circle", cx=x, cy=y, r=4.0 if hollow else 4.5, fill=inside, stroke=edge, stroke_width=1.5)


def grid(axis: Numbers, top: float, bottom: float, width: float, words: Words) -> list[str]:
    """The numbers of an axis from left to right, over the rows of a sheet."""
    parts = []
    for tick in axis.ticks:
        parts.append(rule(tick.at, top, tick.at, bottom, LINE))
        parts.append(text(tick.at, top - 6, words.tick(tick), size=10, anchor="middle"))
    parts.append(rule(MARGIN, top, width - MARGIN, top, EDGE))
    return parts
