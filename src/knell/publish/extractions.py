"""What a report says, and what people decided, made again of the rows that a release in knell's own layout holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from knell.events import Member
from knell.model import Event, Extraction, Outcome
from knell.publish.released import as_declared
from knell.publish.tables import Table
from knell.record import (
    ClaimStatus,
    Decision,
    Kind,
    Logged,
    claim_of,
    commemoration_of,
    event_of,
    finding_of,
    range_of,
    report_of,
)

# How the record calls columns, which of them are lists, and which are words that may be none.
_LISTS = frozenset({"victims_groups", "because", "aliases", "authors"})
_WORDS = frozenset({"quote", "victims", "finder", "responsible", "kind", "text", "sha256", "extractor"})
_DAYS = {"start": "day_start", "end": "day_end", "published": "published", "updated": "updated"}
_PLACE = {
    "place": "place_name",
    "country": "place_country",
    "admin1": "place_admin1",
    "latitude": "place_lat",
    "longitude": "place_lon",
    "geonames_id": "place_geonames_id",
}


def extraction_of(parts: Mapping[str, list[dict[str, Any]]]) -> Extraction:
    """What a report says, of its rows by table; of claims that people decided about, how they were read."""
    (told,) = parts["reports"]
    (text,) = parts["texts"]
    read = [*(row for row in parts["claims"] if row["status"] == ClaimStatus.UNREVIEWED), *parts["readings"]]
    claims = sorted((claim_of(_stored(row)) for row in read), key=lambda one: (one.start, one.end, one.id))
    mentions = [_event(row) for row in sorted(parts["mentions"], key=lambda row: int(row["position"]))]
    findings = [finding_of(_stored(row)) for row in parts["findings"]]
    days = [commemoration_of(_stored(row)) for row in parts["commemorations"]]
    known = {one.key for one in mentions}
    of_said = (*(one.event for one in claims), *(one.event for one in findings), *(one.event for one in days))
    others = dict.fromkeys(event for event in of_said if event is not None)
    # A claim that a person moved may be of an event that the release does not hold: it is of unknown day and place.
    events = (*mentions, *(Event(key) for key in others if key not in known))
    in_text = sorted(findings, key=lambda one: (one.start, one.end))
    yearly = sorted(days, key=lambda one: (one.start, one.end))
    report = report_of(_stored({**told, **text}))
    return Extraction(report, tuple(claims), events, tuple(in_text), tuple(yearly), (), told["retrospective"])


def logged_of(row: Mapping[str, Any]) -> Logged:
    """A decision, of its row in the log. Raises ``ValueError`` where that makes no sense by itself."""
    made = datetime.fromisoformat(row["made"])
    if made.tzinfo is None:
        raise ValueError("made must be a moment with its zone")
    names = ("number", "claim", "before", "event", "by", "report", "old", "new", "undoes")
    said = {name: row[name] for name in names}
    beside = None if row["beside"] is None else Member(*map(str, row["beside"]))
    decision = Decision(**said, kind=Kind(row["kind"]), why=row["why"] or "", made=made)
    return Logged(decision, row["local_event"], beside)


def aside_rows(row: Mapping[str, Any], tables: Mapping[str, Table]) -> list[tuple[str, dict[str, Any]]]:
    """What stands aside of a report, as rows of the tables that it would stand in, held to what these declare."""
    kind = row["kind"]
    of_place = {"id": row["report"], "report": row["report"], "event": "-", "number": 0, "reviewed": False}
    told = {**of_place, "status": ClaimStatus.UNREVIEWED.value, **row["said"]}
    parts = [tables[name] for name in (("reports", "texts") if kind == "reports" else (kind,))]
    return [(one.name, as_declared(one, {field.name: told[field.name] for field in one.fields})) for one in parts]


def _stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the record calls its columns: a release names the report's event otherwise, and has JSON's lists."""
    lists = {name: tuple(row[name]) for name in _LISTS & row.keys()}
    words = {name: row[name] or "" for name in _WORDS & row.keys()}
    days = {to: _day(row[name]) for name, to in _DAYS.items() if name in row}
    places = {to: row[name] for name, to in _PLACE.items() if name in row}
    local = row.get("local_event")
    return {**row, **lists, **words, **days, **places, "event": local, "key": local}


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _event(row: Mapping[str, Any]) -> Event:
    return event_of(_stored(row), {Outcome(name): range_of(one) for name, one in row["figures"].items()})
