"""Signing in: a name, a password, and a one-time code where the account asks for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, Row, select, update

from knell.record import Record, people_schema
from knell.review import names, passwords, powers, second, sessions, tries
from knell.review.doing import By, tell
from knell.review.rights import Person
from knell.review.tries import SignInFailed

people = people_schema.people
_WRONG = "the name, the password or the code is wrong"


class CodeNeeded(SignInFailed):
    """Name and password are right, and a one-time code is asked for too."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in. ``token`` is what the browser is given, and is kept nowhere."""

    person: Person
    token: str
    must_change: bool


def sign_in(
    record: Record, name: str, password: str, by: By, code: str | None = None, agent: str | None = None
) -> SignedIn:
    """Begin a session. Raises ``SignInFailed``, ``CodeNeeded``, or ``Locked`` after too many tries."""
    with record.database.writing() as connection:
        tried = tries.start(connection, name, by)
    row = _known(record, name)
    is_right = passwords.is_right(None if row is None else row.password, password)
    renewed = passwords.hashed(password) if is_right and row and passwords.is_outdated(row.password) else None
    failure: SignInFailed | None = None
    with record.database.writing() as connection:
        same = _active(connection, name)
        # In between, the account may have been disabled, or its password changed.
        if not is_right or row is None or same is None or same.password != row.password:
            failure = _failed(connection, tried, name, by, row)
        elif same.totp_secret is not None and not (code or "").strip():
            tries.withdraw(connection, tried)
            failure = CodeNeeded("a one-time code is needed too")
        elif same.totp_secret is not None and not second.accept(connection, same, code or "", by.at):
            failure = _failed(connection, tried, name, by, row)
        else:
            return _let_in(connection, same, by, agent, renewed)
    raise failure


def prove(record: Record, password: str, by: By) -> Person:
    """Whether it is still the person who signed in: asks for the password once more. Raises ``SignInFailed``."""
    if by.person is None:
        raise SignInFailed(_WRONG)
    name = by.person.name
    with record.database.writing() as connection:
        tried = tries.start(connection, name, by)
    row = _known(record, name)
    is_right = passwords.is_right(None if row is None else row.password, password)
    with record.database.writing() as connection:
        if is_right:
            tries.withdraw(connection, tried)
        else:
            failure = _failed(connection, tried, name, by, row)
    if not is_right:
        raise failure
    return by.person


def _known(record: Record, name: str) -> Row[tuple[object, ...]] | None:
    with record.database.reading() as connection:
        return _active(connection, name)


def _active(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(select(people).where(people.c.folded == names.folded(name), people.c.active)).first()


def _failed(connection: Connection, tried: str, name: str, by: By, row: Row[tuple[object, ...]] | None) -> SignInFailed:
    """Write down that a try failed; what was typed is not: it may be a password."""
    tries.fail(connection, tried)
    wait = tries.waits(connection, name, by)
    minutes = int(wait / timedelta(minutes=1))
    subject = "(unknown name)" if row is None else str(row.name)
    tell(connection, By(None, by.at, by.address), "sign-in failed", subject, {"locked for minutes": minutes})
    return SignInFailed(_WRONG)


def _let_in(
    connection: Connection, row: Row[tuple[object, ...]], by: By, agent: str | None, renewed: str | None
) -> SignedIn:
    if renewed is not None:
        connection.execute(update(people).where(people.c.name == row.name).values(password=renewed))
    tries.forgive(connection, row.name)
    person = powers.person_of(connection, row, by.at)
    token = sessions.begin(connection, row.name, by, agent)
    tell(connection, By(person, by.at, by.address), "signed in", row.name)
    return SignedIn(person, token, row.must_change)
