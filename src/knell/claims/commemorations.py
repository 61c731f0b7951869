"""Read yearly days of remembrance that a report ties to its event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from knell.claims.layers import Layers
from knell.languages import load
from knell.model import Commemoration, Event, Interval
from knell.text import Lexicon
from knell.times import Mention

# A day is kept on a day of the event or next to it.
_BESIDE = timedelta(days=3)
_LONG = timedelta(days=60)
_YEAR = timedelta(days=366)
# A year with a 29 February.
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class CommemorationWords:
    """A language's words of remembrance; ``kinds`` gives what each phrase calls the day."""

    kinds: Lexicon[str]
    declared: Lexicon[bool]
    yearly: Lexicon[bool]
    kept: Lexicon[bool]


@cache
def commemoration_words(code: str) -> CommemorationWords:
    """The words of remembrance of a language; all empty where its data file has none."""
    pack = load(code)
    data = pack.section("claims").get("commemorations", {})
    kinds: Mapping[str, list[str]] = data.get("kinds", {})

    def phrases(name: str) -> Lexicon[bool]:
        return Lexicon([(phrase, True) for phrase in data.get(name, ())], pack)

    return CommemorationWords(
        kinds=Lexicon([(phrase, kind) for kind, listed in kinds.items() for phrase in listed], pack),
        declared=phrases("declared"),
        yearly=phrases("yearly"),
        kept=phrases("kept"),
    )


def find_commemorations(
    sentences: Sequence[Layers],
    times: Sequence[Mention],
    events: Sequence[Event],
    published: date | None,
    code: str,
) -> tuple[Commemoration, ...]:
    """The days of remembrance of a report, in text order, each day once."""
    if not events:
        return ()
    words = commemoration_words(code)
    found: dict[tuple[int, int], Commemoration] = {}
    for layers in sentences:
        kinds = layers.find(words.kinds)
        if not kinds or _is_for_once(layers, words, events[0].interval, published):
            continue
        # a named day tells more than that it is marked
        kind = next((m.value for m in kinds if not layers.mark("be", m.start)), kinds[0].value)
        for month, day in _days(layers, times, words, events[0].interval):
            if _fits(month, day, events[0].interval):
                found.setdefault((month, day), _made(layers, month, day, kind, events[0].key))
    return tuple(found.values())


def _made(layers: Layers, month: int, day: int, kind: str, event: str) -> Commemoration:
    start, end = layers.sentence.start, layers.sentence.end
    return Commemoration(start, end, layers.text[start:end], month, day, kind, event)


def _days(
    layers: Layers, times: Sequence[Mention], words: CommemorationWords, event: Interval | None
) -> list[tuple[int, int]]:
    """The days of the year a sentence keeps: those it names, else that of an anniversary kept every year."""
    start, end = layers.sentence.start, layers.sentence.end
    first, last = (bisect_left(times, edge, key=lambda time: time.start) for edge in (start, end))
    named = [t.month_day for t in times[first:last] if t.kind == "yearly" and t.month_day]
    if named:
        return named
    if layers.find(words.kept) and event is not None and event.start == event.end:
        return [(event.start.month, event.start.day)]
    return []


def _is_for_once(layers: Layers, words: CommemorationWords, event: Interval | None, published: date | None) -> bool:
    """Whether the day is one declared in the days after the event rather than kept every year."""
    if not layers.find(words.declared) or layers.find(words.yearly):
        return False
    return event is None or published is None or published - event.end < _YEAR


def _fits(month: int, day: int, event: Interval | None) -> bool:
    """Whether a day of the year lies on or beside those of an event; a long or unknown event rules none out."""
    if event is None or event.end - event.start > _LONG:
        return True
    try:
        kept = date(_LEAP, month, day)
    except ValueError:
        return False
    one = event.start - _BESIDE
    while one <= event.end + _BESIDE:
        if (one.month, one.day) == (kept.month, kept.day):
            return True
        one += timedelta(days=1)
    return False
