"""Signing in: passwords, one-time codes, waiting after failures, and sessions that end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest

from knell.review import (
    CodeNeeded,
    Locked,
    Refused,
    Role,
    SignInFailed,
    accounts,
    audit,
    own,
    passwords,
    sessions,
    signing,
)
from knell.review.signing import SignedIn
from tests.review.office import ADMIN, Office


def sign_in(office: Office, name: str = ADMIN, code: str | None = None, address: str = "192.0.2.1") -> SignedIn:
    return signing.sign_in(office.record, name, office.passwords[name], office.stranger(address), code)


def fail(office: Office, name: str = ADMIN, address: str = "192.0.2.1") -> None:
    with pytest.raises(SignInFailed):
        signing.sign_in(office.record, name, "not the password", office.stranger(address))


def test_a_session_is_who_signed_in(office: Office) -> None:
    signed = sign_in(office)
    found = sessions.find(office.record, signed.token, office.now)
    assert found is not None and found.person == signed.person and not found.must_change
    assert sessions.is_csrf(found, found.csrf) and not sessions.is_csrf(found, "") and not sessions.is_csrf(found, "é")
    assert sessions.find(office.record, found.session.id, office.now) is None
    assert [one.id for one in sessions.sessions_of(office.record, ADMIN, office.now)] == [found.session.id]


def test_a_name_that_is_not_there_is_told_like_a_wrong_password(office: Office) -> None:
    told = []
    for name, password in ((ADMIN, "not the password"), ("nobody", "not the password"), ("a\x00b", "x"), ("", "")):
        with pytest.raises(SignInFailed) as failed:
            signing.sign_in(office.record, name, password, office.stranger(None))
        told.append((type(failed.value), str(failed.value)))
    assert len(set(told)) == 1


def test_after_five_failures_a_name_waits_and_ever_longer(office: Office) -> None:
    for name in (ADMIN, "nobody"):
        for n in range(5):
            fail(office, name, f"198.51.100.{n}")
        waited = []
        for _ in range(3):
            with pytest.raises(Locked) as locked:
                signing.sign_in(office.record, name, office.passwords[ADMIN], office.stranger("203.0.113.9"))
            waited.append(locked.value.wait)
            office.pass_by(seconds=locked.value.wait.total_seconds())
            fail(office, name, "203.0.113.7")
            office.pass_by(minutes=0)
        assert waited == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
        office.pass_by(days=2)
    sign_in(office)


def test_an_address_waits_too_and_one_who_signs_in_is_forgiven(office: Office) -> None:
    office.hire("Tural", Role.READER)
    for _ in range(4):
        fail(office, "Tural")
    sign_in(office, "Tural")
    for _ in range(4):
        fail(office)
    sign_in(office)
    for n in range(5):
        fail(office, f"name{n}")
    with pytest.raises(Locked):
        sign_in(office)
    sign_in(office, address="203.0.113.9")


def test_many_at_once_are_no_way_around(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """All are held up where the password is looked at; those beyond some are not looked at."""
    held, looked = threading.Barrier(20), passwords.is_right

    def slow(kept: str | None, password: str) -> bool:
        held.wait(60)
        return looked(kept, password)

    monkeypatch.setattr(passwords, "is_right", slow)
    with ThreadPoolExecutor(20) as pool:
        guesses = [pool.submit(fail, office, ADMIN, f"198.51.100.{n}") for n in range(20)]
        for guess in guesses:
            guess.result(60)
        monkeypatch.undo()
    with pytest.raises(Locked) as locked:
        sign_in(office, address="203.0.113.9")
    assert locked.value.wait == timedelta(hours=1)


def test_a_whole_office_signs_in_at_once(office: Office) -> None:
    for n in range(8):
        office.hire(f"Coder {n}", Role.CODER)
    with ThreadPoolExecutor(8) as pool:
        signed = list(pool.map(lambda n: sign_in(office, f"Coder {n}"), range(8)))
        again = list(pool.map(lambda _: sign_in(office), range(8)))
    assert len({one.token for one in (*signed, *again)}) == 16


def test_a_lock_is_in_the_log_and_what_was_typed_is_not(office: Office) -> None:
    for _ in range(5):
        fail(office, "my own secret pass")
    found = audit.entries(office.record, audit.Filters(what="sign-in failed"))
    assert [one.detail["locked for minutes"] for one in found] == [1, 0, 0, 0, 0]
    assert {one.subject for one in found} == {"(unknown name)"} and {one.address for one in found} == {"192.0.2.1"}


def test_a_session_ends_when_idle_and_in_any_case_in_the_evening(office: Office) -> None:
    signed = sign_in(office)
    for _ in range(6):
        office.pass_by(minutes=110)
        assert sessions.find(office.record, signed.token, office.now) is not None
    office.pass_by(minutes=70)
    assert sessions.find(office.record, signed.token, office.now) is None
    signed = sign_in(office)
    office.pass_by(hours=2)
    assert sessions.find(office.record, signed.token, office.now) is None


def test_what_changes_an_account_ends_its_sessions(office: Office) -> None:
    office.hire("Tural", Role.READER)
    changes: tuple[Callable[[], object], ...] = (
        lambda: accounts.set_role(office.record, "Tural", Role.CODER, office.by(ADMIN)),
        lambda: accounts.set_password(office.record, "Tural", office.passwords["Tural"], office.by(ADMIN)),
        lambda: accounts.drop_codes(office.record, "Tural", office.by(ADMIN)),
        lambda: accounts.disable(office.record, "Tural", office.by(ADMIN)),
    )
    for change in changes:
        signed = sign_in(office, "Tural")
        change()
        assert sessions.find(office.record, signed.token, office.now) is None
    with pytest.raises(SignInFailed):
        sign_in(office, "Tural")
    accounts.enable(office.record, "Tural", office.by(ADMIN))
    signed = sign_in(office, "Tural")
    sessions.end(office.record, signed.token, office.by("Tural"))
    assert sessions.find(office.record, signed.token, office.now) is None


def test_a_password_given_by_another_must_be_changed(office: Office) -> None:
    office.hire("Tural", Role.READER)
    accounts.set_password(office.record, "Tural", office.passwords["Tural"], office.by(ADMIN))
    signed = sign_in(office, "Tural")
    assert signed.must_change
    with pytest.raises(Refused, match="this is the password that you have"):
        same = office.passwords["Tural"]
        own.change_password(office.record, same, same, office.by("Tural"))
    token = own.change_password(office.record, office.passwords["Tural"], "seven blue herons", office.by("Tural"))
    assert sessions.find(office.record, signed.token, office.now) is None
    found = sessions.find(office.record, token, office.now)
    assert found is not None and not found.must_change


def test_one_ends_only_ones_own_sessions(office: Office) -> None:
    office.hire("Tural", Role.MANAGER)
    sign_in(office)
    (session,) = sessions.sessions_of(office.record, ADMIN, office.now)
    with pytest.raises(Refused):
        sessions.end_one(office.record, session.id, office.by("Tural"))
    sessions.end_one(office.record, session.id, office.by(ADMIN))
    assert sessions.sessions_of(office.record, ADMIN, office.now) == []


def test_one_time_codes(office: Office) -> None:
    with pytest.raises(SignInFailed):
        own.begin_codes(office.record, "not the password", office.by(ADMIN))
    enrolment = own.begin_codes(office.record, office.passwords[ADMIN], office.by(ADMIN))
    totp = pyotp.parse_uri(enrolment.address)
    assert isinstance(totp, pyotp.TOTP) and totp.secret == enrolment.secret
    assert sign_in(office), "codes are not asked for before one has confirmed them"
    with pytest.raises(Refused):
        own.confirm_codes(office.record, "000000" if totp.at(office.now) != "000000" else "1", office.by(ADMIN))
    codes = own.confirm_codes(office.record, totp.at(office.now), office.by(ADMIN))
    assert len(set(codes)) == 10 == own.codes_left(office.record, ADMIN)
    with pytest.raises(CodeNeeded):
        sign_in(office)
    with pytest.raises(SignInFailed):
        sign_in(office, code=totp.at(office.now))
    office.pass_by(seconds=30)
    sign_in(office, code=f" {totp.at(office.now)} ")
    with pytest.raises(SignInFailed):
        sign_in(office, code=totp.at(office.now))
    sign_in(office, code=codes[3].upper())
    with pytest.raises(SignInFailed):
        sign_in(office, code=codes[3])
    assert own.codes_left(office.record, ADMIN) == 9
    own.stop_codes(office.record, office.passwords[ADMIN], office.by(ADMIN))
    sign_in(office)


def test_a_code_is_not_guessed(office: Office) -> None:
    enrolment = own.begin_codes(office.record, office.passwords[ADMIN], office.by(ADMIN))
    totp = pyotp.TOTP(enrolment.secret)
    own.confirm_codes(office.record, totp.at(office.now), office.by(ADMIN))
    office.pass_by(minutes=5)
    right = totp.at(office.now)
    for n in range(5):
        with pytest.raises(SignInFailed):
            sign_in(office, code=f"{(int(right) + 5 + n) % 10**6:06}")
    with pytest.raises(Locked):
        sign_in(office, code=right)
