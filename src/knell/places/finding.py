"""Find the places a text names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, TypeVar

from knell.model import Place, Span
from knell.places.choose import Chooser, Reading
from knell.places.context import Context, read_context
from knell.places.gazetteer import Gazetteer, Kind, gazetteer
from knell.places.lexicon import PlaceCase, lexicon
from knell.places.links import relate
from knell.places.matcher import Found, matcher
from knell.places.tokens import Words, read
from knell.places.unlisted import unlisted

Role = Literal["location", "metonym", "dateline"]
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place a text names, from ``start`` to ``end`` in Unicode code points.

    ``place`` is None when the words are a place that cannot be told. ``role``: ``dateline`` is where a report was
    filed, ``metonym`` a place that speaks or acts, itself or by its agency ("Moscow said", "Kabul police").
    ``qualifies`` is true of a name that only says where the place beside it lies ("Kirkuk, *Iraq*"). ``case``: what
    the ending of its name says, in languages that have such endings ("Bakı*da*").
    """

    start: int
    end: int
    place: Place | None
    role: Role = "location"
    qualifies: bool = False
    case: PlaceCase | None = None


class Places:
    """The places of one text: what is spelled like a place is looked up when asked for, what it means last."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self._text, self._lexicon = text, lexicon(language or DEFAULT_LANGUAGE)

    @cached_property
    def _words(self) -> Words:
        return read(self._text, self._lexicon)

    @cached_property
    def _found(self) -> list[Found]:
        return unlisted(self._words, matcher(self._lexicon).find(self._words), self._lexicon)

    @cached_property
    def _spelled(self) -> list[Span]:
        words = self._words
        return [Span(words.starts[match.first], _end(words, match.last)) for match in self._found]

    @cached_property
    def mentions(self) -> list[Mention]:
        """All places in order, none overlapping another."""
        places, found, words = gazetteer(), self._found, self._words
        contexts = read_context(words, found, self._lexicon)
        relate(words, found, contexts, self._lexicon)
        readings = Chooser(places, self._lexicon, found, contexts).choose()
        qualifying = {
            context.outer
            for context, reading in zip(contexts, readings, strict=True)
            if reading.place and reading.inside and context.outer is not None
        }
        filed = {
            context.outer
            for context, reading in zip(contexts, readings, strict=True)
            if reading.place and reading.row is None and context.dateline
        }
        mentions = []
        told = zip(self._spelled, contexts, readings, found, strict=True)
        for i, (span, context, reading, match) in enumerate(told):
            if reading.place:
                place, role = _place(places, reading, context), _role(places, reading, context)
                role = "dateline" if i in filed else role
                case = self._lexicon.cases.get(match.ending)
                mentions.append(Mention(span.start, span.end, place, role, i in qualifying, case))
        return mentions

    def spelled(self, start: int, end: int) -> Sequence[Span]:
        """What is spelled like a place, of which some part lies between two offsets."""
        return _between(self._spelled, start, end)

    def within(self, start: int, end: int) -> Sequence[Mention]:
        """The places of which some part lies between two offsets."""
        return _between(self.mentions, start, end)


_Spot = TypeVar("_Spot", Span, Mention)


def _between(spots: Sequence[_Spot], start: int, end: int) -> Sequence[_Spot]:
    first = bisect_right(spots, start, key=lambda spot: spot.end)
    return spots[first : bisect_left(spots, end, lo=first, key=lambda spot: spot.start)]


def find(text: str, language: str | None = None) -> list[Mention]:
    """The places named in a text, in order, none overlapping another.

    ``language`` is a language pack's code (None: English). What cannot be told is a mention with no place, never a
    guess. Takes time linear in the length of the text.
    """
    return Places(text, language).mentions


def _end(words: Words, last: int) -> int:
    """Where a name ends: after the last point of "U.S."."""
    end = words.ends[last]
    pointed = words.gap(last - 1) == "." and end - words.starts[last] == 1
    return end + 1 if pointed and words.text.startswith(".", end) else end


# What the kind that a text gives a place of a town's name makes of its precision.
_AROUND_TOWN = (("admin1", 4), ("admin2", 3), ("area", 5), ("loose", 2))


def _place(places: Gazetteer, reading: Reading, context: Context) -> Place | None:
    if reading.row is None:
        return None
    kind = places.kind[reading.row]
    place = places.place(reading.row)
    if reading.around:
        return replace(place, precision=2)
    if kind < Kind.CAPITAL:
        return place
    if context.types and not context.types & {"town"}:
        # The town of a district's name stands for the district.
        return replace(place, precision=next(p for kind, p in _AROUND_TOWN if kind in context.types))
    return replace(place, precision=2) if context.near or context.direction else place


def _role(places: Gazetteer, reading: Reading, context: Context) -> Role:
    if context.dateline:
        return "dateline"
    seat = reading.row is not None and places.kind[reading.row] in (Kind.COUNTRY, Kind.CAPITAL, Kind.FORMER)
    speaks = seat and not context.owner and (context.source or (context.saying and not context.strong))
    return "metonym" if context.agency or speaks else "location"
