"""Learn what a report calls its event: "Jallianwala Bagh massacre", "January 20 tragedy", "Black January"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from knell.claims.layers import Layers
from knell.claims.scenes import near
from knell.claims.scenewords import SceneWords
from knell.model import Interval, Place
from knell.places import Mention as PlaceMention
from knell.times import Mention as TimeMention

_LONGEST = 5
# A name of the event's own place or days is the event's; another only when title and text keep using it.
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences with the times and places in them; offsets are those of one text."""

    sentences: Sequence[Layers]
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    start: int
    end: int
    plain: bool = True


def event_name(
    passages: Sequence[Passage],
    interval: Interval | None,
    place: Place | None,
    words: SceneWords,
    described: frozenset[str],
) -> str | None:
    """The name a report gives its event most often, the first on a tie; None when it gives none that fits it.

    ``described`` is words such as demonyms, which describe but do not name by themselves.
    """
    count: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    sure: set[str] = set()
    plain: set[str] = set()
    for passage in passages:
        for layers in passage.sentences:
            if layers.shouting:
                continue
            for name in _names(layers, words, described):
                fits = _fits(name, passage, interval, place)
                if fits is False:
                    continue
                key = name.text.casefold()
                count[key] += 1
                spelt.setdefault(key, name.text)
                if fits:
                    sure.add(key)
                if name.plain:
                    plain.add(key)
    best = [key for key in count if key in sure or count[key] >= _OFTEN]
    return spelt[max(best, key=lambda key: (count[key], key in plain))] if best else None


def _names(layers: Layers, words: SceneWords, described: frozenset[str]) -> Iterator[_Name]:
    for index, token in enumerate(layers.tokens):
        if token.norm in words.naming:
            start = _start(layers, index)
            if start < index and not _goes_on(layers, index) and not _only_describes(layers, start, index, described):
                yield _name(layers, start, index + 1)
            end = _dated_end(layers, index)
            if end > index:
                yield replace(_name(layers, index, end), plain=False)
        elif token.norm in words.colours and token.capital and _is_day(layers, index + 1, words):
            yield _name(layers, index, index + 2)


def _is_day(layers: Layers, index: int, words: SceneWords) -> bool:
    return index < len(layers.tokens) and layers.tokens[index].capital and layers.tokens[index].norm in words.days


def _name(layers: Layers, start: int, end: int) -> _Name:
    tokens = layers.tokens[start:end]
    text = " ".join(layers.text[tokens[0].start : tokens[-1].end].split())
    return _Name(text, tokens[0].start, tokens[-1].end)


def _start(layers: Layers, index: int) -> int:
    """Where the capitalised words and numbers that stand before the noun begin."""
    start = index
    while start > 0 and index - start < _LONGEST:
        token = layers.tokens[start - 1]
        named = token.capital or (token.kind == "number" and start - 1 in layers.busy) or token.text in "-–"
        first_word = (
            start - 1 == 0 and token.kind == "word" and (layers.mark("definite", 0) or layers.mark("articles", 0))
        )
        if not named or first_word or layers.mark("articles", start - 1) or layers.mark("prepositions", start - 1):
            break
        start -= 1
    while start < index and not (layers.tokens[start].capital or start in layers.busy):
        start += 1
    if start == index or all(layers.mark("definite", i) or layers.mark("articles", i) for i in range(start, index)):
        return index
    return start + 1 if layers.mark("definite", start) or layers.mark("articles", start) else start


def _goes_on(layers: Layers, index: int) -> bool:
    """ "Disaster Management Authority": the noun is part of a longer name."""
    if index + 1 >= len(layers.tokens):
        return False
    follows = layers.tokens[index + 1]
    return layers.tokens[index].capital and (follows.capital or follows.text in "-–")


def _only_describes(layers: Layers, start: int, index: int, described: frozenset[str]) -> bool:
    tokens = layers.tokens[start:index]
    return all(t.norm in described or t.kind == "punct" for t in tokens) or not any(t.capital for t in tokens)


def _dated_end(layers: Layers, index: int) -> int:
    """ "the tragedy of January 20": where the days behind the noun end."""
    if not layers.mark("definite", index - 1) or not layers.mark("of", index + 1) or index + 2 not in layers.busy:
        return index
    end = index + 2
    while end in layers.busy:
        end += 1
    return end


def _fits(name: _Name, passage: Passage, interval: Interval | None, place: Place | None) -> bool | None:
    """True when a name's own place or days are the event's, False when they are another's, None when it has neither."""
    found: bool | None = None
    for where in _within(passage.places, name):
        if where.place is not None:
            if place is None or not near(where.place, place):
                return False
            found = True
    for when in _within(passage.times, name):
        verdict = _same_days(when, interval)
        if verdict is False:
            return False
        found = found or verdict
    return found


_Told = TypeVar("_Told", TimeMention, PlaceMention)


def _within(told: Sequence[_Told], name: _Name) -> Sequence[_Told]:
    """The mentions, given in order, that share a character with a name."""
    first = max(bisect_left(told, name.start, key=lambda one: one.start) - 1, 0)
    last = bisect_left(told, name.end, lo=first, key=lambda one: one.start)
    return [one for one in told[first:last] if one.end > name.start]


def _same_days(when: TimeMention, interval: Interval | None) -> bool | None:
    if interval is None:
        return None
    if when.month_day is not None:
        days = {(interval.start.month, interval.start.day), (interval.end.month, interval.end.day)}
        return when.month_day in days
    return None if when.interval is None else when.interval.overlaps(interval)
