"""Read all that one report says."""

from __future__ import annotations

from dataclasses import dataclass

from knell.claims.attribution import attribute
from knell.claims.build import build
from knell.claims.find import find_in
from knell.languages import available
from knell.model import Claim, Commemoration, Event, Finding, Problem, Report, Span, content_id


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
    times: list[Span] = []
    event = Event(content_id(report.id, "event"))
    sentences, found = find_in(report, times)
    claims = build(report, found, attribute(sentences, found, report.language), event.key)
    return Reading(claims=claims, events=(event,) if claims else ())
