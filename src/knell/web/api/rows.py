"""An event of a list, as an answer."""

from __future__ import annotations

from knell.contract import Json, day_json, place_json, range_json
from knell.model import Outcome
from knell.record import Listed


def row_json(one: Listed, blind: bool) -> Json:
    """A row; of an event that the person codes blind, nothing that was decided."""
    figures, by_hand = ({}, {}) if blind else (one.figures, one.by_hand)
    interval = one.interval
    return {
        "key": one.key,
        "name": one.name,
        "start": day_json(interval.start if interval else None),
        "end": day_json(interval.end if interval else None),
        "date_precision": interval.precision if interval else None,
        "place": place_json(one.place),
        "figures": {outcome.value: range_json(figures[outcome]) for outcome in Outcome if outcome in figures},
        "by_hand": {outcome.value: range_json(by_hand[outcome]) for outcome in Outcome if outcome in by_hand},
        "number_of_reports": one.reports,
        "number_of_claims": one.claims,
        "independent_sources": one.sources,
        "copies": one.copies,
        "grade": one.grade,
        "languages": list(one.languages),
        "status": None if blind else one.status.value,
        "disputed": [] if blind else [outcome.value for outcome in one.disputed],
        "confidence": one.confidence,
        "decided_by": [] if blind else list(one.decided_by),
        "first_published": day_json(one.first),
        "last_published": day_json(one.last),
        "blind": blind,
    }
