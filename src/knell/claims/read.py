"""Read all that one report says."""

from __future__ import annotations

from dataclasses import dataclass

from knell.claims.attribution import attribute
from knell.claims.body import Body
from knell.claims.build import build
from knell.claims.commemorations import find_commemorations
from knell.claims.find import find_in
from knell.claims.findings import find_findings
from knell.claims.happenings import happenings, is_retrospective
from knell.claims.perpetrators import perpetrators
from knell.languages import available
from knell.model import Claim, Commemoration, Event, Finding, Problem, Report

# A country that says something is its government.
_COUNTRY = 6


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
    code, body = report.language, Body(report)
    found = find_in(body)
    if not found:
        return Reading()
    sentences, times, places = list(body), body.times.mentions, body.places.mentions
    events, keys, around = happenings(report, sentences, found, times, places)
    metonyms = frozenset(p.start for p in places if p.role == "metonym" or (p.place and p.place.precision == _COUNTRY))
    cited = attribute(sentences, found, code, metonyms)
    claims = build(report, found, cited, keys, places, perpetrators(sentences, found, code, keys))
    return Reading(
        claims=claims,
        events=events,
        findings=find_findings(sentences, around, claims, events, code),
        commemorations=find_commemorations(sentences, times, events, report.published, code),
        retrospective=is_retrospective(events, around),
    )
