"""The words that say what a number is to its event, in typed form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from knell.languages import load, singles
from knell.text import Lexicon


@dataclass(frozen=True, slots=True)
class RoleWords:
    """One language's words of roles; what each is for stands in the data file."""

    superseded: Lexicon[bool]
    current: Lexicon[bool]
    whole: Lexicon[bool]
    period: Lexicon[bool]
    there: Lexicon[bool]
    worst: Lexicon[bool]
    treated: Lexicon[bool]
    fared: Lexicon[bool]
    identified: Lexicon[bool]
    adding: Lexicon[bool]
    also: frozenset[str]
    anyone: frozenset[str]
    stood: Lexicon[bool]
    incidents: Lexicon[bool]
    said_before: frozenset[str]
    pluperfect: frozenset[str]
    opening: Lexicon[bool]
    raised_by: frozenset[str]
    found_with: frozenset[str]
    rest: frozenset[str]
    areas: frozenset[str]
    spots: frozenset[str]
    bodies: frozenset[str]
    victims: frozenset[str]


@cache
def role_words(code: str) -> RoleWords:
    """The role words of a language; empty lists where its data file has none."""
    pack = load(code)
    data: dict[str, list[str]] = pack.section("claims").get("roles", {})

    def phrases(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    def single(name: str) -> frozenset[str]:
        return singles(data.get(name, ()))

    return RoleWords(
        superseded=phrases("superseded"),
        current=phrases("current"),
        whole=phrases("whole"),
        period=phrases("period"),
        there=phrases("there"),
        worst=phrases("worst"),
        treated=phrases("treated"),
        fared=phrases("fared"),
        identified=phrases("identified"),
        adding=phrases("adding"),
        also=single("also"),
        anyone=single("anyone"),
        stood=phrases("stood"),
        incidents=phrases("incidents"),
        said_before=single("said_before"),
        pluperfect=single("pluperfect"),
        opening=phrases("opening"),
        raised_by=single("raised_by"),
        found_with=single("found_with"),
        rest=single("rest"),
        areas=single("areas"),
        spots=single("spots"),
        bodies=single("bodies"),
        victims=single("victims"),
    )
