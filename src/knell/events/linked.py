"""What linking hands on: the event that several reports tell of, who copied whom, and who rests on the same origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from knell.model import Event, Outcome, SourceType, Span


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """One event of one report: the report's id and the event's key inside that report."""

    report: str
    event: str


class CopyKind(StrEnum):
    """How much of one text is another's."""

    COPY = "copy"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the earlier report's text and the stretch of the later one that repeats it."""

    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True)
class CopyPair:
    """Two reports of which one repeats the other.

    ``earlier`` is the one published first (undated reports last, then by id). ``jaccard`` and ``containment`` (of
    the shorter text in the longer) are exact, over word shingles, 0 to 1. ``changed`` pairs the numbers that stand
    at the same place of a shared passage and differ: (in the earlier, in the later).
    """

    earlier: str
    later: str
    kind: CopyKind
    jaccard: float
    containment: float
    passages: tuple[Passage, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Claims about one event that rest on the same origin: the unit in which independence is counted.

    ``key`` is made from the claims in it. ``name`` is the origin in the words of its first report ("official data"),
    or the outlet that speaks in its own voice, or None when the outlet is not known; ``cited`` says which of the two.
    ``reasons`` say why its claims belong together, one readable line each.
    """

    key: str
    name: str | None
    type: SourceType | None
    cited: bool
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Why two events of two reports are, or are not, one: a score in points and the reasons that made it, in order.

    ``linked`` is whether the score reaches the threshold and nothing forbids the link.
    """

    a: Member
    b: Member
    score: float
    linked: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """One incident as all its reports tell it.

    ``event`` has the key of the linked event, and the interval, place and name that the members bear out best; its
    ``figures`` are empty (a coding rule of ``knell.figures`` gives them). ``members``, ``reports`` and ``claims`` are
    sorted: reports by publication date (undated last), claims by report and position in the text.
    ``independent_sources`` is the number of groups; ``strict_sources`` is the largest number of claims that differ
    pairwise in outlet, author and origin (the Every Casualty criterion; who names no author shares none).
    ``grade`` is Airwars' before any review, by the strict count: Weak (one source) or Fair (two or more), else None.
    ``matches`` are the pairs that were joined, best first. ``clarity`` is UCDP's, where a person gave it: 1 one
    incident, 2 several that a source counts as one. ``by_hand`` are the outcomes whose figure a person set.
    """

    event: Event
    members: tuple[Member, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    groups: tuple[SourceGroup, ...] = ()
    copies: tuple[CopyPair, ...] = ()
    independent_sources: int = 0
    strict_sources: int = 0
    grade: str | None = None
    matches: tuple[Match, ...] = field(default=(), repr=False)
    clarity: int | None = None
    by_hand: tuple[Outcome, ...] = ()

    @property
    def key(self) -> str:
        """The linked event's key."""
        return self.event.key

    def group_of(self, claim: str) -> SourceGroup | None:
        """The source group a claim belongs to."""
        return next((group for group in self.groups if claim in group.claims), None)
