"""All that a thread reads while it holds one moment of a record is as of that moment."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from knell.record import Record, RecordError, Visit
from knell.record.visits import put_visits
from tests.record.strategies import example
from tests.record.test_postgresql import emptied


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record is to be."""
    is_file = request.param == "sqlite"
    return str(tmp_path / "r.db") if is_file else emptied(request.getfixturevalue("postgresql"))


def test_what_others_write_meanwhile_is_seen_afterwards(target: str) -> None:
    with Record(target) as record:
        record.add(*example("first", b"1"))
        with record.held():
            assert record.count() == 1
            other = Thread(target=lambda: record.add(*example("second", b"2")))
            other.start()
            other.join()
            with record.held():
                assert record.count() == 1
            assert record.count() == 1
        assert record.count() == 2


def test_nothing_is_written_in_it(target: str) -> None:
    with Record(target) as record:
        with record.held(), pytest.raises(RecordError, match="nothing is written while"):
            record.add(*example("first", b"1"))
        record.add(*example("first", b"1"))
        assert record.count() == 1


def test_what_is_to_be_written_waits_until_it_is_over(target: str) -> None:
    visit = Visit("http://a.example/", "wanted")
    with Record(target) as record:
        with pytest.raises(ZeroDivisionError), record.held():
            record.database.afterwards(lambda connection: put_visits(connection, [visit]))
            assert record.visits() == []
            raise ZeroDivisionError
        assert record.visits() == [visit]
        record.database.afterwards(lambda connection: put_visits(connection, [replace(visit, state="done")]))
        assert [one.state for one in record.visits()] == ["done"]
