"""Anniversaries count back to what is remembered; days kept every year are no event's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from knell.model import Interval
from knell.times import days
from knell.times.counted import amount, exactly_back, from_told, read_weekday, stretched, unit_of
from knell.times.dated import read_date
from knell.times.discourse import Discourse, Reading
from knell.times.neighbours import touch
from knell.times.phrases import Phrase
from knell.times.surroundings import comes, opens_sentence, spoken_near

# How many words may stand between "years after" and the year.
_NEAR_BEHIND = 4
_SHORT_UNITS = ("day", "week", "fortnight")
_CALENDAR_UNITS = ("month", "year", "decade", "century")


def read_anniversary(phrase: Phrase, discourse: Discourse, near: Sequence[Phrase]) -> Reading:
    """ "the 34th anniversary": the day or year of what it is the anniversary of.

    ``near`` are the other phrases of the sentence: a day named there is the day, "today" is the day of the year.
    """
    count = (
        phrase.number("ORD") or phrase.number("NUM") or phrase.number("ANNIVERSARY") or (1 if phrase.has("ONE") else 0)
    )
    unit = unit_of(phrase) if phrase.has("UNIT") else "year"
    if not count or unit not in _CALENDAR_UNITS:
        return Reading(None, "anniversary", "of which year is not said")
    return _back(phrase, count, unit, discourse, near)


def read_after_event(phrase: Phrase, discourse: Discourse, near: Sequence[Phrase]) -> Reading:
    """ "thirty years after the blast", "50 years on", "two days after the attack", "a year before the war"."""
    count, unit, after = amount(phrase), unit_of(phrase), phrase.after()
    sign = phrase.number("BEFOREAFTER") or 1
    if phrase.has("BEFOREAFTER") and (after is None or after.kind == "punct"):
        return from_told(phrase, discourse, sign)
    since = phrase.has("SINCE") or not phrase.has("BEFOREAFTER")
    looks_back = opens_sentence(phrase) or spoken_near(phrase, phrase.words.spoken("looking_back"), 5)
    remembers = unit in _CALENDAR_UNITS and sign > 0 and (since or (unit != "month" and looks_back))
    if count is None:
        return Reading(None, "anniversary" if remembers else "anaphoric", "how long after is not said")
    base = _dated_behind(phrase, discourse, near)
    if base is not None and not since:
        edge = base.end if sign > 0 else base.start
        return Reading(stretched(edge, count, unit, sign, phrase), "anaphoric", f"counted from {edge}, named behind it")
    if remembers and discourse.reference is not None and not discourse.history:
        return _back(phrase, count, unit, discourse, near)
    if since and discourse.reference is not None and unit in _SHORT_UNITS:
        back = stretched(discourse.reference, count, unit, -1, phrase)
        return Reading(back, "relative", f"counted back from the report's date {discourse.reference}")
    if since:
        return Reading(None, "anniversary", "counted back from a report without a date")
    told = from_told(phrase, discourse, sign)
    return told if told.interval is not None else _from_the_lead(phrase, discourse, near, count, unit) or told


def _from_the_lead(
    phrase: Phrase, discourse: Discourse, near: Sequence[Phrase], count: int, unit: str
) -> Reading | None:
    """ "A week after the blast, the ministry says ...": news that open so tell of their own day or the one before."""
    reference, after = discourse.reference, (phrase.number("BEFOREAFTER") or 1) > 0
    if reference is None or discourse.history or phrase.sentence or not opens_sentence(phrase) or len(near) > 1:
        return None
    if unit not in _SHORT_UNITS or not after:
        return None
    found = stretched(reference, count, unit, -1, phrase)
    if found is not None and unit == "day":
        found = days.days_from(found.start, -1, (found.end - found.start).days)
    return Reading(found, "anniversary", f"{count} {unit}s back from {reference} or the day before")


def _dated_behind(phrase: Phrase, discourse: Discourse, near: Sequence[Phrase]) -> Interval | None:
    """The full date that follows within a few words: "three years after the 1990 revolt"."""
    for other in near:
        gap = other.window.atoms[other.first].first - phrase.window.atoms[phrase.last - 1].last
        if 0 <= gap <= _NEAR_BEHIND and other.has("YEAR"):
            if other.rule == "date":
                return read_date(other, discourse).interval
            if other.rule == "year":
                return days.years(other.number("YEAR") or 0, other.number("YEAR") or 0)
    return None


def read_beside(phrase: Phrase, told: Interval) -> Reading:
    """ "On 27 June, two days after the invasion": the invasion lies two days before the 27th."""
    count, unit = amount(phrase), "day" if phrase.has("PODAY") else unit_of(phrase)
    if count is None or (unit != (phrase.text("UNIT") or unit) and not phrase.has("NUM")):
        return Reading(None, "anniversary", "how long after is not said")
    sign = 1 if (phrase.number("BEFOREAFTER") or 1) < 0 else -1
    edge = told.start if sign < 0 else told.end
    found = days.days_from(edge, 0, 0) if unit in ("hour", "minute") else stretched(edge, count, unit, sign, phrase)
    return Reading(found, "anniversary", f"counted from {edge}, beside it, to what it came after")


def _back(phrase: Phrase, count: int, unit: str, discourse: Discourse, near: Sequence[Phrase]) -> Reading:
    """So many years back from the day the anniversary is held on to what it remembers."""
    dated = _full_day(near, discourse)
    if dated is not None and _is_the_event(phrase, dated, count, unit, discourse.reference):
        return Reading(dated[1], "anniversary", "the day dated beside it")
    held = _when_held(phrase, discourse, near, dated)
    if held is None:
        return Reading(None, "anniversary", "of which year is not known: the report has no date")
    base, exact = held
    because = f"{count} {unit}s back from {base}"
    if exact or phrase.has("EXACT"):
        return Reading(exactly_back(base, count, unit), "anniversary", because)
    found = stretched(base, count, unit, -1, phrase)
    named = _named_day(near)
    if found is not None and named is not None and unit != "month":
        of_year = days.day(found.start.year, *named) if found.start.year == found.end.year else None
        because = f"{because}, day named beside it"
        return Reading(of_year or found, "anniversary", because, month_day=named if of_year else None)
    return Reading(_stated_within(found, discourse) or found, "anniversary", because)


def _full_day(near: Sequence[Phrase], discourse: Discourse) -> tuple[Phrase, Interval] | None:
    """The nearest day dated in full in the same sentence."""
    for phrase in near:
        if phrase.rule == "date" and phrase.has("YEAR"):
            found = read_date(phrase, discourse).interval
            return (phrase, found) if found is not None else None
    return None


def _is_the_event(
    phrase: Phrase, dated: tuple[Phrase, Interval], count: int, unit: str, reference: date | None
) -> bool:
    """Whether the day dated beside an anniversary is what it remembers, rather than the day it is held on."""
    other, day = dated
    if reference is None or unit == "month":
        return other.start > phrase.start
    back = days.away(reference, -count, unit)
    return back is not None and abs(back.start.year - day.start.year) <= 1


def _when_held(
    phrase: Phrase, discourse: Discourse, near: Sequence[Phrase], dated: tuple[Phrase, Interval] | None
) -> tuple[date, bool] | None:
    """The day an anniversary is counted from, and whether it is the very day.

    "Today" or "yesterday" in the sentence is the day itself, and so is a full date right beside it; a full date or a
    year told in the sentence sets the year, a named day sets the year as the one whose day is nearest to the report.
    """
    reference, anchor = discourse.reference, discourse.anchor
    if dated is not None:
        return dated[1].start, touch(dated[0], phrase)
    for other in near:
        year = other.number("YEAR")
        if year is not None and other.rule == "year" and anchor is not None and anchor.interval.start.year == year:
            return date(year, 7, 1), False
    if reference is None:
        return None
    for other in near:
        today = _today(other, reference) or _day_of_week(phrase, other, discourse)
        if today is not None and (today > reference or not comes(phrase)):
            return today, True
    named = _named_day(near)
    if named is not None:
        around = [
            one.start
            for year in (reference.year - 1, reference.year, reference.year + 1)
            if 1 <= year <= 9999 and (one := days.day(year, *named)) is not None
        ]
        if around:
            return min(around, key=lambda one: abs((one - reference).days)), False
    return reference, False


def _today(phrase: Phrase, reference: date) -> date | None:
    """The day of a "today" or "tomorrow" that is not merely when somebody said something."""
    if phrase.rule not in ("deictic", "after_event") or not phrase.has("DEICTIC"):
        return None
    value, words = phrase.held["DEICTIC"][1], phrase.words.listed("reporting")
    beside = (phrase.before(), phrase.after())
    if not isinstance(value, tuple) or value[0] != value[1] or any(t is not None and t.norm in words for t in beside):
        return None
    one = days.days_from(reference, value[0], value[0])
    return one.start if one else None


def _day_of_week(phrase: Phrase, other: Phrase, discourse: Discourse) -> date | None:
    """The day of a weekday beside a count of months, which are told to the day: "on Friday, a month after the fire"."""
    if other.rule != "weekday" or unit_of(phrase) != "month":
        return None
    found = read_weekday(other, discourse).interval
    return found.start if found is not None else None


def _named_day(near: Sequence[Phrase]) -> tuple[int, int] | None:
    """A month and day named without a year in the same sentence."""
    for phrase in near:
        month, number = phrase.number("MONTH"), phrase.number("DAY") or phrase.number("NTHDAY")
        if phrase.rule == "date" and month and number and not phrase.has("YEAR"):
            return month, number
    return None


def _stated_within(found: Interval | None, discourse: Discourse) -> Interval | None:
    """The only day that the text dates in full within the year counted back to."""
    inside = days.only_within(discourse.days, found) if found is not None else None
    return days.between(inside.start, inside.end) if inside is not None else None


def read_yearly(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "every January 20"."""
    month, number = phrase.number("MONTH"), phrase.number("DAY") or phrase.number("NTHDAY")
    named = (month, number) if month is not None and number is not None else None
    return Reading(None, "yearly", "a day kept every year", month_day=named)
