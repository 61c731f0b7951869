"""Records of both kinds with one event that three reports tell of, and another that one tells of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from knell.extraction import extract
from knell.model import Report
from knell.record import Record, Sealed
from tests.record.conftest import postgresql as postgresql
from tests.review.office import cheap_passwords as cheap_passwords
from tests.review.office import empty as empty
from tests.review.office import office as office

REPORTS = (
    Report("harbour-1", "A blast at the harbour of Odesa on 3 May 2021 killed 12 people and injured 30, police said.",
           published=date(2021, 5, 4), language="en", outlet="Gazette"),
    Report("harbour-2", "At least 14 people were killed by the blast at the harbour of Odesa on 3 May 2021.",
           published=date(2021, 5, 5), language="en", outlet="Herald"),
    Report("market-1", "Gunmen killed 5 traders at a market in Maiduguri on 9 June 2019, a hospital doctor said.",
           published=date(2019, 6, 10), language="en", outlet="Post"),
)  # fmt: skip


@cache
def read() -> tuple[Sealed, ...]:
    return tuple(Sealed(extract(report), None) for report in REPORTS)


def fill(record: Record) -> None:
    record.add_many(read())
    record.link()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty record may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "knell.db")
    server: str = request.getfixturevalue("postgresql")
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
        connection.commit()
    engine.dispose()
    return server


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    with Record(address) as opened:
        fill(opened)
        yield opened


@pytest.fixture
def harbour(record: Record) -> str:
    """The key of the event that two reports tell of."""
    return max(record.events(), key=lambda one: len(one.reports)).key


@pytest.fixture
def market(record: Record) -> str:
    """The key of the other event."""
    return min(record.events(), key=lambda one: len(one.reports)).key
