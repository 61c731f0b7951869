"""The shapes of lists of events: rows, points on a map, periods of time."""

from __future__ import annotations

from datetime import date

from knell.model import Outcome
from knell.record import Status
from knell.web.api.shapes import Place, Range, Shape


class EventRow(Shape):
    """An event in a list. `by_hand` are figures that a person set; `confidence` is the lowest of its claims.

    `blind` is true where who asks codes the event blind: then nothing that was decided is shown.
    """

    key: str
    name: str | None
    start: date | None
    end: date | None
    date_precision: int | None
    place: Place | None
    figures: dict[Outcome, Range]
    by_hand: dict[Outcome, Range]
    number_of_reports: int
    number_of_claims: int
    independent_sources: int
    copies: int
    grade: str | None
    languages: list[str]
    status: Status | None
    disputed: list[Outcome]
    confidence: float | None
    decided_by: list[str]
    first_published: date | None
    last_published: date | None
    blind: bool


class WaitingRow(EventRow):
    """An event in a queue, and why it is there."""

    why: str


class InQueue(Shape):
    """A page of a queue."""

    events: list[WaitingRow]
    total: int
    page: int
    pages: int
    size: int


class QueueShape(Shape):
    """A queue and how many events are in it."""

    name: str
    title: str
    what: str
    events: int


class Queues(Shape):
    """What waits; `to_code` are the keys of events that you were given to code."""

    queues: list[QueueShape]
    to_code: list[str]


class Facets(Shape):
    """How many events each choice would leave under all other filters; an empty name is what is unknown."""

    statuses: dict[str, int]
    grades: dict[str, int]
    languages: dict[str, int]
    countries: dict[str, int]
    outcomes: dict[str, int]


class EventPage(Shape):
    """A page of events; `total` counts those of all pages."""

    events: list[EventRow]
    total: int
    page: int
    pages: int
    size: int
    facets: Facets


class Point(Shape):
    """An event on a map; `precision` is UCDP's `where_prec`, 1 to 7."""

    key: str
    name: str | None
    place: str
    lat: float
    lon: float
    precision: int
    reports: int
    size: int | None
    status: Status | None
    disputed: bool


class Map(Shape):
    """Events on a map."""

    points: list[Point]
    placed: int
    total: int


class Period(Shape):
    """A month or a year, by its first day."""

    start: date
    events: int


class Periods(Shape):
    """Events over time."""

    periods: list[Period]
    by_year: bool
    undated: int
