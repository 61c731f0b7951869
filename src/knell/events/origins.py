"""Who is cited, in a form that different wordings share: "official data", "the officials" and "authorities" are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from knell.events.outlets import name_key
from knell.languages import Pack, UnknownLanguage, load
from knell.model import Cited, SourceType

_WORD = re.compile(r"\w+")

# Marks a concept that all languages share, so that it is never taken for a word.
_CONCEPT = "@"


@dataclass(frozen=True, slots=True)
class Origin:
    """What of a citation names the origin: content words and ``@concepts``; an outlet is one word of its own kind.

    ``unnamed`` is when no word names it ("first reports"), so that only its type is known.
    """

    words: frozenset[str]
    outlet: bool = False
    unnamed: bool = False

    @property
    def key(self) -> str:
        """The origin as one string."""
        return ("outlet " if self.outlet else "origin ") + " ".join(sorted(self.words))


def origin_of(cited: Cited, language: str | None) -> Origin:
    """The origin that a citation names, by the word lists of the report's language where there are any."""
    lists = _lists(language or "")
    words = _content(cited.text, lists)
    if not words:
        return Origin(frozenset({_CONCEPT + (cited.type.value if cited.type else "unnamed")}), unnamed=True)
    if cited.type is SourceType.MEDIA and not any(word.startswith(_CONCEPT) for word in words):
        return Origin(frozenset({name_key(" ".join(words)) or ""}), outlet=True)
    return Origin(frozenset(words))


def words_said(cited: Cited) -> frozenset[str]:
    """All words of a citation, those of a concept too."""
    return frozenset(_WORD.findall(cited.text.casefold()))


def same_origin(
    origins: Mapping[Origin, frozenset[str]], said: Mapping[Origin, frozenset[str]] | None = None
) -> dict[Origin, Origin]:
    """For each origin that only repeats part of another's words ("the ministry"), the one it is taken to mean.

    ``origins`` gives the reports that cite each, ``said`` all words it is cited with. An origin is taken to be one that
    a report citing it also names, else the one with the fewest words; nothing shows that it is a further one, so it is
    not counted as such.
    """
    holders: dict[str, list[Origin]] = {}
    whole = {origin: origin.words | (said or {}).get(origin, frozenset()) for origin in origins}
    for origin in origins:
        if not origin.outlet:
            for word in whole[origin]:
                holders.setdefault(word, []).append(origin)
    meant: dict[Origin, Origin] = {}
    for origin in origins:
        if origin.outlet:
            continue
        rarest = min(origin.words, key=lambda word: (len(holders[word]), word))
        fuller = [
            other
            for other in holders[rarest]
            if origin.words < whole[other] and (origin.words < other.words or not whole[origin] >= whole[other])
        ]
        if fuller:
            meant[origin] = min(
                fuller,
                key=lambda other: (not origins[origin] & origins[other], len(other.words), other.key),
            )
    return meant


@dataclass(frozen=True, slots=True)
class _Lists:
    concepts: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    ignored: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    try:
        pack: Pack | None = load(language)
    except UnknownLanguage:
        pack = None
    section = pack.section("sources") if pack else {}
    concepts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, phrases in section.get("concepts", {}).items():
        for phrase in phrases:
            words = tuple(_WORD.findall(phrase.casefold()))
            concepts.setdefault(words[0], []).append((words, concept))
    longest_first = {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in concepts.items()}
    return _Lists(longest_first, frozenset(word.casefold() for word in section.get("ignored", ())))


def _content(text: str, lists: _Lists) -> list[str]:
    words = _WORD.findall(text.casefold())
    found: list[str] = []
    at = 0
    while at < len(words):
        size, concept = _concept_at(words, at, lists)
        if concept:
            found.append(_CONCEPT + concept)
        elif words[at] not in lists.ignored:
            found.append(words[at])
        at += size
    return found


def _concept_at(words: Sequence[str], at: int, lists: _Lists) -> tuple[int, str]:
    for phrase, concept in lists.concepts.get(words[at], ()):
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase), concept
    return 1, ""
