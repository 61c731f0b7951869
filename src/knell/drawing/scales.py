"""Where numbers and days lie on an axis, and which of them are written beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_FAR_APART = 20
_STEPS = (1, 2, 5)
_MOST_POWERS = 8
_MONTHS = (1, 2, 3, 6)
_DAY, _MONTH, _YEAR = 1, 30.44, 365.2425
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is written there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """An axis of numbers between two pixels; ``is_log`` where they lie too far apart for equal steps."""

    low: float
    high: float
    first: float
    last: float
    is_log: bool
    ticks: tuple[Tick, ...]

    def at(self, number: float) -> float:
        """Where a number lies."""
        return _between(_moved(self.low, self.is_log), _moved(self.high, self.is_log), _moved(number, self.is_log),
                        self.first, self.last)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """An axis of days between two pixels."""

    low: date
    high: date
    first: float
    last: float
    ticks: tuple[Tick, ...]

    def at(self, day: date) -> float:
        """Where a day lies."""
        return _between(self.low.toordinal(), self.high.toordinal(), day.toordinal(), self.first, self.last)


def numbers(values: Sequence[int], first: float, last: float) -> Numbers:
    """An axis for some numbers, none below 0; from 0 unless they all lie close together far from it."""
    least, most = min(values), max(values)
    above = [value for value in values if value > 0]
    if above and most / min(above) > _FAR_APART:
        low, high, steps = _powers(0 if least == 0 else min(above), most)
    else:
        low, high, steps = _even(least, most)
    scale = Numbers(low, high, first, last, bool(above) and most / min(above) > _FAR_APART, ())
    ticks = tuple(Tick(round(scale.at(step), 1), f"{step:,}") for step in steps)
    return Numbers(low, high, first, last, scale.is_log, ticks)


def days(values: Sequence[date], first: float, last: float, most: int = 8) -> Days:
    """An axis for some days, with at most so many of them written beside it."""
    low, high = min(values), max(values)
    spread = max(high.toordinal() - low.toordinal(), 6)
    margin = max(spread // 25, 1)
    low = date.fromordinal(max(low.toordinal() - margin, 1))
    high = date.fromordinal(min(max(high.toordinal(), low.toordinal() + spread) + margin, date.max.toordinal()))
    axis = Days(low, high, first, last, ())
    ticks = tuple(Tick(round(axis.at(day), 1), words) for day, words in _dates(low, high, most))
    return Days(low, high, first, last, ticks)


def named(axis: Days, months: Sequence[str], most: int = 8) -> tuple[Tick, ...]:
    """The days written beside an axis, with months named as they are in another language."""
    return tuple(Tick(round(axis.at(day), 1), words) for day, words in _dates(axis.low, axis.high, most, months))


def _between(low: float, high: float, value: float, first: float, last: float) -> float:
    return (first + last) / 2 if low == high else first + (value - low) / (high - low) * (last - first)


def _moved(number: float, is_log: bool) -> float:
    return math.log10(number + 1) if is_log else number


def _powers(least: int, most: int) -> tuple[float, float, list[int]]:
    bottom = 0 if least == 0 else int(math.log10(least))
    top = math.ceil(math.log10(most))
    powers = [10**power for power in range(bottom, top + 1)]
    # The more of them there are, the fewer stand between them.
    for between in (_STEPS, (1, 3), (1,)):
        steps = [step for power in powers for digit in between if (step := digit * power) <= max(most * 2, 10)]
        if len(steps) <= _MOST_POWERS:
            break
    thin = max(1, math.ceil(len(steps) / _MOST_POWERS))
    low = 0 if least == 0 else steps[0]
    return low, max(most * 1.15, steps[-1]), ([0] if least == 0 else []) + steps[::thin]


def _even(least: int, most: int) -> tuple[float, float, list[int]]:
    near = least > 0 and most > least and (most - least) / most < 0.5
    floor = least if near else 0
    step = _nice(max(most - floor, 1) / 4)
    # What is least keeps off the line of the days.
    low = max(0, (floor - 1) // step * step) if floor else 0
    high = (most // step + 1) * step
    return low, high, list(range(low, high + 1, step))


def _nice(rough: float) -> int:
    power = int(10 ** max(0, math.floor(math.log10(max(rough, 1)))))
    return next((digit * power for digit in _STEPS if digit * power >= rough), 10 * power)


def _dates(low: date, high: date, most: int, names: Sequence[str] = MONTHS) -> list[tuple[date, str]]:
    spread = high.toordinal() - low.toordinal()
    if spread / _YEAR >= 2.5:
        step = _nice(spread / _YEAR / most)
        years = range(-(-(low.year + (low > date(low.year, 1, 1))) // step) * step, high.year + 1, step)
        return [(date(year, 1, 1), str(year)) for year in years]
    if spread / _MONTH >= 3:
        every = next((step for step in _MONTHS if spread / _MONTH / step <= most), 12)
        months = range(low.year * 12 + low.month, high.year * 12 + high.month)
        return [(date(month // 12, month % 12 + 1, 1), f"{names[month % 12]} {month // 12}")
                for month in months if month % 12 % every == 0]  # fmt: skip
    step = _nice(spread / most)
    return [
        (day, f"{day.day} {names[day.month - 1]} {day.year}")
        for day in map(date.fromordinal, range(low.toordinal() + step, high.toordinal(), step))
    ]
