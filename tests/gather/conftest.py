"""A record, and what gathers into it from the server on this machine, with a clock that waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from knell.gather import Gatherer
from knell.record import Record
from knell.reports import Archive, Fetcher, Limits, Manners, Networks
from tests.reports.fetching.conftest import Hours


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "r.db") as opened:
        yield opened


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def fetcher(hours: Hours) -> Fetcher:
    return Fetcher(
        networks=Networks(every=True),
        manners=Manners(agent="knell/test"),
        limits=Limits(seconds=2.0),
        clock=hours.clock,
    )


Make = Callable[[], Gatherer]


@pytest.fixture
def gatherer(record: Record, fetcher: Fetcher, tmp_path: Path) -> Iterator[Gatherer]:
    with Archive(tmp_path / "r.db.warcs") as archive:
        yield Gatherer(record, fetcher, archive)
