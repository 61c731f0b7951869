"""Rounds of watching: what came of each, and which addresses that failed are to be tried again in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from knell.gather.gatherer import Step
from knell.record import Standing, Visit
from knell.reports import State

# What failed is tried again after a quarter of an hour, then half an hour, then an hour ... at last once a day.
_FIRST_PAUSE = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(days=1)
_MOST_DOUBLINGS = 7
# So often it is tried in all, then left to a person.
MOST_ATTEMPTS = 40


@dataclass(slots=True)
class Round:
    """What came of a round, in numbers."""

    feeds: int = 0
    unchanged: int = 0
    added: int = 0
    there: int = 0
    failed: int = 0
    refused: int = 0
    gone: int = 0
    unread: int = 0

    def count(self, step: Step) -> None:
        """Take one step into account."""
        state = step.visit.state
        self.added += sum(one.standing is Standing.ADDED for one in step.kept)
        self.there += sum(one.standing is Standing.ALREADY_THERE for one in step.kept)
        self.feeds += step.visit.leads_on and state in (State.FETCHED, State.UNCHANGED)
        self.unchanged += state == State.UNCHANGED and not step.visit.leads_on
        self.failed += state == State.FAILED
        self.refused += state == State.REFUSED
        self.gone += state == State.GONE
        self.unread += state == State.UNREAD

    @property
    def not_had(self) -> int:
        """How many addresses gave nothing that could be read."""
        return self.failed + self.refused + self.gone + self.unread


def due(failed: Iterable[Visit], now: datetime) -> list[Visit]:
    """Those that are to be tried again now: the more often one failed, the longer it is left alone."""
    return [visit for visit in failed if visit.attempts < MOST_ATTEMPTS and _next(visit) <= now]


def _next(visit: Visit) -> datetime:
    tried = visit.tried or datetime.min.replace(tzinfo=UTC)
    pause = min(_FIRST_PAUSE * (1 << min(visit.attempts // 3, _MOST_DOUBLINGS)), _LONGEST_PAUSE)
    return max(tried + pause, visit.not_before or tried)
