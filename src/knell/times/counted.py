"""What relative phrases mean: counted from the report's date, or from what was told before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knell.model import Interval
from knell.times import days
from knell.times.discourse import Discourse, Reading, Told
from knell.times.mention import Kind
from knell.times.phrases import Phrase
from knell.times.surroundings import comes, roughly

_NO_DATE = "counted from a report without a date"
_NOTHING_TOLD = "nothing was told before that it counts from"
_SATURDAY = 5
# The smaller unit that half of one is counted in, and how many make it up.
_HALVES = {
    "century": ("decade", 10),
    "decade": ("year", 10),
    "year": ("month", 12),
    "month": ("day", 30),
    "week": ("day", 7),
    "day": ("hour", 24),
}
# How many days ago the weekday of tomorrow last was.
_TOMORROW = 6
# So many days ago are counted well; more are counted from the day of writing, which may lie before the report's.
_WELL_COUNTED = 3
# Decades are counted roundly: two years either way.
_YEARS = {"decade": 10, "century": 100}
_NEARER = 4
_ROUNDED = 2
# "Then" means what was told no more sentences before.
_THEN = 2


def unit_of(phrase: Phrase) -> str:
    """The unit in the singular; behind "half" the one that halves are counted in."""
    unit = (phrase.text("UNIT") or "").rstrip("+")
    return _HALVES.get(unit, (unit, 0))[0] if phrase.has("HALF") else unit


def amount(phrase: Phrase) -> int | None:
    """How many units; None where the words do not say ("several")."""
    if phrase.has("VAGUE"):
        return None
    count = phrase.number("NUM") if phrase.has("NUM") else 1
    whole = (phrase.text("UNIT") or "").rstrip("+")
    if not phrase.has("HALF") or count is None or whole not in _HALVES:
        return count
    # "half a century" is no whole one, "a year and a half" is one and more
    first = phrase.held["HALF"][0] == phrase.first
    parts = _HALVES[whole][1]
    return parts // 2 if first else count * parts + parts // 2


def stretched(one: date, count: int, unit: str, sign: int, phrase: Phrase) -> Interval | None:
    """The time ``count`` units away, widened where the words say more than, nearly or about."""
    bound = roughly(phrase)
    if unit in _YEARS:
        count, unit = count * _YEARS[unit], "year"
        if bound is None:
            far, near = days.away(one, sign * (count + _ROUNDED), unit), days.away(one, sign * (count - _ROUNDED), unit)
            return days.between(min(far.start, near.start), max(far.end, near.end)) if far and near else None
    found = days.away(one, sign * count, unit)
    if bound is None or found is None:
        return found
    room = max(1, count // 10)
    far = days.away(one, sign * (count + room), unit) if bound in ("over", "about") else found
    near = days.away(one, sign * (count - room), unit) if bound in ("nearly", "about") else found
    if far is None or near is None:
        return None
    return days.between(min(far.start, near.start), max(far.end, near.end))


def read_deictic(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "yesterday", "last night", "this morning", "overnight"."""
    value = phrase.held["DEICTIC"][1]
    if discourse.reference is None or not isinstance(value, tuple):
        return Reading(None, "relative", _NO_DATE)
    found = days.days_from(discourse.reference, value[0], value[1])
    return Reading(found, "relative", f"counted from the report's date {discourse.reference}")


def read_weekday(phrase: Phrase, discourse: Discourse) -> Reading:
    """A weekday: the last one, the report's own day included, unless the words point elsewhere."""
    weekday = phrase.number("WEEKDAY") or 0
    if phrase.has("SHIFT"):
        return _shifted_weekday(weekday, phrase.number("SHIFT") or 0, phrase, discourse)
    reference = discourse.reference
    if reference is None:
        return Reading(None, "relative", "a weekday, and the report has no date")
    back = (reference.weekday() - weekday) % 7
    because = f"weekday before the report's date {reference}"
    side = phrase.number("SIDE")
    if phrase.has("UNIT"):
        week = days.unit_around(reference, "week", side or 0)
        found = days.days_from(week.start, weekday, weekday) if week else None
        return Reading(found, "relative", f"weekday of a week counted from the report's date {reference}")
    if side == -1 and back == 0:
        back = 7
    elif side == 1 or (side == 0 and back > 0) or (side is None and back > 0 and comes(phrase)):
        back, because = (back - 7 if back else -7), f"weekday after the report's date {reference}"
    if discourse.history:
        return Reading(None, "relative", "a weekday in an account of the past")
    if side is None and back == _TOMORROW:
        # Copy filed across time zones or updated later: hardly ever is six days ago meant.
        return Reading(None, "relative", "the weekday after the report's own day: tomorrow or six days ago")
    return Reading(days.days_from(reference, -back, -back), "relative", because)


def _shifted_weekday(weekday: int, step: int, phrase: Phrase, discourse: Discourse) -> Reading:
    told = discourse.recent(phrase.sentence)
    if told is None:
        return Reading(None, "anaphoric", _NOTHING_TOLD)
    if step > 0:
        count = (weekday - told.interval.end.weekday() - 1) % 7 + 1
        return Reading(
            days.days_from(told.interval.end, count, count), "anaphoric", f"weekday after {told.interval.end}"
        )
    count = (told.interval.start.weekday() - weekday - 1) % 7 + 1
    return Reading(
        days.days_from(told.interval.start, -count, -count), "anaphoric", f"weekday before {told.interval.start}"
    )


def read_unit(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "last week", "late last year", "over the weekend", "in the past 24 hours", "the end of the year"."""
    unit, reference = phrase.text("ENDOF") or unit_of(phrase), discourse.reference
    if phrase.has("PAST"):
        return _past(phrase, unit, reference)
    whose: Interval | None = None
    kind: Kind = "relative"
    told = discourse.anchor
    if (
        told is not None
        and unit != "weekend"
        and not phrase.number("SIDE")
        and _of_what_was_told(phrase, told, discourse)
    ):
        kind, because = "anaphoric", "of what was told before"
        whose = days.unit_around(told.interval.end, unit)
    elif reference is not None:
        step = phrase.number("SIDE") or 0
        if unit == "weekend" and step == 0 and comes(phrase) and reference.weekday() < _SATURDAY:
            step = 1
        if unit == "weekend" and step == -1 and reference.weekday() < _SATURDAY:
            step = 0  # on a weekday the last weekend is the one just past
        whose = days.unit_around(reference, unit, step)
        if unit == "week" and step == 0 and whose is not None and reference.weekday() < _SATURDAY:
            whose = _from_sunday(whose)
        because = f"counted from the report's date {reference}"
    elif phrase.number("SIDE") == 1 and discourse.anchor is not None:
        kind, because = "anaphoric", "counted from what was told before"
        whose = days.unit_around(discourse.anchor.interval.end, unit, 1)
    else:
        because = _NO_DATE
    whole = days.part_of(whose, "late" if phrase.has("ENDOF") else phrase.text("PART"))
    side_of = phrase.number("LATER") or phrase.number("SOFAR")
    if whole is not None and side_of is not None and reference is not None and kind == "relative":
        whole = _so_far(whole, reference, side_of)
    return Reading(whole, kind, because)


def _from_sunday(week: Interval) -> Interval:
    """A week as it is also counted, from the Sunday before."""
    sunday = days.days_from(week.start, -1, -1)
    return replace(week, start=sunday.start) if sunday is not None else week


def _of_what_was_told(phrase: Phrase, told: Told, discourse: Discourse) -> bool:
    """Whether "the end of the year" is that of what was told rather than of the report."""
    if discourse.reference is None or discourse.history:
        return True
    near = phrase.sentence - told.sentence <= 2 and told.reading.kind != "relative"
    return near and not phrase.has("SIDE")


def _so_far(whole: Interval, reference: date, sign: int) -> Interval | None:
    """ "earlier this week" ends, "later this week" begins, on the report's own day."""
    if not whole.start <= reference <= whole.end:
        return whole
    return days.between(whole.start, reference) if sign < 0 else days.between(reference, whole.end)


def _past(phrase: Phrase, unit: str, reference: date | None) -> Reading:
    count = amount(phrase)
    if reference is None:
        return Reading(None, "relative", _NO_DATE)
    if count is None or (unit != (phrase.text("UNIT") or "") and not phrase.has("NUM")):
        return Reading(None, "relative", "how long a stretch is not said")
    first: Interval | None
    if unit in ("hour", "minute"):
        first = (
            days.days_from(reference, -max(-(-count // 24), 1), 0)
            if unit == "hour" and count < 9000
            else days.days_from(reference, 0, 0)
        )
    elif unit in ("week", "fortnight"):
        first = days.days_from(reference, -count * (7 if unit == "week" else 14), 0) if count < 50_000 else None
    elif unit == "day":
        first = days.days_from(reference, -count, 0) if count < 400_000 else None
    else:
        scale = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
        start = days.add_months(reference, -count * scale) if scale and count < 10_000 else None
        first = days.between(start, reference) if start else None
    return Reading(first, "relative", f"a stretch up to the report's date {reference}")


def read_ago(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "two days ago", "nearly thirty years ago", "a year ago today"."""
    reference, unit, count = discourse.reference, unit_of(phrase), amount(phrase)
    if not any(phrase.has(name) for name in ("NUM", "ONE", "VAGUE")) and unit not in phrase.words.listed("one_unsaid"):
        count = None
    if reference is None:
        return _remembered(unit, discourse)
    if count is None and unit in ("hour", "minute"):
        some = days.days_from(reference, -1 if unit == "hour" else 0, 0)
        return Reading(some, "relative", f"shortly before the report of {reference}")
    if count is None:
        return Reading(None, "relative", "how long ago is not said")
    because = f"counted back from the report's date {reference}"
    if phrase.has("DEICTIC"):
        return Reading(_to_the_day(phrase, reference, count, unit), "relative", because)
    if phrase.has("WEEKDAY"):
        return Reading(_to_the_weekday(phrase, reference, count, unit), "relative", because)
    if phrase.has("UNIT2") and unit not in ("day", "week", "hour", "minute"):
        return Reading(_to_the_unit(phrase, reference, count, unit), "relative", because)
    if unit in ("hour", "minute"):
        near, far = days.in_hours(count, unit)
        return Reading(days.days_from(reference, -far, -near), "relative", because)
    if unit == "day" and count > _WELL_COUNTED and roughly(phrase) is None:
        return Reading(days.days_from(reference, -count - 1, -count), "relative", because)
    return Reading(stretched(reference, count, unit, -1, phrase), "relative", because)


def _remembered(unit: str, discourse: Discourse) -> Reading:
    """ "13 years ago" in an undated text that remembers one day, dated in full before it."""
    if unit not in ("year", "decade", "century") or not discourse.remembering or len(discourse.days) != 1:
        return Reading(None, "relative", _NO_DATE)
    dated, told = discourse.dated, discourse.days[0]
    if dated is None or (dated.interval.start, dated.interval.end) != (told.start, told.end):
        return Reading(None, "relative", _NO_DATE)
    return Reading(dated.interval, "anaphoric", "the one day that the text remembers")


def _to_the_day(phrase: Phrase, reference: date, count: int, unit: str) -> Interval | None:
    value = phrase.held["DEICTIC"][1]
    from_day = days.days_from(reference, value[0], value[1]) if isinstance(value, tuple) else None
    if from_day is None or count > 10_000:
        return None
    return exactly_back(from_day.start, count, unit)


def _to_the_weekday(phrase: Phrase, reference: date, count: int, unit: str) -> Interval | None:
    """ "twenty years ago on Saturday": the Saturday nearest to the report is the anniversary."""
    back = (reference.weekday() - (phrase.number("WEEKDAY") or 0)) % 7
    there = days.days_from(reference, -back, -back) if back < _NEARER else days.days_from(reference, 7 - back, 7 - back)
    return exactly_back(there.start, count, unit) if there and count <= 10_000 else None


def _to_the_unit(phrase: Phrase, reference: date, count: int, unit: str) -> Interval | None:
    """ "thirty years ago this month", "on this day, twenty years ago"."""
    there = exactly_back(reference, count, unit) if count <= 10_000 else None
    if there is None or phrase.text("UNIT2") == "day":
        return there
    return days.unit_around(there.start, phrase.text("UNIT2") or "")


def exactly_back(one: date, count: int, unit: str) -> Interval | None:
    """The same day so many years, months, weeks or days before."""
    scale = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if scale is None:
        return days.days_from(one, -count * (7 if unit == "week" else 1), -count * (7 if unit == "week" else 1))
    there = days.add_months(one, -count * scale)
    return days.days_from(there, 0, 0) if there else None


def read_later(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "two days later", "the following morning", "the previous year", "the day after"."""
    sign = next((n for name in ("SHIFT", "LATER", "BEFOREAFTER") if (n := phrase.number(name)) is not None), 1)
    return from_told(phrase, discourse, sign)


def from_told(phrase: Phrase, discourse: Discourse, sign: int) -> Reading:
    """So many units on from, or back from, the day or year told before."""
    unit = "day" if phrase.has("PODAY") else unit_of(phrase)
    counted = any(phrase.has(name) for name in ("NUM", "ONE", "VAGUE"))
    plural = (phrase.text("UNIT") or "").endswith("+")
    if phrase.has("VAGUE") or (plural and not counted and unit not in ("hour", "minute")):
        return Reading(None, "anaphoric", "how much later is not said")
    told = _told_for(unit, phrase, discourse)
    if told is None:
        return Reading(None, "anaphoric", _NOTHING_TOLD)
    count = (amount(phrase) or 1) if counted or not plural else 0
    edge = told.interval.end if sign > 0 else told.interval.start
    because = f"counted from {edge}, told before"
    if unit in ("hour", "minute"):
        near, far = days.in_hours(count, unit)
        found = days.days_from(edge, *sorted((sign * near, sign * far)))
    elif not counted and unit in ("week", "month", "year", "decade", "century"):
        found = days.unit_around(edge, unit, sign)
    else:
        found = stretched(edge, count, unit, sign, phrase)
    if (
        found is not None
        and discourse.reference is not None
        and found.start > discourse.reference
        and not comes(phrase)
    ):
        return Reading(None, "anaphoric", "it would lie after the report's own date")
    return Reading(found, "anaphoric", because, weak=sign < 0)


def _told_for(unit: str, phrase: Phrase, discourse: Discourse) -> Told | None:
    """What was told before, at least as exact as the unit asks."""
    if unit in ("day", "hour", "minute", "week", "fortnight"):
        return discourse.recent(phrase.sentence, 4)
    anchor = discourse.anchor
    if anchor is None:
        return None
    longest = 31 if unit == "month" else 400
    return anchor if (anchor.interval.end - anchor.interval.start).days <= longest else None


def read_that(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "that night", "the same day", "later that year"."""
    if phrase.has("THEN"):
        told = discourse.dated or discourse.last
        if told is None or phrase.sentence - told.sentence > _THEN:
            return Reading(None, "anaphoric", _NOTHING_TOLD)
        return Reading(told.interval, "anaphoric", f"told before: {told.interval.start}")
    unit = "day" if phrase.has("PODAY") else unit_of(phrase)
    if unit == "day":
        if discourse.yearly is not None and phrase.sentence - discourse.yearly <= 2:
            return Reading(None, "yearly", "the day kept every year that was named before")
        told = discourse.recent(phrase.sentence, 6)
        if told is None:
            return Reading(None, "anaphoric", _NOTHING_TOLD)
        return Reading(told.interval, "anaphoric", f"told before: {told.interval.start}")
    told = (discourse.dated if phrase.has("THAT") else None) or discourse.anchor
    if told is None or (told.interval.end - told.interval.start).days > 370:
        if phrase.has("THAT") or discourse.reference is None:
            return Reading(None, "anaphoric", _NOTHING_TOLD)
        return Reading(
            days.unit_around(discourse.reference, unit), "relative", f"of the report's date {discourse.reference}"
        )
    if unit in ("week", "month") and (told.interval.end - told.interval.start).days > 31:
        return Reading(None, "anaphoric", _NOTHING_TOLD)
    found = days.part_of(days.unit_around(told.interval.end, unit), phrase.text("PART"))
    return Reading(found, "anaphoric", f"told before: {told.interval.start}")
