"""One report's event with all that linking looks at."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knell.events.days import Day, days_of_year
from knell.events.kinds import kinds_of
from knell.events.linked import Member
from knell.events.lists import number_of_key
from knell.events.names import Name, names_of
from knell.events.persons import Person, persons_killed
from knell.events.subjects import Subject, subjects_of
from knell.events.wholes import wholes
from knell.model import Claim, Event, Extraction, Interval, Outcome, Place, Role, Wording, content_id

# The longest interval that tells when an incident was, unless it is just a calendar month; longer is a war's or year's.
SHORT_DAYS = 31

# UCDP's place codes up to first-order divisions tell where; beyond them only a country or less is known.
TELLING_PLACE = 4

_WORD = re.compile(r"\w+")
_NO_NUMBER = (Wording.VAGUE, Wording.AT_MOST, Wording.FEWER_THAN)

Figures = frozenset[tuple[Outcome, int]]


@dataclass(frozen=True, slots=True)
class Local:
    """An event as one report tells it.

    ``key`` is made from the report's id and the event's local key. ``totals`` and ``parts`` are the numbers stated of
    it (parts: also those that were added or superseded), ``killed`` is the report's best for the dead. ``named`` is the
    words of its name, empty when they are too few to tell it from others, and ``names`` what all its names say in any
    language; ``persons`` are those of the names of people
    killed; ``subjects`` are names that the report keeps to. ``tolls`` are all numbers killed that it gives as
    totals, by any wording ("hundreds" is 200); ``kinds`` are what kinds of event its words name.
    ``published`` is when the report was, ``news`` the same unless it looks back. ``also`` are further events of the
    report that it adds up to one with this. ``year_days`` are the days without a year that it is told with, if undated.
    """

    key: str
    member: Member
    event: Event
    claims: tuple[str, ...]
    totals: Figures
    parts: Figures
    killed: int | None
    named: frozenset[str]
    names: frozenset[Name]
    actors: frozenset[str]
    persons: tuple[Person, ...] = ()
    subjects: frozenset[Subject] = frozenset()
    tolls: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    published: date | None = None
    news: date | None = None
    also: tuple[str, ...] = ()
    year_days: frozenset[Day] = frozenset()

    @property
    def members(self) -> tuple[Member, ...]:
        """The report's events it stands for."""
        return (self.member, *(Member(self.member.report, key) for key in self.also))

    @property
    def number(self) -> int:
        """The key as a number that a database can keep."""
        return number_of_key(self.key)

    @property
    def interval(self) -> Interval | None:
        """The days of the event."""
        return self.event.interval

    @property
    def place(self) -> Place | None:
        """The place of the event."""
        return self.event.place

    @property
    def country(self) -> str | None:
        """The country of its place, where both are known."""
        return None if self.place is None else self.place.country

    @property
    def where(self) -> frozenset[str]:
        """The words of the names of its place and first-order division."""
        place = self.place
        names = () if place is None else (place.name, place.admin1 or "")
        return frozenset(word for name in names for word in _WORD.findall(name.casefold()))

    @property
    def dated(self) -> bool:
        """Whether its days are known well enough to tell incidents apart."""
        return self.interval is not None and days(self.interval) <= SHORT_DAYS and not whole_months(self.interval)

    @property
    def placed(self) -> bool:
        """Whether its place is known better than the country."""
        return self.place is not None and self.country is not None and self.place.precision <= TELLING_PLACE


def local_events(extractions: Iterable[Extraction]) -> list[Local]:
    """Every event of every report that has a claim, sorted by key."""
    return sorted((local for one in extractions for local in _of(one)), key=lambda local: local.key)


def local_key(report: str, event: str) -> str:
    """The key of one report's event among those of all reports."""
    return content_id("event", report, event)


def days(interval: Interval) -> int:
    """How many days an interval has; one that ends before it starts counts as one."""
    return max((interval.end - interval.start) // timedelta(days=1), 0) + 1


def whole_months(interval: Interval) -> bool:
    """Whether an interval is one or more calendar months: it then says when a text does not know the day."""
    return interval.start.day == 1 and interval.end.day == monthrange(interval.end.year, interval.end.month)[1]


def _of(extraction: Extraction) -> Iterator[Local]:
    claims: dict[str, list[Claim]] = {}
    for claim in sorted(extraction.claims, key=lambda c: (c.start, c.end, c.id)):
        claims.setdefault(claim.event, []).append(claim)
    parts = wholes(extraction, claims)
    subjects = subjects_of(extraction) if claims else frozenset()
    for event in extraction.events:
        if claims.get(event.key) and event.key not in parts:
            also = tuple(sorted(key for key, whole in parts.items() if whole == event.key))
            yield _local(extraction, event, also, claims, subjects)


def _local(
    extraction: Extraction,
    event: Event,
    also: tuple[str, ...],
    claims: Mapping[str, Sequence[Claim]],
    subjects: frozenset[Subject],
) -> Local:
    report = extraction.report
    told = sorted((claim for key in (event.key, *also) for claim in claims[key]), key=lambda c: (c.start, c.end, c.id))
    alone = [one for one in extraction.events if one.key == event.key or one.key in also]
    totals = _totals(alone, told)
    killed = _killed(alone, totals)
    return Local(
        key=local_key(report.id, event.key),
        member=Member(report.id, event.key),
        event=event,
        claims=tuple(claim.id for claim in told),
        totals=totals,
        parts=_numbers(told, (Role.PART, Role.ADDITIONAL, Role.REVISED_FROM)),
        killed=killed,
        named=_named(event.name),
        names=names_of(event, report.language),
        actors=_actors(told),
        persons=persons_killed(told, report.language),
        subjects=subjects,
        tolls=_tolls(killed, told),
        kinds=kinds_of(extraction, event, told),
        published=report.published,
        news=None if extraction.retrospective else report.published,
        also=also,
        year_days=days_of_year(extraction, event, told),
    )


def _totals(events: Iterable[Event], claims: Iterable[Claim]) -> Figures:
    alone = {(outcome, known.best) for event in events for outcome, known in event.figures.items() if known.best}
    return _numbers(claims, (Role.TOTAL,)) | alone


def _killed(events: Iterable[Event], totals: Figures) -> int | None:
    """The report's own best figure of the dead, else the highest total."""
    alone = [event.figures[Outcome.KILLED].best for event in events if Outcome.KILLED in event.figures]
    best = max((number for number in alone if number is not None), default=None)
    if best is not None:
        return best
    return max((number for outcome, number in totals if outcome is Outcome.KILLED), default=None)


def _tolls(killed: int | None, claims: Iterable[Claim]) -> frozenset[int]:
    of_total = [c.count for c in claims if c.outcome is Outcome.KILLED and c.role is Role.TOTAL and not c.negated]
    numbers = (count.low or count.high for count in of_total)
    return frozenset(number for number in (killed, *numbers) if number)


def _numbers(claims: Iterable[Claim], roles: tuple[Role, ...]) -> Figures:
    return frozenset(
        (claim.outcome, claim.count.low)
        for claim in claims
        if claim.role in roles and not claim.negated and claim.count.low and claim.count.wording not in _NO_NUMBER
    )


def _named(name: str | None) -> frozenset[str]:
    """The words of a name; one word alone ("the tragedy") names no event."""
    words = frozenset(word for word in _WORD.findall((name or "").casefold()) if len(word) > 1)
    return words if len(words) > 1 else frozenset()


def _actors(claims: Iterable[Claim]) -> frozenset[str]:
    texts = {claim.perpetrator.text for claim in claims if claim.perpetrator is not None}
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()) if len(word) > 3)
