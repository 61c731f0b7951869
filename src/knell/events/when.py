"""Points for the days of two events: the same, near each other, or days of a year that is not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from knell.events.local import SHORT_DAYS, Local, days
from knell.events.reason import Reason
from knell.model import Interval

# Reports may differ by a day (midnight, time zones), or err by a few when much else agrees.
A_DAY = timedelta(days=1)
SLACK = timedelta(days=3)

# News of an event come out within these days.
_NEWS = timedelta(days=7)

# Days of which less is shared hardly overlap.
LITTLE = 0.2

# Points for a day of a year that is not told, and which is one of no more days than these.
_YEAR_DAY, _FEW_DAYS = 2.5, 7


def began(local: Local) -> tuple[str, str] | None:
    """Where and on which day a long period began; None for an incident, and where only months or years are meant."""
    interval, country = local.interval, local.country
    if interval is None or country is None or local.placed:
        return None
    if days(interval) <= SHORT_DAYS or interval.start.day == 1:
        return None
    return country, interval.start.isoformat()


def few_days(local: Local) -> Sequence[date]:
    """The days of an event of a week at most; none of a longer one."""
    interval = local.interval
    if interval is None or not local.dated or days(interval) > _FEW_DAYS:
        return ()
    return [interval.start + timedelta(days=number) for number in range(days(interval))]


def alike(a: Interval | None, b: Interval | None) -> float:
    """The days that two intervals share, as a share of the days of either."""
    if a is None or b is None:
        return 0.0
    shared = (min(a.end, b.end) - max(a.start, b.start)).days + 1
    return max(shared, 0) / (days(a) + days(b) - shared)


def days_between(a: Interval, b: Interval) -> timedelta:
    """How long lies between two intervals; nothing where they touch."""
    return max(a.start - b.end, b.start - a.end, timedelta(0))


def dates(a: Local, b: Local, borne_out: bool) -> Iterator[Reason]:
    """Points for days; other days speak against a link where no name or figure bears it out."""
    mine, other = a.interval, b.interval
    if mine is None or other is None:
        yield from _news(a, b)
    elif not (a.dated and b.dated):
        long = max(days(mine), days(other)) > SHORT_DAYS
        yield (0.5, "within the same long period") if long else (1.5, "same weeks")
    elif gap := days_between(mine, other):
        points = 1.0 if gap <= A_DAY else 0.0
        words = "a day apart" if gap <= A_DAY else f"{gap.days} days apart"
        yield points if borne_out else points - 3, words
    else:
        shared = alike(mine, other)
        if shared >= 0.5:
            yield 4.0, "same days"
        else:
            yield (3.0, "days overlap") if shared >= LITTLE else (1.5, "days overlap a little")


def _news(a: Local, b: Local) -> Iterator[Reason]:
    """Without a date, news of one week may be about one event, where their places are known."""
    if a.country is None or b.country is None:
        return
    if a.interval is not None or b.interval is not None:
        dated, undated = (a, b) if a.interval is not None else (b, a)
        if dated.dated and dated.interval is not None and undated.news is not None:
            since = undated.news - dated.interval.end
            if -A_DAY <= since <= _NEWS:
                yield 1.5, f"undated, but published {max(since.days, 0)} days after"
    elif a.news is not None and b.news is not None and abs(a.news - b.news) <= _NEWS:
        yield 1.5, f"undated, but published {abs(a.news - b.news).days} days apart"


def beginnings(a: Local, b: Local) -> Iterator[Reason]:
    """Two totals "since the war began": as long as they run, they began on the same day of the same country."""
    if began(a) is not None and began(a) == began(b):
        yield 4.5, "long periods that began on the same day"


def year_days(a: Local, b: Local) -> Iterator[Reason]:
    """A day without a year that is also the other's; one that is told so may be that of a statement, the day after."""
    if a.interval is None and b.interval is None:
        if a.year_days & b.year_days:
            yield _YEAR_DAY, "told with the same day of a year"
        return
    dated, undated = (a, b) if a.interval is not None else (b, a)
    if any((day.month, day.day) in undated.year_days for day in few_days(dated)):
        yield _YEAR_DAY, "told with its day of a year"
