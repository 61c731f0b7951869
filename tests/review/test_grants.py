"""Grants: for a time, for one event, by who has the right; they end by themselves and are never deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from knell.record import RecordError
from knell.review import NotAllowed, Refused, Right, Role, grants
from tests.review.conftest import fill
from tests.review.office import ADMIN, Office


def test_a_grant_ends_by_itself(office: Office) -> None:
    office.hire("Leyla", Role.READER)
    grants.grant(office.record, "leyla", Right.EXPORT, office.by(ADMIN), until=office.now + timedelta(days=7))
    assert office.may("Leyla", Right.EXPORT) and not office.may("Leyla", Right.DECIDE)
    office.pass_by(days=7)
    assert not office.may("Leyla", Right.EXPORT)


def test_a_grant_for_one_event_is_for_that_alone(office: Office) -> None:
    fill(office.record)
    office.hire("Leyla", Role.READER)
    one, other = (event.key for event in office.record.events())
    grants.grant(office.record, "Leyla", Right.SETTLE, office.by(ADMIN), event=one)
    assert office.may("Leyla", Right.SETTLE, one)
    assert not office.may("Leyla", Right.SETTLE, other) and not office.may("Leyla", Right.SETTLE)


def test_a_grant_ended_by_hand_stays_on_record(office: Office) -> None:
    office.hire("Leyla", Role.READER)
    made = grants.grant(office.record, "Leyla", Right.EXPORT, office.by(ADMIN))
    office.pass_by(hours=1)
    grants.end_grant(office.record, made.number, office.by(ADMIN))
    assert not office.may("Leyla", Right.EXPORT)
    (kept,) = grants.grants_of(office.record, "Leyla")
    assert (kept.made_by, kept.ended_by, kept.ended) == (ADMIN, ADMIN, office.now)


def test_what_is_not_granted(office: Office) -> None:
    fill(office.record)
    event = office.record.events()[0].key
    office.hire("Leyla", Role.READER)
    for right in (Right.PEOPLE, Right.AUDIT, Right.ASSIGN):
        with pytest.raises(Refused, match="for the whole record"):
            grants.grant(office.record, "Leyla", right, office.by(ADMIN), event=event)
    with pytest.raises(Refused, match="ends in the future"):
        grants.grant(office.record, "Leyla", Right.EXPORT, office.by(ADMIN), until=office.now)
    with pytest.raises(RecordError, match="there is no event"):
        grants.grant(office.record, "Leyla", Right.DECIDE, office.by(ADMIN), event="none")
    with pytest.raises(Refused, match="there is no account"):
        grants.grant(office.record, "Kamil", Right.EXPORT, office.by(ADMIN))
    with pytest.raises(NotAllowed, match="give yourself"):
        grants.grant(office.record, ADMIN, Right.EXPORT, office.by(ADMIN))
    office.hire("Tural", Role.MANAGER)
    with pytest.raises(NotAllowed, match="needs the right: people"):
        grants.grant(office.record, "Leyla", Right.EXPORT, office.by("Tural"))
    assert grants.grants_of(office.record, "Leyla") == []
