"""Tries to sign in: after several that failed, an account and an address must wait, each time longer.

A try is written down before the password is looked at, and only so many are looked at at once: many at once are no way
around. The account is told apart by what was typed, whether there is such an account or not.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from knell.record import people_schema
from knell.review import names
from knell.review.doing import By, Refused

tries = people_schema.tries
MOST = 5
WITHIN = timedelta(minutes=15)
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)
# So many may be looked at at once under one name or from one address; each takes a part of a second.
_MOST_PENDING = 20
_PENDING = timedelta(minutes=1)
# After so long nothing is held against anybody.
_FORGOTTEN = timedelta(days=1)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SignInFailed(Refused):
    """Somebody is not let in; the message is the same whatever was wrong."""


class Locked(SignInFailed):
    """Nobody is let in for a while, ``wait``, under this name or from this address."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(f"too many tries failed; try again in {minutes} minute{'s' if minutes > 1 else ''}")
        self.wait = wait


def start(connection: Connection, name: str, by: By) -> str:
    """Write down that a try is made; gives its id. Raises ``Locked``, and keeps nothing, while it is to be waited."""
    connection.execute(delete(tries).where(tries.c.made < by.at - _FORGOTTEN))
    if wait := waits(connection, name, by):
        raise Locked(wait)
    for where in _subjects(name, by):
        pending = select(func.count()).where(where, tries.c.failed.is_(False), tries.c.made > by.at - _PENDING)
        if (connection.execute(pending).scalar() or 0) >= _MOST_PENDING:
            raise Locked(_PENDING)
    ident = secrets.token_hex(16)
    row = {"id": ident, "name": _hidden(name), "address": by.address, "made": by.at, "failed": False}
    connection.execute(insert(tries), [row])
    return ident


def fail(connection: Connection, ident: str) -> None:
    """The try failed."""
    connection.execute(update(tries).where(tries.c.id == ident).values(failed=True))


def withdraw(connection: Connection, ident: str) -> None:
    """Take a try out again that neither failed nor was right."""
    connection.execute(delete(tries).where(tries.c.id == ident))


def forgive(connection: Connection, name: str) -> None:
    """Somebody signed in: nothing is held against the name any more, nor for its sake against an address."""
    connection.execute(delete(tries).where(tries.c.name == _hidden(name)))


def waits(connection: Connection, name: str, by: By) -> timedelta:
    """How long it is to be waited now; nothing where it is not."""
    return max(timedelta(), max(_until(connection, where) for where in _subjects(name, by)) - by.at)


def locked_until(failed: Iterable[datetime]) -> datetime:
    """Until when tries are refused, after those at these moments failed; a moment long ago where they are not.

    Five within a quarter of an hour lock. A failure soon after a lock has ended locks again, for twice as long.
    """
    recent: list[datetime] = []
    until, wait = LONG_AGO, _FIRST_WAIT / 2
    for at in sorted(failed):
        recent = [one for one in recent if at - one < WITHIN] + [at]
        if len(recent) >= MOST or (until > LONG_AGO and at < until + WITHIN):
            wait = min(wait * 2, _LONGEST_WAIT)
            until = at + wait
    return until


def _until(connection: Connection, where: ColumnElement[bool]) -> datetime:
    return locked_until(connection.execute(select(tries.c.made).where(where, tries.c.failed)).scalars())


def _subjects(name: str, by: By) -> list[ColumnElement[bool]]:
    of_name = tries.c.name == _hidden(name)
    return [of_name] if by.address is None else [of_name, tries.c.address == by.address]


def _hidden(name: str) -> str:
    return hashlib.sha256(names.folded(name).encode("utf-8", "replace")).hexdigest()
