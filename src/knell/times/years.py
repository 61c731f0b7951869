"""Which year a day or month named without one belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knell.times.days import day, months
from knell.times.discourse import Discourse, Told

# Days told within these of each other belong to one story.
_ONE_STORY = 62
_FRESH = 31
# How many sentences on a year still holds, and how many more where the days follow each other closely.
_NEAR, _FAR = 2, 6
# A report dated a day before what it tells was written in another time zone.
_ZONE = 1
# What is named without a year and comes round again so soon is hardly last year's.
_AHEAD = 61
# A day that names an event long past is as well known as to need no year; so does the report's own day.
_NAMED = 183
_ANNIVERSARY = 7
# From November or December a story goes on to January, not back to it.
_MONTHS_BACK = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A day, or a whole month where ``number`` is None, whose year is asked for, and what its sentence says of it.

    ``entry``: it opens a line, as in a chronology; ``future``: it is to come; ``weekday``: the weekday beside it;
    ``named``: it names an event ("the May 18 uprising"); ``past``: "last 29 March";
    ``reported``: "told reporters on Jan. 20".
    """

    month: int
    number: int | None
    sentence: int
    paragraph: int
    future: bool = False
    weekday: int | None = None
    named: bool = False
    entry: bool = False
    past: bool = False
    reported: bool = False

    def first(self, year: int) -> date | None:
        """Its first day in a year; None where the calendar does not have it."""
        whole = day(year, self.month, self.number) if self.number is not None else months(year, self.month)
        return whole.start if whole else None


def year_for(discourse: Discourse, asked: Asked) -> tuple[int | None, str]:
    """The year, and why; None where neither the text nor its date settles it."""
    reference = discourse.reference
    if discourse.ahead is not None:
        return discourse.ahead, f"joined with a time of {discourse.ahead}"
    if asked.entry and discourse.chronicle is not None:
        return discourse.chronicle, f"an entry of {discourse.chronicle}"
    if asked.reported and reference is not None and (now := _just_reported(reference, asked)) is not None:
        return now, f"reported shortly before the report's date {reference}"
    told = _told(discourse, asked)
    told_year = _year_told(told, asked) if told else None
    if told_year is not None and discourse.history:
        return told_year, f"year {told_year} from what was told before"
    known = discourse.stated.get((asked.month, asked.number)) if asked.number is not None else None
    if known is not None:
        return known, f"the text dates it to {known} elsewhere"
    if reference is None:
        if told is not None and told_year is not None and _close(told, told_year, asked):
            return told_year, f"year {told_year} from what was told just before"
        return None, "no year is told near it and the report has no date"
    near = _last_year(reference, asked)
    if near is None:
        return None, "the calendar does not have this day"
    if asked.past:
        return near, f"the last one before the report's date {reference}"
    if asked.future:
        return _to_come(reference, asked, near)
    by_weekday = _by_weekday(discourse, asked, near)
    if by_weekday is not None:
        return by_weekday, f"year {by_weekday} was told, and the weekday fits it"
    if (
        told is not None
        and told_year not in (None, near)
        and _outweighs(told, told_year or near, near, asked, reference)
    ):
        return told_year, f"year {told_year} from what was told just before"
    later = _next_year(reference, asked)
    if asked.weekday is not None and later is not None and _falls_on(asked, later) and not _falls_on(asked, near):
        return later, "the weekday beside it fits the next one"
    open_because = _left_open(discourse, asked, near, reference)
    return (None, open_because) if open_because else (near, f"nearest before the report's date {reference}")


def _just_reported(reference: date, asked: Asked) -> int | None:
    near = _last_year(reference, asked)
    first = asked.first(near) if near is not None else None
    return near if first is not None and (reference - first).days <= _ANNIVERSARY else None


def _to_come(reference: date, asked: Asked, near: int) -> tuple[int | None, str]:
    """The next one, unless the last one has only just been: then the words may speak of either."""
    first, later = asked.first(near), _next_year(reference, asked)
    if later != near and first is not None and (reference - first).days <= _AHEAD:
        return None, "to come by its words, but only just past; the year is open"
    return later, f"to come, after the report's date {reference}"


def _left_open(discourse: Discourse, asked: Asked, near: int, reference: date) -> str | None:
    """Why the nearest year is not to be trusted, if it is not."""
    apart = [(first - reference).days for year in range(near - 1, near + 2) if (first := asked.first(year)) is not None]
    if asked.number is not None and discourse.remembering and any(abs(days) <= _ANNIVERSARY for days in apart):
        return "the day of an anniversary; the text does not say of which year"
    if any(_ZONE < days <= _AHEAD for days in apart):
        return "soon after the report's date; the year is open"
    first = asked.first(near)
    if asked.named and first is not None and not 0 < (reference - first).days <= _NAMED:
        return "the name of an event; the text does not say of which year"
    return None


def _told(discourse: Discourse, asked: Asked) -> Told | None:
    """What sets the year here: a year named in the same sentence, else the story so far."""
    aside = discourse.aside
    if aside is not None and aside.reading.kind == "explicit" and not aside.reading.bound:
        beside = aside.sentence == asked.sentence
        if beside or (discourse.anchor is None and discourse.reference is None):
            return aside
    return discourse.anchor


def _year_told(told: Told, asked: Asked) -> int:
    interval = told.interval
    if (interval.end - interval.start).days <= 100 and interval.end.month - asked.month >= _MONTHS_BACK:
        return interval.end.year + 1
    return interval.end.year


def _close(told: Told, year: int, asked: Asked) -> bool:
    """Whether a year told before reaches this far: in words, and in days from what was told with it."""
    first = asked.first(year)
    if first is None:
        return False
    sentences = asked.sentence - told.sentence
    if sentences == 0:
        return True
    if sentences > _FAR or asked.paragraph - told.paragraph > 1:
        return False
    days = (first - told.interval.start).days
    if sentences > _NEAR:
        return 0 <= days <= _FRESH
    return _whole_year(told) or abs(days) <= _ONE_STORY


def _whole_year(told: Told) -> bool:
    return (told.interval.end - told.interval.start).days > 300


def _by_weekday(discourse: Discourse, asked: Asked, near: int) -> int | None:
    """A year told before, where the weekday beside the day fits it and not the year nearest to the report's date."""
    if asked.weekday is None or asked.number is None or _falls_on(asked, near):
        return None
    told = (discourse.anchor, discourse.aside, discourse.dated)
    fitting = [one.interval.end.year for one in told if one is not None and _falls_on(asked, one.interval.end.year)]
    return fitting[0] if fitting else None


def _falls_on(asked: Asked, year: int) -> bool:
    first = asked.first(year)
    return first is not None and first.weekday() == asked.weekday


def _outweighs(told: Told, year: int, near: int, asked: Asked, reference: date) -> bool:
    """Whether a year told before outweighs the one nearest to the report's date."""
    if told.reading.kind == "relative" and told.interval.end.year >= reference.year:
        return False
    other = asked.first(near)
    if not _close(told, year, asked):
        return False
    beside = asked.sentence == told.sentence
    first = asked.first(year)
    if year == reference.year and first is not None and (first - reference).days > _ZONE:
        # no word says that it is to come: only a year named right beside it can put it there
        return beside and told.reading.kind == "explicit"
    return beside or not _whole_year(told) or (other is not None and (reference - other).days > _FRESH)


def _last_year(reference: date, asked: Asked) -> int | None:
    """The year in which it last began, the report's own day and the one after it included."""
    for year in range(reference.year + 1, reference.year - 9, -1):
        first = asked.first(year)
        if first is not None and (first - reference).days <= (_ZONE if asked.number is not None else 0):
            return year
    return None


def _next_year(reference: date, asked: Asked) -> int | None:
    for year in range(reference.year, reference.year + 9):
        first = asked.first(year)
        if first is None:
            continue
        if first >= reference or (
            asked.number is None and (first.year, first.month) == (reference.year, reference.month)
        ):
            return year
    return None
