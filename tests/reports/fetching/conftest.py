"""A fetcher for the server on this machine, and a clock that does not make tests wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from knell.reports.fetching import Clock, Fetcher, Limits, Manners, Networks

BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass
class Hours:
    """A clock that goes only when it is slept on."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: BEGIN + timedelta(seconds=round(self.passed)), lambda: self.passed, self.sleep)


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def fetcher(hours: Hours) -> Fetcher:
    """One that may ask this machine, with short limits."""
    limits = Limits(seconds=1.0, connect_seconds=1.0, most_bytes=2_000_000, most_robots_bytes=2_000)
    return Fetcher(networks=Networks(every=True), manners=Manners(agent="knell/test"), limits=limits, clock=hours.clock)
