"""Is it a time at all? Judged by the words around a phrase, before anything is resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from knell.text import Token
from knell.times.phrases import Phrase

_PLAUSIBLE = range(1600, 2101)
_LONGEST_SPAN = 150
_SHORT_SPAN = 60


def accept(phrase: Phrase) -> Phrase | None:
    """The phrase, trimmed or as it is, or None when it is no time."""
    check = _CHECKS.get(phrase.rule)
    return check(phrase) if check else phrase


def _norm(token: Token | None) -> str:
    return token.norm if token else ""


def _listed(phrase: Phrase, name: str, token: Token | None) -> bool:
    return token is not None and token.norm in phrase.words.listed(name)


def _counts(phrase: Phrase, token: Token | None) -> bool:
    """Whether the word behind a number is something that is counted."""
    return token is not None and (_listed(phrase, "counted", token) or token.text in "%°")


def _prefixed(phrase: Phrase) -> bool:
    """Whether the phrase stands behind a word that times stand behind ("in", "since")."""
    return phrase.in_front(phrase.words.spoken("before_year")) and not _loose(phrase)


def _loose(phrase: Phrase) -> bool:
    return _listed(phrase, "loose_before_year", phrase.before())


def _goes_on(phrase: Phrase, token: Token | None) -> bool:
    """Whether the word behind lets a time end here: a sign, nothing, or a small word."""
    return token is None or token.kind == "punct" or _listed(phrase, "after_year", token)


def _name_around(phrase: Phrase) -> bool:
    """Part of a name: Good Friday, the Sunday Times, the October Revolution."""
    return _listed(phrase, "names_before", phrase.before()) or (
        _listed(phrase, "names_after", phrase.after())
        and (phrase.window.shouting or bool(phrase.after(0) and phrase.after(0).capital))  # type: ignore[union-attr]
    )


def _date(phrase: Phrase) -> Phrase | None:
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
        return trimmed if _prefixed(trimmed) and _goes_on(trimmed, trimmed.after()) else None
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
    return (
        token is None
        or (token.kind == "punct" and token.text not in ".,:")
        or token.start > phrase.token_of("YY").end + 2
        or (token.text == "." and not token.glued)
        or _goes_on(phrase, token)
    )


def _drop_counted_year(phrase: Phrase) -> Phrase | None:
    """ "On May 13, 2000 people": a round number behind a comma that counts something is no year."""
    year = phrase.number("YEAR") or 0
    comma = phrase.held["COMMA"][0] if phrase.has("COMMA") else None
    here = phrase.held["YEAR"][0]
    if not _counts(phrase, phrase.behind("YEAR")):
        return phrase
    if comma == here - 1 and phrase.rule == "month":
        return phrase.until(comma)
    if year % 100 == 0:
        return phrase.until(comma if comma == here - 1 else here)
    return phrase


def _is_verb(phrase: Phrase) -> bool:
    """ "MAY 12 PEOPLE", "13 MAY HAVE": a month's name that is another word."""
    if not _listed(phrase, "ambiguous_months", phrase.token_of("MONTH")):
        return False
    if _listed(phrase, "verb_follows", phrase.behind("MONTH")):
        return True
    alone = not (phrase.has("YEAR") or phrase.has("WEEKDAY") or phrase.has("PODAY") or phrase.has("PART"))
    return (
        alone
        and not phrase.in_front(phrase.words.spoken("before_month"))
        and not _listed(phrase, "before_day", phrase.before())
        and _counts(phrase, phrase.after())
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
        _counts(phrase, token)
        and not phrase.has("WEEKDAY")
        and not _listed(phrase, "before_day", phrase.before())
        and token.norm not in phrase.words.listed("after_year")
    )


def _open_span(phrase: Phrase) -> Phrase | None:
    alone = phrase.has("MONTH1") and not any(phrase.has(name) for name in ("YEAR1", "DAY1"))
    return None if alone or _glued_on(phrase) else phrase


def _span(phrase: Phrase) -> Phrase | None:
    if phrase.has("YEAR1") and not (phrase.has("MONTH1") or phrase.has("MONTH")):
        return phrase if _span_of_years(phrase) else None
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
        if (_counts(phrase, token) and not _goes_on(phrase, token)) or (spaced and not _goes_on(phrase, token)):
            return None
    return phrase


def _span_of_years(phrase: Phrase) -> bool:
    one = phrase.number("YEAR1") or 0
    other = phrase.number("YEAR2") or complete(one, phrase.number("YY2"))
    if not one < other <= one + _LONGEST_SPAN or one not in _PLAUSIBLE or _coded(phrase):
        return False
    if phrase.has("YY2") and (other - one > _SHORT_SPAN or _may_be_month(phrase, other)):
        return False
    if _counts(phrase, phrase.after()) and not _goes_on(phrase, phrase.after()):
        return False
    if _counts(phrase, phrase.after()) and _norm(phrase.after()) == "of":
        return False
    clear = _prefixed(phrase) or _in_brackets(phrase) or _norm(phrase.before()) in phrase.words.listed("before_span")
    return clear or not (one % 100 == 0 and other % 100 == 0)


def _may_be_month(phrase: Phrase, other: int) -> bool:
    """ "2011-05" is a month as well as a span to 2105; "1990-91" is not."""
    return phrase.number("YY2") in range(1, 13) and other % 100 <= (phrase.number("YEAR1") or 0) % 100


def complete(first: int, short: int | None) -> int:
    """The year that two figures behind another year mean: 1990-91, 1998-02."""
    if short is None:
        return 0
    year = first // 100 * 100 + short
    return year if year > first else year + 100


def _in_brackets(phrase: Phrase) -> bool:
    before, after = phrase.before(), phrase.after()
    return (
        before is not None
        and after is not None
        and before.text in "([,"
        and after.text in ")],;"
        and (before.text != "," or after.text in ")]")
    )


def _month(phrase: Phrase) -> Phrase | None:
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
    ambiguous = _listed(phrase, "ambiguous_months", token)
    if token.norm in phrase.words.short and not phrase.has("PART") and not phrase.has("SIDE"):
        return False
    if _name_around(phrase) or (ambiguous and _listed(phrase, "verb_follows", phrase.behind("MONTH"))):
        return False
    if any(phrase.has(name) for name in ("PART", "SIDE", "SHIFT", "UNIT")):
        return True
    if ambiguous:
        return phrase.in_front(phrase.words.spoken("before_ambiguous_month"))
    if phrase.in_front(phrase.words.spoken("before_month")):
        return True
    before, after = phrase.before(), phrase.after()
    if phrase.window.shouting or (after is not None and after.capital):
        return False
    return before is None or (not before.capital and before.kind != "number")


def _year(phrase: Phrase) -> Phrase | None:
    if phrase.has("APOS"):
        return phrase if _prefixed(phrase) or phrase.in_front(phrase.words.spoken("before_year")) else None
    if phrase.has("PART") or phrase.last - phrase.first > 1:
        return phrase if not (_counts(phrase, phrase.after()) and not _goes_on(phrase, phrase.after())) else None
    year, before, after = phrase.number("YEAR") or 0, phrase.before(), phrase.after()
    if _labelled(phrase) or _glued_on(phrase):
        return None
    if _in_brackets(phrase) and year in _PLAUSIBLE:
        return phrase
    if _counts(phrase, after) and not _goes_on(phrase, after):
        return None
    if phrase.in_front(phrase.words.spoken("before_year")) and _behind_preposition(phrase, year):
        return phrase
    if year not in _PLAUSIBLE:
        return None
    if after is not None and after.text in "'’" and after.glued:
        return phrase if year % 100 else None
    if _heads_line(phrase) or names_event(phrase) or _of_its_year(phrase, year):
        return phrase
    # "1914 saw", "1943 and 1944"
    return (
        phrase
        if before is None
        and not _counts(phrase, after)
        and year % 100
        and after is not None
        and after.norm in phrase.words.listed("year_verbs")
        else None
    )


def _behind_preposition(phrase: Phrase, year: int) -> bool:
    after = phrase.after()
    if year not in _PLAUSIBLE and not _prefixed(phrase):
        return False
    plain = _goes_on(phrase, after)
    if _loose(phrase):
        if _norm(phrase.before()) in phrase.words.listed("of_words"):
            return (plain and year % 100 != 0 and _definite(phrase)) or names_event(phrase)
        return (plain and year % 50 != 0 and year in _PLAUSIBLE) or names_event(phrase)
    if plain or (after is not None and after.capital and not phrase.window.shouting):
        return True
    return year % 100 != 0 and year in _PLAUSIBLE


def _definite(phrase: Phrase) -> bool:
    """ "the massacre of 1919", "Black September of 1970"; not "a force of 1990"."""
    noun, article = phrase.before(1), phrase.before(2)
    if noun is None or noun.kind != "word":
        return False
    if noun.capital and not phrase.window.shouting:
        return True
    nouns = phrase.words.spoken("event_nouns")
    return (
        nouns.at((noun,), 0) is not None
        or any(_listed(phrase, "year_of", token) for token in (article, phrase.before(3)))
        or "SEASON" in _classes_of(phrase, noun)
        or "UNIT" in _classes_of(phrase, noun)
    )


def _classes_of(phrase: Phrase, token: Token) -> frozenset[str]:
    match = phrase.words.lexicon.at((token,), 0)
    return frozenset(match.value) if match else frozenset()


def _labelled(phrase: Phrase) -> bool:
    """ "Flight 1990", "$1990", "No. 1990"."""
    before = phrase.before()
    if before is None:
        return False
    if before.text in "$€£¥₹₽₼₺₴¢#№+":
        return True
    return _listed(phrase, "labels", before) or (before.text == "." and _listed(phrase, "labels", phrase.before(1)))


def _glued_on(phrase: Phrase) -> bool:
    """Part of a longer code: AK-2000, 1990/3, 12:1990."""
    first = phrase.window.tokens[phrase.window.atoms[phrase.first].first]
    before, after = phrase.before(), phrase.after()
    if first.glued and before is not None and before.text in "-/:.,":
        return True
    return after is not None and after.glued and after.text in "/:-" and _digit_follows(phrase)


def _coded(phrase: Phrase) -> bool:
    """Part of a longer code: 2010-11-CA-144."""
    after, beyond = phrase.after(), phrase.after(1)
    if after is not None and after.glued and after.text in "-/" and beyond is not None and beyond.glued:
        return True
    return _glued_on(phrase)


def _digit_follows(phrase: Phrase) -> bool:
    beyond = phrase.after(1)
    return beyond is not None and beyond.glued and beyond.text[0].isdigit()


def _heads_line(phrase: Phrase) -> bool:
    """ "1994: ..." opens a paragraph, or is all of it."""
    before, after = phrase.before(), phrase.after()
    return before is None and (after is None or after.text in ":–—")


def names_event(phrase: Phrase) -> bool:
    """ "the 1992 massacre", "1998 Kosovo offensive": a year, then within three words what happened."""
    nouns = phrase.words.spoken("event_nouns")
    for step in range(5):
        token = phrase.after(step)
        if token is not None and token.text in '-‐‑"“”':
            continue
        if token is None or token.kind != "word" or _counts(phrase, token):
            return False
        if nouns.at((token,), 0) is not None:
            return True
        if _listed(phrase, "after_year", token):
            return False
    return False


def _of_its_year(phrase: Phrase, year: int) -> bool:
    """ "a 1998 interview": one thing cannot be 1998 of them."""
    after = phrase.after()
    single = _listed(phrase, "before_single", phrase.before())
    return single and year % 100 != 0 and after is not None and after.kind == "word" and not _counts(phrase, after)


def _decade(phrase: Phrase) -> Phrase | None:
    value = phrase.number("DECADE") or 0
    if value < 100 and not phrase.has("APOS"):
        return None
    return phrase


def _century(phrase: Phrase) -> Phrase | None:
    return phrase if 1 <= (phrase.number("ORD") or 0) <= 21 else None


def _season(phrase: Phrase) -> Phrase | None:
    if phrase.has("UNIT") and phrase.text("UNIT") != "year":
        return None
    if phrase.has("YEAR"):
        return phrase
    token = phrase.token_of("SEASON")
    if any(phrase.has(name) for name in ("SIDE", "THAT", "SHIFT")):
        return phrase if not _counts(phrase, phrase.after()) else None
    if _listed(phrase, "ambiguous_seasons", token):
        return None
    prefixed = phrase.in_front(phrase.words.spoken("before_month")) or phrase.window.tokens[
        phrase.window.atoms[phrase.first].first
    ].norm in phrase.words.listed("before_month")
    return phrase if prefixed and _goes_on(phrase, phrase.after()) else None


def _weekday(phrase: Phrase) -> Phrase | None:
    token = phrase.token_of("WEEKDAY")
    if token.norm in phrase.words.short and token.norm not in phrase.words.short_alone:
        return None
    before = phrase.before()
    if _name_around(phrase) or "EVERY" in (_classes_of(phrase, before) if before else ()):
        return None
    if phrase.has("UNIT") and phrase.text("UNIT") != "week":
        return None
    return phrase


def _unit(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT") or ""
    after = phrase.after()
    if _norm(after) in phrase.words.listed("of_words") and not phrase.has("SIDE"):
        return None
    if phrase.has("PAST"):
        counted = phrase.has("NUM") or phrase.has("ONE")
        return phrase if counted or unit in ("week", "weekend", "month", "year", "decade", "century") else None
    if phrase.has("SIDE"):
        # "the last year of the war" counts from the war, not from today
        if _norm(after) in phrase.words.listed("of_words") and phrase.number("SIDE") != 0:
            return None
        return phrase if unit in ("week", "weekend", "month", "year", "decade", "century") else None
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


def _that(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT")
    if unit is not None and (unit.endswith("+") or unit in ("hour", "minute")):
        return None
    if unit is not None and not phrase.has("THAT"):
        return phrase if unit in ("day", "week", "month", "year") else None
    if _listed(phrase, "to_this_day", phrase.before()) and unit == "day":
        return None
    # "said that night raids had", "so that day labourers"
    conjunction = _listed(phrase, "reporting", phrase.before()) or _listed(phrase, "so_that", phrase.before())
    return None if conjunction and not _goes_on(phrase, phrase.after()) else phrase


def _after_event(phrase: Phrase) -> Phrase | None:
    if phrase.window.atoms[phrase.last - 1].last - 1 >= 0 and _norm(_last_token(phrase)) in phrase.words.listed(
        "years_on"
    ):
        after = phrase.after()
        return phrase if after is None or after.kind == "punct" else None
    return phrase


def _last_token(phrase: Phrase) -> Token | None:
    return phrase.window.token(phrase.window.atoms[phrase.last - 1].last - 1)


def _ago(phrase: Phrase) -> Phrase | None:
    unit = phrase.text("UNIT") or ""
    if not any(phrase.has(name) for name in ("NUM", "ONE", "VAGUE")) and not unit.endswith("+"):
        return None
    return phrase


def _anniversary(phrase: Phrase) -> Phrase | None:
    return replace(phrase)


def _era(phrase: Phrase) -> Phrase | None:
    return phrase


_CHECKS: dict[str, Callable[[Phrase], Phrase | None]] = {
    "date": _date,
    "span": _span,
    "open_span": _open_span,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "weekday": _weekday,
    "unit": _unit,
    "later": _later,
    "that": _that,
    "after_event": _after_event,
    "ago": _ago,
    "anniversary": _anniversary,
    "era": _era,
}
