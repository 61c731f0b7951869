"""The log: chained, without gaps, never with a secret, and read page by page."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import Executable, delete, select, update

from knell.record import logbook, people_schema
from knell.record.columns import metadata
from knell.review import (
    CodeNeeded,
    Refused,
    Right,
    Role,
    SignInFailed,
    accounts,
    audit,
    grants,
    own,
    sessions,
    signing,
    tokens,
)
from tests.review.office import ADMIN, START, Office

log = people_schema.log


def test_lines_are_counted_without_gaps_however_many_write(empty: Office) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: audit.note(empty.record, "ana", "tried", str(n)), range(40)))
    assert sorted(numbers) == list(range(1, 41)) and audit.check(empty.record) == []
    assert empty.record.verify().counts["log lines"] == 40


def test_a_line_is_what_was_noted(empty: Office) -> None:
    detail = {
        "old": 131,
        "new": 132,
        "sure": True,
        "none": None,
        "words": ["a", "\ud800"],
        "text": "\u202eback\\u0000\x00",
    }
    audit.note(empty.record, "Ələkbər", "claim corrected", "c1", detail, "192.0.2.7", empty.now)
    (line,) = audit.entries(empty.record)
    assert (line.number, line.who, line.what, line.subject) == (1, "Ələkbər", "claim corrected", "c1")
    assert (line.made, line.address, dict(line.detail)) == (empty.now, "192.0.2.7", detail)
    assert audit.check(empty.record) == []


def test_what_may_be_a_secret_is_left_out(empty: Office) -> None:
    token = "knell_" + "x" * 43
    detail: dict[str, logbook.Value] = {
              "password": "pw-secret", "new_password": "pw-secret", "totp_secret": "ABC", "csrf": "c", "api token": "t",
              "Cookie": "k", "name": f"my {token}", "code": "123456", "list": [token]}  # fmt: skip
    audit.note(empty.record, "ana", "tried", f"with {token}", detail)
    text = "".join(audit.export(empty.record))
    assert not any(secret in text for secret in ("pw-secret", "ABC", "123456", "x" * 20))
    (line,) = audit.entries(empty.record)
    assert line.subject == "with (left out)" and line.detail["name"] == "my (left out)"


def test_a_line_cannot_be_made_huge(empty: Office) -> None:
    audit.note(empty.record, "a" * 9999, "b" * 9999, "c" * 9999, {"d" * 9999: ["e" * 9999] * 9999})
    assert len("".join(audit.export(empty.record))) < 500 * 520


def test_the_log_is_read_page_by_page_and_filtered(empty: Office) -> None:
    for n in range(25):
        audit.note(empty.record, "ana" if n % 2 else "bo", "tried", str(n), at=empty.now + timedelta(hours=n))
    first = audit.entries(empty.record, most=10)
    assert [one.number for one in first] == list(range(25, 15, -1))
    assert [one.number for one in audit.entries(empty.record, before=16, most=10)] == list(range(15, 5, -1))
    some = audit.Filters(who="ana", since=empty.now + timedelta(hours=3), until=empty.now + timedelta(hours=7))
    assert [one.subject for one in audit.entries(empty.record, some)] == ["5", "3"]
    assert audit.kinds(empty.record) == ["tried"] and audit.entries(empty.record, audit.Filters(subject="x")) == []


CHANGES: list[Executable] = [
    update(log).where(log.c.number == 2).values(who="bo"),
    update(log).where(log.c.number == 2).values(made=START + timedelta(microseconds=1)),
    update(log).where(log.c.number == 2).values(detail='{"n":8}'),
    update(log).where(log.c.number == 2).values(detail="no JSON"),
    update(log).where(log.c.number == 2).values(seal="0" * 64),
    delete(log).where(log.c.number == 2),
    delete(log).where(log.c.number == 1),
    update(log).where(log.c.number == 3).values(number=9),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_every_change_shows(empty: Office, change: Executable) -> None:
    for n in range(3):
        audit.note(empty.record, "ana", "tried", str(n), {"n": n}, at=empty.now)
    with empty.record.database.writing() as connection:
        connection.execute(change)
    assert audit.check(empty.record) != []
    assert empty.record.verify().wrong["log"] > 0
    assert len(audit.entries(empty.record)) >= 2


def test_a_line_whose_hash_was_made_anew_breaks_the_next(empty: Office) -> None:
    for n in range(3):
        audit.note(empty.record, "ana", "tried", str(n), at=empty.now)
    with empty.record.database.writing() as connection:
        lines = list(logbook.lines(connection))
        forged = logbook.seal({**lines[1], "who": "bo"})
        connection.execute(update(log).where(log.c.number == 2).values(who="bo", seal=forged))
    (fault,) = audit.check(empty.record)
    assert fault.startswith("line 3 of the log")


def test_lines_cut_off_at_the_end_show_to_who_noted_the_last(empty: Office) -> None:
    for n in range(3):
        audit.note(empty.record, "ana", "tried", str(n))
    last = audit.last(empty.record)
    assert last is not None
    with empty.record.database.writing() as connection:
        connection.execute(delete(log).where(log.c.number == 3))
    assert audit.check(empty.record) == []
    assert audit.check(empty.record, (3, last.seal)) == ["line 3 of the log: it is missing"]


def test_no_secret_of_any_flow_is_kept_logged_or_printed(
    office: Office, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    record = office.record
    office.hire("Tural", Role.REVIEWER, by=ADMIN)
    first, second, third = office.passwords["Tural"], "seven blue herons", "eleven open windows"
    secrets = [*office.passwords.values(), second, third, "guessed password"]
    for _ in range(6):
        with pytest.raises(SignInFailed):
            signing.sign_in(record, "Tural", "guessed password", office.stranger(), agent="browser")
    with pytest.raises(SignInFailed):
        signing.sign_in(record, third, "Tural", office.stranger("203.0.113.5"))
    office.pass_by(days=1)
    signed = signing.sign_in(record, "Tural", first, office.stranger(), agent="browser")
    found = sessions.find(record, signed.token, office.now)
    assert found is not None
    secrets += [signed.token, found.csrf]
    secrets.append(own.change_password(record, first, second, office.by("Tural")))
    enrolment = own.begin_codes(record, second, office.by("Tural"))
    totp = pyotp.TOTP(enrolment.secret)
    one_time = totp.at(office.now)
    codes = own.confirm_codes(record, one_time, office.by("Tural"))
    secrets += [*codes, *(code.replace("-", "") for code in codes)]
    with pytest.raises(CodeNeeded):
        signing.sign_in(record, "Tural", second, office.stranger())
    signed = signing.sign_in(record, "Tural", second, office.stranger(), codes[0])
    secrets.append(signed.token)
    until = office.now + timedelta(days=3)
    token, made = tokens.make(record, "Tural", "weekly", {Right.VIEW}, until, office.by("Tural"))
    secrets.append(token)
    tokens.find(record, token, office.now)
    tokens.revoke(record, made.id, office.by("Tural"))
    grants.grant(record, "Tural", Right.AUDIT, office.by(ADMIN))
    accounts.set_password(record, "Tural", third, office.by(ADMIN))
    with pytest.raises(Refused):
        accounts.set_password(record, "Tural", "short", office.by(ADMIN))
    own.stop_codes(record, third, office.by("Tural"))
    sessions.end(record, signed.token, office.by("Tural"))
    accounts.disable(record, "Tural", office.by(ADMIN))
    with record.database.reading() as connection:
        kept = "\n".join(
            repr(tuple(row)) for table in metadata.sorted_tables for row in connection.execute(select(table))
        )
    exported, printed = "".join(audit.export(record)), "".join(capfd.readouterr())
    for place in (kept, exported, printed, caplog.text):
        assert not [secret for secret in secrets if secret in place]
        assert f"'{one_time}'" not in place and f'"{one_time}"' not in place
    assert enrolment.secret not in exported + printed + caplog.text + kept
    assert audit.check(record) == [] and len(json.loads(exported.splitlines()[0])) == 9


def test_a_long_log_is_taken_out_whole(empty: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "PAGE", 4)
    for number in (4, 8, 9):
        while (last := audit.last(empty.record)) is None or last.number < number:
            audit.note(empty.record, "ana", "tried")
        lines = [json.loads(line) for line in audit.export(empty.record)]
        assert [line["number"] for line in lines] == list(range(1, number + 1))
        assert [line["before"] for line in lines] == [None, *(line["seal"] for line in lines[:-1])]
    assert audit.check(empty.record) == []
