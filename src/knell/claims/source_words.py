"""A language's words of attribution: what makes a source, where its name ends, what kind it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from knell.claims.scenewords import scene_words
from knell.languages import Pack, load, singles
from knell.model import SourceType
from knell.text import Lexicon

Verb = Literal["strong", "weak", "having", "finding", "told"]
# Of two types that a phrase names beside a plain head ("official", "group"), the first here decides.
_ORDER = (
    SourceType.ARMED_GROUP,
    SourceType.INTERGOVERNMENTAL,
    SourceType.HOSPITAL,
    SourceType.POLICE,
    SourceType.MILITARY,
    SourceType.GOVERNMENT,
    SourceType.NGO,
    SourceType.EXPERT,
    SourceType.MEDIA,
    SourceType.WITNESS,
    SourceType.UNSPECIFIED_OFFICIAL,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word says of a source's type: by itself (``firm``) or only when no other word says more."""

    type: SourceType
    firm: bool


@dataclass(frozen=True, slots=True)
class SourceWords:
    """One language's words of attribution; ``behind``: what stands behind a source as others stand ``before`` it;
    ``pointing``: opens a sentence that names who said the one in front of it; ``opening``: all words that bring in a
    source by themselves."""

    before: Lexicon[bool]
    behind: Lexicon[bool]
    pointing: Lexicon[bool]
    before_known: Lexicon[bool]
    citing: Lexicon[bool]
    verbs: Lexicon[Verb]
    participles: frozenset[str]
    progressive: frozenset[str]
    nominal: frozenset[str]
    pronouns: Mapping[str, str]
    possessives: Mapping[str, str]
    stops: frozenset[str]
    determiners: frozenset[str]
    passing: frozenset[str]
    listeners: frozenset[str]
    nobody: frozenset[str]
    documents: frozenset[str]
    document_prepositions: frozenset[str]
    read_from: frozenset[str]
    background: frozenset[str]
    again: frozenset[str]
    singular: frozenset[str]
    naming: Lexicon[bool]
    happenings: Lexicon[bool]
    echoes: Lexicon[str]
    impersonal: frozenset[str]
    nameless: Lexicon[bool]
    reflexive: frozenset[str]
    linking: frozenset[str]
    lead_carries: bool
    opening: Lexicon[bool]
    kinds: Lexicon[Kind]
    qualifiers: Lexicon[SourceType]

    @property
    def points(self) -> bool:
        """Whether a sentence may name the source of the one in front of it."""
        return any(True for _ in self.pointing.phrases())

    def kind_rank(self, kind: SourceType) -> int:
        """How early a type decides among several."""
        return _ORDER.index(kind)


@cache
def source_words(code: str) -> SourceWords:
    """The attribution words of a language."""
    pack = load(code)
    data = pack.section("claims").get("sources", {})

    def words(name: str) -> frozenset[str]:
        return singles(data.get(name, ()))

    def lexicon(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    def table(name: str) -> dict[str, str]:
        return {word: kind for kind, listed in data.get(name, {}).items() for word in listed}

    echoes = [(p, kind) for kind, phrases in data.get("echoes", {}).items() for p in phrases]
    verbs = _verbs(data)
    opening = [phrase for name in ("before", "before_known", "behind") for phrase in data.get(name, ())]
    opening += [*verbs, *(phrase for phrase, _ in echoes)]
    return SourceWords(
        before=lexicon("before"),
        behind=lexicon("behind"),
        pointing=lexicon("pointing"),
        before_known=lexicon("before_known"),
        citing=lexicon("citing"),
        verbs=Lexicon(verbs.items(), pack),
        participles=words("participles"),
        progressive=words("progressive"),
        nominal=words("nominal"),
        pronouns=table("pronouns"),
        possessives=table("possessives"),
        stops=words("stops"),
        determiners=words("determiners"),
        passing=words("passing"),
        listeners=words("listeners"),
        nobody=words("nobody"),
        documents=words("documents"),
        document_prepositions=words("document_prepositions"),
        read_from=words("read_from"),
        background=words("background"),
        again=words("again"),
        singular=words("singular"),
        naming=lexicon("naming"),
        happenings=scene_words(code).nouns,
        echoes=Lexicon(echoes, pack),
        impersonal=words("impersonal"),
        nameless=lexicon("nameless"),
        reflexive=words("reflexive"),
        linking=words("linking"),
        lead_carries=bool(data.get("lead_carries", False)),
        opening=Lexicon([(phrase, True) for phrase in opening], pack),
        kinds=_kinds(data, pack),
        qualifiers=Lexicon(
            [(p, SourceType(kind)) for kind, phrases in data.get("qualifiers", {}).items() for p in phrases], pack
        ),
    )


def _verbs(data: Mapping[str, list[str]]) -> dict[str, Verb]:
    found: dict[str, Verb] = dict.fromkeys(data.get("verbs", ()), "weak")
    classes: tuple[Verb, ...] = ("strong", "told", "finding", "having")
    for name in classes:
        found |= dict.fromkeys(data.get(name, ()), name)
    return found


def _kinds(data: Mapping[str, Mapping[str, list[str]]], pack: Pack) -> Lexicon[Kind]:
    found: list[tuple[str, Kind]] = []
    for name, firm in (("types", True), ("soft", False)):
        table = data.get(name, {})
        found += [(p, Kind(kind, firm)) for kind in _ORDER for p in table.get(kind.value, ())]
    return Lexicon(found, pack)
