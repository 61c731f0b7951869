"""Find the places a text names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from knell.model import Place
from knell.places.choose import Chooser, Reading
from knell.places.context import Context, read_context
from knell.places.gazetteer import Gazetteer, Kind, gazetteer
from knell.places.lexicon import lexicon
from knell.places.links import relate
from knell.places.matcher import matcher
from knell.places.tokens import Words, read
from knell.places.unlisted import unlisted

Role = Literal["location", "metonym", "dateline"]
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place a text names, from ``start`` to ``end`` in Unicode code points.

    ``place`` is None when the words are a place that cannot be told. ``role``: ``dateline`` is where a report was
    filed, ``metonym`` a place that speaks or acts, itself or by its agency ("Moscow said", "Kabul police").
    ``qualifies`` is true of a name that only says where the place beside it lies ("Kirkuk, *Iraq*").
    """

    start: int
    end: int
    place: Place | None
    role: Role = "location"
    qualifies: bool = False


def find(text: str, language: str | None = None) -> list[Mention]:
    """The places named in a text, in order, none overlapping another.

    ``language`` is a language pack's code (None: English). What cannot be told is a mention with no place, never a
    guess. Takes time linear in the length of the text.
    """
    words_of = lexicon(language or DEFAULT_LANGUAGE)
    places = gazetteer()
    words = read(text, words_of)
    found = unlisted(words, matcher(words_of).find(words), words_of)
    contexts = read_context(words, found, words_of)
    relate(words, found, contexts, words_of)
    readings = Chooser(places, words_of, found, contexts).choose()
    qualifying = {
        context.outer
        for context, reading in zip(contexts, readings, strict=True)
        if reading.place and reading.inside and context.outer is not None
    }
    mentions = []
    for i, (match, context, reading) in enumerate(zip(found, contexts, readings, strict=True)):
        if reading.place:
            place = _place(places, reading, context)
            role = _role(places, reading, context)
            mentions.append(Mention(words.starts[match.first], _end(words, match.last), place, role, i in qualifying))
    return mentions


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
