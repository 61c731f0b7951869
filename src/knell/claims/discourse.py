"""Tell the events of a report apart and give each claim its event, its days and its place.

A claim takes the time and place of its own clause; without them it stays with the event in focus; the first claims
of a report take the time and place that most speaks for what the report tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from knell.claims.find import Found
from knell.claims.layers import Layers
from knell.claims.naming import event_name
from knell.claims.surroundings import Dated, Located, SceneWords
from knell.model import Event, Interval, Place, Report, content_id
from knell.places import contains, distance_km

# Towns farther apart than this are two places.
_SAME_PLACE_KM = 60.0
_TOWN = 3
# What is said of no day within this many sentences of a date may still be dated by it.
_LOOK_AHEAD = 3
_FINER = 2


@dataclass(slots=True)
class Scene:
    """An event while the report is being read."""

    interval: Interval | None = None
    place: Place | None = None
    claims: list[int] = field(default_factory=list)


def assign(
    report: Report,
    sentences: Sequence[Layers],
    found: Sequence[Found],
    times: Sequence[Dated],
    places: Sequence[Located],
    words: SceneWords,
) -> tuple[tuple[Event, ...], list[str]]:
    """The events of a report, most prominent first, and the key of each claim's event, in the order of ``found``."""
    order = {layers.sentence.start: index for index, layers in enumerate(sentences)}
    scenes: list[Scene] = []
    for index, item in enumerate(found):
        at = order[item.layers.sentence.start]
        time = _own_time(item, at, times)
        place = _own_place(item, at, places)
        scene = _scene_for(item, scenes, time, place)
        if scene is None:
            scene = Scene(time, place)
            scenes.append(scene)
        _refine(scene, time, place)
        scene.claims.append(index)
    _complete(scenes, found, order, times, places)
    ranked = sorted(scenes, key=lambda scene: (-_prominence(scene), scene.claims[0]))
    events = tuple(_event(report, scene, found, sentences, words) for scene in ranked)
    key_of = {index: event.key for event, scene in zip(events, ranked, strict=True) for index in scene.claims}
    return events, [key_of[index] for index in range(len(found))]


def _own_time(item: Found, sentence: int, times: Sequence[Dated]) -> Interval | None:
    """The time in the claim's own sentence, the nearest in its own clause first."""
    tokens, candidate = item.layers.tokens, item.candidate
    start, end = tokens[candidate.start].start, tokens[candidate.end - 1].end
    best: tuple[float, Interval] | None = None
    for time in times:
        if time.sentence != sentence:
            continue
        gap = max(time.start - end, start - time.end, 0)
        left, right = min(end, time.end), max(start, time.start)
        cost = gap + (500.0 if ";" in item.layers.text[left:right] else 0.0) + (40.0 if time.start >= end else 0.0)
        cost += 60.0 * max(0, time.interval.precision - _FINER)
        if best is None or cost < best[0]:
            best = (cost, time.interval)
    return best[1] if best is not None else None


def _own_place(item: Found, sentence: int, places: Sequence[Located]) -> Place | None:
    """The finest place in the claim's own sentence, the nearest first."""
    tokens, candidate = item.layers.tokens, item.candidate
    start, end = tokens[candidate.start].start, tokens[candidate.end - 1].end
    near = [place for place in places if place.sentence == sentence and not place.dateline]
    near.sort(key=lambda p: (p.place.precision > 5, max(p.start - end, start - p.end, 0)))
    return near[0].place if near else None


def _scene_for(item: Found, scenes: Sequence[Scene], time: Interval | None, place: Place | None) -> Scene | None:
    """The scene a claim belongs to; None when it opens one."""
    if not scenes:
        return None
    focus = max(scenes, key=lambda scene: scene.claims[-1])
    if item.candidate.kind in ("part", "gap"):
        return focus
    if time is None:
        if place is None or focus.place is None or _near(place, focus.place):
            return focus
        elsewhere = [s for s in scenes if s.place is not None and _near(place, s.place) and place.precision <= _TOWN]
        return elsewhere[-1] if elsewhere else focus
    for scene in sorted(scenes, key=lambda s: -s.claims[-1]):
        if scene.interval is not None and not scene.interval.overlaps(time):
            continue
        if scene.interval is None and scene is not focus:
            continue
        if place is not None and scene.place is not None and not _near(place, scene.place):
            continue
        return scene
    return None


def _near(first: Place, second: Place) -> bool:
    """Whether two places may be one: one holds the other, or both are towns close to each other."""
    if contains(first, second) or contains(second, first):
        return True
    if first.precision > _TOWN or second.precision > _TOWN:
        return first.country == second.country
    distance = distance_km(first, second)
    return distance is None or distance <= _SAME_PLACE_KM


def _refine(scene: Scene, time: Interval | None, place: Place | None) -> None:
    if time is not None and (scene.interval is None or time.precision < scene.interval.precision):
        scene.interval = time
    if place is not None and (scene.place is None or place.precision < scene.place.precision):
        scene.place = place


def _complete(
    scenes: Sequence[Scene],
    found: Sequence[Found],
    order: dict[int, int],
    times: Sequence[Dated],
    places: Sequence[Located],
) -> None:
    """Give scenes that their own sentences leave open the time and place the text gives around them."""
    taken = [scene.interval for scene in scenes if scene.interval is not None]
    for scene in scenes:
        first = order[found[scene.claims[0]].layers.sentence.start]
        last = order[found[scene.claims[-1]].layers.sentence.start]
        if scene.interval is None:
            scene.interval = _time_around(first, last, times, taken if len(scenes) > 1 else [])
        elif scene.interval.precision > _FINER:
            scene.interval = _finer_time(scene.interval, first, last, times)
        if scene.place is None or scene.place.precision > _TOWN:
            scene.place = _place_around(scene.place, first, last, places)


def _time_around(first: int, last: int, times: Sequence[Dated], taken: Sequence[Interval]) -> Interval | None:
    """The time that most speaks for a scene: weighty, before it rather than after, near."""
    best: tuple[float, Interval] | None = None
    for time in times:
        if time.sentence > last + _LOOK_AHEAD or any(time.interval.overlaps(other) for other in taken):
            continue
        distance = first - time.sentence if time.sentence <= first else 1.5 * (time.sentence - first)
        score = time.weight - 0.4 * distance
        if best is None or score > best[0]:
            best = (score, time.interval)
    return best[1] if best is not None else None


def _finer_time(interval: Interval, first: int, last: int, times: Sequence[Dated]) -> Interval:
    """A finer time inside a coarse one, told nearby ("in 1990" and "the night of January 19-20, 1990")."""
    inside = [
        time
        for time in times
        if time.interval.precision <= _FINER
        and time.interval.precision < interval.precision
        and interval.start <= time.interval.start
        and time.interval.end <= interval.end
        and time.sentence <= last + _LOOK_AHEAD
    ]
    if not inside:
        return interval
    return max(inside, key=lambda time: (time.weight, -abs(time.sentence - first), -time.start)).interval


def _place_around(known: Place | None, first: int, last: int, places: Sequence[Located]) -> Place | None:
    """The finest place told around a scene that does not contradict the place it has."""
    fits = [p for p in places if known is None or contains(known, p.place)]
    fits = [p for p in fits if p.sentence <= last + _LOOK_AHEAD]
    if not fits:
        return known
    often = Counter((p.place.name, p.place.country) for p in fits)

    def rank(located: Located) -> tuple[bool, bool, float, int]:
        repeated = often[(located.place.name, located.place.country)]
        distance = abs(located.sentence - first)
        return (located.place.precision <= 5, not located.dateline, repeated - 0.5 * distance, -located.start)

    best = max(fits, key=rank).place
    return best if known is None or best.precision < known.precision else known


def _prominence(scene: Scene) -> float:
    return len(scene.claims) + (1.5 if 0 in scene.claims else 0.0)


def _event(
    report: Report, scene: Scene, found: Sequence[Found], sentences: Sequence[Layers], words: SceneWords
) -> Event:
    interval = scene.interval
    days = (interval.start, interval.end) if interval is not None else ()
    first = found[scene.claims[0]]
    where = first.layers.tokens[first.candidate.start].start
    key = content_id(report.sha256 or report.id, "event", *days, scene.place and scene.place.geonames_id, where)
    name = event_name(sentences, words) if 0 in scene.claims else None
    return Event(key, name, interval, scene.place)
