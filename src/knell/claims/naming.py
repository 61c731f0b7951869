"""Learn what a report calls its event: "Jallianwala Bagh massacre", "January 20 tragedy", "Black January"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from knell.claims.layers import Layers
from knell.claims.nameforms import Form, Name, names_in
from knell.claims.namewords import NameWords
from knell.claims.scenes import near
from knell.model import Interval, Place
from knell.places import Mention as PlaceMention
from knell.times import Mention as TimeMention

# A name of the event's own place or days is the event's; another only when title and text keep using it.
_OFTEN = 2
# So many names of an event are kept.
_MOST = 6
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences with the times and places in them; offsets are those of one text."""

    sentences: Sequence[Layers]
    times: Sequence[TimeMention]
    places: Sequence[PlaceMention]


def event_names(
    passages: Sequence[Passage],
    interval: Interval | None,
    place: Place | None,
    words: NameWords,
    described: frozenset[str],
) -> tuple[str, ...]:
    """The names a report gives its event, the most often given first, the first told on a tie; those that fit it.

    ``described`` is words such as demonyms, which describe but do not name by themselves.
    """
    count: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    sure: set[str] = set()
    plain: set[str] = set()
    telling: dict[str, frozenset[int]] = {}
    for passage in passages:
        for layers in passage.sentences:
            if layers.shouting:
                continue
            for name in names_in(layers, words, described):
                fits = _fits(name, layers, passage, interval, place)
                if fits is False:
                    continue
                key = name.text.casefold()
                count[key] += 1
                spelt.setdefault(key, name.text)
                if fits:
                    sure.add(key)
                if name.form is not Form.NOUN_BEFORE:
                    plain.add(key)
                months = _months(name, passage)
                if months or name.form in (Form.COLOUR, Form.TOLD):
                    telling[key] = months
    if interval is None and not sure and len(frozenset[int]().union(*telling.values())) <= 1:
        sure = set(telling)  # what has no days of its own is what the names of one month in the report say
    given = [key for key in count if key in sure or count[key] >= _OFTEN]
    # Sorting is stable: on a tie the first told stays first.
    return tuple(spelt[key] for key in sorted(given, key=lambda key: (-count[key], key not in plain))[:_MOST])


def _fits(name: Name, layers: Layers, passage: Passage, interval: Interval | None, place: Place | None) -> bool | None:
    """True when a name's own place or days are the event's, False when they are another's, None when it has neither."""
    if name.form is Form.COLOUR:
        return _same_calendar(name, interval)
    found = _told_of(layers, passage, interval) if name.form is Form.TOLD else None
    if found is False:
        return False
    for where in _within(passage.places, name):
        if where.place is not None and (name.behind is None or where.start <= name.behind < where.end):
            if place is None or not near(where.place, place):
                return False
            found = True
    for when in _within(passage.times, name):
        verdict = _same_days(when, interval)
        if verdict is False:
            return False
        found = found or verdict
    return found


def _same_calendar(name: Name, interval: Interval | None) -> bool | None:
    """Whether the month or weekday of "Black January" or "Bloody Sunday" is the event's; None where that is unknown."""
    if interval is None or interval.end - interval.start >= _WEEK:
        return None
    if name.month is not None:
        return name.month in (interval.start.month, interval.end.month)
    days = (interval.end - interval.start).days + 1
    return name.weekday in {(interval.start + timedelta(days=day)).weekday() for day in range(days)}


def _months(name: Name, passage: Passage) -> frozenset[int]:
    told = [when.month_day[0] for when in _within(passage.times, name) if when.month_day is not None]
    return frozenset(told if name.month is None else (*told, name.month))


def _told_of(layers: Layers, passage: Passage, interval: Interval | None) -> bool | None:
    """Whether the sentence that gives a name tells of the event's days; None where it tells of none."""
    told = [when.interval for when in _within(passage.times, layers) if when.interval is not None]
    if interval is None or not told:
        return None
    return any(one.overlaps(interval) for one in told)


_Told = TypeVar("_Told", TimeMention, PlaceMention)


def _within(told: Sequence[_Told], name: Name | Layers) -> Sequence[_Told]:
    """The mentions, given in order, that share a character with a name or a sentence."""
    start, end = (name.start, name.end) if isinstance(name, Name) else (name.sentence.start, name.sentence.end)
    first = max(bisect_left(told, start, key=lambda one: one.start) - 1, 0)
    last = bisect_left(told, end, lo=first, key=lambda one: one.start)
    return [one for one in told[first:last] if one.end > start]


def _same_days(when: TimeMention, interval: Interval | None) -> bool | None:
    if interval is None:
        return None
    if when.month_day is not None:
        days = {(interval.start.month, interval.start.day), (interval.end.month, interval.end.day)}
        return when.month_day in days
    return None if when.interval is None else when.interval.overlaps(interval)
