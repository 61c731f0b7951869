"""An extraction as rows, and rows as an extraction again: nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Table

from knell.model import (
    Cited,
    Claim,
    Commemoration,
    Count,
    Event,
    Extraction,
    Finding,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Problem,
    Range,
    Role,
    SourceType,
    Victims,
    Wording,
)
from knell.record.report_rows import Row, report_of, report_row
from knell.record.schema import (
    claims,
    commemorations,
    findings,
    local_events,
    local_figures,
    report_problems,
    reports,
)
from knell.record.seals import seal

READING = "reading"
EXTRACTION = "extraction"


def rows_of(extraction: Extraction, blob: str | None) -> list[tuple[Table, list[Row]]]:
    """All rows of one report, table by table, each table after those it refers to."""
    ident = extraction.report.id
    problems: list[Row] = [
        {"report": ident, "stage": stage, "position": n, "code": problem.code, "message": problem.message}
        for stage, found in ((READING, extraction.report.problems), (EXTRACTION, extraction.problems))
        for n, problem in enumerate(found)
    ]
    figures: list[Row] = [
        {"report": ident, "event": event.key, "outcome": outcome.value, **range_row(value)}
        for event in extraction.events
        for outcome, value in event.figures.items()
    ]
    return [
        (reports, [report_row(extraction, blob)]),
        (report_problems, problems),
        (local_events, [_event_row(ident, n, event) for n, event in enumerate(extraction.events)]),
        (local_figures, figures),
        (claims, [claim_row(ident, n, claim) for n, claim in enumerate(extraction.claims)]),
        (findings, [_finding_row(ident, n, finding) for n, finding in enumerate(extraction.findings)]),
        (commemorations, [_commemoration_row(ident, n, day) for n, day in enumerate(extraction.commemorations)]),
    ]


def sealed_rows(extraction: Extraction, blob: str | None) -> list[tuple[Table, list[Row]]]:
    """All rows of one report as ``rows_of`` gives them, with the seal on them."""
    (table, (report,)), *others = rows_of(extraction, blob)
    sealed = seal({"reports": [report], **{table.name: rows for table, rows in others}})
    return [(table, [{**report, "seal": sealed}]), *others]


def extraction_of(report: Row, parts: Mapping[str, Iterable[Row]]) -> Extraction:
    """The extraction that was kept; ``parts`` holds its rows by table name, in order of position."""
    figures: dict[str, dict[Outcome, Range]] = {}
    for row in parts["local_figures"]:
        figures.setdefault(row["event"], {})[Outcome(row["outcome"])] = range_of(row)
    problems: dict[str, list[Problem]] = {READING: [], EXTRACTION: []}
    for row in parts["report_problems"]:
        problems[row["stage"]].append(Problem(row["code"], row["message"]))
    return Extraction(
        report=report_of(report, tuple(problems[READING]), parts["captures"]),
        claims=tuple(claim_of(row) for row in parts["claims"]),
        events=tuple(event_of(row, figures.get(row["key"], {})) for row in parts["local_events"]),
        findings=tuple(finding_of(row) for row in parts["findings"]),
        commemorations=tuple(commemoration_of(row) for row in parts["commemorations"]),
        problems=tuple(problems[EXTRACTION]),
        retrospective=report["retrospective"],
    )


def claim_row(report: str, position: int, claim: Claim) -> Row:
    """A claim as a row; ``claim_of`` gives an equal one."""
    cited, perpetrator = claim.cited, claim.perpetrator
    return {
        "id": claim.id,
        "report": report,
        "position": position,
        "event": claim.event,
        "span_start": claim.start,
        "span_end": claim.end,
        "quote": claim.quote,
        "outcome": claim.outcome.value,
        "low": claim.count.low,
        "high": claim.count.high,
        "wording": claim.count.wording.value,
        "severity": claim.severity,
        "victims": claim.victims.text,
        "victims_status": claim.victims.status,
        "victims_groups": claim.victims.groups,
        "role": claim.role.value,
        "cited": cited.text if cited else None,
        "cited_start": cited.start if cited else None,
        "cited_end": cited.end if cited else None,
        "cited_type": cited.type.value if cited and cited.type else None,
        "perpetrator": perpetrator.text if perpetrator else None,
        "perpetrator_start": perpetrator.start if perpetrator else None,
        "perpetrator_end": perpetrator.end if perpetrator else None,
        "negated": claim.negated,
        "held": claim.held,
        "confidence": claim.confidence,
        "because": claim.because,
    }


def claim_of(row: Row) -> Claim:
    """A claim as it was extracted; its ``event`` is the report's own."""
    cited = perpetrator = None
    if row["cited"] is not None:
        kind = None if row["cited_type"] is None else SourceType(row["cited_type"])
        cited = Cited(row["cited"], row["cited_start"], row["cited_end"], kind)
    if row["perpetrator"] is not None:
        perpetrator = Perpetrator(row["perpetrator"], row["perpetrator_start"], row["perpetrator_end"])
    return Claim(
        id=row["id"],
        start=row["span_start"],
        end=row["span_end"],
        quote=row["quote"],
        outcome=Outcome(row["outcome"]),
        count=Count(row["low"], row["high"], Wording(row["wording"])),
        victims=Victims(row["victims"], row["victims_status"], row["victims_groups"]),
        role=Role(row["role"]),
        event=row["event"],
        severity=row["severity"],
        cited=cited,
        perpetrator=perpetrator,
        negated=row["negated"],
        held=row["held"],
        confidence=row["confidence"],
        because=row["because"],
    )


def _event_row(report: str, position: int, event: Event) -> Row:
    return {
        "report": report,
        "key": event.key,
        "position": position,
        "name": event.name,
        "aliases": event.aliases,
        **interval_row(event.interval),
        **place_row(event.place),
    }


def event_of(row: Row, figures: Mapping[Outcome, Range]) -> Event:
    """An event, of a report or linked."""
    return Event(row["key"], row["name"], interval_of(row), place_of(row), figures, row["aliases"])


def _finding_row(report: str, position: int, finding: Finding) -> Row:
    return {
        "report": report,
        "position": position,
        "event": finding.event,
        "span_start": finding.start,
        "span_end": finding.end,
        "quote": finding.quote,
        "finder": finding.finder,
        "responsible": finding.responsible,
        **interval_row(finding.interval),
        "punished": finding.punished,
    }


def finding_of(row: Row) -> Finding:
    """A finding as it was extracted."""
    return Finding(
        start=row["span_start"],
        end=row["span_end"],
        quote=row["quote"],
        finder=row["finder"],
        responsible=row["responsible"],
        interval=interval_of(row),
        punished=row["punished"],
        event=row["event"],
    )


def _commemoration_row(report: str, position: int, day: Commemoration) -> Row:
    return {
        "report": report,
        "position": position,
        "event": day.event,
        "span_start": day.start,
        "span_end": day.end,
        "quote": day.quote,
        "month": day.month,
        "day": day.day,
        "kind": day.kind,
    }


def commemoration_of(row: Row) -> Commemoration:
    """A commemoration as it was extracted."""
    return Commemoration(
        row["span_start"], row["span_end"], row["quote"], row["month"], row["day"], row["kind"], row["event"]
    )


def range_row(value: Range) -> Row:
    """A figure's columns."""
    return {"low": value.low, "best": value.best, "high": value.high}


def range_of(row: Row) -> Range:
    """A figure from its columns."""
    return Range(row["low"], row["best"], row["high"])


def interval_row(interval: Interval | None) -> Row:
    """The columns of an interval, all null when it is unknown."""
    if interval is None:
        return {"day_start": None, "day_end": None, "date_precision": None}
    return {"day_start": interval.start, "day_end": interval.end, "date_precision": interval.precision}


def interval_of(row: Row) -> Interval | None:
    """An interval from its columns."""
    if row["day_start"] is None:
        return None
    return Interval(row["day_start"], row["day_end"], row["date_precision"])


_PLACE = ("name", "country", "admin1", "lat", "lon", "geonames_id", "precision")


def place_row(place: Place | None) -> Row:
    """The columns of a place, all null when it is unknown."""
    return {f"place_{name}": None if place is None else getattr(place, name) for name in _PLACE}


def place_of(row: Row) -> Place | None:
    """A place from its columns."""
    if row["place_name"] is None:
        return None
    return Place(**{name: row[f"place_{name}"] for name in _PLACE})
