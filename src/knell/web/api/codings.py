"""Second codings, what they differ about and how far they agree: the shapes of what is sent and answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

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


class Settle(Body):
    """What holds of a field, or group of fields, about which codings differ."""

    item: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    field: Name
    chosen: Answers = Field(description="The answers that hold: those of an option, or others.")
    why: Annotated[str, StringConstraints(max_length=3000)] = ""
    seen: Offset | None = Field(None, description="The version that came with it.")


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


class Option(Shape):
    """One of the answers that were given; by whom is not told before it is settled."""

    letter: str
    said: dict[str, Any]
    can_be: bool


class Dispute(Shape):
    """What codings differ about: a field, or group of fields, of a claim, an event, or a claim that was not read."""

    item: str
    field: str
    event: str
    claim: str | None
    report: str | None
    start: int
    end: int
    seen: int
    options: list[Option]


class Disputes(Shape):
    """What you may settle, how many others may, and how many wait for a coding that is not handed in."""

    disputes: list[Dispute]
    others: int
    waiting: int


class Settled(Shape):
    """What was settled: `said` is who had said what, `decision` the number of the decision it became, if any."""

    number: int
    event: str
    item: str
    field: str
    chosen: dict[str, Any]
    said: dict[str, Any]
    by: str
    why: str
    made: datetime
    decision: int | None


class AllSettled(Shape):
    """What was settled, the last first."""

    settled: list[Settled]


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
