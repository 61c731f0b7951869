"""What is scored: the claims and events of one report, from an ``Extraction`` or from its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knell.evaluate.gold import BadGold, as_date, rows
from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Place,
    Range,
    Role,
    SourceType,
    Victims,
    Wording,
)


@dataclass(frozen=True, slots=True)
class Predicted:
    """The claims and events that were read in one report, by the report's id."""

    id: str
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()

    def event_of(self, claim: Claim) -> Event | None:
        """The event a claim points to, None when there is no such key."""
        return next((event for event in self.events if event.key == claim.event), None)


def from_extraction(extraction: Extraction) -> Predicted:
    """The part of an extraction that is scored."""
    return Predicted(extraction.report.id, extraction.claims, extraction.events)


def read_predicted(path: Path) -> dict[str, Predicted]:
    """Predictions by report id, from the jsonl that ``knell extract --format jsonl`` prints. Raises ``BadGold``."""
    found: dict[str, Predicted] = {}
    for number, row in enumerate(rows(path), 1):
        try:
            predicted = from_json(row)
        except (KeyError, TypeError, ValueError) as error:
            raise BadGold(f"{path}: line {number} is not an extraction ({error!r})") from error
        found[predicted.id] = predicted
    return found


def from_json(row: Mapping[str, Any]) -> Predicted:
    """The scored part of one line of ``knell extract``; raises KeyError or ValueError when it is not one."""
    return Predicted(
        str(row["report"]["id"]),
        tuple(_claim(item) for item in row.get("claims", ())),
        tuple(_event(item) for item in row.get("events", ())),
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    victims: Mapping[str, Any] = row.get("victims") or {}
    return Claim(
        id=str(row.get("id", "")),
        start=int(row["start"]),
        end=int(row["end"]),
        quote=str(row.get("quote", "")),
        outcome=Outcome(row["outcome"]),
        count=Count(row["low"], row["high"], Wording(row["wording"])),
        victims=Victims(str(victims.get("text") or ""), victims.get("status"), tuple(victims.get("groups") or ())),
        role=Role(row["role"]),
        event=str(row.get("event") or ""),
        severity=row.get("severity"),
        cited=_cited(row.get("cited")),
        negated=bool(row.get("negated")),
        confidence=float(row.get("confidence", 1.0)),
        because=tuple(str(reason) for reason in row.get("because") or ()),
    )


def _cited(row: Mapping[str, Any] | None) -> Cited | None:
    if not row:
        return None
    kind = row.get("type")
    start, end = row.get("start"), row.get("end")
    return Cited(str(row["text"]), int(start or 0), int(end or 0), SourceType(kind) if kind else None)


def _event(row: Mapping[str, Any]) -> Event:
    start, end = as_date(row.get("start")), as_date(row.get("end"))
    return Event(
        key=str(row["key"]),
        name=row.get("name"),
        interval=Interval(start, end, int(row.get("date_precision") or 5)) if start and end else None,
        place=_place(row.get("place")),
        figures={
            Outcome(outcome): Range(figure["low"], figure["best"], figure["high"])
            for outcome, figure in (row.get("figures") or {}).items()
        },
    )


def _place(row: Mapping[str, Any] | None) -> Place | None:
    if not row:
        return None
    return Place(
        name=str(row["name"]),
        country=row.get("country"),
        admin1=row.get("admin1"),
        lat=row.get("lat"),
        lon=row.get("lon"),
        geonames_id=row.get("geonames_id"),
        precision=int(row.get("precision") or 7),
    )
