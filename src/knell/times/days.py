"""Days, months, seasons and their parts as intervals; UCDP's date precision."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from knell.model import Interval

# A season's first month on the northern half of the globe; the winter of a year is the one that begins in it.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
# Which thirds of a month (by its days) and of a year or decade (by months or years) the words mean.
_MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}
_YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first_half": (1, 6), "second_half": (7, 12)}
# More hours than this are no way to count days.
_MANY_HOURS = 9000
_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first_half": (0, 4), "second_half": (5, 9)}


def only_within(told: Sequence[Interval], stretch: Interval) -> Interval | None:
    """The only one of some days, each given once and in order, that lies in a stretch of time; None for two."""
    found: Interval | None = None
    at = bisect_left(told, stretch.start, key=lambda one: one.start)
    while at < len(told) and told[at].start <= stretch.end:
        if told[at].end <= stretch.end:
            if found is not None:
                return None
            found = told[at]
        at += 1
    return found


def precision(start: date, end: date) -> int:
    """UCDP ``date_prec`` by length: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    days = (end - start).days + 1
    if days == 1:
        return 1
    if days <= 6:
        return 2
    if days == 7:
        return 3
    return 4 if days <= 31 else 5


def between(start: date, end: date) -> Interval | None:
    """The interval of two days; None when they are the wrong way round."""
    return Interval(start, end, precision(start, end)) if start <= end else None


def day(year: int, month: int, number: int) -> Interval | None:
    """One day; None when the calendar does not have it."""
    try:
        one = date(year, month, number)
    except ValueError:
        return None
    return Interval(one, one, 1)


def months(year: int, month: int, count: int = 1) -> Interval | None:
    """Whole months from the first of one on; None outside the calendar."""
    last = month - 1 + count - 1
    end_year, end_month = year + last // 12, last % 12 + 1
    if not (1 <= month <= 12 and year >= 1 and end_year <= 9999):
        return None
    return between(date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]))


def years(first: int, last: int) -> Interval | None:
    """Whole years; None outside the calendar or the wrong way round."""
    if not 1 <= first <= last <= 9999:
        return None
    return between(date(first, 1, 1), date(last, 12, 31))


def season(year: int, name: str) -> Interval | None:
    """The three months of a season."""
    return months(year, SEASONS[name], 3)


def week_of(one: date) -> Interval | None:
    """Monday to Sunday around a day."""
    return days_from(one, -one.weekday(), 6 - one.weekday())


def days_from(one: date, first: int, last: int) -> Interval | None:
    """From ``first`` to ``last`` days away from a day; None outside the calendar."""
    try:
        return between(one + timedelta(days=first), one + timedelta(days=last))
    except OverflowError:
        return None


def part_of(whole: Interval | None, part: str | None) -> Interval | None:
    """The part of a month, year, decade or other stretch that words such as "early" name."""
    if whole is None or part is None:
        return whole
    start, end = whole.start, whole.end
    length = (end - start).days + 1
    if start.day == 1 and start.month == end.month and start.year == end.year:
        first, last = _MONTH_PARTS[part]
        return between(start.replace(day=first), min(start + timedelta(days=last - 1), end))
    if length in (365, 366) and start.day == start.month == 1:
        first, last = _YEAR_PARTS[part]
        return months(start.year, first, last - first + 1)
    if end.year - start.year == 9 and start.day == start.month == 1:
        first, last = _DECADE_PARTS[part]
        return years(start.year + first, start.year + last)
    third, half = max(length // 3, 1), max(length // 2, 1)
    cuts = {
        "early": (0, third - 1),
        "mid": (third, max(length - third - 1, third)),
        "late": (length - third, length - 1),
        "first_half": (0, half - 1),
        "second_half": (min(half, length - 1), length - 1),
    }
    return days_from(start, *cuts[part])


def add_months(one: date, count: int) -> date | None:
    """The same day some months on, or the last of that month where it is shorter; None outside the calendar."""
    total = one.year * 12 + one.month - 1 + count
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(one.day, monthrange(year, month)[1]))


def away(one: date, count: int, unit: str) -> Interval | None:
    """The day, week (three days either way), month, year or decade that lies ``count`` units from a day."""
    if unit == "day":
        return days_from(one, count, count) if abs(count) < 400_000 else None
    if unit in ("week", "fortnight"):
        days = count * (7 if unit == "week" else 14)
        return days_from(one, days - 3, days + 3) if abs(count) < 50_000 else None
    if unit == "month":
        there = add_months(one, count)
        return months(there.year, there.month) if there else None
    scale = {"year": 1, "decade": 10, "century": 100}.get(unit)
    if scale is None:
        return None
    return years(one.year + count * scale, one.year + count * scale)


def in_hours(count: int, unit: str) -> tuple[int, int]:
    """How many days on so many hours lead at least and at most, from an hour that is not told; minutes lead to none."""
    return (count // 24, -(-count // 24)) if unit == "hour" and count < _MANY_HOURS else (0, 0)


def unit_around(one: date, unit: str, step: int = 0) -> Interval | None:
    """The calendar week, weekend, month, year, decade or century that a day lies in, or one before or after it."""
    if unit == "week":
        week = week_of(one)
        return days_from(week.start, 7 * step, 7 * step + 6) if week else None
    if unit == "weekend":
        # The weekend that has begun, else the one that has passed.
        saturday = -((one.weekday() - 5) % 7)
        # on a weekday the last weekend is the one that has just passed
        step += 1 if step < 0 and one.weekday() < 5 else 0
        return days_from(one, saturday + 7 * step, saturday + 7 * step + 1)
    if unit == "month":
        there = add_months(one, step)
        return months(there.year, there.month) if there else None
    if unit == "year":
        return years(one.year + step, one.year + step)
    if unit == "decade":
        first = one.year // 10 * 10 + 10 * step
        return years(max(first, 1), first + 9)
    if unit == "century":
        first = one.year // 100 * 100 + 100 * step
        return years(max(first, 1), first + 99)
    return None
