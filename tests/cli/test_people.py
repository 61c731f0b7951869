"""``knell user`` and ``knell audit``: accounts are kept, every error is one line, and no secret is shown twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knell.record import Record
from tests.cli.conftest import Knell
from tests.record.dumping import dump
from tests.review.office import cheap_passwords as cheap_passwords

Batch = Callable[..., Path]
PASSWORD = "four green umbrellas\n"


@pytest.fixture
def office(knell: Knell, batch: Batch, cheap_passwords: None) -> Knell:
    """A record with an admin and a reader."""
    knell("add", batch("{n} killed", times=2))
    for name, role in (("Dilara", "admin"), ("Orkhan", "reader")):
        made = knell("user", "add", name, "--role", role, "--password-stdin", stdin=PASSWORD)
        assert made.exit_code == 0 and made.stdout == "" and made.stderr == f"knell.db: {name} is {role}\n"
    return knell


def listed(knell: Knell) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in json.loads(knell("user", "list", "--format", "json").stdout)}


def test_a_record_without_accounts_says_so(knell: Knell, batch: Batch, cheap_passwords: None) -> None:
    knell("add", batch("1 killed"))
    assert "works on it alone" in knell("user", "list").stderr
    refused = knell("user", "add", "Orkhan", "--role", "reader", "--password-stdin", stdin=PASSWORD)
    assert refused.exit_code == 1 and "first account must be an admin's" in refused.stderr


def test_roles_grants_and_states_are_changed_and_listed(office: Knell) -> None:
    assert office("user", "role", "orkhan", "coder").exit_code == 0
    assert office("user", "grant", "Orkhan", "export", "--until", "2999-12-31").exit_code == 0
    assert office("user", "disable", "Orkhan").exit_code == 0
    found = listed(office)["Orkhan"]
    assert (found["role"], found["active"], found["must_change"]) == ("coder", False, False)
    assert found["grants"] == [{"number": 1, "right": "export", "event": None, "until": "3000-01-01T00:00:00+00:00"}]
    shown = office("user", "list").stdout
    assert "Orkhan" in shown and "disabled" in shown and "export until 2999-12-31 23:59" in shown
    assert office("user", "grant", "Orkhan", "export", "--end").exit_code == 0
    assert office("user", "enable", "Orkhan").exit_code == 0
    found = listed(office)["Orkhan"]
    assert found["grants"] == [] and found["active"] is True


def test_a_grant_may_be_for_one_event(office: Knell) -> None:
    with Record("knell.db") as record:
        key = record.events()[0].key
    assert office("user", "grant", "Orkhan", "settle", "--event", key[:8]).exit_code == 0
    assert [held["event"] for held in listed(office)["Orkhan"]["grants"]] == [key]
    refused = office("user", "grant", "Orkhan", "audit", "--event", key)
    assert refused.exit_code == 1 and "for the whole record" in refused.stderr


def test_a_token_is_printed_once_and_alone(office: Knell) -> None:
    made = office("user", "token", "Orkhan", "--name", "a table", "--right", "view", "--days", "7")
    assert made.exit_code == 0 and made.stdout.startswith("knell_") and len(made.stdout.splitlines()) == 1
    ident = made.stderr.split()[1]
    assert office("user", "revoke", ident).exit_code == 0
    refused = office("user", "token", "Orkhan", "--name", "a table", "--right", "settle")
    assert refused.exit_code == 1 and refused.stdout == "" and "Orkhan lacks" in refused.stderr


WRONG: list[tuple[list[str], int, str]] = [
    (["user", "role", "Dilara", "reader"], 1, "last active admin"),
    (["user", "disable", "Dilara"], 1, "last active admin"),
    (["user", "role", "Orkhan", "king"], 2, "there is no role 'king'"),
    (["user", "grant", "Orkhan", "fly"], 2, "there is no right 'fly'"),
    (["user", "grant", "Orkhan", "export", "--until", "soon"], 2, "'soon' is no day"),
    (["user", "grant", "Orkhan", "export", "--until", "2001-01-01"], 1, "ends in the future"),
    (["user", "grant", "Orkhan", "export", "--end"], 1, "was not granted"),
    (["user", "disable", "Nobody"], 1, "there is no account Nobody"),
    (["user", "password", "Orkhan", "--password-stdin"], 1, "password"),
    (["user", "password", "Orkhan"], 2, "--password-stdin"),
    (["user", "add", "dilara", "--role", "admin", "--password-stdin"], 1, "password"),
    (["user", "revoke", "x"], 1, "there is no such token"),
    (["user", "list", "--record", "none.db"], 1, "there is no such record"),
    (["audit", "check", "--noted", "7"], 2, "NUMBER:HASH"),
]


@pytest.mark.parametrize(("command", "status", "words"), WRONG, ids=[" ".join(one[0][:4]) for one in WRONG])
def test_every_error_is_one_line(office: Knell, command: list[str], status: int, words: str) -> None:
    before = dump("knell.db")
    result = office(*command, stdin="short\n")
    assert result.exit_code == status and words in result.stderr and len(result.stderr.splitlines()) == 1
    assert "short" not in result.output.replace("shorter", "")
    assert dump("knell.db") == before


def test_a_new_password_must_be_changed_unless_said(office: Knell) -> None:
    office("user", "password", "Orkhan", "--password-stdin", stdin="eight paper boats\n")
    assert listed(office)["Orkhan"]["must_change"] is True
    office("user", "password", "Orkhan", "--password-stdin", "--may-keep", "--drop-codes", stdin="eight paper boats\n")
    assert listed(office)["Orkhan"]["must_change"] is False


def test_the_log_is_taken_out_and_checked_without_knell(office: Knell) -> None:
    lines = office("audit", "export").stdout.splitlines()
    before = None
    for number, text in enumerate(lines, 1):
        line = json.loads(text)
        seal = line.pop("seal")
        plain = json.dumps(line, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(plain.encode()).hexdigest() == seal
        assert (line["number"], line["before"]) == (number, before)
        before = seal
    assert [json.loads(text)["what"] for text in lines] == ["account made", "account made", "log exported"]


def test_a_changed_log_is_found(office: Knell) -> None:
    sound = office("audit", "check")
    assert sound.exit_code == 0 and sound.stdout.splitlines()[-1] == "nothing is wrong"
    noted = sound.stdout.splitlines()[0].split()[-1]
    office("user", "role", "Orkhan", "coder")
    assert office("audit", "check", "--noted", noted).exit_code == 0
    with sqlite3.connect("knell.db") as raw:
        raw.execute("UPDATE log SET who = 'Orkhan' WHERE number = 1")
    raw.close()
    wrong = office("audit", "check", "--noted", noted)
    assert wrong.exit_code == 1
    assert wrong.stdout.startswith("wrong: line 1 of the log: it, or the one before it, is not what it was")
    assert "line 1 of the log" in office("verify").stdout
    with sqlite3.connect("knell.db") as raw:
        raw.execute("DELETE FROM log WHERE number > 1")
    raw.close()
    assert "line 2 of the log: it is missing" in office("audit", "check", "--noted", noted).stdout
