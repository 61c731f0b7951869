"""Second codings and how far they agree: what is sent and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from knell.contract import Json, claim_json
from knell.record import Assignment
from knell.review import coding, coding_agreement, coding_fields, coding_sheet
from knell.web.api.asking import Which
from knell.web.api.shapes import Claim, Shape

Name = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Whole = Annotated[int, Field(strict=True, ge=0, le=2**53 - 1)]
Offset = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
Answer = Annotated[str, StringConstraints(max_length=500)] | Whole | StrictBool | None
Answers = Annotated[dict[str, Answer], Field(max_length=20)]


class Body(BaseModel):
    """What is sent: exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class Assign(Body):
    """An event for a coder."""

    event: Name
    coder: Name


class Sample(Body):
    """Events for a coder, drawn by lot: the same seed draws the same of the same events."""

    coder: Name
    size: Annotated[int, Field(strict=True, ge=1, le=200)]
    seed: Whole
    among: Which = Field(
        default_factory=lambda: Which.model_validate({}), description="Which events; without anything, all."
    )


class Said(Body):
    """Answers to what `GET /coding-fields` asks."""

    answers: Answers


class Missed(Said):
    """A claim that was not read: a stretch of a report's text, in Unicode code points, and what it says."""

    report: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    start: Offset
    end: Offset


class FieldShape(Shape):
    """Something that is asked. `open`: that there is nothing (null) is an answer too."""

    name: str
    label: str
    metric: str
    group: str
    kind: str
    choices: list[str]
    open: bool


class Fields(Shape):
    """What is asked of a claim and of an event; `cant_tell` is the answer that the words do not tell."""

    claim: list[FieldShape]
    event: list[FieldShape]
    cant_tell: str


class AssignmentShape(Shape):
    """An event that a coder was given, and how far it has come."""

    number: int
    event: str
    coder: str
    by: str
    made: datetime
    sample: dict[str, Any] | None
    ended: datetime | None
    end: str | None
    ended_by: str | None
    claims: int
    coded: int
    event_coded: bool
    missing: int


class Assignments(Shape):
    """Assignments in the order in which they were made; one's own open ones first."""

    assignments: list[AssignmentShape]


class PassedOver(Shape):
    """An event that the coder may not have, and why."""

    event: str
    why: str


class Drawn(Shape):
    """What was drawn, of how many."""

    seed: int
    of: int
    assignments: list[AssignmentShape]
    passed_over: list[PassedOver]


class SheetLine(Shape):
    """A claim to be coded, as it was read; `said` is null while nothing was said of it."""

    claim: Claim
    report: str
    published: date | None
    outlet: str | None
    said: dict[str, Any] | None


class MissedShape(Shape):
    """A claim that was not read."""

    number: int
    report: str
    start: int
    end: int
    words: str
    said: dict[str, Any]


class Sheet(Shape):
    """What a coder works with; nothing in it was decided by a person."""

    number: int
    event: str
    ended: datetime | None
    claims: list[SheetLine]
    event_said: dict[str, Any] | None
    missed: list[MissedShape]
    left: list[str]
    event_left: bool


class AgreementRow(Shape):
    """Krippendorff's alpha of one field, with the bounds of 95 % of draws; null where it is not defined (`reason`)."""

    field: str
    metric: str
    alpha: float | None
    low: float | None
    high: float | None
    units: int
    coders: int
    pairable: int
    alone: int
    percent: float | None
    reason: str
    band: str


class AgreementPart(Shape):
    """Agreement of a pair of coders, or of a month."""

    name: str
    rows: list[AgreementRow]


class Agreement(Shape):
    """How far finished codings agree. `missing`: claims reported as missing, `missing_by_two` those by two coders."""

    assignments: int
    events: int
    coders: list[str]
    rows: list[AgreementRow]
    pairs: list[AgreementPart]
    months: list[AgreementPart]
    missing: int
    missing_by_two: int
    samples: int
    seed: int


def field_json(one: coding_fields.Field) -> Json:
    """What is asked, as it is answered."""
    return {
        "name": one.name,
        "label": one.label,
        "metric": one.metric.value,
        "group": one.group,
        "kind": one.kind,
        "choices": list(one.choices),
        "open": one.open,
    }


def progress_json(one: coding.Progress) -> Json:
    """An assignment and how far it has come."""
    counted = {"claims": one.claims, "coded": one.coded, "event_coded": one.event_coded, "missing": one.missing}
    return {**_assignment(one.assignment), **counted}


def _assignment(one: Assignment) -> Json:
    return {
        "number": one.number,
        "event": one.event,
        "coder": one.coder,
        "by": one.by,
        "made": one.made.isoformat(),
        "sample": None if one.sample is None else dict(one.sample),
        "ended": None if one.ended is None else one.ended.isoformat(),
        "end": one.end,
        "ended_by": one.ended_by,
    }


def sheet_json(sheet: coding_sheet.Sheet) -> Json:
    """What a coder works with."""
    lines = [
        {
            "claim": claim_json(line.claim),
            "report": line.report.id,
            "published": None if line.report.published is None else line.report.published.isoformat(),
            "outlet": line.report.outlet,
            "said": None if line.said is None else dict(line.said),
        }
        for line in sheet.lines
    ]
    missed = [
        {
            "number": one.number,
            "report": one.report.id,
            "start": one.start,
            "end": one.end,
            "words": one.words,
            "said": dict(one.said),
        }
        for one in sheet.missed
    ]
    return {
        "number": sheet.assignment.number,
        "event": sheet.assignment.event,
        "ended": None if sheet.assignment.ended is None else sheet.assignment.ended.isoformat(),
        "claims": lines,
        "event_said": None if sheet.event_said is None else dict(sheet.event_said),
        "missed": missed,
        "left": list(sheet.left.claims),
        "event_left": sheet.left.event,
    }


def agreement_json(table: coding_agreement.Table) -> Json:
    """How far codings agree."""
    return {
        "assignments": table.assignments,
        "events": table.events,
        "coders": list(table.coders),
        "rows": [_row(row) for row in table.rows],
        "pairs": [{"name": part.name, "rows": [_row(row) for row in part.rows]} for part in table.pairs],
        "months": [{"name": part.name, "rows": [_row(row) for row in part.rows]} for part in table.months],
        "missing": table.missing[0],
        "missing_by_two": table.missing[1],
        "samples": table.samples,
        "seed": table.seed,
    }


def _row(row: coding_agreement.Row) -> Json:
    found = row.found
    return {
        "field": row.field.name,
        "metric": found.metric.value,
        "alpha": found.alpha,
        "low": found.low,
        "high": found.high,
        "units": found.units,
        "coders": found.coders,
        "pairable": found.pairable,
        "alone": found.alone,
        "percent": found.percent,
        "reason": found.reason,
        "band": row.band,
    }
