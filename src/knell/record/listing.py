"""What may be asked of a list of events, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knell.model import Interval, Outcome, Place, Range

MOST_A_PAGE = 200
# Claims of which knell is less sure than this want a person's eye first.
UNSURE_BELOW = 0.75


class Status(StrEnum):
    """How far people are with an event.

    Unreviewed: no claim of it is decided. Started: some are. Reviewed: a person marked it so. Changed: it was marked
    reviewed, and what is said of it is another now.
    """

    UNREVIEWED = "unreviewed"
    STARTED = "started"
    REVIEWED = "reviewed"
    CHANGED = "changed"


class Queue(StrEnum):
    """Events that wait for a person, each for a reason of its own.

    Unreviewed and changed are those of that status; disputed those of which ``knell.figures.disputed`` names any
    outcome; unsure those with a claim of a confidence below ``UNSURE_BELOW`` about which
    nobody decided; mine those about which the query's person decided anything, and which are not reviewed.
    """

    UNREVIEWED = "unreviewed"
    DISPUTED = "disputed"
    CHANGED = "changed"
    UNSURE = "unsure"
    MINE = "mine"


class Order(StrEnum):
    """What comes first; what is unknown comes last, and what is alike in the order of days and keys.

    Killed: the largest figure of the query's outcome (killed, where it names none) by its rule. Changed: what was
    decided about last. Unsure: the lowest confidence of a claim.
    """

    REPORTS = "reports"
    NEWEST = "newest"
    OLDEST = "oldest"
    KILLED = "killed"
    CHANGED = "changed"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Query:
    """Which events, in which order, and which page of them; without anything said, all of them.

    ``words`` must all occur, in any order and also inside longer words, in the names, place, outlets, titles, sources
    or quotes of an event; case and accents do not matter. An event is between ``start`` and ``end`` when any of its
    days is; one of unknown days never is. ``least`` and ``most`` bound the figure of ``outcome`` (killed, where it
    is not given) by ``rule``: its best, where that is unknown its low, else its high. ``rule`` is a coding rule by
    name, the default one unless given: the rows show its figures. ``source_type`` is what an event's sources are
    cited as, ``person`` whose events the queue "mine" holds. Those ``without`` are left out, by key. Pages are counted
    from 1 and hold at most 200.
    """

    words: str = ""
    start: date | None = None
    end: date | None = None
    country: str | None = None
    outcome: Outcome | None = None
    least: int | None = None
    most: int | None = None
    grade: str | None = None
    status: Status | None = None
    language: str | None = None
    source_type: str | None = None
    queue: Queue | None = None
    person: str | None = None
    rule: str | None = None
    order: Order = Order.REPORTS
    page: int = 1
    size: int = 50
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """One event of a list. ``interval`` and ``place`` are None where unknown.

    ``figures`` are by the query's rule, ``by_hand`` those a person set. ``sources`` counts independent ones, ``copies``
    reports that repeat another. ``disputed`` are the outcomes on which sources do not agree, ``confidence`` the lowest
    of a claim's, ``first`` and ``last`` the days of the first and the last report with a date.
    """

    key: str
    name: str | None
    interval: Interval | None
    place: Place | None
    figures: Mapping[Outcome, Range]
    reports: int
    claims: int
    sources: int
    copies: int
    grade: str | None
    languages: tuple[str, ...]
    status: Status
    disputed: tuple[Outcome, ...]
    confidence: float | None
    decided_by: tuple[str, ...]
    first: date | None
    last: date | None
    by_hand: Mapping[Outcome, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many events each choice would leave under all other filters, most first.

    "" stands for what is unknown: no country, no grade.
    """

    statuses: Mapping[str, int]
    grades: Mapping[str, int]
    languages: Mapping[str, int]
    countries: Mapping[str, int]
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its events, how many the whole list has, and the facets of the whole."""

    rows: tuple[Listed, ...]
    total: int
    facets: Facets
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Point:
    """An event on the map; ``precision`` is UCDP's 1-7.

    ``figure`` is that of the query's outcome, ``size`` the number of it that lists are ordered by.
    """

    key: str
    name: str | None
    place: str
    lat: float
    lon: float
    precision: int
    reports: int
    size: int | None
    status: Status
    disputed: bool
    figure: Range | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Events on the map, most reports first; ``placed`` of ``total`` events have a place with coordinates."""

    points: tuple[Point, ...]
    placed: int
    total: int


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year, by its first day, and how many events began in it."""

    start: date
    events: int


@dataclass(frozen=True, slots=True)
class Periods:
    """Events over time: months where all lie within ten years, else years; ``undated`` have no known days."""

    periods: tuple[Period, ...]
    by_year: bool
    undated: int
