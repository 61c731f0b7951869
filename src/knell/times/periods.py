"""What phrases of longer times mean: months, years, decades, centuries, seasons, weeks of a month."""

from __future__ import annotations

from datetime import date

from knell.model import Interval
from knell.times import days
from knell.times.counted import unit_of
from knell.times.dated import asked_of, full_year, stated_year, told_year
from knell.times.discourse import Discourse, Reading
from knell.times.mention import Kind
from knell.times.phrases import Phrase
from knell.times.surroundings import opens_sentence
from knell.times.years import year_for


def read_month(phrase: Phrase, discourse: Discourse) -> Reading:
    """A month or a part of it."""
    month = phrase.number("MONTH") or 0
    part, reference = phrase.text("PART"), discourse.reference
    year = stated_year(phrase, discourse)
    kind: Kind = "explicit"
    because = "month and year"
    if phrase.has("UNIT"):
        kind, because = (
            ("relative", "month, year by the report's date")
            if phrase.has("SIDE")
            else ("anaphoric", "month of the year told before")
        )
        if year is None:
            return Reading(None, kind, "the year it points to is not known")
    elif phrase.has("SIDE"):
        if reference is None:
            return Reading(None, "relative", "a month counted from a report without a date")
        return _side_month(month, phrase.number("SIDE") or 0, part, reference)
    elif phrase.has("SHIFT"):
        return _shifted_month(month, phrase.number("SHIFT") or 0, discourse)
    elif phrase.has("THAT"):
        year, kind, because = told_year(discourse), "anaphoric", "month of the year told before"
        if year is None:
            return Reading(None, kind, "no year was told before")
    if year is None:
        year, why = year_for(discourse, asked_of(phrase, month, None))
        kind, because = "yearless", f"month; {why}"
        if year is None:
            return Reading(None, "yearless", because)
    return Reading(days.part_of(days.months(year, month), part), kind, because)


def _side_month(month: int, side: int, part: str | None, reference: date) -> Reading:
    year = reference.year
    if side < 0 and month >= reference.month:
        year -= 1
    elif side > 0 and month <= reference.month:
        year += 1
    found = days.part_of(days.months(year, month), part)
    return Reading(found, "relative", f"month counted from the report's date {reference}")


def _shifted_month(month: int, step: int, discourse: Discourse) -> Reading:
    told = discourse.anchor.interval if discourse.anchor else None
    if told is None:
        return Reading(None, "anaphoric", "nothing was told before that it counts from")
    year = told.start.year
    if step < 0 and month >= told.start.month:
        year -= 1
    elif step > 0 and month <= told.end.month:
        year = told.end.year + 1
    return Reading(days.months(year, month), "anaphoric", "month counted from what was told before")


def read_year(phrase: Phrase, discourse: Discourse) -> Reading:
    """A year or a part of it."""
    year = stated_year(phrase, discourse)
    if year is None:
        return Reading(None, "explicit", "no year")
    before, after = phrase.before(), phrase.after()
    attributive = after is not None and after.kind == "word" and after.norm not in phrase.words.listed("after_year")
    weak = (attributive and before is not None) or not opens_sentence(phrase)
    return Reading(days.part_of(days.years(year, year), phrase.text("PART")), "explicit", "year", weak=weak)


def read_decade(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the 1990s", "the early '90s"."""
    first = phrase.number("DECADE") or phrase.number("YEAR") or 0
    if first < 100:
        first = full_year(first, discourse.reference)
    return Reading(days.part_of(days.years(first, first + 9), phrase.text("PART")), "explicit", "decade", weak=True)


def read_century(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the 19th century", which people count from 1800; None before the year 1."""
    number = phrase.number("ORD") or 0
    if (phrase.number("ERA") or 1) < 0:
        return Reading(None, "explicit", "before the year 1")
    whole = days.years(max(number * 100 - 100, 1), number * 100 - 1)
    part = phrase.text("PART")
    if whole is not None and part is not None:
        low, high = {
            "early": (0, 32),
            "mid": (33, 66),
            "late": (67, 99),
            "first_half": (0, 49),
            "second_half": (50, 99),
        }[part]
        whole = days.years(whole.start.year + low, whole.start.year + high)
    return Reading(whole, "explicit", "century", weak=True)


def read_era(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "264 BC" cannot be held; "AD 70" can."""
    year = phrase.number("YEAR") or phrase.number("NUM") or 0
    if (phrase.number("ERA") or 1) < 0 or phrase.has("NUM1") or phrase.has("YEAR1"):
        return Reading(None, "explicit", "before the year 1")
    return Reading(days.years(year, year), "explicit", "year of our era")


def read_season(phrase: Phrase, discourse: Discourse) -> Reading:
    """A season (of the northern half of the globe) or a part of it."""
    name, part = phrase.text("SEASON") or "", phrase.text("PART")
    year, reference = stated_year(phrase, discourse), discourse.reference
    kind: Kind = "explicit"
    because = "season and year"
    if year is None and phrase.has("SIDE") and reference is not None:
        kind, because = "relative", f"season counted from the report's date {reference}"
        year = _side_season(name, phrase.number("SIDE") or 0, reference)
    elif year is None and phrase.has("SHIFT") and discourse.anchor is not None:
        kind, because = "anaphoric", "season counted from what was told before"
        year = _shifted_season(name, phrase.number("SHIFT") or 0, discourse.anchor.interval)
    elif year is None and not phrase.has("UNIT") and not phrase.has("SIDE") and not phrase.has("SHIFT"):
        year, why = year_for(discourse, asked_of(phrase, days.SEASONS[name], None))
        kind, because = ("anaphoric" if phrase.has("THAT") else "yearless"), f"season; {why}"
    if year is None:
        return Reading(None, kind if kind != "explicit" else "yearless", "a season without a year")
    return Reading(days.part_of(days.season(year, name), part), kind, because)


def _side_season(name: str, side: int, reference: date) -> int:
    year = reference.year
    this = days.season(year, name)
    if this is None:
        return year
    if side < 0:
        return year if this.end < reference else year - 1
    if side > 0:
        return year if this.start > reference else year + 1
    return year if name != "winter" or reference.month > 6 else year - 1


def _shifted_season(name: str, step: int, told: Interval) -> int:
    this = days.season(told.start.year, name)
    if this is None:
        return told.start.year
    if step > 0:
        return this.start.year if this.start > told.end else this.start.year + 1
    return this.start.year if this.end < told.start else this.start.year - 1


def read_stretch(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the first three months of 2023", "the last ten days of March 1999", "the second quarter of 2023"."""
    month, year = phrase.number("MONTH"), stated_year(phrase, discourse)
    if year is None:
        year, _ = year_for(discourse, asked_of(phrase, month or 1, None))
    whole = None
    if year is not None:
        whole = days.months(year, month) if month is not None else days.years(year, year)
    if whole is None:
        return Reading(None, "yearless", "no year is told")
    kind: Kind = "explicit" if phrase.has("YEAR") or phrase.has("APOS") else "yearless"
    count, nth = phrase.number("NUM"), phrase.number("ORD")
    if count is None:
        found = days.months(whole.start.year, 3 * (nth or 1) - 2, 3) if nth in range(1, 5) else None
        return Reading(found, kind, "a quarter of the year")
    return Reading(_end_of(whole, count, unit_of(phrase), from_start=nth is not None), kind, "part of the time named")


def _end_of(whole: Interval, count: int, unit: str, *, from_start: bool) -> Interval | None:
    """So many units from the start, or up to the end, of a year or month; None where it does not hold them."""
    if unit == "month":
        first = whole.start if from_start else days.add_months(whole.start, 12 - count)
        found = days.months(first.year, first.month, count) if first is not None and count <= 12 else None
    else:
        length = count * {"day": 1, "week": 7}.get(unit, 1000)
        within = length <= 366
        edges = (whole.start, 0, length - 1) if from_start else (whole.end, 1 - length, 0)
        found = days.days_from(*edges) if within else None
    return found if found is not None and whole.start <= found.start and found.end <= whole.end else None


def _week_at(one: Interval | None, edge: int | None) -> Interval | None:
    """The week that begins on a day, ends on it, or holds it."""
    if one is None or edge is None:
        return days.week_of(one.start) if one else None
    return days.days_from(one.start, 0, 6) if edge > 0 else days.days_from(one.start, -6, 0)


def read_nth_week(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the second week of May 1990", "the week of 13 May", "the last day of February 1982"."""
    month, number = phrase.number("MONTH") or 0, phrase.number("DAY")
    year = stated_year(phrase, discourse)
    kind: Kind = "explicit"
    because = "a week"
    if year is None:
        year, why = year_for(discourse, asked_of(phrase, month, number))
        kind, because = "yearless", f"a week; {why}"
    if year is None:
        return Reading(None, "yearless", because)
    if number is not None:
        one = days.day(year, month, number)
        return Reading(_week_at(one, phrase.number("EDGE")), kind, because)
    whole = days.months(year, month)
    if whole is None:
        return Reading(None, kind, "no such month")
    nth = phrase.number("ORD")
    if phrase.text("UNIT") == "day":
        one = days.day(year, month, nth) if nth is not None else days.days_from(whole.end, 0, 0)
        return Reading(one, kind, because)
    if nth is None:
        return Reading(days.days_from(whole.end, -6, 0), kind, because)
    if nth > 4:
        return Reading(None, kind, "no such week")
    return Reading(days.days_from(whole.start, 7 * nth - 7, 7 * nth - 1), kind, because)
