"""Proper names that a report keeps to: two reports of one thing speak of the same people, bodies and spots.

A name is told as pairs of capitalised words that stand side by side. Words that any report of its language may use
(of casualties, sources and times), places and agencies cited tell nothing; a text all in capitals has no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from knell.languages import UnknownLanguage, load
from knell.model import Extraction, SourceType

# So many names are kept, those that come first, of as much text.
MOST_SUBJECTS = 40
_MOST_TEXT = 6_000

# Whoever speaks for one of these speaks of many events.
_EVERYWHERE = (SourceType.MEDIA, SourceType.INTERGOVERNMENTAL, SourceType.NGO)

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[ \u00a0'’-]{1,2}")
_SHOUTED = 0.5

Subject = frozenset[str]


def subjects_of(extraction: Extraction) -> frozenset[Subject]:
    """The names in a report's title and text, as pairs of casefolded words."""
    report = extraction.report
    never = _never(report.language or "") | _told_elsewhere(extraction)
    ordinary = _ordinary(report.language or "")
    found: dict[Subject, None] = {}
    for text in (report.title or "", *(report.text[part.start : part.end] for part in report.body())):
        for pair in _names(text[:_MOST_TEXT]):
            if not pair & never and not pair <= ordinary:
                found.setdefault(pair)
    common = _common_names(report.language or "")
    return frozenset([pair for pair in found if pair not in common][:MOST_SUBJECTS])


def _names(text: str) -> Iterable[Subject]:
    words = list(_WORD.finditer(text))
    if not words or sum(word.group().isupper() for word in words) > _SHOUTED * len(words):
        return
    for one, other in pairwise(words):
        if not (_is_name(one.group()) and _is_name(other.group())):
            continue
        if not _BETWEEN.fullmatch(text, one.end(), other.start()):
            continue
        pair = frozenset((one.group().casefold(), other.group().casefold()))
        if len(pair) == 2:
            yield pair


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _told_elsewhere(extraction: Extraction) -> frozenset[str]:
    """Words of the places of its events and of whom it cites that speaks of everything."""
    places = [event.place for event in extraction.events if event.place is not None]
    texts = [name for place in places for name in (place.name, place.admin1 or "")]
    cited = [claim.cited for claim in extraction.claims if claim.cited is not None]
    texts += [one.text for one in cited if one.type in _EVERYWHERE]
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


@cache
def _ordinary(language: str) -> frozenset[str]:
    """Every word of a language's lists for claims and sources: two of them make no name."""
    pack = _pack(language)
    return frozenset(_words(pack.section(name) for name in ("claims", "sources", "quantities")) if pack else ())


@cache
def _never(language: str) -> frozenset[str]:
    """Words that are part of no name that tells: of times, of peoples, and the small ones."""
    pack = _pack(language)
    if pack is None:
        return frozenset()
    marks = pack.section("claims").get("marks", {})
    places = pack.section("places")
    return frozenset(
        _words((pack.section("times"), places.get("demonyms", {}), places.get("types", {}), *marks.values()))
    )


@cache
def _common_names(language: str) -> frozenset[Subject]:
    pack = _pack(language)
    phrases = pack.section("events").get("common_names", ()) if pack else ()
    return frozenset(
        frozenset(pair)
        for phrase in phrases
        for pair in pairwise(_WORD.findall(phrase.casefold()))
        if len(set(pair)) == 2
    )


def _pack(language: str) -> Any:
    try:
        return load(language)
    except UnknownLanguage:
        return None


def _words(values: Iterable[Any]) -> Iterable[str]:
    for value in values:
        if isinstance(value, str):
            yield from _WORD.findall(value.casefold())
        elif isinstance(value, Mapping):
            yield from _words(value.values())
        elif isinstance(value, list | tuple):
            yield from _words(value)
