"""Victims that a report names: the words of a claim of one person that are no common words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from knell.languages import UnknownLanguage, load
from knell.model import Claim, Outcome

Person = frozenset[str]

_WORD = re.compile(r"\w+")

# A name has at least two words; a claim with more words than this is no name alone.
_FEWEST, _MOST = 2, 8

# So many people of one event are compared with another's.
_MOST_PERSONS = 12


def persons_killed(claims: Iterable[Claim], language: str | None) -> tuple[Person, ...]:
    """The words of the names of those killed, each person once, sorted; none where a language has no word lists."""
    common = _common_words(language or "")
    if not common:
        return ()
    found = set()
    for claim in claims:
        if claim.outcome is Outcome.KILLED and not claim.negated and claim.count.low == claim.count.high == 1:
            words = frozenset(_WORD.findall(claim.victims.text.casefold())) - common
            if _FEWEST <= len(words) <= _MOST:
                found.add(words)
    return tuple(sorted(found, key=sorted))[:_MOST_PERSONS]


def same_person(a: Iterable[Person], b: Iterable[Person]) -> Person | None:
    """The words that two names share, where they share enough to be one person's; None when no two do."""
    others = list(b)
    shared = [words for mine in a for other in others if len(words := mine & other) >= _FEWEST]
    return max(shared, key=lambda words: (len(words), sorted(words)), default=None)


@cache
def _common_words(language: str) -> frozenset[str]:
    try:
        pack = load(language)
    except UnknownLanguage:
        return frozenset()
    claims = pack.section("claims")
    people = {word for name in ("people", "names") for phrase in _phrases(claims.get(name, {})) for word in phrase}
    if not people:
        return frozenset()
    plurals = {word + ending for word in people for ending in claims["people"].get("plural_suffixes", ())}
    return frozenset(people | plurals | {word.casefold() for word in pack.section("sources").get("ignored", ())})


def _phrases(value: Any) -> Iterator[list[str]]:
    """The words of every phrase in a nested section."""
    if isinstance(value, str):
        words = _WORD.findall(value.casefold())
        yield words
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _phrases(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _phrases(inner)
