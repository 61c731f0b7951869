"""A language's words for what events are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from knell.claims.scenewords import scene_words
from knell.languages import Pack, load, singles
from knell.text import Lexicon, normalise


@dataclass(frozen=True, slots=True)
class NameWords:
    """A language's words that make names of events; what each list means stands beside it in the English data file.

    ``kinds`` are the nouns by dictionary form, each with the forms that are listed; ``months`` and ``weekdays`` are by
    dictionary form: January is 1, Monday is 0. ``declined``: a dictionary knows the forms of nouns.
    """

    kinds: Mapping[str, tuple[str, ...]]
    colours: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    links: frozenset[str]
    called: Lexicon[bool]
    called_behind: Lexicon[bool]
    happenings: Lexicon[bool]
    declined: bool


@cache
def name_words(code: str) -> NameWords:
    """The words of names of a language."""
    pack = load(code)
    data, calendar = pack.section("claims").get("event_names", {}), pack.section("times")

    def phrases(given: list[str]) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in given], pack)

    return NameWords(
        kinds=_kinds(pack),
        colours=singles(word for words in data.get("colours", {}).values() for word in words),
        months=dict(calendar.get("months", {})),
        weekdays=dict(calendar.get("weekdays", {})),
        links=singles(data.get("links", ())),
        called=phrases(data.get("called", [])),
        called_behind=phrases(data.get("called_behind", [])),
        happenings=scene_words(code).nouns,
        declined=pack.data.get("morphology", {}).get("analyser", "suffixes") != "suffixes",
    )


def _kinds(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    listed = pack.data.get("claims", {}).get("event_names", {}).get("kinds", {})
    found: dict[str, tuple[str, ...]] = {}
    for word in (word for words in listed.values() for word in words):
        norm = normalise(word, pack) if pack.forms is None else pack.forms.canonical(normalise(word, pack))
        found[norm] = (*found.get(norm, ()), word)
    return found
