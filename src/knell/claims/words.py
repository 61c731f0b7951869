"""The words of claims: a language's section of predicates, people and marks in typed form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from knell.claims.order import Order, order
from knell.languages import Pack, common_words, load, nouns
from knell.model import Outcome
from knell.places import demonyms
from knell.text import Lexicon

# Where the victims of a predicate stand (see the data file).
FRAMES = ("passive", "participle", "active", "intransitive", "counted", "complement", "state", "whole")


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a predicate phrase reports and where its victims may stand."""

    outcome: Outcome | None
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Composed:
    """Two phrases that make a predicate together, a few words apart ("sustained various degrees of injury").

    ``apart``: its people may stand between the two, in either order: the predicate is where the second stands.
    """

    predicate: Predicate
    heads: Lexicon[bool]
    tails: Lexicon[bool]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that counts people (``person``) or shows that none are counted."""

    person: bool
    status: str | None = None
    plural: bool = False
    adjectival: bool = False
    size: int = 1
    animal: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words of claims."""

    predicates: Lexicon[Predicate]
    tolls: Lexicon[Predicate]
    split_verbs: Mapping[str, Outcome]
    split_completions: Lexicon[Outcome]
    composed: Sequence[Composed]
    life_nouns: Mapping[str, Outcome]
    life_verbs: frozenset[str]
    nouns: Lexicon[Noun]
    groups: Lexicon[tuple[str, ...]]
    marks: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Lexicon[bool]]
    titles: Lexicon[bool]
    modifiers: frozenset[str]
    nouns_of_one: Mapping[str, Outcome]
    organizations: frozenset[str]
    particles: frozenset[str]
    collectives: frozenset[str]
    severity: Mapping[str, str]
    mass: frozenset[str]
    bodies: Lexicon[bool]
    common: frozenset[str]
    person_endings: tuple[str, ...]
    feminine: tuple[str, ...]
    order: Order

    def is_mark(self, kind: str, norm: str) -> bool:
        """Whether a single word is one of the marks of this kind."""
        return norm in self.marks.get(kind, frozenset())


@cache
def words(code: str) -> Words:
    """The claim words of a language. Raises ``UnknownLanguage`` when there is no file for the code."""
    pack = load(code)
    data = pack.section("claims")
    marks: Mapping[str, list[str]] = data.get("marks", {})
    names: Mapping[str, list[str]] = data.get("names", {})
    people: Mapping[str, Any] = data.get("people", {})
    return Words(
        predicates=_predicates(data, pack),
        tolls=Lexicon(list(_tolls(data)), pack),
        split_verbs={verb: o for o, entry in _outcomes(data) for verb in entry.get("split_verbs", ())},
        split_completions=Lexicon(
            [(p, o) for o, entry in _outcomes(data) for p in entry.get("split_completions", ())], pack
        ),
        composed=[
            _composed(outcome, one, pack) for outcome, entry in _outcomes(data) for one in _several(entry, "composed")
        ],
        life_nouns={noun: o for o, entry in _outcomes(data) for noun in entry.get("nouns_after_verb", ())},
        life_verbs=frozenset(v for _, entry in _outcomes(data) for v in entry.get("verbs_of_life", ())),
        nouns=_nouns(people, data.get("things", {}), pack),
        groups=_groups(people, pack),
        marks={kind: frozenset(p for p in phrases if " " not in p) for kind, phrases in marks.items()},
        phrases={kind: Lexicon([(p, True) for p in phrases], pack) for kind, phrases in marks.items()},
        titles=Lexicon([(p, True) for p in names.get("titles", ())], pack),
        modifiers=frozenset(names.get("modifiers", ())),
        nouns_of_one={noun: o for o, entry in _outcomes(data) for noun in entry.get("nouns_of_one", ())},
        organizations=frozenset(data.get("things", {}).get("organizations", ())),
        particles=frozenset(names.get("particles", ())),
        collectives=frozenset(names.get("collectives", ())),
        severity={word: level for level, phrases in data.get("severity", {}).items() for word in phrases},
        mass=frozenset(people.get("mass", ())),
        bodies=Lexicon([(p, True) for p in people.get("bodies", ())], pack),
        common=common_words(code),
        person_endings=tuple(people.get("person_endings", ())),
        feminine=tuple(people.get("feminine", ())),
        order=order(data),
    )


def _outcomes(data: Mapping[str, Any]) -> Iterable[tuple[Outcome, Mapping[str, Any]]]:
    for name, entry in data.get("predicates", {}).items():
        yield Outcome(name), entry


def _tolls(data: Mapping[str, Any]) -> Iterable[tuple[str, Predicate]]:
    """Nouns of which a number is said; ``accounts`` are of money as well, and take only one that counts people."""
    for outcome, entry in _outcomes(data):
        for phrase in entry.get("accounts", ()):
            yield phrase, Predicate(outcome, frozenset({"toll", "account"}))
        for phrase in entry.get("tolls", ()):
            for written in _described(phrase, data.get("toll_adjectives", ())):
                yield written, Predicate(outcome, frozenset({"toll"}))


def _described(phrase: str, adjectives: Iterable[str]) -> Iterator[str]:
    """A toll, and the same with an adjective behind its noun: "número oficial de muertos"."""
    yield phrase
    noun, _, rest = phrase.partition(" ")
    if " " in rest:
        yield from (f"{noun} {adjective} {rest}" for adjective in adjectives)


def _several(entry: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """One table or a list of tables."""
    found = entry.get(name, ())
    return (found,) if isinstance(found, Mapping) else tuple(found)


def _composed(outcome: Outcome, entry: Mapping[str, Any], pack: Pack) -> Composed:
    predicate = Predicate(outcome, frozenset({str(entry["frame"])}))
    heads, tails = ([(phrase, True) for phrase in entry[part]] for part in ("verbs", "objects"))
    return Composed(predicate, Lexicon(heads, pack), Lexicon(tails, pack), bool(entry.get("apart", False)))


def _predicates(data: Mapping[str, Any], pack: Pack) -> Lexicon[Predicate]:
    frames: dict[str, set[str]] = {}
    outcomes: dict[str, Outcome | None] = {}
    for outcome, entry in _outcomes(data):
        for frame in FRAMES:
            for phrase in entry.get(frame, ()):
                frames.setdefault(phrase, set()).add(frame)
                outcomes.setdefault(phrase, outcome)
    for phrase in data.get("idioms", {}).get("none", ()):
        frames[phrase], outcomes[phrase] = set(), None
    return Lexicon([(p, Predicate(outcomes[p], frozenset(f))) for p, f in frames.items()], pack)


def _nouns(people: Mapping[str, Any], things: Mapping[str, list[str]], pack: Pack) -> Lexicon[Noun]:
    suffixes: list[str] = list(people.get("plural_suffixes", ()))
    mass = frozenset(people.get("mass", ()))
    adjectival = frozenset(people.get("adjectival", {}).get("nouns", ()))
    sizes: Mapping[str, int] = people.get("sizes", {})
    entries: dict[str, Noun] = {}

    def add(phrase: str, person: bool, status: str | None, animal: bool = False) -> None:
        noun = Noun(person, status, phrase in mass, phrase in adjectival, sizes.get(phrase, 1), animal)
        entries.setdefault(phrase, noun)
        for suffix in suffixes:
            entries.setdefault(phrase + suffix, Noun(person, status, plural=True, animal=animal))
        if phrase.endswith("y"):
            entries.setdefault(phrase[:-1] + "ies", Noun(person, status, plural=True, animal=animal))

    for phrase in people.get("general", ()):
        add(phrase, True, None)
    for status in ("perpetrator", "police", "combatant", "civilian"):
        for phrase in people.get(status, {}).get("general", ()):
            add(phrase, True, status)
    for name in demonyms(pack.code):
        entries.setdefault(name, Noun(True, None, plural=name.endswith(tuple(suffixes)), adjectival=True))
    for phrase in things.get("animals", ()):
        add(phrase, False, None, animal=True)
    for phrase in things.get("nouns", ()):
        add(phrase, False, None)
    _add_ordinary(entries, pack, suffixes)
    return Lexicon(list(entries.items()), pack)


def _add_ordinary(entries: dict[str, Noun], pack: Pack, suffixes: Sequence[str]) -> None:
    """Nouns gathered from a dictionary, behind those the pack lists itself."""
    for word, kind in nouns(pack.code).items():
        person = kind in ("person", "describing")
        noun = Noun(person, adjectival=kind == "describing", animal=kind == "animal")
        entries.setdefault(word, noun)
        for suffix in suffixes:
            entries.setdefault(word + suffix, replace(noun, plural=True, adjectival=False))
        for ending, plural in pack.section("claims").get("people", {}).get("plural_endings", {}).items():
            if word.endswith(ending):
                entries.setdefault(word.removesuffix(ending) + plural, replace(noun, plural=True, adjectival=False))


def _groups(people: Mapping[str, Any], pack: Pack) -> Lexicon[tuple[str, ...]]:
    suffixes = ["", *people.get("plural_suffixes", ())]
    by_noun: dict[str, list[str]] = {}
    for group, members in people.get("groups", {}).items():
        for noun in members:
            for suffix in suffixes:
                by_noun.setdefault(noun + suffix, []).append(group)
    return Lexicon([(noun, tuple(sorted(set(found)))) for noun, found in by_noun.items()], pack)
