"""Events over time as bars, by year, or by month where all lie within three years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from knell.drawing import Numbers, numbers

WIDTH, HEIGHT = 440.0, 180.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 6.0, 12.0, 26.0
_MOST_TICKS = 7
_WIDEST = 28.0
_MOST_YEARS_BY_MONTH = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month in which events began."""

    x: float
    y: float
    width: float
    height: float
    start: date
    events: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; ``ticks`` are places and the first day of what they stand for."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, date], ...]
    y: Numbers
    by_year: bool
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - _BOTTOM
    width: float = WIDTH
    height: float = HEIGHT


def is_by_year(years: Mapping[str, int]) -> bool:
    """Whether events lie too far apart to be shown by month."""
    return int(max(years)) - int(min(years)) >= _MOST_YEARS_BY_MONTH


def drawn(counts: Mapping[str, int], by_year: bool) -> Timeline:
    """Bars for counts by ``YYYY`` or ``YYYY-MM``; years and months without an event keep their room."""
    first, last = _place(min(counts), by_year), _place(max(counts), by_year)
    step = (WIDTH - _LEFT - _RIGHT) / (last - first + 1)
    width = min(max(step - (2 if step > 6 else 0), 1.0), _WIDEST)
    axis = numbers([0, *counts.values()], HEIGHT - _BOTTOM, _TOP)

    def at(place: int) -> float:
        return _LEFT + step * (place - first + 0.5)

    bars = []
    for name in sorted(counts):
        top = axis.at(counts[name])
        middle, height = at(_place(name, by_year)), HEIGHT - _BOTTOM - top
        bar = (middle - width / 2, top, width, height)
        x, y, wide, high = (round(one, 1) for one in bar)
        bars.append(Bar(x, y, wide, high, _day(_place(name, by_year), by_year), counts[name]))
    every = -(-(last - first + 1) // _MOST_TICKS)
    ticks = tuple((round(at(place), 1), _day(place, by_year)) for place in range(first, last + 1, every))
    return Timeline(tuple(bars), ticks, axis, by_year)


def _place(name: str, by_year: bool) -> int:
    return int(name) if by_year else int(name[:4]) * 12 + int(name[5:7]) - 1


def _day(place: int, by_year: bool) -> date:
    return date(place, 1, 1) if by_year else date(place // 12, place % 12 + 1, 1)
