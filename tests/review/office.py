"""A record in every database, with an admin, and a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from argon2 import PasswordHasher

from knell.record import Record
from knell.review import By, Person, Right, Role, accounts, grants, operator
from knell.review import passwords as hashing

ADMIN, PASSWORD = "Rena", "nine tin lanterns"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@cache
def cheap_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Office:
    """A record with people in it, at a moment that only ``pass_by`` moves."""

    record: Record
    now: datetime = START
    passwords: dict[str, str] = field(default_factory=dict)

    def pass_by(self, **much: float) -> datetime:
        self.now += timedelta(**much)
        return self.now

    def hire(self, name: str, role: Role, by: str | None = None) -> str:
        maker = operator("root", self.now) if by is None else self.by(by)
        self.passwords[name] = f"{PASSWORD} of {len(self.passwords)}"
        return accounts.add(self.record, name, self.passwords[name], role, maker).name

    def person(self, name: str) -> Person:
        kept = accounts.account(self.record, name)
        held = tuple(one.as_grant() for one in grants.grants_of(self.record, kept.name) if one.holds(self.now))
        return Person(kept.name, kept.role, held)

    def by(self, name: str, address: str | None = "192.0.2.1") -> By:
        return By(self.person(name), self.now, address)

    def stranger(self, address: str | None = "192.0.2.1") -> By:
        return By(None, self.now, address)

    def may(self, name: str, right: Right, event: str | None = None) -> bool:
        return self.person(name).may(right, self.now, event)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed fast: nobody attacks a test."""
    monkeypatch.setattr(hashing, "_hasher", cheap_hasher)


@pytest.fixture
def empty(address: str) -> Iterator[Office]:
    """A record without accounts, in every database."""
    with Record(address) as opened:
        yield Office(opened)


@pytest.fixture
def office(empty: Office) -> Office:
    """A record with one admin."""
    empty.hire(ADMIN, Role.ADMIN)
    return empty
