"""Where a language puts its words: the ``[claims.order]`` of a pack, and what cases and numbers tell.

Without the section a language is like English: subjects before their verb, objects and complements behind it, a noun's
head last, articles before a single person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Order:
    """Sides are ``left`` and ``right`` of the word they belong to.

    ``head_first``: behind its head a noun phrase only goes on with what belongs to it ("members of"). ``bare_one``: a
    noun without an article may be one person. ``counted_one``: an article before a noun that counts the outcome tells
    of one ("un muerto"). ``counted_case``: a noun behind a number is in the singular and has a
    case like any other. ``closing``: grammatical features of words that no noun phrase goes over.
    ``clause_endings``: how words end with which a clause ends, whether or not the word is known, so that who stands
    in front of one is not listed with those behind; ``clause_features``: those of ``closing`` that are no case.
    ``parts_first``: a number with one of the ``some_endings`` counts some of those that are counted right behind
    it; one with one of the ``from_endings`` is what the number right behind it came from; one before a word with one
    of the ``where_endings`` counts what it happened in. ``verb_final``: who
    says something opens the sentence whose last verb says it; ``dative``: the endings, written behind a hyphen or
    apostrophe, of those who are told; ``negative``: the feature of verbs that deny; ``possessed``: that of nouns that
    belong to another. ``bracket``: the finite verb stands far from its predicate ("könnten ... getötet werden"), so
    that modals and negations of the whole clause bear on it. ``describing``: features of the words that describe a
    name in front of it. ``noun``, ``plural``, ``singular``: the names of these features. ``cases``: for subject,
    object, complement the features of which the head of the people has one, where it has any of them.
    """

    subjects: frozenset[str]
    objects: frozenset[str]
    complements: frozenset[str]
    auxiliaries: frozenset[str]
    speakers: frozenset[str]
    head_first: bool
    bare_one: bool
    counted_one: bool
    counted_case: bool
    closing: frozenset[str]
    clause_endings: tuple[str, ...]
    clause_features: frozenset[str]
    describing: frozenset[str]
    noun: str
    parts_first: bool
    some_endings: frozenset[str]
    from_endings: tuple[str, ...]
    where_endings: tuple[str, ...]
    verb_final: bool
    dative: frozenset[str]
    negative: str
    possessed: str
    bracket: bool
    plural: str
    singular: str
    cases: Mapping[str, frozenset[str]]
    marking: frozenset[str]

    def fits(self, role: str, features: frozenset[str]) -> bool:
        """Whether a word with these features may stand in a role; one without a case may stand in any."""
        wanted = self.cases.get(role)
        marked = features & self.marking
        return wanted is None or not marked or not marked.isdisjoint(wanted)


def order(data: Mapping[str, Any]) -> Order:
    """The order of a language from its section of claims."""
    found: Mapping[str, Any] = data.get("order", {})

    def sides(name: str, usual: str) -> frozenset[str]:
        listed: Sequence[str] = found.get(name, (usual,))
        return frozenset(listed)

    cases = {role: frozenset(listed) for role, listed in found.get("cases", {}).items()}
    closing = frozenset(found.get("closing", ()))
    marking = frozenset(found.get("marking", ())) or frozenset().union(*cases.values())
    return Order(
        subjects=sides("subjects", "left"),
        objects=sides("objects", "right"),
        complements=sides("complements", "right"),
        auxiliaries=sides("auxiliaries", "left"),
        speakers=sides("speakers", "left"),
        head_first=bool(found.get("head_first", False)),
        bare_one=bool(found.get("bare_one", False)),
        counted_one=bool(found.get("counted_one", False)),
        counted_case=bool(found.get("counted_case", False)),
        closing=closing,
        clause_endings=tuple(found.get("clause_endings", ())),
        clause_features=closing - marking,
        describing=frozenset(found.get("describing", ())),
        noun=str(found.get("noun", "")),
        parts_first=bool(found.get("parts_first", False)),
        some_endings=frozenset(found.get("some_endings", ())),
        from_endings=tuple(found.get("from_endings", ())),
        where_endings=tuple(found.get("where_endings", ())),
        verb_final=bool(found.get("verb_final", False)),
        dative=frozenset(found.get("dative", ())),
        negative=str(found.get("negative", "")),
        possessed=str(found.get("possessed", "")),
        bracket=bool(found.get("bracket", False)),
        plural=str(found.get("plural", "")),
        singular=str(found.get("singular", "")),
        cases=cases,
        marking=marking,
    )
