"""The words of a citation, each for what it is: a kind of source, a country, a place, part of a name, or neither.

A pack's ``[sources]`` says it: ``concepts`` are the kinds of source with all their wordings, ``ignored`` words that
tell no origin from another, ``countries`` adjectives of countries, ``latin`` how its letters are written in Latin ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from knell import places
from knell.languages import Forms, Pack, UnknownLanguage, load

_WORD = re.compile(r"\w+")

# Marks what all languages share, so that it is never taken for a word: kinds of source, and places.
CONCEPT = "@"
PLACE = "+"

# A name this long is in capitals because it is shouted, a shorter one because it is an abbreviation.
_LONGEST_ABBREVIATION = 5
# Of a word of a name so many letters are compared: what follows is often an ending.
_BEGINNING = 5
_MEMORY = 1 << 16

# UCDP's code of a place known only to its country.
_COUNTRY = 6
# Of a very long citation so much is read.
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Content:
    """What of a citation names the origin.

    ``concepts`` and ``places`` carry their marks; ``names`` are the words of names of persons, in Latin letters
    without marks; ``qualifiers`` are single words with a capital; ``rest`` are the others. ``named`` are all but the
    concepts as they are written, in order: the name of an outlet. ``said`` are all words, ``person`` is the name as it
    is written.
    """

    concepts: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    person: str = ""

    @property
    def words(self) -> frozenset[str]:
        """All of it."""
        return self.concepts | self.places | self.names | self.qualifiers | frozenset(self.rest)


@dataclass(frozen=True, slots=True)
class _Lists:
    concepts: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    ignored: frozenset[str]
    countries: Mapping[str, str]
    latin: Mapping[int, str]
    forms: Forms | None

    def canonical(self, word: str) -> str:
        """The dictionary form of a word in lower case."""
        return word if self.forms is None else self.forms.canonical(word)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    small: str
    canonical: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(_MEMORY)
def content_of(text: str, language: str | None) -> Content:
    """What the words of a citation are, by the word lists of its language where there are any."""
    text, lists = text[:_LONGEST], _lists(language or "")
    words = [
        _Word(m.group(), small := m.group().casefold(), lists.canonical(small), m.start(), m.end())
        for m in _WORD.finditer(text)
    ]
    where = dict(_places(text, language, words, lists))
    concepts: set[str] = set()
    left: list[tuple[int, _Word]] = []
    named: list[str] = []
    behind: set[int] = set()
    at = 0
    while at < len(words):
        size, concept = _concept_at(words, at, where, lists)
        if concept:
            concepts.add(CONCEPT + concept)
            behind.add(at + size)
        elif not _is_ignored(words[at], lists):
            named.append(words[at].small)
            if at not in where:
                left.append((at, words[at]))
        at += size
    names, single = _names(left, behind, lists)
    person = " ".join(word.text for _, word in left if word.capital and _folded(word, lists) in names)
    rest = tuple(word.canonical for _, word in left if not word.capital)
    return Content(
        frozenset(concepts),
        frozenset(where.values()),
        names,
        single,
        rest,
        tuple(named),
        tuple(word.small for word in words),
        person,
    )


def _is_ignored(word: _Word, lists: _Lists) -> bool:
    return word.small in lists.ignored or word.canonical in lists.ignored


def _places(text: str, language: str | None, words: list[_Word], lists: _Lists) -> Iterator[tuple[int, str]]:
    """The numbers of the words that name a country or a place, with what they name."""
    for number, word in enumerate(words):
        country = lists.countries.get(word.small) or lists.countries.get(word.canonical)
        if country is not None:
            yield number, PLACE + country
    for mention in places.find(text, language=language or ""):
        place = mention.place
        if place is None or place.country is None:
            continue
        name = place.country if place.precision >= _COUNTRY else f"{place.country} {place.name.casefold()}"
        for number, word in enumerate(words):
            if mention.start <= word.start and word.end <= mention.end:
                yield number, PLACE + name


def _names(left: list[tuple[int, _Word]], behind: set[int], lists: _Lists) -> tuple[frozenset[str], frozenset[str]]:
    """Words with a capital: those of persons' names, and single ones.

    Two or more side by side are a name, and one ``behind`` what a person is: "Health Minister Renn".
    """
    names: set[str] = set()
    single: set[str] = set()
    run: list[tuple[int, _Word]] = []
    for at, word in [*left, (-1, None)]:
        if run and (word is None or at != run[-1][0] + 1 or not word.capital):
            if len(run) > 1 or run[0][0] in behind:
                names.update(_folded(one, lists) for _, one in run)
            else:
                single.add(run[0][1].canonical)
            run = []
        if word is not None and word.capital and _is_abbreviation(word.text):
            single.add(word.small)
        elif word is not None and word.capital:
            run.append((at, word))
    return frozenset(names), frozenset(single)


def _is_abbreviation(text: str) -> bool:
    return text.isupper() and 1 < len(text) <= _LONGEST_ABBREVIATION


def _folded(word: _Word, lists: _Lists) -> str:
    """A word of a name in plain Latin letters, doubled ones once and without its end.

    So its spellings in other languages and its cases agree: "Кадырова", "Kadyrov".
    """
    spelled = word.small.translate(lists.latin)
    plain = "".join(c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c))
    return "".join(letter for letter, _ in groupby(plain))[:_BEGINNING]


def _concept_at(words: list[_Word], at: int, where: Mapping[int, str], lists: _Lists) -> tuple[int, str]:
    """The kind of source that begins at a word, and how many words it takes; words for countries may stand inside."""
    first = words[at]
    best = (1, "", 0)
    for phrase, concept in (*lists.concepts.get(first.small, ()), *lists.concepts.get(first.canonical, ())):
        if len(phrase) > best[2]:
            end = _end_of(phrase, words, at, where)
            if end is not None:
                best = (end - at, concept, len(phrase))
    return best[:2]


def _end_of(phrase: tuple[str, ...], words: list[_Word], at: int, where: Mapping[int, str]) -> int | None:
    for number, wanted in enumerate(phrase):
        while number and at < len(words) and at in where and wanted not in (words[at].small, words[at].canonical):
            at += 1  # "le ministère libanais de la Santé"
        if at == len(words) or wanted not in (words[at].small, words[at].canonical):
            return None
        at += 1
    return at


@cache
def _lists(language: str) -> _Lists:
    try:
        pack: Pack = load(language)
    except UnknownLanguage:
        return _Lists({}, frozenset(), {}, {}, None)
    section = pack.section("sources")
    forms = pack.forms
    concepts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, phrases in section.get("concepts", {}).items():
        for phrase in phrases:
            small = _WORD.findall(phrase.casefold())
            for words in dict.fromkeys((tuple(small), tuple(map(forms.canonical, small)) if forms else tuple(small))):
                concepts.setdefault(words[0], []).append((words, concept))
    longest_first = {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in concepts.items()}
    ignored = {word.casefold() for word in section.get("ignored", ())}
    ignored.update(word.casefold() for word in pack.section("times").get("weekdays", {}))
    countries = {word.casefold(): code for word, code in places.demonyms(language).items()}
    for code, *listed in map(str.split, section.get("countries", ())):
        countries.update((word.casefold(), code) for word in listed)
    letters = {ord(letter): "".join(other) for letter, *other in map(str.split, section.get("latin", ()))}
    return _Lists(longest_first, frozenset(ignored), countries, letters, forms)
