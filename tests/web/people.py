"""People of every kind who ask a small app: in a session, with a token, with grants, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from knell.record import Record
from knell.review import RIGHTS, By, Person, Right, Role, accounts, grants, operator, passwords, signing, tokens
from knell.web import Settings, create_app
from knell.web.forgery import HEADER, SESSION
from tests.review.office import cheap_hasher
from tests.web.asking import token as form_token
from tests.web.small import fill

PASSWORD = "a long and quiet river"
PER_EVENT = frozenset({Right.VIEW, Right.EXPORT, Right.CODE, Right.DECIDE, Right.SETTLE})


@dataclass(frozen=True)
class Who:
    """Somebody who asks: what may be done, what may be done to one event, and how it is shown who it is."""

    label: str
    may: frozenset[Right] = frozenset()
    at_event: frozenset[Right] = frozenset()
    session: str | None = None
    token: str | None = None

    def may_all(self, rights: frozenset[Right], is_of_event: bool) -> bool:
        """Whether somebody with these rights is let in."""
        return rights <= (self.may | self.at_event if is_of_event else self.may)


@dataclass
class Office:
    """An app with its people."""

    app: FastAPI
    record: Record
    event: str
    people: dict[str, Who] = field(default_factory=dict)

    def client(self, who: Who, for_api: bool) -> TestClient:
        """Somebody's browser or program."""
        client = TestClient(self.app, base_url="http://localhost", raise_server_exceptions=False)
        if for_api and who.token:
            client.headers["Authorization"] = f"Bearer {who.token}"
        elif who.session:
            client.cookies.set(SESSION, who.session)
        if "Authorization" not in client.headers:
            client.headers[HEADER] = form_token(client)
        return client


def office(folder: Path) -> Office:
    """The app over a small record, and one of each kind of people."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", cheap_hasher)
        return _office(fill(folder, str(folder / "knell.db")))


def _office(target: str) -> Office:
    app = create_app(Settings(target, pace=0))
    record: Record = app.state.record
    here, there = (event.key for event in record.events())
    made = Office(app, record, here)
    boss = operator("root")
    for role in (Role.ADMIN, *(role for role in Role if role is not Role.ADMIN)):
        made.people[role.value] = _account(record, role.value, role, boss, RIGHTS[role])
    admin = made.people["admin"]
    made.people["nobody"] = Who("nobody")
    made.people["token for viewing"] = Who(
        "token for viewing", frozenset({Right.VIEW}), token=_token(record, "admin", {Right.VIEW})
    )
    _account(record, "disabled", Role.MANAGER, boss, frozenset())
    closed = Who(
        "disabled", session=_session(record, "disabled"), token=_token(record, "disabled", RIGHTS[Role.READER])
    )
    accounts.disable(record, "disabled", boss)
    made.people["disabled"] = closed
    # What anybody may end, rename or close in these tests.
    _add(record, "target", Role.READER, boss)
    _grant(record, "target", Right.VIEW, None, 1)
    view = RIGHTS[Role.READER]
    for label, event, days in (("grant here", here, 1), ("grant elsewhere", there, 1), ("grant that ended", None, -1)):
        _add(record, label, Role.READER, boss)
        for right in sorted(PER_EVENT - view):
            _grant(record, label, right, event, days)
        held = PER_EVENT if event == here else frozenset()
        carried = PER_EVENT if days > 0 else view
        made.people[label] = Who(label, view, held, _session(record, label), _token(record, label, carried))
    assert admin.may == frozenset(Right)
    return made


def _account(record: Record, name: str, role: Role, boss: By, may: frozenset[Right]) -> Who:
    _add(record, name, role, boss)
    return Who(name, may, frozenset(), _session(record, name), _token(record, name, RIGHTS[role]))


def _add(record: Record, name: str, role: Role, boss: By) -> None:
    accounts.add(record, name, PASSWORD, role, boss)


def _session(record: Record, name: str) -> str:
    return signing.sign_in(record, name, PASSWORD, By(None)).token


def _token(record: Record, name: str, rights: frozenset[Right] | set[Right]) -> str:
    person = Person(name, accounts.account(record, name).role)
    until = datetime.now(UTC) + timedelta(days=2)
    return tokens.make(record, name, "test", rights, until, By(person))[0]


def _grant(record: Record, name: str, right: Right, event: str | None, days: int) -> None:
    """A grant that ends so many days from now; one that has ended was made long ago."""
    now = datetime.now(UTC)
    boss = operator("root", now - timedelta(days=9))
    grants.grant(record, name, right, boss, event, now + timedelta(days=days))
