"""The number grammar of a language: its words for values and multipliers, and how they go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knell.languages import load
from knell.text.spelling import elided


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's number words: values, multipliers, what may stand between, and ordinals.

    ``beginnings``: the words with which a number may begin.
    ``pairs``: two words that make one value ("quatre-vingt", "dix-sept"). ``vigesimal``: values that go on up to the
    next twenty ("soixante-douze"). ``tens_joiners``: stand between tens and what is below ("treinta y uno").
    ``nouns``: words of ``scales`` that take what they count behind one of ``of`` ("una decena de muertos").
    ``endings`` and ``ordinal_endings`` are written behind digits with a hyphen or apostrophe ("40-dan", "4-cü").
    ``tens_from``: from this ten on units follow ("on beş" is 15). ``mixed``: digits go on behind a multiplier ("2 bin
    323"). ``compounds``: number words are written together. ``ordinal_point``: "4. kez" is the fourth time, with
    ``ordinal_capital`` "13. Todesopfer" the 13th of them; ``ordinal_signs``: behind digits they make an ordinal
    ("50°"). ``abbreviated``: multipliers with a point. ``glued``: those written behind digits with no space between
    ("20mila"). ``known``: the number words that others may be made of; ``elided``: what is left of those that lose a
    vowel before another ("vent-uno").
    """

    values: Mapping[str, int]
    scales: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    vigesimal: frozenset[int]
    joiners: frozenset[str]
    tens_joiners: frozenset[str]
    nouns: frozenset[str]
    of: frozenset[str]
    parting: frozenset[str]
    articles: frozenset[str]
    halves: frozenset[str]
    and_half: frozenset[str]
    ordinals: Mapping[str, int]
    suffixes: tuple[str, ...]
    beginnings: frozenset[str]
    endings: frozenset[str]
    ordinal_endings: frozenset[str]
    tens_from: int
    mixed: bool
    compounds: bool
    ordinal_point: bool
    ordinal_capital: bool
    ordinal_signs: frozenset[str]
    abbreviated: frozenset[str]
    glued: tuple[str, ...]
    known: frozenset[str]
    elided: Mapping[str, str]


@cache
def grammar(code: str) -> Grammar:
    """The number grammar of a language."""
    data, text = load(code).section("numbers"), load(code).section("text")
    words = {
        name: data.get(name, ()) for name in ("values", "scales", "articles", "halves", "one_and_half", "ordinals")
    }
    return Grammar(
        values=dict(data.get("values", {})),
        scales=dict(data.get("scales", {})),
        pairs=dict(_pair(words, value) for words, value in data.get("pairs", {}).items()),
        vigesimal=frozenset(data.get("vigesimal", ())),
        joiners=frozenset(data.get("joiners", ())),
        tens_joiners=frozenset(data.get("tens_joiners", ())),
        nouns=frozenset(data.get("nouns", ())),
        of=frozenset(data.get("of", ())),
        parting=frozenset(data.get("parting", ())),
        articles=frozenset(data.get("articles", ())),
        halves=frozenset(data.get("halves", ())),
        and_half=frozenset(data.get("one_and_half", ())),
        ordinals=dict(data.get("ordinals", {})),
        suffixes=tuple(data.get("ordinal_suffixes", ())),
        beginnings=frozenset().union(*words.values()),
        endings=frozenset(data.get("endings", ())),
        ordinal_endings=frozenset(data.get("ordinal_endings", ())),
        tens_from=int(data.get("tens_from", 20)),
        mixed=bool(data.get("mixed", False)),
        compounds=bool(data.get("compounds", False)),
        ordinal_point=bool(data.get("ordinal_point", False)),
        ordinal_capital=bool(data.get("ordinal_capital", False)),
        ordinal_signs=frozenset(data.get("ordinal_signs", ())),
        abbreviated=frozenset(data.get("scales", {})).intersection(text.get("abbreviations", ())),
        glued=tuple(data.get("glued", ())),
        known=frozenset(word for table in ("values", "scales", "ordinals") for word in data.get(table, {})),
        elided=elided((*data.get("values", ()), *data.get("scales", ()))) if data.get("elision", False) else {},
    )


def _pair(words: str, value: int) -> tuple[tuple[str, str], int]:
    first, second = words.split()
    return (first, second), value
