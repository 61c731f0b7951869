"""The cells of knell's own layout that several of its tables have in common."""

from __future__ import annotations

from knell.model import Cited, Claim, Commemoration, Event, Finding, Interval, Perpetrator, Place, Range, Report
from knell.publish.layouts.own_tables import LONGEST_QUOTE
from knell.publish.tables import Cell
from knell.publish.terms import Terms

Cells = dict[str, Cell]

_PLACE = {
    "place": "name",
    "country": "country",
    "admin1": "admin1",
    "latitude": "lat",
    "longitude": "lon",
    "geonames_id": "geonames_id",
    "place_precision": "precision",
}


def days(interval: Interval | None) -> Cells:
    """From when to when, and how exactly that is known."""
    if interval is None:
        return {"start": None, "end": None, "date_precision": None}
    return {"start": interval.start, "end": interval.end, "date_precision": interval.precision}


def where(place: Place | None) -> Cells:
    """A place."""
    return {column: None if place is None else getattr(place, name) for column, name in _PLACE.items()}


def numbers(value: Range | None) -> dict[str, int | None]:
    """A figure."""
    return {which: None if value is None else getattr(value, which) for which in ("low", "best", "high")}


def text(report: Report) -> Cells:
    """The text of a report and what belongs to it."""
    return {
        "text": report.text,
        "parts": [[part.kind.value, part.start, part.end] for part in report.parts],
        "authors": list(report.authors),
        "updated": report.updated,
        "dates": [[one.origin, one.words, one.day and one.day.isoformat(), one.updated] for one in report.dates],
        "extractor": report.extractor or None,
    }


def mention(event: Event, position: int) -> Cells:
    """What one report by itself says of an event."""
    return {
        "local_event": event.key,
        "position": position,
        "name": event.name,
        "aliases": list(event.aliases),
        **days(event.interval),
        **where(event.place),
        "figures": {outcome.value: numbers(value) for outcome, value in event.figures.items()},
    }


def claim(said: Claim, terms: Terms) -> Cells:
    """What a claim says."""
    return {
        "local_event": said.event,
        "span_start": said.start,
        "span_end": said.end,
        "quote": _quote(said.quote, terms),
        "outcome": said.outcome.value,
        "low": said.count.low,
        "high": said.count.high,
        "wording": said.count.wording.value,
        "severity": said.severity,
        "victims": said.victims.text,
        "victims_status": said.victims.status,
        "victims_groups": list(said.victims.groups),
        "role": said.role.value,
        **_words("cited", said.cited),
        "cited_type": said.cited.type.value if said.cited and said.cited.type else None,
        **_words("perpetrator", said.perpetrator),
        "negated": said.negated,
        "held": said.held,
        "confidence": said.confidence,
        "because": list(said.because),
    }


def finding(said: Finding, terms: Terms) -> Cells:
    """Who was found responsible."""
    return {
        "local_event": said.event,
        "span_start": said.start,
        "span_end": said.end,
        "quote": _quote(said.quote, terms),
        "finder": said.finder,
        "responsible": said.responsible,
        **days(said.interval),
        "punished": said.punished,
    }


def commemoration(said: Commemoration, terms: Terms) -> Cells:
    """A yearly day of remembrance."""
    return {
        "local_event": said.event,
        "span_start": said.start,
        "span_end": said.end,
        "quote": _quote(said.quote, terms),
        "month": said.month,
        "day": said.day,
        "kind": said.kind,
    }


def _quote(words: str, terms: Terms) -> str:
    return words if terms.texts or len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"


def _words(name: str, found: Cited | Perpetrator | None) -> Cells:
    if found is None:
        return {name: None, f"{name}_start": None, f"{name}_end": None}
    return {name: found.text, f"{name}_start": found.start, f"{name}_end": found.end}
