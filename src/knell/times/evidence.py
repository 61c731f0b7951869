"""Is it a time at all? Judged by the words around a phrase, before anything is resolved."""

from __future__ import annotations

from collections.abc import Callable

from knell.text import Token
from knell.times.evidence_days import (
    check_date,
    check_month,
    check_nth_week,
    check_open_span,
    check_season,
    check_span,
    check_stretch,
)
from knell.times.evidence_years import check_century, check_decade, check_year, is_attributive, names_event
from knell.times.neighbours import classes_of, goes_on, listed, name_around, norm
from knell.times.phrases import Phrase


def accept(phrase: Phrase) -> Phrase | None:
    """The phrase, trimmed or as it is, or None when it is no time."""
    if phrase.rule in ("year", "date") and listed(phrase, "birth", phrase.after()):
        return None  # "1999-cu il təvəllüdlü": the year somebody was born in
    if is_attributive(phrase) and (phrase.has("DAY") or not names_event(phrase)):
        return None  # "Sunday school", "May tulips"
    check = _CHECKS.get(phrase.rule)
    return check(phrase) if check else phrase


# Units that a stretch of the calendar is named by.
_CALENDAR = ("week", "weekend", "month", "year", "decade", "century")


def _weekday(phrase: Phrase) -> Phrase | None:
    token = phrase.token_of("WEEKDAY")
    if token.norm in phrase.words.short and token.norm not in phrase.words.short_alone:
        return None
    before = phrase.before()
    if name_around(phrase) or "EVERY" in (classes_of(phrase, before) if before else ()):
        return None
    if phrase.has("UNIT") and phrase.text("UNIT") != "week":
        return None
    return phrase


def _unit(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT") or ""
    after = phrase.after()
    if phrase.has("SOFAR"):
        return phrase if unit in _CALENDAR else None
    if norm(after) in phrase.words.listed("of_words") and not phrase.has("SIDE"):
        return None
    if phrase.has("PAST"):
        counted = phrase.has("NUM") or phrase.has("ONE")
        return phrase if counted or unit in _CALENDAR else None
    if phrase.has("SIDE"):
        # "the last year of the war" counts from the war, not from today
        if norm(after) in phrase.words.listed("of_words") and phrase.number("SIDE") != 0:
            return None
        return phrase if unit in _CALENDAR else None
    if phrase.has("ENDOF"):
        return phrase
    if phrase.has("PART"):
        return phrase if unit in ("week", "month", "year", "decade", "century") else None
    return phrase if unit == "weekend" else None


def _later(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT")
    counted = any(phrase.has(name) for name in ("NUM", "ONE", "VAGUE"))
    if phrase.has("SHIFT"):
        if (unit is not None and unit.endswith("+")) or unit in ("hour", "minute"):
            return None
        return phrase
    if phrase.has("BEFOREAFTER") and not counted and unit is not None and unit.endswith("+"):
        return None
    return phrase


def _eve(phrase: Phrase) -> Phrase | None:
    """ "la veille", but not "la veille de Noël", "au lendemain d'un défilé"."""
    after = phrase.after()
    return None if after is not None and after.norm in phrase.words.listed("of_words") else phrase


def _that(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT")
    if unit is not None and (unit.endswith("+") or unit in ("hour", "minute")):
        return None
    if unit == "day" and listed(phrase, "to_this_day", phrase.before()) and _stands_alone(phrase):
        return None
    if unit is not None and not phrase.has("THAT"):
        return phrase if unit in ("day", "week", "month", "year") else None
    # "said that night raids had", "so that day labourers"
    conjunction = listed(phrase, "reporting", phrase.before()) or listed(phrase, "so_that", phrase.before())
    return None if conjunction and not goes_on(phrase, phrase.after()) else phrase


def _stands_alone(phrase: Phrase) -> bool:
    """ "To this day ...", "... to this day.", but not "referred to this day as"."""
    after, outer = phrase.after(), phrase.before(1)
    return after is None or after.kind == "punct" or outer is None or outer.kind == "punct"


def _after_event(phrase: Phrase) -> Phrase | None:
    unit = (phrase.text("UNIT") or "").rstrip("+")
    if unit in ("hour", "minute") and not any(phrase.has(name) for name in ("SINCE", "BEFOREAFTER", "LATER")):
        return None  # "40 minutes from the capital"
    if phrase.window.atoms[phrase.last - 1].last - 1 >= 0 and norm(_last_token(phrase)) in phrase.words.listed(
        "years_on"
    ):
        after = phrase.after()
        return phrase if after is None or after.kind == "punct" else None
    return None if listed(phrase, "terms", phrase.after()) else phrase  # "a 25 años de cárcel"


def _last_token(phrase: Phrase) -> Token | None:
    return phrase.window.token(phrase.window.atoms[phrase.last - 1].last - 1)


def _ago(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT") or ""
    if not any(phrase.has(name) for name in ("NUM", "ONE", "VAGUE")) and not unit.endswith("+"):
        return phrase if unit in phrase.words.listed("one_unsaid") else None
    return phrase


_CHECKS: dict[str, Callable[[Phrase], Phrase | None]] = {
    "date": check_date,
    "span": check_span,
    "open_span": check_open_span,
    "month": check_month,
    "year": check_year,
    "decade": check_decade,
    "century": check_century,
    "season": check_season,
    "stretch": check_stretch,
    "nth_week": check_nth_week,
    "weekday": _weekday,
    "unit": _unit,
    "later": _later,
    "neighbour": _eve,
    "that": _that,
    "after_event": _after_event,
    "ago": _ago,
}
