"""TIMEX2 values as days.

A value is right when first and last day are the same. Where the notation leaves room, so does this: a season may
begin and end a month aside, the winter of a year is either of its two, a night is its day or that day and the
next. With ``mod`` START, MID or END ("early 1950") a part of the period is right too: one that begins with it, lies
inside it, or ends with it.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\w*).*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(\d|WE))?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_YEARS = re.compile(r"\d{2,4}")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_NIGHT = "NI"

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Value:
    """The days a TIMEX2 value may stand for; ``slack`` is how many days either end may be off."""

    choices: tuple[Days, ...]
    mod: str | None = None
    slack: int = 0

    def accepts(self, start: date, end: date) -> bool:
        """Whether the days from ``start`` to ``end`` are this value."""
        return any(self._is(choice, start, end) for choice in self.choices)

    def starts(self, day: date) -> bool:
        """Whether a stretch that begins with this value may begin on a day."""
        return any(abs((first - day).days) <= self.slack for first, _ in self.choices)

    def ends(self, day: date) -> bool:
        """Whether a stretch that ends with this value may end on a day."""
        return any(abs((last - day).days) <= self.slack for _, last in self.choices)

    def overlaps(self, start: date, end: date) -> bool:
        """Whether the days share one with this value."""
        return any(first <= end and start <= last for first, last in self.choices)

    def _is(self, choice: Days, start: date, end: date) -> bool:
        first, last = choice
        if abs((first - start).days) <= self.slack and abs((last - end).days) <= self.slack:
            return True
        if not first <= start <= end <= last:
            return False
        return (self.mod == "START" and start == first) or (self.mod == "END" and end == last) or self.mod == "MID"


def value_of(val: str, mod: str | None = None) -> Value | None:
    """The days of a TIMEX2 ``val``; None for what is no stretch of days after the year 1.

    None are durations (``P..``), references (``PAST_REF``), years before Christ and anything with an ``X`` in its date.
    """
    try:
        choices, slack = _choices(val)
    except (ValueError, OverflowError):
        return None
    return Value(choices, mod, slack) if choices else None


def _choices(val: str) -> tuple[tuple[Days, ...], int]:
    if day := _DAY.fullmatch(val):
        one = date(int(day[1]), int(day[2]), int(day[3]))
        if day[4] == _NIGHT:
            return ((one, one), (one, one + timedelta(days=1))), 0
        return ((one, one),), 0
    if month := _MONTH.fullmatch(val):
        return (_months(int(month[1]), int(month[2]), 1),), 0
    if week := _WEEK.fullmatch(val):
        return (_week(int(week[1]), int(week[2]), week[3]),), 0
    if part := _PART.fullmatch(val):
        return _part(int(part[1]), part[2])
    if _YEARS.fullmatch(val):
        span = 10 ** (4 - len(val))
        first = int(val) * span
        return ((date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)),), 0
    return (), 0


def _part(year: int, part: str) -> tuple[tuple[Days, ...], int]:
    if part in _SEASONS:
        both = ((year, 12), (year - 1, 12)) if part == "WI" else ((year, _SEASONS[part]),)
        return tuple(_months(y, m, 3) for y, m in both), 31
    length = 3 if part[0] == "Q" else 6
    return (_months(year, (int(part[1]) - 1) * length + 1, length),), 0


def _week(year: int, week: int, day: str | None) -> Days:
    if day == "WE":
        return date.fromisocalendar(year, week, 6), date.fromisocalendar(year, week, 7)
    if day:
        return (one := date.fromisocalendar(year, week, int(day))), one
    return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)


def _months(year: int, month: int, length: int) -> Days:
    """The days of ``length`` months from the first of one on."""
    last = month - 1 + length - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    return date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1])
