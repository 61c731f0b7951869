"""Two people decide about one claim at the same time: one does, the other is told, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from fastapi.testclient import TestClient

from knell.record import Record
from knell.web import Settings, create_app
from tests.web.asking import send
from tests.web.small import fill
from tests.web.working import carried


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A small record in each kind of database."""
    target = str(tmp_path / "knell.db") if request.param == "sqlite" else request.getfixturevalue("emptied")
    return fill(tmp_path, target)


@pytest.fixture
def emptied(postgresql: str) -> str:
    """A database of its own on the server of the tests."""
    from sqlalchemy import create_engine, text

    engine = create_engine(postgresql.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS conflicts WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE conflicts"))
    engine.dispose()
    return postgresql.replace("/postgres?", "/conflicts?")


@pytest.fixture
def two(place: str) -> Iterator[tuple[TestClient, TestClient]]:
    with (
        TestClient(create_app(Settings(place, single="ana")), base_url="http://localhost") as ana,
        TestClient(create_app(Settings(place, single="ben")), base_url="http://localhost") as ben,
    ):
        yield ana, ben


def test_of_two_at_once_one_decides_and_the_other_is_shown_both(place: str, two: tuple[TestClient, TestClient]) -> None:
    with Record(place) as record:
        claim = record.event(record.events()[0].key).claims[0]
        barrier = Barrier(2)

        def reject(client: TestClient, why: str) -> tuple[int, str]:
            barrier.wait()
            answer = send(client, f"/claims/{claim}/reject", {"seen": "0", "why": why, "then": "stay"})
            return answer.status_code, answer.text

        with ThreadPoolExecutor(2) as pool:
            jobs = [
                pool.submit(reject, client, f"{who} says so") for client, who in zip(two, ("ana", "ben"), strict=True)
            ]
            answers = [job.result() for job in jobs]
        assert sorted(status for status, _ in answers) == [303, 409]
        assert len(record.history(claim=claim)) == 1
        loser = [status for status, _ in answers].index(409)
        text = answers[loser][1]
        winner = ("ana", "ben")[1 - loser]
        assert f"{winner} rejected a claim" in text and f"{winner} says so" in text
        assert f"{('ana', 'ben')[loser]} says so" in text
        again = carried(text)
        answer = send(two[loser], f"/claims/{claim}/reject", again)
        assert answer.status_code == 303
        last, first = record.history(claim=claim)
        assert (last.why, first.why) == (f"{('ana', 'ben')[loser]} says so", f"{winner} says so")


def test_a_correction_on_top_of_another_changes_only_its_own_fields(
    place: str, two: tuple[TestClient, TestClient]
) -> None:
    _, ben = two
    with Record(place) as record:
        claim = next(one for one in record.claims(record.events()[0].key) if one.count.low == 12)
        shown = carried(ben.get(f"/claims/{claim.id}/correct").text)
        as_shown = {name.removeprefix("was_"): value for name, value in shown.items() if name.startswith("was_")}
        record.correct(claim.id, {"role": "part"}, by="ana", why="of the town alone")
        typed = shown | as_shown | {"low": "13", "why": "a misprint"}
        answer = send(ben, f"/claims/{claim.id}/correct", typed)
        assert answer.status_code == 409
        assert "of the town alone" in answer.text and re.search(r"<dt>Lowest</dt><dd[^>]*>13</dd>", answer.text)
        assert send(ben, f"/claims/{claim.id}/correct", carried(answer.text)).status_code == 303
        state = record.claim_states([claim.id])[claim.id]
        assert (state.claim.role, state.claim.count.low) == ("part", 13)


def test_two_reviewers_of_one_event_are_told_too(place: str, two: tuple[TestClient, TestClient]) -> None:
    ana, ben = two
    with Record(place) as record:
        key = record.events()[0].key
        typed = {"seen": "0", "outcome": "killed", "best": "15", "why": "counted"}
        assert send(ana, f"/events/{key}/figure", typed).status_code == 303
        answer = send(ben, f"/events/{key}/figure", {**typed, "best": "14"})
        assert answer.status_code == 409
        assert "counted" in answer.text and 'name="best" value="14"' in answer.text
