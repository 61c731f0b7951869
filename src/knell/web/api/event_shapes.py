"""The shapes of what is told of an event: claims, figures, sources, findings, the toll over time."""

from __future__ import annotations

from datetime import date

from knell.events import CopyKind
from knell.model import Outcome, SourceType, Wording
from knell.record import ClaimStatus
from knell.web.api.shapes import Claim, Count, Interval, Shape, State


class Told(Claim):
    """A claim as it holds, who published it when, the key of the source group it rests on, and how it stands."""

    report: str
    published: date | None
    outlet: str | None
    source: str
    status: ClaimStatus
    version: int


class Claims(Shape):
    """The claims about an event, and those that people rejected."""

    event: str
    claims: list[Told]
    rejected: list[State]


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
