"""What a language says around places: the ``[places]`` section of its pack, made ready to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from knell.languages import Forms, UnknownLanguage, common_words, load
from knell.places.gazetteer import Kind, gazetteer
from knell.places.normal import fold, key, words

Postings = tuple[int, ...]
# Something is there, comes there, comes from there, belongs there.
PlaceCase = Literal["at", "toward", "from", "of"]
_CASES: tuple[PlaceCase, ...] = ("at", "toward", "from", "of")
TYPES = ("admin1", "admin2", "town", "area", "loose")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Folded words and phrases of one language; ``names`` maps keys to postings that go before the gazetteer's.

    ``adjectives`` are the endings of adjectives made of towns, with what stands in the town's name instead, and
    ``happenings`` nouns in front of which such an adjective says where.
    Of the ``endings`` those in ``placing`` say as much as "in" in front of a name, those in ``owning`` a little;
    ``cases`` tells what they say of what is told. ``town_adjectives`` are endings of what lies in a town ("Kölner
    Hafen").
    """

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    town_adjectives: tuple[tuple[str, str], ...]
    placing: frozenset[str]
    owning: frozenset[str]
    cases: Mapping[str, PlaceCase]
    articles: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    near: frozenset[str]
    inside: frozenset[str]
    of: frozenset[str]
    joining: frozenset[str]
    directions: frozenset[str]
    saying: frozenset[str]
    according: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    bodies_of: frozenset[str]
    facilities: frozenset[str]
    never: frozenset[str]
    diseases: frozenset[str]
    agencies: frozenset[str]
    officials: frozenset[str]
    body_names: frozenset[str]
    where: frozenset[str]
    types: Mapping[str, frozenset[str]]
    common: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    names: Mapping[str, Postings]
    upper_only: frozenset[str]
    short: Mapping[str, int]
    demonyms: Mapping[str, str]
    beginnings: frozenset[str]
    kinds: frozenset[str]
    generic: frozenset[str]
    adjectives: tuple[tuple[str, str], ...] = ()
    happenings: frozenset[str] = frozenset()
    forms: Forms | None = None
    naming: str = ""


def demonyms(language: str) -> Mapping[str, str]:
    """Words for the people of a country as they are written -> ISO alpha-2 code; empty for an unknown language."""
    section = _section(language).get("demonyms", {})
    return {word: code for code, listed in section.items() for word in listed}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; an unknown language has an empty one."""
    section = _section(language)
    forms = _forms(language)
    phrases = {name: _phrases(section.get(field, ()), forms) for name, field in _FIELDS.items()}
    types = {kind: _phrases(section.get("types", {}).get(kind, ()), forms) for kind in TYPES}
    kinds = frozenset().union(*types.values())
    names, upper_only = _names(section.get("names", {}))
    people = {key(word): code for word, code in demonyms(language).items()}
    return Lexicon(
        prefixes=tuple(section.get("prefixes", ())),
        suffixes=tuple(section.get("suffixes", ())),
        endings=tuple((fold(ending), fold(base)) for ending, base in section.get("endings", ())),
        town_adjectives=tuple((fold(ending), fold(base)) for ending, base in section.get("town_adjectives", ())),
        placing=frozenset(fold(ending) for ending in section.get("placing", ())),
        owning=frozenset(fold(ending) for ending in section.get("owning", ())),
        cases={fold(ending): case for case in _CASES for ending in section.get("cases", {}).get(case, ())},
        **phrases,
        types=types,
        kinds=kinds,
        generic=kinds.union(*(phrases[name] for name in _GENERIC)),
        common=frozenset(fold(word) for word in common_words(language)),
        given=_listed("given_names.txt"),
        surnames=_listed("surnames.txt"),
        names=names,
        upper_only=upper_only,
        short=_short(section.get("short", {})),
        demonyms=people,
        beginnings=frozenset(_beginnings([*names, *people])),
        adjectives=tuple((fold(ending), fold(base)) for ending, base in section.get("adjectives", ())),
        happenings=_phrases(section.get("happenings", ()), forms),
        forms=forms,
        naming=str(section.get("naming_feature", "")),
    )


_FIELDS = {
    "articles": "articles",
    "strong": "before_strong",
    "weak": "before_weak",
    "near": "near",
    "inside": "inside",
    "of": "of",
    "joining": "joining",
    "directions": "directions",
    "saying": "saying",
    "according": "according",
    "titles": "titles",
    "bodies": "bodies",
    "bodies_of": "bodies_of",
    "facilities": "facilities",
    "never": "never",
    "diseases": "diseases",
    "agencies": "agencies",
    "officials": "officials",
    "body_names": "body_names",
    "where": "where",
}

# What a pack writes behind a division's name that is also a town's: "Kiev region, UA".
_REGION = " region"

# Words that are part of names but not names.
_GENERIC = ("articles", "directions", "titles", "bodies", "agencies", "facilities", "of")


def _section(language: str) -> Mapping[str, Any]:
    try:
        return load(language).section("places")
    except UnknownLanguage:
        return {}


def _forms(language: str) -> Forms | None:
    try:
        return load(language).forms
    except UnknownLanguage:
        return None


def _phrases(listed: Iterable[str], forms: Forms | None) -> frozenset[str]:
    """Phrases as keys; where words are inflected also with each word in its dictionary form."""
    found = {key(phrase) for phrase in listed}
    if forms is not None:
        found |= {key(" ".join(forms.canonical(word) for word in phrase.lower().split())) for phrase in listed}
    return frozenset(found)


def _listed(file: str) -> frozenset[str]:
    path = resources.files(__package__) / "words" / file
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _beginnings(keys: Iterable[str]) -> Iterable[str]:
    for name in keys:
        parts = name.split(" ")
        for size in range(1, len(parts)):
            yield " ".join(parts[:size])


def _names(section: Mapping[str, list[str]]) -> tuple[dict[str, Postings], frozenset[str]]:
    """The pack's own names: of countries by code, of other places by "name, code"."""
    found: dict[str, list[int]] = {}
    upper: set[str] = set()
    for target, names in section.items():
        row = _country_row(target) if len(target) == 2 else _named_row(*target.rsplit(", ", 1))
        if row is None:
            continue
        for name in names:
            found.setdefault(key(name), []).append(row * 2)
            if name.isupper() and name.isalpha():
                upper.add(key(name))
    return {name: tuple(dict.fromkeys(postings)) for name, postings in found.items()}, frozenset(upper)


def _country_row(code: str) -> int | None:
    return gazetteer().country_rows().get(code)


def _named_row(name: str, code: str) -> int | None:
    places, bare = gazetteer(), name.removesuffix(_REGION)
    rows = [posting >> 1 for posting in places.look(key(bare))[0] if places.country(posting >> 1) == code]
    if bare != name:
        return next((row for row in rows if places.kind[row] == Kind.ADMIN1), None)
    return next((row for row in rows if places.kind[row] == Kind.CAPITAL), rows[0] if rows else None)


def _short(section: Mapping[str, list[str]]) -> dict[str, int]:
    places = gazetteer()
    found = {}
    for country, listed in section.items():
        for entry in listed:
            written, name = entry.split("=")
            for posting in places.look(key(name))[0]:
                row = posting >> 1
                if places.country(row) == country and places.kind[row] == Kind.ADMIN1:
                    found[" ".join(fold(w) for w in words(written))] = row
                    break
    return found
