"""Tokens for the API: shown once, never more than their owner, and ended by themselves or by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from knell.review import By, NotAllowed, Person, Refused, Right, Role, accounts, grants, tokens
from tests.review.office import ADMIN, Office

VIEW = frozenset({Right.VIEW})


def make(office: Office, owner: str = ADMIN, rights: frozenset[Right] = VIEW, days: float = 30) -> tuple[str, str]:
    until = office.now + timedelta(days=days)
    text, made = tokens.make(office.record, owner, "a table", rights, until, office.by(owner))
    return text, made.id


def find(office: Office, text: str) -> Person | None:
    return tokens.find(office.record, text, office.now)


def test_a_token_is_its_owner_within_its_rights(office: Office) -> None:
    text, _ = make(office)
    person = find(office, text)
    assert person is not None and (person.name, person.limit) == (ADMIN, VIEW)
    assert person.may(Right.VIEW, office.now) and not person.may(Right.PEOPLE, office.now)
    for other in (text[:-1], text + "a", text.upper(), "", "knell_", "knell_\x00\ud800"):
        assert find(office, other) is None


def test_a_token_ends_after_its_time_by_hand_or_with_the_account(office: Office) -> None:
    office.hire("Tural", Role.CODER)
    text, _ = make(office, "Tural", days=1)
    assert find(office, text) is not None
    office.pass_by(days=1)
    assert find(office, text) is None
    text, ident = make(office, "Tural")
    tokens.revoke(office.record, ident, office.by("Tural"))
    assert find(office, text) is None
    text, _ = make(office, "Tural")
    accounts.disable(office.record, "Tural", office.by(ADMIN))
    assert find(office, text) is None


def test_rights_that_the_owner_loses_the_token_loses(office: Office) -> None:
    office.hire("Tural", Role.REVIEWER)
    text, _ = make(office, "Tural", frozenset({Right.VIEW, Right.SETTLE}))
    accounts.set_role(office.record, "Tural", Role.READER, office.by(ADMIN))
    person = find(office, text)
    assert person is not None and person.may(Right.VIEW, office.now) and not person.may(Right.SETTLE, office.now)
    granted = grants.grant(office.record, "Tural", Right.EXPORT, office.by(ADMIN))
    person = find(office, text)
    assert person is not None and not person.may(Right.EXPORT, office.now)
    text, _ = make(office, "Tural", frozenset({Right.EXPORT}))
    grants.end_grant(office.record, granted.number, office.by(ADMIN))
    person = find(office, text)
    assert person is not None and not person.may(Right.EXPORT, office.now)


def test_what_no_token_is_made_for(office: Office) -> None:
    office.hire("Tural", Role.CODER)
    with pytest.raises(NotAllowed, match="cannot carry the right export"):
        make(office, "Tural", frozenset({Right.VIEW, Right.EXPORT}))
    for days in (0, -1, 367):
        with pytest.raises(Refused, match="within a year"):
            make(office, days=days)
    with pytest.raises(Refused, match="needs a right"):
        make(office, rights=frozenset())
    until = office.now + timedelta(days=1)
    for name in ("", " \n ", "a\x00b", "x" * 65):
        with pytest.raises(Refused, match="needs a name"):
            tokens.make(office.record, ADMIN, name, VIEW, until, office.by(ADMIN))
    by = office.by(ADMIN)
    assert by.person is not None
    with_token = By(replace(by.person, limit=frozenset(Right)), office.now)
    with pytest.raises(NotAllowed, match="no token is made with a token"):
        tokens.make(office.record, ADMIN, "more", VIEW, until, with_token)


def test_the_tokens_of_others_are_theirs(office: Office) -> None:
    office.hire("Tural", Role.MANAGER)
    _, ident = make(office)
    with pytest.raises(NotAllowed):
        tokens.revoke(office.record, ident, office.by("Tural"))
    with pytest.raises(NotAllowed):
        tokens.make(office.record, ADMIN, "x", VIEW, office.now + timedelta(days=1), office.by("Tural"))
    _, ident = make(office, "Tural")
    tokens.revoke(office.record, ident, office.by(ADMIN))


def test_the_last_day_of_use_is_known(office: Office) -> None:
    text, _ = make(office)
    (token,) = tokens.tokens_of(office.record, ADMIN)
    assert token.used is None and token.is_alive(office.now)
    office.pass_by(days=3)
    find(office, text)
    office.pass_by(hours=1)
    find(office, text)
    (token,) = tokens.tokens_of(office.record, ADMIN)
    assert token.used == office.now.date()
