"""Accounts: their names and passwords, who may change them, and that an admin stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from knell.review import NotAllowed, Refused, Right, Role, accounts, audit, grants, operator
from tests.review.office import ADMIN, PASSWORD, Office


def test_a_record_without_accounts_is_one_persons(empty: Office) -> None:
    assert not accounts.has_accounts(empty.record)
    empty.hire(ADMIN, Role.ADMIN)
    assert accounts.has_accounts(empty.record)


def test_the_first_account_is_an_admins(empty: Office) -> None:
    with pytest.raises(Refused, match="first account must be an admin's"):
        empty.hire("Tural", Role.REVIEWER)
    assert not accounts.has_accounts(empty.record)


@pytest.mark.parametrize("name", ["rena", "RENA", " Rena ", "\uff32ena"])
def test_two_names_never_differ_in_case_or_width_only(office: Office, name: str) -> None:
    with pytest.raises(Refused, match="there is an account Rena already"):
        office.hire(name, Role.READER)
    assert accounts.account(office.record, name).name == ADMIN


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "a\u00a0 b",
        "a  b",
        "a\u200bb",
        "a\nb",
        "a\u202eb",
        "a\ud800b",
        "-a",
        "a" * 65,
        "R\u0435na",
        "a/b",
        "a(b)",
    ],
)
def test_names_that_deceive_are_refused(office: Office, name: str) -> None:
    with pytest.raises(Refused):
        office.hire(name, Role.READER)
    assert len(accounts.accounts(office.record)) == 1


@pytest.mark.parametrize("name", ["Səbinə Əliyeva", "Ольга", "o'neil", "j.doe-2", "a@example.org"])
def test_names_of_people_are_taken(office: Office, name: str) -> None:
    assert office.hire(name, Role.READER) == name


@pytest.mark.parametrize(
    "password",
    [
        "too short",
        "passwordpassword",
        "Password12345678!",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "marguerite!1",
        "Marguerite Marguerite",
        "qwertyuiop2024",
        "x" * 1001,
    ],
)
def test_passwords_that_are_tried_first_are_refused_and_never_repeated(office: Office, password: str) -> None:
    with pytest.raises(Refused) as refused:
        accounts.add(office.record, "Marguerite", password, Role.READER, office.by(ADMIN))
    assert password not in str(refused.value)


def test_only_who_keeps_accounts_makes_them(office: Office) -> None:
    office.hire("Tural", Role.MANAGER)
    with pytest.raises(NotAllowed, match="needs the right: people"):
        office.hire("Leyla", Role.READER, by="Tural")


def test_nobody_gives_a_role_with_rights_that_he_lacks(office: Office) -> None:
    office.hire("Tural", Role.REVIEWER)
    office.hire("Leyla", Role.READER)
    grants.grant(office.record, "Tural", Right.PEOPLE, office.by(ADMIN))
    accounts.set_role(office.record, "Leyla", Role.CODER, office.by("Tural"))
    for role in (Role.MANAGER, Role.ADMIN):
        with pytest.raises(NotAllowed):
            accounts.set_role(office.record, "Leyla", role, office.by("Tural"))
        with pytest.raises(NotAllowed):
            office.hire("Kamil", role, by="Tural")
    with pytest.raises(NotAllowed):
        accounts.set_role(office.record, "Tural", Role.READER, office.by("Tural"))


def test_who_keeps_accounts_for_a_while_leaves_nothing_that_lasts_longer(office: Office) -> None:
    office.hire("Tural", Role.REVIEWER)
    office.hire("Leyla", Role.READER)
    until = office.now + timedelta(days=2)
    grants.grant(office.record, "Tural", Right.AUDIT, office.by(ADMIN), until=until)
    grants.grant(office.record, "Tural", Right.PEOPLE, office.by(ADMIN), until=until)
    grants.grant(office.record, "Leyla", Right.AUDIT, office.by("Tural"), until=until)
    for longer in (until + timedelta(seconds=1), None):
        with pytest.raises(NotAllowed):
            grants.grant(office.record, "Leyla", Right.AUDIT, office.by("Tural"), until=longer)


def test_nobody_lays_hands_on_one_who_has_more(office: Office) -> None:
    office.hire("Tural", Role.REVIEWER)
    grants.grant(office.record, "Tural", Right.PEOPLE, office.by(ADMIN))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: accounts.set_password(office.record, ADMIN, "seven blue herons", office.by("Tural")),
        lambda: accounts.disable(office.record, ADMIN, office.by("Tural")),
        lambda: accounts.set_role(office.record, ADMIN, Role.READER, office.by("Tural")),
        lambda: accounts.drop_codes(office.record, ADMIN, office.by("Tural")),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="who has a right that Tural lacks"):
            attempt()


def test_the_last_active_admin_stays(office: Office) -> None:
    second = office.hire("Second", Role.ADMIN)
    accounts.disable(office.record, second, office.by(ADMIN))
    with pytest.raises(Refused, match="last active admin"):
        accounts.disable(office.record, ADMIN, office.by(ADMIN))
    with pytest.raises(Refused, match="last active admin"):
        accounts.set_role(office.record, ADMIN, Role.READER, operator("root", office.now))
    accounts.enable(office.record, second, office.by(ADMIN))
    accounts.disable(office.record, ADMIN, office.by(second))
    assert [one.name for one in accounts.accounts(office.record) if one.active] == [second]


def test_what_was_done_to_accounts_is_in_the_log(office: Office) -> None:
    office.hire("Tural", Role.READER, by=ADMIN)
    accounts.set_role(office.record, "tural", Role.CODER, office.by(ADMIN))
    accounts.set_password(office.record, "Tural", "seven blue herons", office.by(ADMIN))
    accounts.disable(office.record, "Tural", office.by(ADMIN))
    found = audit.entries(office.record, audit.Filters(subject="Tural"))
    assert [one.what for one in found] == ["account disabled", "password set", "role changed", "account made"]
    assert {one.who for one in found} == {ADMIN} and found[2].detail == {"from": "reader", "to": "coder"}
    assert audit.entries(office.record)[-1].who == "root (command line)"
    assert not any(PASSWORD in line or "herons" in line for line in audit.export(office.record))


def test_who_took_over_a_session_cannot_make_it_his_for_good(office: Office) -> None:
    """The own password and codes are changed by who knows the password, not by who sits at the desk."""
    office.hire("Second", Role.ADMIN)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: accounts.set_password(office.record, ADMIN, "seven blue herons", office.by(ADMIN)),
        lambda: accounts.drop_codes(office.record, ADMIN, office.by(ADMIN)),
        lambda: accounts.set_role(office.record, ADMIN, Role.READER, office.by(ADMIN)),
        lambda: grants.grant(office.record, ADMIN, Right.VIEW, office.by(ADMIN)),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed, match="you cannot"):
            attempt()
    accounts.set_password(office.record, ADMIN, "seven blue herons", office.by("Second"))
