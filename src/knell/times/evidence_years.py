"""Is a number a year? Only with evidence: a preposition, brackets, what happened in it."""

from __future__ import annotations

from knell.times.neighbours import (
    classes_of,
    coded,
    counts,
    glued_on,
    goes_on,
    in_brackets,
    is_entry,
    labelled,
    listed,
    loose,
    norm,
    prefixed,
)
from knell.times.phrases import Phrase

_PLAUSIBLE = range(1600, 2101)
_LONGEST_SPAN = 150
_SHORT_SPAN = 60


def is_span_of_years(phrase: Phrase) -> bool:
    """Whether two numbers are the ends of a stretch of years."""
    one = phrase.number("YEAR1") or 0
    other = phrase.number("YEAR2") or complete(one, phrase.number("YY2"))
    if not one < other <= one + _LONGEST_SPAN or one not in _PLAUSIBLE or coded(phrase):
        return False
    if phrase.has("YY2") and (other - one > _SHORT_SPAN or _may_be_month(phrase, other)):
        return False
    if counts(phrase, phrase.after()) and not goes_on(phrase, phrase.after()) and norm(phrase.after()) != "of":
        return False
    led = phrase.held["YEAR1"][0] > phrase.first  # "from 1985 to 1993 of hunger"
    if counts(phrase, phrase.after()) and norm(phrase.after()) == "of" and not led:
        return False
    clear = prefixed(phrase) or in_brackets(phrase) or norm(phrase.before()) in phrase.words.listed("before_span")
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


def check_year(phrase: Phrase) -> Phrase | None:
    """A year: a bare number needs evidence that it counts nothing."""
    if phrase.has("APOS"):
        return phrase if prefixed(phrase) or phrase.in_front(phrase.words.spoken("before_year")) else None
    if phrase.has("PART") or phrase.last - phrase.first > 1:
        return phrase if not (counts(phrase, phrase.after()) and not goes_on(phrase, phrase.after())) else None
    year, before, after = phrase.number("YEAR") or 0, phrase.before(), phrase.after()
    if labelled(phrase) or glued_on(phrase) or phrase.in_front(phrase.words.spoken("amounts")):
        return None
    if in_brackets(phrase) and year in _PLAUSIBLE:
        return phrase
    if counts(phrase, after) and not goes_on(phrase, after):
        return None
    if phrase.in_front(phrase.words.spoken("before_year")) and _behind_preposition(phrase, year):
        return phrase
    if year not in _PLAUSIBLE:
        return None
    if after is not None and after.text in "'’" and after.glued:
        return phrase if year % 100 else None
    if is_entry(phrase) or names_event(phrase) or _of_its_year(phrase, year):
        return phrase
    # "1914 saw", "1943 and 1944"
    return (
        phrase
        if before is None
        and not counts(phrase, after)
        and year % 100
        and after is not None
        and after.norm in phrase.words.listed("year_verbs")
        else None
    )


def _behind_preposition(phrase: Phrase, year: int) -> bool:
    after = phrase.after()
    if year not in _PLAUSIBLE and not prefixed(phrase):
        return False
    plain = goes_on(phrase, after)
    if loose(phrase):
        if norm(phrase.before()) in phrase.words.listed("of_words"):
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
        or any(listed(phrase, "year_of", token) for token in (article, phrase.before(3)))
        or "SEASON" in classes_of(phrase, noun)
        or "UNIT" in classes_of(phrase, noun)
    )


def is_attributive(phrase: Phrase) -> bool:
    """Whether it is an adjective made of a time: such a word names a time only in front of what happened then."""
    last = phrase.window.token(phrase.window.atoms[phrase.last - 1].last - 1)
    return listed(phrase, "attributive", last)


def names_event(phrase: Phrase) -> bool:
    """ "the 1992 massacre", "1998 Kosovo offensive": a year, then within three words what happened."""
    nouns = phrase.words.spoken("event_nouns")
    for step in range(5):
        token = phrase.after(step)
        if token is not None and token.text in '-‐‑"“”':
            continue
        if token is None or token.kind != "word" or counts(phrase, token):
            return False
        if nouns.at((token,), 0) is not None:
            return True
        if listed(phrase, "after_year", token):
            return False
    return False


def _of_its_year(phrase: Phrase, year: int) -> bool:
    """ "a 1998 interview": one thing cannot be 1998 of them."""
    after = phrase.after()
    single = listed(phrase, "before_single", phrase.before())
    return single and year % 100 != 0 and after is not None and after.kind == "word" and not counts(phrase, after)


def check_decade(phrase: Phrase) -> Phrase | None:
    """A decade: two figures need an apostrophe."""
    if phrase.has("YEAR"):
        return phrase if (phrase.number("YEAR") or 0) % 10 == 0 else None
    value = phrase.number("DECADE") or 0
    if value < 100 and not phrase.has("APOS"):
        return None
    return phrase


def check_century(phrase: Phrase) -> Phrase | None:
    """A century of history."""
    return phrase if 1 <= (phrase.number("ORD") or 0) <= 21 else None
