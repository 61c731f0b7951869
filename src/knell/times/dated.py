"""What calendar phrases mean: days, months, years, seasons, and stretches of them."""

from __future__ import annotations

from datetime import date

from knell.model import Interval
from knell.times import days
from knell.times.discourse import Discourse, Reading, Told, year_for
from knell.times.evidence import complete, names_event
from knell.times.phrases import Phrase
from knell.times.surroundings import comes, opens_sentence, yearly

# Two figures without a report date: 31 to 99 are of the last century.
_PIVOT = 30


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
    if phrase.has("THAT") and discourse.anchor is not None:
        return discourse.anchor.interval.end.year
    return None


def read_date(phrase: Phrase, discourse: Discourse) -> Reading:
    """A day of the calendar."""
    if phrase.has("NUMDATE"):
        return _in_figures(phrase, discourse)
    number = phrase.number("DAY") or phrase.number("NTHDAY") or 0
    month = phrase.number("MONTH")
    if phrase.has("HOLIDAY"):
        month, number = divmod(phrase.number("HOLIDAY") or 0, 100)
    if phrase.has("DAYTH"):
        return _day_of_told_month(phrase.number("DAYTH") or 0, discourse.recent(phrase.sentence, 3))
    if month is None:
        return _day_of_told_month(number, discourse.anchor)
    year = stated_year(phrase, discourse)
    kind, because = "explicit", "day, month and year"
    if phrase.has("UNIT"):
        kind, because = (
            ("relative", "day and month, year by the report's date")
            if phrase.has("SIDE")
            else ("anaphoric", "day and month of the year told before")
        )
        if year is None:
            return Reading(None, kind, "the year it points to is not known")  # type: ignore[arg-type]
    if year is None:
        if yearly(phrase):
            return Reading(None, "yearly", "a day kept every year", month_day=(month, number))
        where = (phrase.sentence, phrase.paragraph)
        year, why = year_for(
            discourse,
            month,
            number,
            where,
            future=comes(phrase),
            weekday=phrase.number("WEEKDAY"),
            named=names_event(phrase),
        )
        kind, because = "yearless", f"day and month; {why}"
        if year is None:
            return Reading(None, "yearless", because, month_day=(month, number))
    found = days.day(year, month, number)
    return Reading(found, kind, because if found else "no such day in the calendar", month_day=(month, number))  # type: ignore[arg-type]


def _in_figures(phrase: Phrase, discourse: Discourse) -> Reading:
    parts = [int(part) for part in (phrase.text("NUMDATE") or "").split()]
    if len(parts) != 3:
        return Reading(None, "explicit", "a date in figures that may be read two ways")
    year = parts[0] if parts[0] > 99 else full_year(parts[0], discourse.reference)
    found = days.day(year, parts[1], parts[2])
    return Reading(found, "explicit", "a date in figures" if found else "no such day in the calendar")


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
    kind, because = "explicit", "from one to the other"
    if end_year is None and phrase.has("MONTH2"):
        where = (phrase.sentence, phrase.paragraph)
        if start_year is not None:
            end_year = start_year + ((phrase.number("MONTH2") or 0) < (phrase.number("MONTH1") or 0))
        else:
            end_year, why = year_for(
                discourse,
                phrase.number("MONTH2") or 0,
                phrase.number("DAY2"),
                where,
                future=comes(phrase),
                weekday=None,
            )
            kind, because = "yearless", f"from one to the other; {why}"
    last = _point(phrase, "2", end_year)
    if start_year is None and end_year is not None and phrase.has("MONTH1"):
        start_year = end_year - ((phrase.number("MONTH1") or 0) > (phrase.number("MONTH2") or 12))
    first = _point(phrase, "1", start_year)
    if first is None or last is None:
        return Reading(None, kind, "one end of it is not known" if end_year is None else "no such days in the calendar")  # type: ignore[arg-type]
    return Reading(days.between(first.start, last.end), kind, because)  # type: ignore[arg-type]


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
    kind, because = "explicit", "days, month and year"
    if phrase.has("SIDE"):
        kind, because = "relative", "days and month, year by the report's date"
    if year is None:
        if yearly(phrase):
            return Reading(None, "yearly", "days kept every year", month_day=(month, one))
        where = (phrase.sentence, phrase.paragraph)
        year, why = year_for(discourse, month, one, where, future=comes(phrase), weekday=None)
        kind, because = "yearless", f"days and month; {why}"
        if year is None:
            return Reading(None, "yearless", because)
    first, last = days.day(year, month, one), days.day(year, month, other)
    if first is None or last is None:
        return Reading(None, kind, "no such days in the calendar")  # type: ignore[arg-type]
    return Reading(days.between(first.start, last.end), kind, because)  # type: ignore[arg-type]


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


def read_month(phrase: Phrase, discourse: Discourse) -> Reading:
    """A month or a part of it."""
    month = phrase.number("MONTH") or 0
    part, reference = phrase.text("PART"), discourse.reference
    year = stated_year(phrase, discourse)
    kind, because = "explicit", "month and year"
    if phrase.has("UNIT"):
        kind, because = (
            ("relative", "month, year by the report's date")
            if phrase.has("SIDE")
            else ("anaphoric", "month of the year told before")
        )
        if year is None:
            return Reading(None, kind, "the year it points to is not known")  # type: ignore[arg-type]
    elif phrase.has("SIDE"):
        if reference is None:
            return Reading(None, "relative", "a month counted from a report without a date")
        return _side_month(month, phrase.number("SIDE") or 0, part, reference)
    elif phrase.has("SHIFT"):
        return _shifted_month(month, phrase.number("SHIFT") or 0, discourse)
    if year is None:
        where = (phrase.sentence, phrase.paragraph)
        year, why = year_for(discourse, month, None, where, future=comes(phrase), weekday=None)
        kind, because = "yearless", f"month; {why}"
        if year is None:
            return Reading(None, "yearless", because)
    return Reading(days.part_of(days.months(year, month), part), kind, because)  # type: ignore[arg-type]


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
    first = phrase.number("DECADE") or 0
    if first < 100:
        first = full_year(first, discourse.reference)
    return Reading(days.part_of(days.years(first, first + 9), phrase.text("PART")), "explicit", "decade", weak=True)


def read_century(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the 19th century"; None before the year 1."""
    number = phrase.number("ORD") or 0
    if (phrase.number("ERA") or 1) < 0:
        return Reading(None, "explicit", "before the year 1")
    whole = days.years(number * 100 - 99, number * 100)
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
    kind, because = "explicit", "season and year"
    if year is None and phrase.has("SIDE") and reference is not None:
        kind, because = "relative", f"season counted from the report's date {reference}"
        year = _side_season(name, phrase.number("SIDE") or 0, reference)
    elif year is None and phrase.has("SHIFT") and discourse.anchor is not None:
        kind, because = "anaphoric", "season counted from what was told before"
        year = _shifted_season(name, phrase.number("SHIFT") or 0, discourse.anchor.interval)
    elif year is None and not phrase.has("UNIT") and not phrase.has("SIDE") and not phrase.has("SHIFT"):
        where = (phrase.sentence, phrase.paragraph)
        year, why = year_for(discourse, days.SEASONS[name], None, where, future=comes(phrase), weekday=None)
        kind, because = ("anaphoric" if phrase.has("THAT") else "yearless"), f"season; {why}"
    if year is None:
        return Reading(None, kind if kind != "explicit" else "yearless", "a season without a year")  # type: ignore[arg-type]
    return Reading(days.part_of(days.season(year, name), part), kind, because)  # type: ignore[arg-type]


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


def read_nth_week(phrase: Phrase, discourse: Discourse) -> Reading:
    """ "the second week of May 1990", "the week of 13 May"."""
    month, number = phrase.number("MONTH") or 0, phrase.number("DAY")
    year = stated_year(phrase, discourse)
    kind, because = "explicit", "a week"
    if year is None:
        where = (phrase.sentence, phrase.paragraph)
        year, why = year_for(discourse, month, number, where, future=comes(phrase), weekday=None)
        kind, because = "yearless", f"a week; {why}"
    if year is None:
        return Reading(None, "yearless", because)
    if number is not None:
        one = days.day(year, month, number)
        return Reading(days.week_of(one.start) if one else None, kind, because)  # type: ignore[arg-type]
    whole = days.months(year, month)
    if whole is None:
        return Reading(None, kind, "no such month")  # type: ignore[arg-type]
    nth = phrase.number("ORD")
    if nth is None:
        return Reading(days.days_from(whole.end, -6, 0), kind, because)  # type: ignore[arg-type]
    if nth > 4:
        return Reading(None, kind, "no such week")  # type: ignore[arg-type]
    return Reading(days.days_from(whole.start, 7 * nth - 7, 7 * nth - 1), kind, because)  # type: ignore[arg-type]
