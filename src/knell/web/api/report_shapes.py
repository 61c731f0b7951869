"""The shapes of reports: a list of them, what one says, its text and what stands where in it."""

from __future__ import annotations

from datetime import date

from knell.model import Outcome, PartKind
from knell.web.api.shapes import Claim, Interval, Place, Range, Shape


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


class MarkShape(Shape):
    """A stretch of a text and what stands there; `claim` is the id of the claim it belongs to."""

    start: int
    end: int
    kind: str
    claim: str | None
    says: str


class Marks(Shape):
    """What stands in a page of a report's text, from `start` to `end`."""

    report: str
    page: int
    pages: int
    start: int
    end: int
    marks: list[MarkShape]


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
