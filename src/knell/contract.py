"""What knell prints: an extraction as the JSON objects of the contract, exactly those keys, in that order.

Other programs read these objects, so a key is never renamed, dropped or moved. Unknown values are ``null``.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from knell.model import (
    Cited,
    Claim,
    Commemoration,
    Event,
    Extraction,
    Figure,
    Finding,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Problem,
    Range,
    Report,
)

if TYPE_CHECKING:
    from knell.events import LinkedEvent

Json = dict[str, Any]

# A lone surrogate cannot be written as UTF-8; some end a line for readers that split on any line break; the marks of
# direction would have a terminal show a figure the wrong way round.
_UNSAFE = re.compile("[\ud800-\udfff\u0085\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def dumps(value: object) -> str:
    """Compact JSON on one line, in its own letters; what UTF-8 or a line-wise reader cannot take is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def extraction_json(extraction: Extraction) -> Json:
    """One report and all it says: the object ``knell extract`` prints."""
    return {
        "report": report_json(extraction.report, extraction.retrospective),
        "claims": [claim_json(claim) for claim in extraction.claims],
        "events": [event_json(event) for event in extraction.events],
        "findings": [finding_json(finding) for finding in extraction.findings],
        "commemorations": [commemoration_json(day) for day in extraction.commemorations],
        "problems": [problem_json(problem) for problem in all_problems(extraction)],
    }


def all_problems(extraction: Extraction) -> tuple[Problem, ...]:
    """The problems met while reading and while extracting, each once, in the order they were met."""
    return tuple(dict.fromkeys((*extraction.report.problems, *extraction.problems)))


def report_json(report: Report, retrospective: bool) -> Json:
    """A report without its text."""
    return {
        "id": report.id,
        "title": report.title,
        "published": day_json(report.published),
        "language": report.language,
        "outlet": report.outlet,
        "url": report.url,
        "sha256": report.sha256,
        "retrospective": retrospective,
    }


def claim_json(claim: Claim) -> Json:
    """A claim; offsets are Unicode code points into the report's stored text."""
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "outcome": claim.outcome.value,
        "low": claim.count.low,
        "high": claim.count.high,
        "wording": claim.count.wording.value,
        "severity": claim.severity,
        "victims": {
            "text": claim.victims.text,
            "status": claim.victims.status,
            "groups": list(claim.victims.groups),
        },
        "role": claim.role.value,
        "cited": cited_json(claim.cited),
        "perpetrator": perpetrator_json(claim.perpetrator),
        "negated": claim.negated,
        "event": claim.event,
        "confidence": claim.confidence,
        "because": list(claim.because),
    }


def cited_json(cited: Cited | None) -> Json | None:
    """Who is cited, or null when the report speaks in its own voice."""
    if cited is None:
        return None
    kind = None if cited.type is None else cited.type.value
    return {"text": cited.text, "start": cited.start, "end": cited.end, "type": kind}


def perpetrator_json(perpetrator: Perpetrator | None) -> Json | None:
    """Who the text says did it, or null."""
    if perpetrator is None:
        return None
    return {"text": perpetrator.text, "start": perpetrator.start, "end": perpetrator.end}


def event_json(event: Event) -> Json:
    """An event; days are ISO dates, ``date_precision`` is UCDP's 1-5, all three null when unknown."""
    interval = event.interval
    return {
        "key": event.key,
        "name": event.name,
        "start": day_json(interval.start if interval else None),
        "end": day_json(interval.end if interval else None),
        "date_precision": interval.precision if interval else None,
        "place": place_json(event.place),
        "figures": {
            outcome.value: range_json(event.figures[outcome]) for outcome in Outcome if outcome in event.figures
        },
    }


def place_json(place: Place | None) -> Json | None:
    """A place, or null when unknown; ``precision`` is UCDP's 1-7."""
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "precision": place.precision,
    }


def range_json(value: Range) -> Json:
    """A figure as low, best and high."""
    return {"low": value.low, "best": value.best, "high": value.high}


def finding_json(finding: Finding) -> Json:
    """A statement of responsibility; ``start``/``end`` are offsets, ``date`` is when it was found."""
    return {
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "finder": finding.finder,
        "responsible": finding.responsible,
        "date": interval_json(finding.interval),
        "punished": finding.punished,
        "event": finding.event,
    }


def interval_json(interval: Interval | None) -> Json | None:
    """Days from start to end with their precision, or null when unknown."""
    if interval is None:
        return None
    return {
        "start": day_json(interval.start),
        "end": day_json(interval.end),
        "precision": interval.precision,
    }


def commemoration_json(day: Commemoration) -> Json:
    """A yearly day of remembrance."""
    return {
        "start": day.start,
        "end": day.end,
        "quote": day.quote,
        "month": day.month,
        "day": day.day,
        "kind": day.kind,
        "event": day.event,
    }


def problem_json(problem: Problem) -> Json:
    """Something wrong, as a short code and one line."""
    return {"code": problem.code, "message": problem.message}


def figure_json(figure: Figure) -> Json:
    """The result of a coding rule, with the claims used and those left out, each with why."""
    return {
        "rule": figure.rule,
        "outcome": figure.outcome.value,
        **range_json(figure.range),
        "used": list(figure.used),
        "left_out": [{"claim": claim, "why": why} for claim, why in figure.left_out],
        "note": figure.note,
    }


def day_json(day: date | None) -> str | None:
    """A day as ``YYYY-MM-DD``, or null."""
    return None if day is None else day.isoformat()


def linked_json(linked: LinkedEvent) -> Json:
    """An event of a record: an event with its reports, its claims and how well it is borne out.

    ``copies`` is the number of its reports that repeat another of them, in whole or in a passage; ``aliases`` are what
    its reports call it besides its name.
    """
    return {
        **event_json(linked.event),
        "reports": list(linked.reports),
        "claims": list(linked.claims),
        "independent_sources": linked.independent_sources,
        "copies": len({pair.later for pair in linked.copies}),
        "grade": linked.grade,
        "aliases": list(linked.event.aliases),
    }
