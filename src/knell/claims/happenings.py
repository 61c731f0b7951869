"""The events of a report: its scenes with keys, days, places and names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import knell.places
import knell.times
from knell.claims.discourse import assign
from knell.claims.find import Found
from knell.claims.layers import Layers, layer
from knell.claims.namewords import name_words
from knell.claims.naming import Passage, event_names
from knell.claims.scenes import Scene
from knell.claims.scenewords import scene_words
from knell.claims.surroundings import Surroundings
from knell.claims.surveying import Headed, survey
from knell.claims.words import words as claim_words
from knell.languages import load
from knell.model import Event, Report, content_id
from knell.places import Places
from knell.text import Cut, Sentence
from knell.times import Times

_RETROSPECTIVE = timedelta(days=30)
# No title is longer: what follows is not read, as one sentence of any length would take time by the square of it.
_TITLE = 2000
# A text without a date that tells of days so long after an event was written long after it.
_YEARS = timedelta(days=500)


def happenings(
    report: Report,
    sentences: Sequence[Layers],
    found: Sequence[Found],
    times: Sequence[knell.times.Mention],
    places: Sequence[knell.places.Mention],
) -> tuple[tuple[Event, ...], list[str], Surroundings]:
    """The events of a report, most prominent first, the key of each claim's event in order, and what stands around."""
    words = scene_words(report.language or "")
    peoples = {word.lower(): code for word, code in knell.places.demonyms(report.language or "").items()}
    title = _title(report)
    around = survey(sentences, times, places, words, report.published, title, peoples)
    scenes = assign(sentences, found, around, words)
    passages = [Passage(sentences, times, places)]
    if title is not None:
        passages.append(Passage([title.layers], title.times, title.places))
    described = frozenset(peoples)

    called = name_words(report.language or "")

    def names(scene: Scene) -> tuple[str, ...]:
        return event_names(passages, scene.interval, scene.place, called, described) if scene is scenes[0] else ()

    events = tuple(_event(report, scene, found, names(scene)) for scene in scenes)
    keys = {index: event.key for event, scene in zip(events, scenes, strict=True) for index in scene.claims}
    return events, [keys[index] for index in range(len(found))], around


def _title(report: Report) -> Headed | None:
    if not report.title:
        return None
    code, text = report.language or "", report.title[:_TITLE]
    cut = Cut(text, load(code))
    times, places = Times(cut, report.published), Places(text, code)
    layers = layer(cut, Sentence(0, len(text), 0), claim_words(code), times, places, text.isupper())
    return Headed(layers, times.mentions, places.mentions)


def _event(report: Report, scene: Scene, found: Sequence[Found], names: Sequence[str]) -> Event:
    interval = scene.interval
    days = (interval.start, interval.end) if interval is not None else ()
    first = found[scene.claims[0]]
    where = first.layers.tokens[first.candidate.start].start
    key = content_id(report.sha256 or report.id, "event", *days, scene.place and scene.place.geonames_id, where)
    return Event(key, names[0] if names else None, interval, scene.place, aliases=tuple(names[1:]))


def is_retrospective(events: Sequence[Event], around: Surroundings) -> bool:
    """Whether the main event lies more than a month before the report, by dates or else by what the text says."""
    if not events:
        return False
    interval = events[0].interval
    if interval is not None and around.reference is not None:
        return around.reference - interval.end > _RETROSPECTIVE
    if interval is None:
        return around.looking_back
    full = [time for time in around.times if time.interval is not None and time.kind == "explicit"]
    if around.honouring and any(time.interval.overlaps(interval) for time in full if time.interval is not None):
        return True
    told = [time.interval.start for time in full if time.interval is not None]
    return around.looking_back or max(told, default=interval.end) - interval.end > _YEARS
