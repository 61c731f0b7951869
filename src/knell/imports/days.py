"""Days in cells: what can mean only one day, in the order of day and month that the column is known to have."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from knell.model import Interval
from knell.times import find


class Order(StrEnum):
    """How the days of a column are written where numbers alone do not tell."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    UNKNOWN = "unknown"
    EXCEL = "excel"


_TIME = r"(?:[T ]\d{1,2}:\d{2}\S{0,20})?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_YEAR = re.compile(r"(?:1[5-9]|20)\d{2}", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?", re.ASCII)
# The days of 1954 and of 2119 as Excel counts them: smaller and larger numbers are something else.
_SERIALS = range(20_000, 80_000)
_EPOCH = date(1899, 12, 30)
_EARLIEST = date(1500, 1, 1)
_LONGEST, _MEMORY = 60, 1 << 16


def order_of(values: Iterable[str]) -> Order | None:
    """The order of day and month in a column, by the numbers that can be no month; None where no cell needs one."""
    day_first = month_first = serials = others = needed = 0
    for value in values:
        text = value.strip()
        if (found := _NUMBERS.fullmatch(text)) is not None and found.group(2) != ".":
            first, second = int(found.group(1)), int(found.group(3))
            needed += 1
            day_first += first > 12 >= second
            month_first += second > 12 >= first
        serials += _is_serial(text)
        others += bool(text) and not _is_serial(text)
    if serials and not others:
        return Order.EXCEL
    if not needed:
        return None
    if day_first and not month_first:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if month_first and not day_first else Order.UNKNOWN


@lru_cache(_MEMORY)
def days_in(text: str, order: Order | None, languages: Sequence[str]) -> Interval | None:
    """The days a cell names; None where it names none, or could mean two."""
    text = text.strip()
    try:
        interval = _in_numbers(text, order)
    except (ValueError, OverflowError):
        return None
    if interval is None and not _NUMBERS.fullmatch(text) and len(text) <= _LONGEST:
        interval = _in_words(text, languages)
    return interval if interval is not None and interval.start >= _EARLIEST else None


def of_parts(year: str, month: str, day: str) -> Interval | None:
    """The days that columns of year, month and day name together; 0 and empty are unknown."""
    try:
        numbers = [int(float(part)) if part.strip() else 0 for part in (year, month, day)]
        if not 1500 <= numbers[0] <= 2100 or numbers[1] < 0 or numbers[2] < 0:
            return None
        if not numbers[1]:
            return _year(numbers[0])
        if not numbers[2]:
            return _month(numbers[0], numbers[1])
        return _day(date(*numbers))
    except (ValueError, OverflowError):
        return None


def together(start: Interval, end: Interval) -> Interval | None:
    """From the first day of one to the last of the other; None where they are the wrong way round."""
    return None if end.end < start.start else between(start.start, end.end)


def between(start: date, end: date, precision: int | None = None) -> Interval:
    """An interval with UCDP's precision for its length, unless a coarser one is given."""
    length = (end - start).days + 1
    own = next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4)) if length <= most), 5)
    return Interval(start, end, max(own, precision or own))


def _in_numbers(text: str, order: Order | None) -> Interval | None:
    if (found := _ISO.fullmatch(text) or _PACKED.fullmatch(text)) is not None:
        return _day(date(*(int(part) for part in found.groups())))
    if (found := _NUMBERS.fullmatch(text)) is not None:
        return _in_order(int(found.group(1)), int(found.group(3)), int(found.group(4)), found.group(2), order)
    if order is Order.EXCEL and _is_serial(text):
        return _day(_EPOCH + timedelta(days=int(float(text))))
    if _YEAR.fullmatch(text):
        return _year(int(text))
    if (found := _MONTH.fullmatch(text)) is not None:
        return _month(int(found.group(1)), int(found.group(2)))
    return None


def _in_order(first: int, second: int, year: int, sign: str, order: Order | None) -> Interval | None:
    """A day of three numbers. With points between them the day stands first everywhere."""
    if order is Order.MONTH_FIRST and sign != ".":
        return _day(date(year, first, second))
    if order is Order.DAY_FIRST or sign == "." or first > 12:
        return _day(date(year, second, first))
    if second > 12 or first == second:
        return _day(date(year, first, second))
    return None


def _in_words(text: str, languages: Sequence[str]) -> Interval | None:
    """A day with the name of its month, when all of the cell is that day."""
    for code in languages:
        for mention in find(text, language=code, published=None):
            if (
                mention.interval is not None
                and not text[: mention.start].strip()
                and not text[mention.end :].strip(" .")
            ):
                return mention.interval
    return None


def _is_serial(text: str) -> bool:
    return _SERIAL.fullmatch(text) is not None and int(float(text)) in _SERIALS


def _day(day: date) -> Interval:
    return Interval(day, day, 1)


def _month(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), 4)


def _year(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31), 5)
