"""Is it a day, a month or a season? "May 12 people" and "they march" are none."""

from __future__ import annotations

from knell.times.evidence_years import is_attributive, is_span_of_years
from knell.times.neighbours import counts, glued_on, goes_on, is_entry, listed, name_around
from knell.times.phrases import Phrase


def check_date(phrase: Phrase) -> Phrase | None:
    """A day: drops what is no year behind it, refuses what is a verb or a count."""
    trimmed: Phrase | None = phrase
    if phrase.has("UNIT") and not _fits_unit(phrase):
        if not phrase.has("MONTH"):
            return None
        trimmed = phrase.until(_unit_starts(phrase))
    if trimmed is not None and trimmed.has("YY") and not trimmed.has("APOS") and not _short_year(trimmed):
        trimmed = trimmed.until(trimmed.held["YY"][0])
    if trimmed is not None and trimmed.has("YEAR"):
        trimmed = _drop_counted_year(trimmed)
    if trimmed is not None and trimmed.has("DAYTH"):
        known = trimmed.has("WEEKDAY") or listed(trimmed, "before_day", trimmed.before())
        return trimmed if known and goes_on(trimmed, trimmed.after()) else None
    if trimmed is not None and trimmed.has("WEEKDAY") and trimmed.has("DAY") and not trimmed.has("MONTH"):
        # "on Wednesday 24 people": the figure belongs to what follows
        return trimmed if goes_on(trimmed, trimmed.after()) else None
    if trimmed is None or trimmed.has("NUMDATE") or not trimmed.has("MONTH"):
        return trimmed
    return None if _is_verb(trimmed) or _day_counts(trimmed) else trimmed


def _fits_unit(phrase: Phrase) -> bool:
    unit = phrase.text("UNIT")
    return unit == "year" if phrase.has("MONTH") else unit == "month" and phrase.has("THAT")


def _unit_starts(phrase: Phrase) -> int:
    """The atom after the day or month, whichever is later."""
    return max(phrase.held[name][0] for name in ("DAY", "DAY2", "NTHDAY", "MONTH") if phrase.has(name)) + 1


def _short_year(phrase: Phrase) -> bool:
    """ "3 JAN 90": two figures are a year where no word follows that they could count."""
    token = phrase.behind("YY")
    if phrase.held["MONTH"][0] < phrase.held["DAY"][0]:
        # "JUNE 11 89 (NEWS)" in a dateline, but not "June 11 89 people"
        return token is not None and token.text in "([-–—"
    return (
        token is None
        or (token.kind == "punct" and token.text not in ".,:")
        or token.start > phrase.token_of("YY").end + 2
        or (token.text == "." and not token.glued)
        or goes_on(phrase, token)
    )


def _drop_counted_year(phrase: Phrase) -> Phrase | None:
    """ "On May 13, 2000 people": a round number behind a comma that counts something is no year."""
    year = phrase.number("YEAR") or 0
    comma = phrase.held["COMMA"][0] if phrase.has("COMMA") else None
    here = phrase.held["YEAR"][0]
    if not counts(phrase, phrase.behind("YEAR")):
        return phrase
    if comma == here - 1 and phrase.rule == "month":
        return phrase.until(comma)
    if year % 100 == 0:
        return phrase.until(comma if comma == here - 1 else here)
    return phrase


def _is_verb(phrase: Phrase) -> bool:
    """ "MAY 12 PEOPLE", "13 MAY HAVE": a month's name that is another word."""
    if not listed(phrase, "ambiguous_months", phrase.token_of("MONTH")):
        return False
    if listed(phrase, "verb_follows", phrase.behind("MONTH")):
        # between small letters a capital behind a day is a month's: "the attack on 2 May has cost"
        behind_day = phrase.has("DAY") and phrase.held["DAY"][0] < phrase.held["MONTH"][0]
        return phrase.window.shouting or not behind_day
    alone = not (phrase.has("YEAR") or phrase.has("WEEKDAY") or phrase.has("PODAY") or phrase.has("PART"))
    return (
        alone
        and not phrase.in_front(phrase.words.spoken("before_month"))
        and not listed(phrase, "before_day", phrase.before())
        and counts(phrase, phrase.after())
    )


def _day_counts(phrase: Phrase) -> bool:
    """ "In May 12 people died", "May 12-year-olds": the figure behind the month belongs to what follows."""
    if not phrase.has("DAY") or phrase.held["DAY"][0] < phrase.held["MONTH"][0] or phrase.has("YEAR"):
        return False
    token = phrase.behind("DAY")
    if token is None:
        return False
    if token.text in "-‐‑–" and token.glued:
        beyond = phrase.window.token(phrase.window.atoms[phrase.held["DAY"][0]].last + 1)
        return beyond is not None and beyond.glued and beyond.kind == "word"
    return (
        counts(phrase, token)
        and not phrase.has("WEEKDAY")
        and not listed(phrase, "before_day", phrase.before())
        and token.norm not in phrase.words.listed("after_year")
    )


def check_open_span(phrase: Phrase) -> Phrase | None:
    """A stretch up to the present."""
    alone = phrase.has("MONTH1") and not any(phrase.has(name) for name in ("YEAR1", "DAY1"))
    return None if alone or glued_on(phrase) else phrase


def check_span(phrase: Phrase) -> Phrase | None:
    """A stretch of days, months or years."""
    if phrase.has("YEAR1") and not (phrase.has("MONTH1") or phrase.has("MONTH")):
        return phrase if is_span_of_years(phrase) else None
    if phrase.has("MONTH") and _is_verb(phrase):
        return None
    if phrase.has("DAY1") and phrase.has("DAY2") and phrase.has("MONTH"):
        return _span_of_days(phrase)
    if phrase.has("SIDE") and phrase.text("UNIT") != "year":
        return None
    if phrase.has("YEAR"):
        return _drop_counted_year(phrase)
    if phrase.has("MONTH1") and not phrase.has("DAY1") and not phrase.has("PART1"):
        return phrase if _months_named(phrase) else None
    return phrase


def _months_named(phrase: Phrase) -> bool:
    """ "between May and July" and "May-July 1990" are spans; "May to" or "March and" may be verbs."""
    if any(phrase.has(name) for name in ("YEAR", "YEAR1", "YEAR2", "DAY2")):
        return True
    if any(phrase.token_of(n).norm in phrase.words.short for n in ("MONTH1", "MONTH2") if phrase.has(n)):
        return False
    return (
        phrase.in_front(phrase.words.spoken("before_month"))
        or phrase.window.atoms[phrase.first].classes.get("MONTH") is None
    )


def _span_of_days(phrase: Phrase) -> Phrase | None:
    one, other = phrase.number("DAY1") or 0, phrase.number("DAY2") or 0
    if one >= other or (phrase.has("SIDE") and phrase.text("UNIT") != "year"):
        return None
    if phrase.has("YEAR"):
        trimmed = _drop_counted_year(phrase)
        if trimmed is None or trimmed.has("YEAR"):
            return trimmed
        phrase = trimmed
    last = max(phrase.held["DAY2"][0], phrase.held["MONTH"][0])
    if last == phrase.held["DAY2"][0]:
        token = phrase.behind("DAY2")
        dash = phrase.window.token(phrase.window.atoms[phrase.held["DAY1"][0]].last)
        spaced = dash is not None and dash.text in "–—-" and not dash.glued
        if (counts(phrase, token) and not goes_on(phrase, token)) or (spaced and not goes_on(phrase, token)):
            return None
    return phrase


def check_month(phrase: Phrase) -> Phrase | None:
    """A month, alone or with a year."""
    trimmed: Phrase | None = phrase
    if phrase.has("UNIT") and phrase.text("UNIT") != "year":
        trimmed = phrase.until(phrase.held["MONTH"][0] + 1)
    if trimmed is not None and trimmed.has("YEAR"):
        trimmed = _drop_counted_year(trimmed)
    if trimmed is None:
        return None
    if trimmed.has("YEAR") or trimmed.has("APOS"):
        return trimmed
    return trimmed if _month_alone(trimmed) else None


def _month_alone(phrase: Phrase) -> bool:
    token = phrase.token_of("MONTH")
    ambiguous = listed(phrase, "ambiguous_months", token)
    if token.norm in phrase.words.short and not phrase.has("PART") and not phrase.has("SIDE"):
        return False
    strict = ambiguous and phrase.in_front(phrase.words.spoken("before_ambiguous_month"))
    verb = ambiguous and not strict and listed(phrase, "verb_follows", phrase.behind("MONTH"))
    if name_around(phrase) or verb:
        return False
    if (
        any(phrase.has(name) for name in ("PART", "SIDE", "SHIFT", "THAT", "UNIT"))
        or is_entry(phrase)
        or is_attributive(phrase)
    ):
        return True
    if ambiguous:
        return strict
    if phrase.in_front(phrase.words.spoken("before_month")):
        return True
    before, after = phrase.before(), phrase.after()
    if phrase.window.shouting or (after is not None and after.capital):
        return False
    return before is None or (not before.capital and before.kind != "number")


def check_season(phrase: Phrase) -> Phrase | None:
    """A season."""
    if phrase.has("UNIT") and phrase.text("UNIT") != "year":
        return None
    if phrase.has("YEAR"):
        return phrase
    token = phrase.token_of("SEASON")
    if any(phrase.has(name) for name in ("SIDE", "THAT", "SHIFT")):
        return phrase if not counts(phrase, phrase.after()) else None
    if listed(phrase, "ambiguous_seasons", token):
        return None
    prefixed = phrase.in_front(phrase.words.spoken("before_month")) or phrase.window.tokens[
        phrase.window.atoms[phrase.first].first
    ].norm in phrase.words.listed("before_month")
    return phrase if prefixed and goes_on(phrase, phrase.after()) else None


def check_stretch(phrase: Phrase) -> Phrase | None:
    """So many units at one end of a year or month."""
    if phrase.has("NUM") and not (phrase.text("UNIT") or "").endswith("+"):
        return None
    return None if phrase.has("ORD") and phrase.has("NUM") and phrase.number("ORD") != 1 else phrase


def check_nth_week(phrase: Phrase) -> Phrase | None:
    """A week or day counted within a month."""
    return phrase if phrase.text("UNIT") in (None, "day") else None
