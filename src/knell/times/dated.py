"""What dated phrases mean: days of the calendar and stretches between two dates."""

from __future__ import annotations

from datetime import date

from knell.model import Interval
from knell.times import days
from knell.times.discourse import Discourse, Reading, Told
from knell.times.evidence_years import complete, is_attributive, names_event
from knell.times.mention import Kind
from knell.times.neighbours import is_entry
from knell.times.phrases import Phrase
from knell.times.surroundings import comes, reported, yearly
from knell.times.years import Asked, year_for

# Two figures without a report date: 31 to 99 are of the last century.
_PIVOT = 30
# A weekday and a number name a day that lies no farther from the report.
_TWO_MONTHS = 62


def full_year(short: int, reference: date | None) -> int:
    """The year of two figures: the last such year up to the one after the report's date."""
    if reference is not None:
        last = reference.year + 1
        return last - (last - short) % 100
    return 2000 + short if short <= _PIVOT else 1900 + short


def stated_year(phrase: Phrase, discourse: Discourse, end: str = "") -> int | None:
    """The year that a phrase itself gives: in figures, "last year", "that year"."""
    year = phrase.number(f"YEAR{end}")
    if year is not None:
        return year
    short = phrase.number(f"YY{end}")
    if short is not None:
        if discourse.anchor is not None and (discourse.reference is None or discourse.history):
            near = discourse.anchor.interval.end.year + 49
            return near - (near - short) % 100
        return full_year(short, discourse.reference)
    if not phrase.has("UNIT"):
        return None
    if phrase.has("SIDE") and discourse.reference is not None:
        return discourse.reference.year + (phrase.number("SIDE") or 0)
    return told_year(discourse) if phrase.has("THAT") else None


def told_year(discourse: Discourse) -> int | None:
    """The year of the last time that does not count from the report's date."""
    told = discourse.dated or discourse.anchor
    return told.interval.end.year if told is not None else None


def asked_of(phrase: Phrase, month: int, number: int | None) -> Asked:
    """A day or month of a phrase whose year is to be found."""
    named = (phrase.rule == "date" or is_attributive(phrase)) and names_event(phrase)
    return Asked(
        month,
        number,
        phrase.sentence,
        phrase.paragraph,
        future=comes(phrase) and not named,
        weekday=phrase.number("WEEKDAY"),
        named=named,
        entry=is_entry(phrase),
        past=phrase.rule == "date" and phrase.number("SIDE") == -1,
        reported=number is not None and reported(phrase),
    )


def read_date(phrase: Phrase, discourse: Discourse) -> Reading:
    """A day of the calendar."""
    if phrase.has("NUMDATE"):
        return _in_figures(phrase, discourse)
    number = phrase.number("DAY") or phrase.number("NTHDAY") or 0
    month = phrase.number("MONTH")
    feast = phrase.number("HOLIDAY") or phrase.number("FEAST")
    if feast is not None:
        month, number = divmod(feast, 100)
    if month is None and phrase.has("WEEKDAY") and discourse.reference is not None:
        near = _weekday_of_day(phrase, phrase.number("DAYTH") or number, discourse.reference)
        if near is not None:
            return Reading(near, "relative", f"the nearest such day to the report's date {discourse.reference}")
    if phrase.has("DAYTH"):
        return _day_of_told_month(phrase.number("DAYTH") or 0, discourse.recent(phrase.sentence, 3))
    if month is None:
        return _day_of_told_month(number, discourse.anchor)
    year = stated_year(phrase, discourse)
    kind: Kind = "explicit"
    because = "day, month and year"
    if phrase.has("UNIT"):
        kind, because = (
            ("relative", "day and month, year by the report's date")
            if phrase.has("SIDE")
            else ("anaphoric", "day and month of the year told before")
        )
        if year is None:
            return Reading(None, kind, "the year it points to is not known")
    if year is None:
        if yearly(phrase):
            return Reading(None, "yearly", "a day kept every year", month_day=(month, number))
        year, why = year_for(discourse, asked_of(phrase, month, number))
        kind, because = "yearless", f"day and month; {why}"
        if year is None:
            return Reading(None, "yearless", because, month_day=(month, number))
    found = days.day(year, month, number)
    return Reading(found, kind, because if found else "no such day in the calendar", month_day=(month, number))


def _in_figures(phrase: Phrase, discourse: Discourse) -> Reading:
    parts = [int(part) for part in (phrase.text("NUMDATE") or "").split()]
    if len(parts) != 3:
        return Reading(None, "explicit", "a date in figures that may be read two ways")
    year = parts[0] if parts[0] > 99 else full_year(parts[0], discourse.reference)
    found = days.day(year, parts[1], parts[2])
    return Reading(found, "explicit", "a date in figures" if found else "no such day in the calendar")


def _weekday_of_day(phrase: Phrase, number: int, reference: date) -> Interval | None:
    """ "Wednesday the 10th": the last day before the report, or the next of what is to come, that is both."""
    step = 1 if comes(phrase) else -1
    for back in range(_TWO_MONTHS):
        one = days.days_from(reference, step * back, step * back)
        if one is not None and one.start.day == number and one.start.weekday() == phrase.number("WEEKDAY"):
            return one
    return None


def _day_of_told_month(number: int, before: Told | None) -> Reading:
    told = before.interval if before else None
    if told is None or (told.end - told.start).days > 31:
        return Reading(None, "anaphoric", "no month was told before")
    return Reading(days.day(told.end.year, told.end.month, number), "anaphoric", "a day of the month told before")


def _days_of_told_month(phrase: Phrase, before: Told | None) -> Reading:
    one = _day_of_told_month(phrase.number("DAYTH1") or 0, before).interval
    other = _day_of_told_month(phrase.number("DAYTH2") or 0, before).interval
    if one is None or other is None:
        return Reading(None, "anaphoric", "no month was told before")
    return Reading(days.between(one.start, other.end), "anaphoric", "days of the month told before")


def read_span(phrase: Phrase, discourse: Discourse) -> Reading:
    """A stretch between two days, months or years."""
    if phrase.has("DAYTH1"):
        return _days_of_told_month(phrase, discourse.recent(phrase.sentence, 3))
    if phrase.has("WEEKDAY1") and not phrase.has("DAY1") and not phrase.has("MONTH1"):
        return _weekdays(phrase, discourse)
    if phrase.has("DAY1") and phrase.has("DAY2") and phrase.has("MONTH"):
        return _days_of_month(phrase, discourse)
    end_year = stated_year(phrase, discourse, "2") or stated_year(phrase, discourse)
    if phrase.has("YY2") and phrase.has("YEAR1"):
        end_year = complete(phrase.number("YEAR1") or 0, phrase.number("YY2"))
    start_year = stated_year(phrase, discourse, "1")
    kind: Kind = "explicit"
    because = "from one to the other"
    if end_year is None and phrase.has("MONTH2"):
        if start_year is not None:
            end_year = start_year + ((phrase.number("MONTH2") or 0) < (phrase.number("MONTH1") or 0))
        else:
            end_year, why = year_for(discourse, asked_of(phrase, phrase.number("MONTH2") or 0, phrase.number("DAY2")))
            kind, because = "yearless", f"from one to the other; {why}"
    last = _point(phrase, "2", end_year)
    if start_year is None and end_year is not None and phrase.has("MONTH1"):
        start_year = end_year - ((phrase.number("MONTH1") or 0) > (phrase.number("MONTH2") or 12))
    first = _point(phrase, "1", start_year)
    if first is None or last is None:
        return Reading(None, kind, "one end of it is not known" if end_year is None else "no such days in the calendar")
    return Reading(days.between(first.start, last.end), kind, because)


def _point(phrase: Phrase, end: str, year: int | None) -> Interval | None:
    figures = phrase.text(f"NUMDATE{end}")
    if figures is not None:
        parts = [int(part) for part in figures.split()]
        return days.day(*parts) if len(parts) == 3 and parts[0] > 99 else None
    if year is None:
        return None
    month = phrase.number(f"MONTH{end}")
    number = phrase.number(f"DAY{end}") or phrase.number(f"NTHDAY{end}")
    if month is not None and number is not None:
        return days.day(year, month, number)
    whole = days.months(year, month) if month is not None else days.years(year, year)
    return days.part_of(whole, phrase.text(f"PART{end}"))


def _days_of_month(phrase: Phrase, discourse: Discourse) -> Reading:
    month = phrase.number("MONTH") or 0
    one, other = phrase.number("DAY1") or 0, phrase.number("DAY2") or 0
    year = stated_year(phrase, discourse)
    kind: Kind = "explicit"
    because = "days, month and year"
    if phrase.has("SIDE"):
        kind, because = "relative", "days and month, year by the report's date"
    if year is None:
        if yearly(phrase):
            return Reading(None, "yearly", "days kept every year", month_day=(month, one))
        year, why = year_for(discourse, asked_of(phrase, month, one))
        kind, because = "yearless", f"days and month; {why}"
        if year is None:
            return Reading(None, "yearless", because)
    first, last = days.day(year, month, one), days.day(year, month, other)
    if first is None or last is None:
        return Reading(None, kind, "no such days in the calendar")
    return Reading(days.between(first.start, last.end), kind, because)


def _weekdays(phrase: Phrase, discourse: Discourse) -> Reading:
    if discourse.reference is None:
        return Reading(None, "relative", "weekdays, and the report has no date")
    last = days.days_from(
        discourse.reference, -((discourse.reference.weekday() - (phrase.number("WEEKDAY2") or 0)) % 7), 0
    )
    if last is None:
        return Reading(None, "relative", "outside the calendar")
    back = ((phrase.number("WEEKDAY2") or 0) - (phrase.number("WEEKDAY1") or 0)) % 7
    first = days.days_from(last.start, -back, 0)
    found = days.between(first.start, last.start) if first else None
    return Reading(found, "relative", f"weekdays before the report's date {discourse.reference}")


def read_open_span(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "from 2003 to the present"."""
    year = stated_year(phrase, discourse, "1")
    first = _point(phrase, "1", year)
    if first is None or discourse.reference is None:
        return Reading(None, "explicit", "open to a present that is not known")
    found = days.between(first.start, max(discourse.reference, first.end))
    return Reading(found, "explicit", f"up to the report's date {discourse.reference}", "since")
