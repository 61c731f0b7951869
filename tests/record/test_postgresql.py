"""A record in PostgreSQL holds what a record in a file holds."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import create_engine, text

from knell.contract import event_json
from knell.model import Extraction
from knell.record import Record, Standing, linking
from tests.events.crowds import crowd, reaches
from tests.record.strategies import example, sealed


def emptied(address: str) -> str:
    """The server with nothing in it."""
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


def test_the_same_reports_make_the_same_events(postgresql: str, tmp_path: Path) -> None:
    found = []
    for target in (emptied(postgresql), str(tmp_path / "r.db")):
        with Record(target) as record:
            for n in range(3):
                assert record.add(*example(f"r{n}", b"%d" % n)) is Standing.ADDED
            assert record.add(*example("r1", b"1")) is Standing.ALREADY_THERE
            assert record.link() > 0
            assert record.link() == 0
            found.append([(event_json(one.event), one) for one in record.events()])
    assert found[0] == found[1]


def test_linking_in_steps_is_the_same(postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "_WORTH", 0)
    found = []
    with reaches(2, 1):
        for target in (emptied(postgresql), str(tmp_path / "r.db")):
            with Record(target) as record:
                for one in crowd(Random(7), 12):
                    record.add(one)
                    record.link()
                found.append([(event_json(one.event), one) for one in record.events()])
    assert found[0] == found[1]
    assert found[0]


@given(sealed())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_extractions_come_out_as_they_went_in(postgresql: str, pair: tuple[Extraction, bytes]) -> None:
    extraction, raw = pair
    with Record(emptied(postgresql)) as record:
        record.add(extraction, raw)
        assert list(record.extractions()) == [extraction]
        assert record.raw(extraction.report.id) == raw
