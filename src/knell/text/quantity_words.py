"""A language's words around numbers: bounds, vague numbers, units, what makes a number no count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knell.languages import Pack, load
from knell.model import Wording
from knell.text.lexicon import Lexicon
from knell.text.number_words import grammar

Kind = Literal["count", "age", "time", "money", "share", "measure", "ordinal", "label", "attribute", "decimal", "score"]


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words around numbers.

    ``opening``: all with which a quantity may begin that is no mere number; ``range_articles``: stand in front of the
    second number of a range ("tra i 30 e i 40"); ``measuring``: in front of what measures a person or a thing ("di 28 e
    24 anni"). ``particle_verbs``: take the word behind them to themselves ("handed over 44 bodies").
    """

    before: Lexicon[Wording]
    after: Lexicon[Wording]
    vague: Lexicon[int]
    between: Lexicon[bool]
    range_joiners: frozenset[str]
    range_articles: frozenset[str]
    alternative_joiners: frozenset[str]
    change_from: frozenset[str]
    changes: frozenset[str]
    changes_behind: frozenset[str]
    ratio_joiners: frozenset[str]
    scales: Mapping[str, int]
    labels: frozenset[str]
    age_before: Lexicon[bool]
    units: Lexicon[Kind]
    currency: frozenset[str]
    counting: frozenset[str]
    opening: Lexicon[bool]
    rounded: frozenset[str]
    measuring: frozenset[str]
    particle_verbs: frozenset[str]
    others: Lexicon[bool]


@cache
def words(code: str) -> Words:
    """The quantity words of a language."""
    pack = load(code)
    data = pack.section("quantities")
    units: Mapping[str, list[str]] = data.get("units", {})
    before: Mapping[str, list[str]] = data.get("before", {})
    opening = [*data.get("vague", ()), *data.get("between", ()), *(p for phrases in before.values() for p in phrases)]
    return Words(
        before=_bounds(before, pack),
        after=_bounds(data.get("after", {}), pack),
        vague=Lexicon([(phrase, int(low)) for phrase, low in data.get("vague", {}).items()], pack),
        between=Lexicon([(phrase, True) for phrase in data.get("between", ())], pack),
        range_joiners=frozenset(data.get("range_joiners", ())),
        range_articles=frozenset(data.get("range_articles", ())),
        alternative_joiners=frozenset(data.get("alternative_joiners", ())),
        change_from=frozenset(data.get("change_from", ())),
        changes=frozenset(data.get("changes", ())),
        changes_behind=frozenset(data.get("changes_behind", ())),
        ratio_joiners=frozenset(data.get("ratio_joiners", ())),
        scales=grammar(code).scales,
        labels=frozenset(data.get("labels", ())),
        age_before=Lexicon([(phrase, True) for phrase in data.get("age_before", ())], pack),
        units=Lexicon([(p, _kind(kind)) for kind, phrases in units.items() for p in phrases], pack),
        currency=frozenset(data.get("currency", ())),
        counting=frozenset(data.get("counting", ())),
        opening=Lexicon([(phrase, True) for phrase in opening], pack),
        rounded=frozenset(data.get("rounded", ())),
        measuring=frozenset(data.get("measuring", ())),
        particle_verbs=frozenset(data.get("particle_verbs", ())),
        others=Lexicon([(phrase, True) for phrase in data.get("others", ())], pack),
    )


def _kind(name: str) -> Kind:
    known: dict[str, Kind] = {"age": "age", "time": "time", "money": "money", "share": "share", "measure": "measure"}
    return known[name]


def _bounds(data: Mapping[str, list[str]], pack: Pack) -> Lexicon[Wording]:
    return Lexicon([(phrase, Wording(name)) for name, phrases in data.items() for phrase in phrases], pack)
