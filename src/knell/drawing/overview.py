"""Events over time as bars that a page can hold as they are; each leads to the events of its time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knell.drawing.scales import Numbers, Tick, numbers
from knell.record import Periods

WIDTH, HEIGHT = 920.0, 250.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 48.0, 10.0, 14.0, 30.0
_MOST_TICKS = 14
_WIDEST = 40.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month: where its bar stands, how many events began in it, its first and last day."""

    x: float
    y: float
    width: float
    height: float
    events: int
    start: date
    end: date
    words: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The drawing."""

    bars: tuple[Bar, ...]
    y: Numbers | None
    ticks: tuple[Tick, ...]
    by_year: bool
    undated: int
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - _BOTTOM
    width: float = WIDTH
    height: float = HEIGHT


def overview(found: Periods) -> Overview:
    """Bars of equal width for every year or month from the first to the last, also for those without an event."""
    if not found.periods:
        return Overview((), None, (), found.by_year, found.undated)
    counts = {period.start: period.events for period in found.periods}
    starts = list(_all(min(counts), max(counts), found.by_year))
    y = numbers([0, *counts.values()], HEIGHT - _BOTTOM, _TOP)
    step = (WIDTH - _LEFT - _RIGHT) / len(starts)
    width = min(max(step - (2 if step > 6 else 0), 1.0), _WIDEST)
    bars, ticks = [], []
    every = -(-len(starts) // _MOST_TICKS)
    for place, start in enumerate(starts):
        x = _LEFT + step * place + (step - width) / 2
        words = str(start.year) if found.by_year else f"{start:%B %Y}"
        if start in counts:
            top = y.at(counts[start])
            end = _end(start, found.by_year)
            bars.append(
                Bar(round(x, 1), round(top, 1), round(width, 1), round(HEIGHT - _BOTTOM - top, 1), counts[start],
                    start, end, words)
            )  # fmt: skip
        if place % every == 0:
            ticks.append(Tick(round(x + width / 2, 1), str(start.year) if found.by_year else f"{start:%b %Y}"))
    return Overview(tuple(bars), y, tuple(ticks), found.by_year, found.undated)


def _all(first: date, last: date, by_year: bool) -> Iterator[date]:
    if by_year:
        yield from (date(year, 1, 1) for year in range(first.year, last.year + 1))
        return
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    yield from (date(month // 12, month % 12 + 1, 1) for month in months)


def _end(start: date, by_year: bool) -> date:
    if by_year:
        return date(start.year, 12, 31)
    return start.replace(day=monthrange(start.year, start.month)[1])
