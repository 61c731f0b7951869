"""How much a page asks of the record: each question is a way to the server and back, and each transaction two more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import event
from sqlalchemy.engine import Engine

from knell.record import Record
from knell.review import Person, Role, accounts, operator
from knell.review.sessions import begin
from knell.web import Settings, access, create_app
from knell.web.forgery import SESSION
from knell.web.panel import Panel, panel_of
from knell.web.routes import one_event
from tests.record.test_postgresql import emptied
from tests.web.people import PASSWORD
from tests.web.small import fill


class Asked:
    """How many questions were asked in how many transactions."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.transactions = 0

    def asked(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """A question; SQLite is told to begin in words too."""
        if not statement.startswith("BEGIN"):
            self.questions.append(statement)

    def begun(self, _connection: object) -> None:
        """A transaction."""
        self.transactions += 1


@contextmanager
def counted() -> Iterator[Asked]:
    """What is asked of any record in it."""
    asked = Asked()
    event.listen(Engine, "before_cursor_execute", asked.asked)
    event.listen(Engine, "begin", asked.begun)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", asked.asked)
        event.remove(Engine, "begin", asked.begun)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A small record in which something was decided of every kind that an event's page tells of."""
    is_file = request.param == "sqlite"
    target = fill(tmp_path, str(tmp_path / "r.db") if is_file else emptied(request.getfixturevalue("postgresql")))
    with Record(target) as record:
        (here, *_) = (one.key for one in record.events())
        first, second, *_ = (one.id for one in record.claims(here))
        record.correct(second, {"low": 13, "high": 13, "wording": "exact"}, by="ana", why="misread")
        record.reject(first, by="ana", why="twice")
        record.set_figure(here, "killed", 12, 13, 15, by="ana", why="counted")
        record.undo(record.describe(here, {"name": "A night"}, by="ana", why="so called").number, by="ana", why="no")
    return target


@pytest.fixture
def client(target: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The app over it, for the one person of this machine, to whom another event was shown."""
    # Whether there are accounts by now is looked up every few seconds.
    monkeypatch.setattr(access, "_LOOK_AGAIN_SECONDS", 3600.0)
    with Record(target) as record:
        other = record.events()[1].key
    with TestClient(create_app(Settings(target, single="ana")), base_url="http://localhost") as opened:
        assert opened.get(f"/events/{other}").status_code == 200
        yield opened


@pytest.fixture
def key(target: str) -> str:
    """The event that was decided about."""
    with Record(target) as record:
        return record.events()[0].key


def test_an_event_page_asks_little_at_one_moment(client: TestClient, key: str) -> None:
    with counted() as first:
        assert client.get(f"/events/{key}").status_code == 200
    with counted() as again:
        assert client.get(f"/events/{key}").status_code == 200
    # One transaction says who asks and what that person codes blind, the other all there is to see.
    assert (first.transactions, again.transactions) == (2, 2)
    assert (len(first.questions), len(again.questions)) == (13, 5)


def test_the_claims_of_an_event_are_asked_for_as_little_by_a_program(client: TestClient, key: str) -> None:
    with counted() as asked:
        assert client.get(f"/api/v1/events/{key}/claims").status_code == 200
    assert (asked.transactions, len(asked.questions)) == (2, 13)


def test_a_list_asks_little(client: TestClient) -> None:
    with counted() as first:
        assert client.get("/events?words=Herat").status_code == 200
    with counted() as again:
        assert client.get("/events?words=Herat").status_code == 200
    assert (first.transactions, again.transactions) == (1, 1)
    assert (len(first.questions), len(again.questions)) == (8, 2)


def test_who_asks_in_a_session_is_found_in_one_transaction(target: str) -> None:
    with TestClient(create_app(Settings(target)), base_url="http://localhost") as opened:
        record = opened.app.state.record  # type: ignore[attr-defined]
        accounts.add(record, "eva", PASSWORD, Role.ADMIN, operator("root"))
        with record.database.writing() as connection:
            opened.cookies.set(SESSION, begin(connection, "eva", operator("root", datetime.now(UTC)), None))
        assert opened.get("/events").status_code == 200
        with counted() as asked:
            assert opened.get("/events").status_code == 200
    assert (asked.transactions, len(asked.questions)) == (2, 4)


def test_what_is_shown_and_the_version_that_was_seen_belong_together(
    client: TestClient, target: str, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[int] = []

    def panel(request: Request, record: Record, person: Person, **about: Any) -> Panel:
        # Somebody decides while the page is made.
        thread = Thread(target=lambda: record.set_figure(key, "killed", 1, 2, 3, by="ben", why="recounted"))
        thread.start()
        thread.join()
        found = panel_of(request, record, person, **about)
        said.append(found.seen)
        return found

    with Record(target) as record:
        before = record.version("event", key)
    monkeypatch.setattr(one_event, "panel_of", panel)
    assert client.get(f"/events/{key}").status_code == 200
    assert said == [before]
