"""The shapes of answers, those of the contract first: a test holds each to what the program prints."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from knell.model import Outcome, Role, SourceType, Wording
from knell.record import ClaimStatus, Kind
from knell.web.api.errors import Wrong

Count = Annotated[int, Field(ge=0)] | None


BYTES = {"type": "string", "format": "binary"}


class Shape(BaseModel):
    """An object with exactly these keys; what may be unknown may be null."""

    model_config = ConfigDict(extra="forbid")


class Range(Shape):
    """A figure; null where it is open."""

    low: Count
    best: Count
    high: Count


class Place(Shape):
    """Where; `precision` is UCDP's `where_prec`, 1 to 7."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: int


class Interval(Shape):
    """Days, both ends included; `precision` is UCDP's `date_prec`, 1 to 5."""

    start: date
    end: date
    precision: int


class Event(Shape):
    """An event of a record, as `knell events --format json` prints it."""

    key: str
    name: str | None
    start: date | None
    end: date | None
    date_precision: int | None
    place: Place | None
    figures: dict[Outcome, Range]
    reports: list[str]
    claims: list[str]
    independent_sources: int
    copies: int
    grade: str | None
    aliases: list[str]


class Victims(Shape):
    """Who is counted, in the report's words."""

    text: str
    status: str | None
    groups: list[str]


class Cited(Shape):
    """Whom the text names as the origin of the figure."""

    text: str
    start: int
    end: int
    type: SourceType | None


class Perpetrator(Shape):
    """Who did it, in the report's words."""

    text: str
    start: int
    end: int


class Claim(Shape):
    """A claim; `start` and `end` are Unicode code points into the report's stored text."""

    id: str
    start: int
    end: int
    quote: str
    outcome: Outcome
    low: Count
    high: Count
    wording: Wording
    severity: str | None
    victims: Victims
    role: Role
    cited: Cited | None
    perpetrator: Perpetrator | None
    negated: bool
    event: str
    confidence: float
    because: list[str]


class Decision(Shape):
    """What a person decided: `old` and `new` are what was and what is since. Decisions are never deleted."""

    number: int
    kind: Kind
    claim: str | None
    report: str | None
    event: str | None
    before: str | None
    old: dict[str, Any]
    new: dict[str, Any]
    by: str
    why: str
    made: datetime
    undoes: int | None
    undone_by: int | None


class Decisions(Shape):
    """Decisions, the last first; `next` is what to give as `before` for those before them."""

    decisions: list[Decision]
    next: int | None


class Conflicting(Shape):
    """Nothing was done: `since` is what others decided about the same since."""

    error: Wrong
    since: list[Decision]


class State(Claim):
    """How a claim stands: what holds of it, what was read (`original`, null where a person added it), who decided.

    `version` is what a decision about it sends as `seen`; `linked_event` is the event of the record it is about now.
    """

    report: str
    linked_event: str | None
    status: ClaimStatus
    version: int
    original: Claim | None
    decided: Decision | None
