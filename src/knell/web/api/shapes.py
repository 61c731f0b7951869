"""The shapes of answers, those of the contract first: a test holds each to what the program prints."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from knell.events import CopyKind
from knell.model import Outcome, PartKind, Role, SourceType, Wording
from knell.record import ClaimStatus, Kind
from knell.review import Right
from knell.review import Role as PersonRole
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


class Told(Claim):
    """A claim, who published it when, and the key of the source group it rests on."""

    report: str
    published: date | None
    outlet: str | None
    source: str


class Claims(Shape):
    """The claims about an event."""

    event: str
    claims: list[Told]


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


class LeftOut(Shape):
    """A claim that a rule does not use."""

    claim: str
    why: str


class Figure(Shape):
    """What a coding rule makes of the claims."""

    rule: str
    outcome: Outcome
    low: Count
    best: Count
    high: Count
    used: list[str]
    left_out: list[LeftOut]
    note: str


class Figures(Shape):
    """The figures of an event."""

    event: str
    figures: list[Figure]


class Finding(Shape):
    """A statement of who is responsible."""

    report: str
    start: int
    end: int
    quote: str
    finder: str
    responsible: str
    date: Interval | None
    punished: bool | None
    event: str | None


class Commemoration(Shape):
    """A yearly day of remembrance."""

    report: str
    start: int
    end: int
    quote: str
    month: int
    day: int
    kind: str
    event: str | None


class Findings(Shape):
    """Who was found responsible for an event."""

    event: str
    findings: list[Finding]


class Commemorations(Shape):
    """Days on which an event is remembered."""

    event: str
    commemorations: list[Commemoration]


class Report(Shape):
    """A report without its text."""

    id: str
    title: str | None
    published: date | None
    language: str | None
    outlet: str | None
    url: str | None
    sha256: str
    retrospective: bool


class Part(Shape):
    """A stretch of the stored text and what it is."""

    kind: PartKind
    start: int
    end: int


class Text(Shape):
    """The stored text of a report; all offsets point into it. Without parts all of it is body."""

    report: str
    text: str
    parts: list[Part]


class ReportPage(Shape):
    """A page of reports; `total` counts those of all pages."""

    reports: list[Report]
    total: int
    page: int
    size: int


class OwnEvent(Shape):
    """An event as one report tells it; its figures are what this report alone says."""

    key: str
    name: str | None
    start: date | None
    end: date | None
    date_precision: int | None
    place: Place | None
    figures: dict[Outcome, Range]


class OwnFinding(Shape):
    """A statement of who is responsible."""

    start: int
    end: int
    quote: str
    finder: str
    responsible: str
    date: Interval | None
    punished: bool | None
    event: str | None


class OwnCommemoration(Shape):
    """A yearly day of remembrance."""

    start: int
    end: int
    quote: str
    month: int
    day: int
    kind: str
    event: str | None


class Trouble(Shape):
    """Something that was wrong with the input."""

    code: str
    message: str


class Extraction(Shape):
    """A report and all it says: the object that `knell extract` prints."""

    report: Report
    claims: list[Claim]
    events: list[OwnEvent]
    findings: list[OwnFinding]
    commemorations: list[OwnCommemoration]
    problems: list[Trouble]


class SourceGroup(Shape):
    """Claims that rest on the same origin."""

    key: str
    name: str | None
    normal_form: str | None
    type: SourceType | None
    cited: bool
    claims: list[str]
    reports: list[str]
    outlets: list[str]
    reasons: list[str]


class Span(Shape):
    """A stretch of a text."""

    start: int
    end: int


class SameWords(Shape):
    """Words that stand in both texts."""

    same: str


class OtherWords(Shape):
    """Words that stand in the place of others."""

    earlier: str
    later: str


class Passage(Shape):
    """A stretch of the earlier text and the stretch of the later one that repeats it."""

    earlier: Span
    later: Span
    words: list[SameWords | OtherWords]


class Copy(Shape):
    """A report that repeats another."""

    earlier: str
    later: str
    kind: CopyKind
    jaccard: float
    containment: float
    changed: list[OtherWords]
    passages: list[Passage]


class Sources(Shape):
    """Who rests on whom."""

    event: str
    independent_sources: int
    strict_sources: int
    grade: str | None
    groups: list[SourceGroup]
    copies: list[Copy]


class Number(Shape):
    """A number of people as the words give it."""

    low: Count
    high: Count
    wording: Wording


class Step(Number):
    """A total that a source gave; `before` is what it gave last, `superseded` what its texts say is replaced."""

    outcome: Outcome
    first_published: date | None
    last_published: date | None
    source: str
    cited: str | None
    cited_type: SourceType | None
    outlet: str | None
    revised: bool
    before: list[Number]
    superseded: list[Number]
    reports: list[str]
    claims: list[str]


class Timeline(Shape):
    """The toll as it was published."""

    event: str
    timeline: list[Step]


class Rule(Shape):
    """A coding rule."""

    id: str
    name: str
    version: int
    organisation: str
    summary: str


class Rules(Shape):
    """The coding rules, the default first."""

    rules: list[Rule]


class Health(Shape):
    """That the app answers."""

    ok: bool


class HeldGrant(Shape):
    """A right beyond those of a role, for one event where `event` is its key, until a moment if any."""

    right: Right
    event: str | None
    until: datetime | None


class Me(Shape):
    """Who asks. `token` is true where a program asks with a token."""

    name: str
    role: PersonRole
    rights: list[Right]
    token: bool
    grants: list[HeldGrant]
