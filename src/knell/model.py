"""The nouns of the field: what every room of knell passes to the next.

All are immutable values. Offsets are Unicode code points into ``Report.text``.
"Unknown" is a value everywhere: it is ``None``, never a guess.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What happened to the people a claim counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"


class Wording(StrEnum):
    """How the words of a claim bound its number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    FEWER_THAN = "fewer_than"
    RANGE = "range"
    VAGUE = "vague"


class Role(StrEnum):
    """What a claim's number is to its event."""

    TOTAL = "total"
    PART = "part"
    ADDITIONAL = "additional"
    REVISED_FROM = "revised_from"
    OTHER = "other"


class SourceType(StrEnum):
    """What kind of origin a text cites for a figure."""

    GOVERNMENT = "government"
    MILITARY = "military"
    POLICE = "police"
    HOSPITAL = "hospital"
    NGO = "ngo"
    INTERGOVERNMENTAL = "intergovernmental"
    MEDIA = "media"
    WITNESS = "witness"
    ARMED_GROUP = "armed_group"
    EXPERT = "expert"
    UNSPECIFIED_OFFICIAL = "unspecified_official"


class PartKind(StrEnum):
    """What a stretch of a report's stored text is; only body is read for claims."""

    BODY = "body"
    TITLE = "title"
    CAPTION = "caption"


def content_id(*parts: object) -> str:
    """A short id made from content: 16 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a report's stored text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of stored text and what it is. Parts never overlap."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with an input, said once: a short code and one clear line."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class DateSignal:
    """One place that gives a date for a report: ``origin`` is where ("json-ld", "meta", "url", "http header" ...).

    ``words`` is the date as it stands there, ``day`` what it was read as (None: unreadable), ``updated`` whether it is
    the day of a change and not of the first publication.
    """

    origin: str
    words: str
    day: date | None
    updated: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """How archived bytes came here: the address they were asked from, the moment (UTC), the answer's headers.

    ``final`` is the address that answered, where redirects led elsewhere; ``source`` what they were taken out of (the
    name of an archive file and the place in it), None when they were fetched.
    """

    url: str | None
    at: datetime | None
    headers: tuple[tuple[str, str], ...] = ()
    final: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text as it was archived.

    ``text`` is the stored text that all offsets point into; ``parts`` says which stretches of it are
    body, title or caption (empty: all of it is body). ``sha256`` is the hash of the archived bytes.
    ``extractor`` names what made the text of the bytes, with its version ("plain 1", "page 1, trafilatura 2.3.1"): the
    same extractor makes the same text of them again. ``dates`` are all the signals ``published`` was chosen from.
    ``authors`` are those whom the report names as its own; empty where it names none.
    """

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    sha256: str = ""
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    updated: date | None = None
    dates: tuple[DateSignal, ...] = ()
    extractor: str = ""
    capture: Capture | None = None
    authors: tuple[str, ...] = ()

    def body(self) -> tuple[Span, ...]:
        """The stretches of ``text`` that are body, in order."""
        if not self.parts:
            return (Span(0, len(self.text)),)
        return tuple(Span(p.start, p.end) for p in self.parts if p.kind is PartKind.BODY)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included, with UCDP's ``date_prec`` 1-5.

    1 an exact day; 2 two to six days; 3 a week; 4 eight to thirty days or a month; 5 up to a year or more.
    """

    start: date
    end: date
    precision: int

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A resolved place, with UCDP's ``where_prec`` 1-7 (1 exact place ... 6 country only)."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as the words give it; a bound the words leave open is ``None``."""

    low: int | None
    high: int | None
    wording: Wording


@dataclass(frozen=True, slots=True)
class Victims:
    """Who is counted, in the report's words; ``status`` is civilian, combatant, perpetrator ... or None."""

    text: str
    status: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """Who the text names as the origin of a figure."""

    text: str
    start: int
    end: int
    type: SourceType | None


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """Who the text says did it, in its words."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a casualty figure in a report.

    ``held``: an addition ("two more bodies") or a part ("seven of whom badly") that a number of the same words counts
    already ("rose to 33 with ...", "53 were hurt, ...").
    """

    id: str
    start: int
    end: int
    quote: str
    outcome: Outcome
    count: Count
    victims: Victims
    role: Role
    event: str
    severity: str | None = None
    cited: Cited | None = None
    perpetrator: Perpetrator | None = None
    negated: bool = False
    held: bool = False
    confidence: float = 1.0
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """A figure as low, best and high; ``low <= best <= high`` wherever they are known."""

    low: int | None
    best: int | None
    high: int | None

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known):
            raise ValueError(f"low <= best <= high does not hold: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class Event:
    """One incident in time and space.

    In an ``Extraction`` the key is local to the report; in a record it names the linked event. ``aliases`` are what
    else it is called, the most often used first.
    """

    key: str
    name: str | None = None
    interval: Interval | None = None
    place: Place | None = None
    figures: Mapping[Outcome, Range] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """An official or judicial statement of who is responsible.

    ``punished`` is False when the text says nobody was, True when it says someone was, None when silent.
    """

    start: int
    end: int
    quote: str
    finder: str
    responsible: str
    interval: Interval | None
    punished: bool | None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Commemoration:
    """A yearly day of remembrance: ``kind`` is what the text calls it ("day of mourning")."""

    start: int
    end: int
    quote: str
    month: int
    day: int
    kind: str
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report says. ``events`` are listed most prominent first."""

    report: Report
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    commemorations: tuple[Commemoration, ...] = ()
    problems: tuple[Problem, ...] = ()
    retrospective: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The result of a coding rule for one event and outcome, with what was used and what was left out, and why."""

    rule: str
    outcome: Outcome
    range: Range
    used: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    note: str = ""
