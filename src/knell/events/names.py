"""What an event's names have in common across languages: "20 Yanvar faciəsi" and "трагедия 20 января" are one name.

A name is told by its words that name: months, weekdays, colours and the nouns of the language's data as what they
stand for in every language, numbers as they are, places by what they are resolved to, and the other words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from knell.languages import Pack, UnknownLanguage, load, singles
from knell.model import Event, Place
from knell.places import find as find_places
from knell.text import tokenize

# What a name says, as words and keys; too few of them tell no event from others.
Name = frozenset[str]
_FEWEST = 2

# Keys are no words of a text: those of kinds of happenings ("massacre") and of places begin so.
KIND, PLACE = "=", "@"
_YEAR = range(1000, 2200)
_SHORTEST = 2
_WORD = re.compile(r"\w+")


def names_of(event: Event, language: str | None) -> frozenset[Name]:
    """The names of an event, its main one and its aliases; a name of one word ("the tragedy") is none."""
    texts = [event.name, *event.aliases] if event.name else event.aliases
    names = (_name(text or "", language or "", event.place) for text in texts)
    return frozenset(name for name in names if len(name) >= _FEWEST)


def shared_words(a: Name, b: Name) -> Name:
    """What two names share that makes them one: one holds the other, or they differ in what they say happened."""
    shared = a & b
    kindless = frozenset(word for word in shared if not word.startswith(KIND))
    if len(shared) >= _FEWEST and (a <= b or b <= a):
        return shared
    return kindless if len(kindless) >= _FEWEST and all(word.startswith(KIND) for word in a ^ b) else frozenset()


def readable(words: Iterable[str]) -> str:
    """Words of a name as a person reads them; places are told apart from it."""
    return " ".join(sorted(word.removeprefix(KIND) for word in words if not word.startswith(PLACE)))


@dataclass(frozen=True, slots=True)
class _Words:
    keys: Mapping[str, str]
    dropped: frozenset[str]


def _name(text: str, language: str, where: Place | None) -> Name:
    words, pack = _words(language), _pack(language)
    if pack is None:
        return frozenset(word for word in text.casefold().split() if len(word) >= _SHORTEST)
    places = [one for one in find_places(text, language=language) if one.place is not None]
    found = {_key_of(one.place) for one in places if one.place is not None}
    own = {} if where is None else dict.fromkeys(_WORD.findall(where.name.casefold()), _key_of(where))
    for token in tokenize(text, pack):
        if token.kind == "punct" or token.norm in words.dropped or len(token.text) < _SHORTEST:
            continue
        if any(one.start <= token.start < one.end for one in places):
            continue
        small = token.text.casefold()
        found.add(words.keys.get(token.norm) or own.get(small) or small)
    without_year = {word for word in found if not (word.isdecimal() and int(word) in _YEAR)}
    return frozenset(without_year if len(without_year) >= _FEWEST else found)


def _key_of(place: Place) -> str:
    return f"{PLACE}{place.geonames_id or place.name.casefold()}"


@cache
def _words(language: str) -> _Words:
    """A language's words by what they stand for in every language, and those that say nothing of an event."""
    pack = _pack(language)
    if pack is None:
        return _Words({}, frozenset())
    claims, calendar = pack.section("claims"), pack.section("times")
    data, marks = claims.get("event_names", {}), claims.get("marks", {})
    keys: dict[str, str] = {}
    for table, sign in (("colours", ""), ("kinds", KIND)):
        for key, listed in data.get(table, {}).items():
            keys |= dict.fromkeys(singles(listed), f"{sign}{key}")
    keys |= {word: f"month {number}" for word, number in calendar.get("months", {}).items()}
    keys |= {word: f"weekday {number}" for word, number in calendar.get("weekdays", {}).items()}
    dropped = singles((*data.get("links", ()), *marks.get("definite", ()), *marks.get("of", ())))
    return _Words(keys, dropped | singles(data.get("year", ())))


@cache
def _pack(language: str) -> Pack | None:
    try:
        return load(language)
    except UnknownLanguage:
        return None
