"""The times and places of a report, looked up by sentence, with what each belongs to and how much speaks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from knell.claims.belonging import Bearing, Sign
from knell.model import Interval, Place

_DAYS = 2
# What is remembered is kept so shortly before its report is written.
_CEREMONY = timedelta(days=7)
# The title stands before all sentences.
TITLE = -1


@dataclass(frozen=True, slots=True)
class Dated:
    """A time and what it belongs to. ``interval`` is None where the text does not settle which days.

    ``unowned``: a full date that no word around it claims is held to be of an event, but weighs less than one that is.
    ``earlier``: its clause tells in the pluperfect what went before; ``anew``: it brings in an event of its own ("a
    May 27 air strike"); ``hurt``: the days since when somebody has been in care, which are those of what befell him.
    """

    start: int
    end: int
    interval: Interval | None
    sentence: int
    bearing: Bearing
    kind: str
    text: str
    opens: bool
    bound: str | None = None
    unowned: bool = False
    earlier: bool = False
    anew: bool = False
    hurt: Interval | None = None

    @property
    def weight(self) -> float:
        """How much speaks for it as the time of what the report tells."""
        if self.interval is None:
            return 0.0
        fine = 2.0 if self.interval.precision <= _DAYS else 1.0 if self.interval.precision <= 4 else 0.0
        told = {Bearing.NOUN: 2.5, Bearing.EVENT: 2.0, Bearing.LOOSE: 0.0, Bearing.AFTERMATH: -3.0}[self.bearing]
        told -= 1.0 if self.unowned else 0.0
        return fine + told + (1.0 if self.kind in ("explicit", "anniversary") else 0.0)


@dataclass(frozen=True, slots=True)
class Located:
    """A place and what it belongs to; ``serves``: named as where police or a hospital of the event work.

    ``official``: it only says whose mayor or office is meant.
    ``earlier``: its clause tells in the pluperfect what went before; ``digress``: of another place
    ("Milan, where he had").
    """

    start: int
    end: int
    place: Place
    sentence: int
    bearing: Bearing
    dateline: bool
    serves: bool = False
    official: bool = False
    earlier: bool = False
    digress: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All of a report's times and places in text order; ``since`` are times that something has gone on from,
    ``limits`` those by which something had come about ("260 were missing by Saturday night").

    ``towns_of`` are the countries of which a sentence means a town ("the Uzbek city");
    ``weeks_on`` are the sentences that tell what is done in the weeks after, such as naming the dead;
    ``body`` is the first sentence that is no heading; ``reference`` is the day the report was written; ``remembering``
    says that it looks back or judges what is past, ``looking_back`` that it says so of years, ``honouring``
    that it names what is kept in memory, ``keeps_anniversary`` that it counts back to what is long past; ``updates``
    are the sentences that head a part of its own date, with the date.
    """

    times: Sequence[Dated] = ()
    limits: Sequence[Dated] = ()
    places: Sequence[Located] = ()
    since: Sequence[Dated] = ()
    reference: date | None = None
    dateline: Interval | None = None
    remembering: bool = False
    looking_back: bool = False
    honouring: bool = False
    signs: Sequence[Sequence[Sign]] = field(default_factory=tuple)
    body: int = 0
    weeks_on: frozenset[int] = frozenset()
    updates: Sequence[tuple[int, date]] = ()
    towns_of: Mapping[int, frozenset[str]] = field(default_factory=dict)
    keeps_anniversary: bool = False

    def written(self, sentence: int) -> date | None:
        """The day on which a sentence was written: that of its report, or of the update that it stands in."""
        at = bisect_right(self.updates, sentence, key=lambda update: update[0])
        return self.updates[at - 1][1] if at else self.reference

    def parted(self, first: int, last: int) -> bool:
        """Whether a dated update begins behind one sentence and no farther than another."""
        return bisect_right(self.updates, last, key=lambda u: u[0]) > bisect_right(
            self.updates, first, key=lambda u: u[0]
        )

    def is_of_remembrance(self, time: Dated) -> bool:
        """Whether a day is that of a ceremony: told from a report that keeps an anniversary, a few days before it."""
        days, written = time.interval, self.reference
        if days is None or written is None or time.kind != "relative" or written - days.end > _CEREMONY:
            return False
        return self.keeps_anniversary

    def times_of(self, first: int, last: int | None = None) -> Sequence[Dated]:
        """The times of one sentence, or of a stretch of sentences."""
        return _between(self.times, first, first if last is None else last)

    def since_of(self, number: int) -> Sequence[Dated]:
        """The times from which on something is counted in one sentence."""
        return _between(self.since, number, number)

    def limits_of(self, first: int, last: int) -> Sequence[Dated]:
        """The times by which something had come about in a stretch of sentences."""
        return _between(self.limits, first, last)

    def places_of(self, first: int, last: int | None = None) -> Sequence[Located]:
        """The places of one sentence, or of a stretch of sentences."""
        return _between(self.places, first, first if last is None else last)


_Set = TypeVar("_Set", Dated, Located)


def _between(told: Sequence[_Set], first: int, last: int) -> Sequence[_Set]:
    start = bisect_left(told, first, key=lambda one: one.sentence)
    return told[start : bisect_right(told, last, lo=start, key=lambda one: one.sentence)]
