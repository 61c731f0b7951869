"""Who is cited, in a form that different wordings share: "official data", "the officials" and "authorities" are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

from knell.events.origin_words import CONCEPT, PLACE, Content, content_of
from knell.events.outlets import name_key
from knell.model import Cited, SourceType

# Bodies that speak with one voice: their ministers, heads and spokespersons give the body's figure, by whatever name.
_BODIES = frozenset(
    CONCEPT + body
    for body in (
        "health_ministry",
        "interior_ministry",
        "defence_ministry",
        "foreign_ministry",
        "emergency_ministry",
        "prosecutor",
        "united_nations",
        "red_cross",
    )
)
_OFFICIAL = CONCEPT + "official"
# What somebody of a body may be called besides: "an official of the ministry", "the president of the Red Cross".
_OFFICES = frozenset({_OFFICIAL, CONCEPT + "head_of_state", CONCEPT + "prime_minister"})
_STATE = (SourceType.GOVERNMENT, SourceType.UNSPECIFIED_OFFICIAL)

# A person is known by two words of a name; of a longer list of names so many words are compared.
_PERSON = 2
_MOST_NAMES = 6
_MEMORY = 1 << 16


@dataclass(frozen=True, slots=True)
class Origin:
    """What of a citation names the origin: content words, ``@concepts`` and ``+places``.

    An outlet is one word of its own kind. ``unnamed`` is when no word names it ("first reports"), so that only its type
    is known.
    """

    words: frozenset[str]
    outlet: bool = False
    unnamed: bool = False
    names: frozenset[str] = field(default=frozenset(), compare=False)
    person: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """The origin as one string."""
        return ("outlet " if self.outlet else "origin ") + " ".join(sorted(self.words))

    @property
    def telling(self) -> tuple[bool, bool, int, str]:
        """How much it says of what it is: its kind, its place, its words."""
        marks = {word[0] for word in self.words if word}
        return CONCEPT in marks, PLACE in marks, len(self.words), self.key

    @property
    def normal(self) -> str:
        """The origin in its normal form, the same for all wordings in all languages: ``health ministry, LB``."""
        kinds = sorted(word[1:].replace("_", " ") for word in self.words if word.startswith(CONCEPT))
        where = sorted(word[1:] for word in self.words if word.startswith(PLACE))
        others = sorted(word for word in self.words - self.names if not word.startswith((CONCEPT, PLACE)))
        return ", ".join(filter(None, [" and ".join(kinds), " ".join(others), self.person, *where]))


def origin_of(cited: Cited, language: str | None) -> Origin:
    """The origin that a citation names, by the word lists of the report's language where there are any."""
    return _origin(cited.text, cited.type, language)


@lru_cache(_MEMORY)
def _origin(text: str, kind: SourceType | None, language: str | None) -> Origin:
    content = content_of(text, language)
    if not content.words:
        return Origin(frozenset({CONCEPT + (kind.value if kind else "unnamed")}), unnamed=True)
    if kind is SourceType.MEDIA and not content.concepts:
        return Origin(frozenset({name_key(" ".join(content.named)) or ""}), outlet=True)
    telling = _telling(content, kind)
    person = "" if content.names.isdisjoint(telling) else content.person
    return Origin(telling, names=content.names, person=person)


def _telling(content: Content, kind: SourceType | None) -> frozenset[str]:
    """The words that tell an origin from others."""
    bodies = content.concepts & _BODIES
    if bodies:
        return (content.concepts - _OFFICES) | content.places | content.qualifiers
    if content.words == content.places and kind in _STATE:
        return content.places | {_OFFICIAL}  # "Uzbekistan says": its authorities
    return content.words


def normal_form(cited: Iterable[tuple[Cited, str | None]]) -> str:
    """Who is cited by citations of one source, each with its language: ``health ministry, LB`` for all wordings.

    Of several origins it is the one that says most: what kind of source it is, where, and who.
    """
    origins = {origin_of(one, language) for one, language in cited}
    return max(origins, key=lambda origin: origin.telling).normal


def words_said(cited: Cited, language: str | None) -> frozenset[str]:
    """All words of a citation, those of a concept and of dropped names too, as they are written and as read."""
    content = content_of(cited.text, language)
    return content.words | frozenset(content.named) | frozenset(content.said)


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


def same_person(origins: Iterable[Origin]) -> Iterator[tuple[Origin, Origin]]:
    """Pairs of origins that name one person: two words of a name in common, and nothing that makes them two bodies."""
    holders: dict[tuple[str, ...], dict[frozenset[str], Origin]] = {}
    for origin in sorted(origins, key=lambda one: one.key):
        kinds = frozenset(word for word in origin.words if word.startswith(CONCEPT))
        for person in combinations(sorted(origin.names)[:_MOST_NAMES], _PERSON):
            known = holders.setdefault(person, {})
            other = (
                known.get(kinds) or known.get(frozenset()) or (next(iter(known.values()), None) if not kinds else None)
            )
            if other is not None:
                yield other, origin
            known.setdefault(kinds, origin)
