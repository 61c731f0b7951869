"""Rights: no combination of roles, grants and tokens gives anybody what nobody who had it gave him."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knell.record import Record
from knell.review import RIGHTS, By, Grant, Person, Refused, Right, Role, accounts, grants, tokens
from tests.review.conftest import fill
from tests.review.office import ADMIN, Office

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
rights = st.sampled_from(Right)
events = st.sampled_from([None, "e1", "e2"])
moments = st.integers(-3, 3).map(lambda days: AT + timedelta(days=days))
some_grants = st.lists(st.builds(Grant, rights, events, st.none() | moments), max_size=5).map(tuple)
limits = st.none() | st.frozensets(rights)
people = st.builds(Person, st.just("ana"), st.sampled_from(Role), some_grants, limits)


@given(people, rights, moments, events)
def test_a_person_may_what_role_or_grant_gives_and_the_token_carries(
    person: Person, right: Right, at: datetime, event: str | None
) -> None:
    held = [one for one in person.grants if one.until is None or at < one.until]
    given_by_grant = [one for one in held if one.right is right and one.event in (None, event)]
    carried = person.limit is None or right in person.limit
    assert person.may(right, at, event) == (carried and (right in RIGHTS[person.role] or given_by_grant != []))


@given(people, rights, moments, moments, events, st.integers(0, 4), limits)
def test_time_and_limits_only_take_away(
    person: Person,
    right: Right,
    at: datetime,
    later: datetime,
    event: str | None,
    out: int,
    limit: frozenset[Right] | None,
) -> None:
    at, later = sorted((at, later))
    before = person.may(right, at, event)
    assert before or not person.may(right, later, event)
    assert before or not replace(person, grants=person.grants[:out] + person.grants[out + 1 :]).may(right, at, event)
    if person.limit is None:
        assert before or not replace(person, limit=limit).may(right, at, event)
    assert person.may(right, at, event) or not person.may(right, at)


@given(st.sampled_from(Role), rights)
def test_roles_only_add_to_each_other(role: Role, right: Right) -> None:
    ranks = list(Role)
    higher = ranks[min(ranks.index(role) + 1, len(ranks) - 1)]
    assert RIGHTS[role] <= RIGHTS[higher] and RIGHTS[Role.ADMIN] == frozenset(Right)


NAMES = (ADMIN, "Bahar", "Ceyhun", "Dilara")


@dataclass(frozen=True)
class Deed:
    """What somebody tries to do to somebody."""

    actor: str
    target: str
    what: str
    role: Role
    right: Right
    event: int | None
    days: int | None
    carried: frozenset[Right] | None


deeds = st.builds(
    Deed,
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(["role", "grant", "grant", "grant", "end", "disable", "enable", "password", "wait", "token"]),
    st.sampled_from(Role),
    st.sampled_from([Right.PEOPLE, Right.PEOPLE, *Right]),
    st.sampled_from([None, None, 0, 1]),
    st.sampled_from([None, 1, 5]),
    st.none() | st.none() | st.frozensets(rights),
)


def do(office: Office, deed: Deed, keys: list[str]) -> None:
    """Try it; what is refused changes nothing."""
    record = office.record
    by = office.by(deed.actor)
    assert by.person is not None
    if not accounts.account(record, deed.actor).active:
        return
    by = By(replace(by.person, limit=deed.carried), by.at)
    until = None if deed.days is None else office.now + timedelta(days=deed.days)
    event = None if deed.event is None else keys[deed.event]
    if deed.what == "role":
        accounts.set_role(record, deed.target, deed.role, by)
    elif deed.what == "grant":
        grants.grant(record, deed.target, deed.right, by, event, until)
    elif deed.what == "end":
        for one in grants.grants_of(record, deed.target):
            grants.end_grant(record, one.number, by)
    elif deed.what == "disable":
        accounts.disable(record, deed.target, by)
    elif deed.what == "enable":
        accounts.enable(record, deed.target, by)
    elif deed.what == "password":
        accounts.set_password(record, deed.target, "seven blue herons", by)
    elif deed.what == "token":
        tokens.make(record, deed.target, "t", deed.carried or (deed.right,), office.now + timedelta(days=3), by)


Power = tuple[Right, datetime, str | None]


def powers(office: Office, keys: list[str]) -> dict[str, frozenset[Power]]:
    """All that everybody may do, now and later, by right, moment and event."""
    times = [office.now + timedelta(days=days) for days in (0, 1, 4, 6)]
    found = {}
    for name in NAMES:
        person = office.person(name)
        found[name] = frozenset(
            (right, at, event)
            for right in Right
            for at in (*times, FOR_EVER)
            for event in (None, *keys)
            if person.may(right, at, event)
        )
    return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with events in it, to copy."""
    path = tmp_path_factory.mktemp("rights") / "knell.db"
    with Record(path) as record:
        fill(record)
    return path


@pytest.fixture
def one_office(template: Path, tmp_path: Path, cheap_passwords: None) -> Iterator[Path]:
    yield tmp_path / "knell.db"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(deeds, min_size=1, max_size=12), st.tuples(*[st.sampled_from(Role)] * 3))
def test_whatever_people_do_nobody_gains_what_the_giver_lacked(
    template: Path, one_office: Path, wanted: list[Deed], roles: tuple[Role, ...]
) -> None:
    shutil.copyfile(template, one_office)
    with Record(one_office) as record:
        office = Office(record, AT)
        keys = [event.key for event in record.events()]
        office.hire(ADMIN, Role.ADMIN)
        for name, role in zip(NAMES[1:], roles, strict=True):
            office.hire(name, role)
        for deed in wanted:
            if deed.what == "wait":
                office.pass_by(days=deed.days or 2)
            before = powers(office, keys)
            was_active = {one.name for one in accounts.accounts(record) if one.active}
            try:
                do(office, deed, keys)
            except Refused:
                assert powers(office, keys) == before
            after = powers(office, keys)
            active = {one.name: one for one in accounts.accounts(record) if one.active}
            assert any(one.role is Role.ADMIN for one in active.values())
            for name in NAMES:
                gained = after[name] - before[name]
                assert gained <= before[deed.actor]
                assert not gained or (name == deed.target != deed.actor and deed.actor in was_active)
                if deed.carried is not None:
                    assert {right for right, _, _ in gained} <= deed.carried
