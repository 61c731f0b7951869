"""One record may be used by many threads at once, and by a program that outlives its database server."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from knell.record import Query, Record, RecordError, Sealed, Standing
from tests.record.strategies import example
from tests.record.test_postgresql import emptied
from tests.servers import program, running


@pytest.fixture(params=["file", "server"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    yield str(tmp_path / "r.db") if request.param == "file" else emptied(request.getfixturevalue("postgresql"))


def test_many_threads_read_while_others_write(target: str) -> None:
    with Record(target) as record:
        record.add_many([Sealed(*example(f"r{n}", b"%d" % n, low=100 + n)) for n in range(4)])
        record.link()
        claim = record.claims(record.events()[0].key)[0].id
        begun = threading.Barrier(24)

        def read(_: int) -> bool:
            begun.wait()
            for _ in range(5):
                page = record.listed(Query())
                # What one question answers is of one moment, whatever is written meanwhile.
                assert sum(page.facets.statuses.values()) == page.total == len(page.rows)
                assert record.claim_states([claim])[claim].claim.id == claim
                assert record.events()
            return True

        def write(number: int) -> bool:
            begun.wait()
            assert record.add(*example(f"w{number}", b"w%d" % number)) is Standing.ADDED
            record.accept(claim, by=f"person {number}")
            return True

        jobs: list[tuple[Callable[[int], bool], int]] = [(read, n) for n in range(16)] + [(write, n) for n in range(8)]
        with ThreadPoolExecutor(len(jobs)) as pool:
            assert all(pool.map(lambda job: job[0](job[1]), jobs))
        record.link()
        assert record.count() == 12
        assert len(record.decisions()) == 8
        assert not {"decisions", "database", "events"} & set(record.verify().wrong)


def test_more_threads_than_connections_wait_their_turn(target: str) -> None:
    with Record(target) as record:
        record.add(*example())
        record.link()
        with ThreadPoolExecutor(100) as pool:
            assert set(pool.map(lambda _: record.listed(Query()).total, range(300))) == {1}


def test_a_server_that_was_started_again_is_connected_to_anew() -> None:
    if program("initdb") is None:
        pytest.skip("PostgreSQL's programs are not installed")
    with running(safe=True) as server, Record(server.address) as record:
        record.add(*example())
        record.link()
        total = record.listed(Query()).total
        server.stop()
        with pytest.raises(RecordError) as error:
            record.listed(Query())
        # What was in use just now is not tried before it is used again.
        assert "lost its server" in str(error.value) or "cannot be reached" in str(error.value)
        with pytest.raises(RecordError, match="cannot be reached"):
            record.listed(Query())
        server.start()
        assert record.listed(Query()).total == total
        server.stop()
        server.start()
        sleep(1.1)
        assert record.listed(Query()).total == total
        record.add(*example("again", b"again"))
        assert record.count() == 2
