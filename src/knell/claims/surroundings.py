"""The times and places of a report, looked up by sentence and weighed as those of what happened."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from knell.claims.layers import Layers
from knell.languages import load
from knell.model import Interval, Place
from knell.places import Mention as PlaceMention
from knell.text import Lexicon
from knell.times import Mention as TimeMention

# Times that are nobody's event: a day kept every year, the date of the report itself.
_NO_EVENT = ("yearly", "dateline")
# A verb of saying this many tokens before a time takes it for itself ("said late on Tuesday").
_SAYING_REACH = 4
_DAYS = 2


@dataclass(frozen=True, slots=True)
class SceneWords:
    """A language's words for what happened."""

    nouns: Lexicon[bool]
    naming: frozenset[str]
    verbs: Lexicon[bool]
    locating: frozenset[str]


@cache
def scene_words(code: str) -> SceneWords:
    """The event words of a language."""
    pack = load(code)
    data = pack.section("claims").get("scenes", {})
    return SceneWords(
        nouns=Lexicon([(phrase, True) for phrase in data.get("nouns", ())], pack),
        naming=frozenset(data.get("naming", ())),
        verbs=Lexicon([(phrase, True) for phrase in data.get("verbs", ())], pack),
        locating=frozenset(data.get("locating", ())),
    )


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that may be an event's, with its sentence and how much speaks for it."""

    start: int
    end: int
    interval: Interval
    sentence: int
    weight: float


@dataclass(frozen=True, slots=True)
class Located:
    """A place that may be an event's, with its sentence."""

    start: int
    end: int
    place: Place
    sentence: int
    dateline: bool


def event_times(sentences: Sequence[Layers], times: Sequence[TimeMention], words: SceneWords) -> list[Dated]:
    """The times that may date an event, in text order."""
    starts = [layers.sentence.start for layers in sentences]
    found = []
    for mention in times:
        if mention.interval is None or mention.kind in _NO_EVENT or mention.bound is not None:
            continue
        index = bisect_right(starts, mention.start) - 1
        inside = index >= 0 and mention.start < sentences[index].sentence.end
        if inside and _is_of_saying(sentences[index], mention.start):
            continue
        weight = _weight(mention, sentences[index] if inside else None, words)
        found.append(Dated(mention.start, mention.end, mention.interval, index if inside else -1, weight))
    return found


def _weight(mention: TimeMention, layers: Layers | None, words: SceneWords) -> float:
    assert mention.interval is not None
    weight = 2.0 if mention.interval.precision <= _DAYS else 1.0 if mention.interval.precision <= 4 else 0.0
    weight += 1.0 if mention.kind in ("explicit", "anniversary") else 0.0
    if layers is not None and (words.nouns.find(layers.tokens) or words.verbs.find(layers.tokens)):
        weight += 1.5
    if layers is not None and layers.predications:
        weight += 1.0
    return weight


def _is_of_saying(layers: Layers, start: int) -> bool:
    """Whether a verb of saying right before a time takes it: "said on Tuesday that ten were killed"."""
    at = bisect_left([token.start for token in layers.tokens], start)
    for index in range(at - 1, max(at - 1 - _SAYING_REACH, -1), -1):
        if layers.tokens[index].kind == "punct":
            return False
        if layers.mark("reporting", index):
            return True
    return False


def event_places(sentences: Sequence[Layers], places: Sequence[PlaceMention]) -> list[Located]:
    """The places that may be where something happened, in text order."""
    starts = [layers.sentence.start for layers in sentences]
    found = []
    for mention in places:
        if mention.place is None or mention.role == "metonym" or mention.qualifies:
            continue
        index = bisect_right(starts, mention.start) - 1
        inside = index >= 0 and mention.start < sentences[index].sentence.end
        dateline = mention.role == "dateline"
        found.append(Located(mention.start, mention.end, mention.place, index if inside else -1, dateline))
    return found
