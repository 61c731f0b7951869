"""Read all that one report says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import knell.places
import knell.times
from knell.claims.attribution import attribute
from knell.claims.build import build
from knell.claims.discourse import assign
from knell.claims.find import find_in
from knell.claims.surroundings import event_places, event_times, scene_words
from knell.languages import available
from knell.model import Claim, Commemoration, Event, Finding, Problem, Report, Span

_RETROSPECTIVE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says, before any figure is made of it."""

    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    commemorations: tuple[Commemoration, ...] = ()
    problems: tuple[Problem, ...] = ()
    retrospective: bool = False


def read(report: Report) -> Reading:
    """Read a report; a language without a pack gives no claims and says so."""
    if report.language is None or report.language not in available():
        named = report.language or "unknown"
        line = (
            f"{report.id}: language '{named}' is not supported; supported: {', '.join(available())}; nothing was read"
        )
        return Reading(problems=(Problem("unsupported-language", line),))
    code = report.language
    times = knell.times.find(report.text, language=code, published=report.published)
    places = knell.places.find(report.text, language=code)
    sentences, found = find_in(report, [Span(t.start, t.end) for t in times], [Span(p.start, p.end) for p in places])
    words = scene_words(code)
    events, keys = assign(
        report, sentences, found, event_times(sentences, times, words), event_places(sentences, places), words
    )
    claims = build(report, found, attribute(sentences, found, code), keys)
    return Reading(claims=claims, events=events, retrospective=_is_retrospective(report, events))


def _is_retrospective(report: Report, events: Sequence[Event]) -> bool:
    """Whether the main event lies more than a month before the report."""
    interval = events[0].interval if events else None
    if interval is None or report.published is None:
        return False
    return report.published - interval.end > _RETROSPECTIVE
