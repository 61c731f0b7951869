"""What a report says, and what people decided, made again of the rows that a release in knell's own layout holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from knell.events import Member
from knell.model import (
    Claim,
    Commemoration,
    DateSignal,
    Event,
    Extraction,
    Finding,
    Interval,
    Outcome,
    Part,
    PartKind,
    Place,
    Range,
    Report,
)
from knell.publish.released import as_declared
from knell.publish.tables import Table
from knell.record import ClaimStatus, Decision, Kind, Logged, claim_of


def extraction_of(parts: Mapping[str, list[dict[str, Any]]]) -> Extraction:
    """What a report says, of its rows by table; of claims that people decided about, how they were read."""
    (told,) = parts["reports"]
    (text,) = parts["texts"]
    read = [*(row for row in parts["claims"] if row["status"] == ClaimStatus.UNREVIEWED), *parts["readings"]]
    claims = sorted((_claim(row) for row in read), key=lambda one: (one.start, one.end, one.id))
    mentions = [_event(row) for row in sorted(parts["mentions"], key=lambda row: int(row["position"]))]
    findings = [_finding(row) for row in parts["findings"]]
    days = [_commemoration(row) for row in parts["commemorations"]]
    known = {one.key for one in mentions}
    of_said = (*(one.event for one in claims), *(one.event for one in findings), *(one.event for one in days))
    others = dict.fromkeys(event for event in of_said if event is not None)
    # A claim that a person moved may be of an event that the release does not hold: it is of unknown day and place.
    events = (*mentions, *(Event(key) for key in others if key not in known))
    in_text = sorted(findings, key=lambda one: (one.start, one.end))
    yearly = sorted(days, key=lambda one: (one.start, one.end))
    return Extraction(
        _report(told, text), tuple(claims), events, tuple(in_text), tuple(yearly), (), told["retrospective"]
    )


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


def _report(told: Mapping[str, Any], text: Mapping[str, Any]) -> Report:
    return Report(
        id=told["id"],
        text=text["text"] or "",
        title=told["title"],
        published=_day(told["published"]),
        language=told["language"],
        outlet=told["outlet"],
        url=told["url"],
        sha256=told["sha256"] or "",
        parts=tuple(Part(PartKind(kind), start, end) for kind, start, end in text["parts"]),
        updated=_day(text["updated"]),
        dates=tuple(DateSignal(origin, words, _day(day), changed) for origin, words, day, changed in text["dates"]),
        extractor=text["extractor"] or "",
        authors=tuple(text["authors"]),
    )


def _day(words: str | None) -> date | None:
    return None if words is None else date.fromisoformat(words)


def _interval(row: Mapping[str, Any]) -> Interval | None:
    if row["start"] is None:
        return None
    return Interval(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["date_precision"])


def _place(row: Mapping[str, Any]) -> Place | None:
    if row["place"] is None:
        return None
    where = (row[name] for name in ("country", "admin1", "latitude", "longitude", "geonames_id", "place_precision"))
    return Place(row["place"], *where)


def _event(row: Mapping[str, Any]) -> Event:
    figures = {Outcome(name): Range(one["low"], one["best"], one["high"]) for name, one in row["figures"].items()}
    return Event(row["local_event"], row["name"], _interval(row), _place(row), figures, tuple(row["aliases"]))


def _claim(row: Mapping[str, Any]) -> Claim:
    """As the record makes it of its own row: a release calls the report's event otherwise, and its lists are JSON."""
    lists = {name: tuple(row[name]) for name in ("victims_groups", "because")}
    words = {name: row[name] or "" for name in ("quote", "victims")}
    return claim_of({**row, **lists, **words, "event": row["local_event"]})


def _finding(row: Mapping[str, Any]) -> Finding:
    words = (row["quote"] or "", row["finder"] or "", row["responsible"] or "")
    return Finding(row["span_start"], row["span_end"], *words, _interval(row), row["punished"], row["local_event"])


def _commemoration(row: Mapping[str, Any]) -> Commemoration:
    words = (row["quote"] or "", row["month"], row["day"], row["kind"] or "")
    return Commemoration(row["span_start"], row["span_end"], *words, row["local_event"])
