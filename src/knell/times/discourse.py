"""What a text has said so far, and which year a day without one belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from knell.model import Interval
from knell.times.days import day, months
from knell.times.mention import Bound, Kind

# Days told within these of each other belong to one story.
_ONE_STORY = 62
_FRESH = 31
# A day that names an event long past is as well known as to need no year.
_NAMED = 183
# A report dated a day before what it tells was written in another time zone.
_ZONE = 1
# A text with so many years of its own, all past, tells history.
_HISTORY = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means. ``weak`` ones ("the 1992 massacre") do not set the year for what follows."""

    interval: Interval | None
    kind: Kind
    because: str
    bound: Bound | None = None
    month_day: tuple[int, int] | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A reading and where it stood."""

    reading: Reading
    interval: Interval
    sentence: int
    paragraph: int


@dataclass(slots=True)
class Discourse:
    """The state of reading one text from start to end.

    ``stated`` gives the year of month and day pairs that the text dates in full somewhere, None where it dates them in
    two ways; ``years`` is all full dates; ``history`` says that the text is an account of the past; ``remembering``
    that it marks an anniversary.
    """

    reference: date | None
    stated: dict[tuple[int, int], int | None] = field(default_factory=dict)
    days: Sequence[Interval] = ()
    history: bool = False
    remembering: bool = False
    anchor: Told | None = None
    aside: Told | None = None
    focus: Told | None = None
    yearly: int | None = None

    def tell(self, reading: Reading, sentence: int, paragraph: int) -> None:
        """Take a reading into account for what follows."""
        if reading.kind == "yearly":
            self.yearly = sentence
        interval = reading.interval
        if reading.kind == "anniversary" and interval is not None and reading.month_day is not None:
            self.stated.setdefault(reading.month_day, interval.start.year)
        if interval is None or reading.kind in ("yearly", "dateline", "anniversary"):
            return
        told = Told(reading, interval, sentence, paragraph)
        if (interval.end - interval.start).days <= 6 and reading.bound is None:
            self.focus = told
            self.yearly = None
        aside = reading.bound is not None or reading.weak or (self.history and reading.kind == "relative")
        if aside and (self.anchor is not None or self.reference is not None):
            self.aside = told
        elif (interval.end - interval.start).days <= 800:
            self.anchor, self.aside = told, None

    def recent(self, sentence: int, reach: int = 2) -> Told | None:
        """The day last told, if that was within so many sentences."""
        if self.focus is not None and 0 <= sentence - self.focus.sentence <= reach:
            return self.focus
        return None


def year_for(
    discourse: Discourse,
    month: int,
    number: int | None,
    where: tuple[int, int],
    *,
    future: bool = False,
    weekday: int | None = None,
    named: bool = False,
) -> tuple[int | None, str]:
    """The year of a day or month named without one, and why; None where the text does not settle it.

    ``where`` is the sentence and paragraph it stands in; ``named`` says that it names an event ("the May 18 uprising").
    """
    reference = discourse.reference
    told = _told_year(discourse, month, where[0])
    tells = reference is None or discourse.history
    if tells and told is not None:
        return told, f"year {told} from what was told before"
    known = discourse.stated.get((month, number)) if number is not None else None
    if known is not None:
        return known, f"the text dates it to {known} elsewhere"
    if reference is None:
        return None, "no year is told and the report has no date"
    if future:
        return _next_year(reference, month, number), f"to come, after the report's date {reference}"
    near = _last_year(reference, month, number)
    if near is None:
        return None, "the calendar does not have this day"
    if told is not None and told != near and _follows_told(discourse, told, near, month, number, where, weekday):
        return told, f"year {told} from what was told just before"
    if discourse.remembering and number is not None and _near_anniversary(reference, month, number):
        return None, "the day of an anniversary; the text does not say of which year"
    if number is not None and _just_ahead(reference, month, number):
        return None, "shortly after the report's date; the year is open"
    if named and (first := _first(near, month, number)) is not None and not 0 < (reference - first).days <= _NAMED:
        return None, "the name of an event; the text does not say of which year"
    return near, f"nearest before the report's date {reference}"


def _told_year(discourse: Discourse, month: int, sentence: int) -> int | None:
    aside = discourse.aside
    if (
        aside is not None
        and aside.reading.kind == "explicit"
        and aside.sentence == sentence
        and not aside.reading.bound
    ):
        return aside.interval.end.year
    if discourse.anchor is None:
        return None
    told = discourse.anchor.interval
    year = told.end.year
    if (told.end - told.start).days <= 100 and told.end.month - month >= 8:
        # From November or December a story goes on to January, not back to it.
        return year + 1
    return year


def _follows_told(
    discourse: Discourse,
    told: int,
    near: int,
    month: int,
    number: int | None,
    where: tuple[int, int],
    weekday: int | None,
) -> bool:
    """Whether a year told before outweighs the one nearest to the report's date."""
    anchor, reference = discourse.anchor, discourse.reference
    if anchor is None or reference is None:
        return False
    if anchor.reading.kind == "relative" and anchor.interval.end.year >= reference.year:
        return False
    one, other = _first(told, month, number), _first(near, month, number)
    if one is None:
        return False
    if weekday is not None and number is not None and other is not None and one.weekday() != other.weekday():
        return one.weekday() == weekday
    sentence, paragraph = where
    if sentence == anchor.sentence:
        return True
    if sentence - anchor.sentence > 6 or paragraph - anchor.paragraph > 1:
        return False
    if sentence - anchor.sentence > 2:
        return 0 <= (one - anchor.interval.start).days <= _FRESH
    whole_year = (anchor.interval.end - anchor.interval.start).days > 300
    if whole_year:
        return other is not None and (reference - other).days > _FRESH
    return abs((one - anchor.interval.start).days) <= _ONE_STORY


def _first(year: int, month: int, number: int | None) -> date | None:
    whole = day(year, month, number) if number is not None else months(year, month)
    return whole.start if whole else None


def _last_year(reference: date, month: int, number: int | None) -> int | None:
    """The year in which a day or month last began, the report's own day and the one after it included."""
    for year in range(reference.year + 1, reference.year - 9, -1):
        first = _first(year, month, number) if year >= 1 else None
        if first is not None and (first - reference).days <= (_ZONE if number is not None else 0):
            return year
    return None


def _next_year(reference: date, month: int, number: int | None) -> int | None:
    for year in range(reference.year, reference.year + 9):
        whole = day(year, month, number) if number is not None else months(year, month)
        if whole is not None and whole.end >= reference:
            return year
    return None


def _near_anniversary(reference: date, month: int, number: int) -> bool:
    return any(
        abs((one.start - reference).days) <= 7
        for year in (reference.year - 1, reference.year, reference.year + 1)
        if 1 <= year <= 9999 and (one := day(year, month, number)) is not None
    )


def _just_ahead(reference: date, month: int, number: int) -> bool:
    return any(
        _ZONE < (one.start - reference).days <= 14
        for year in (reference.year, reference.year + 1)
        if year <= 9999 and (one := day(year, month, number)) is not None
    )
