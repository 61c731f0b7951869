"""Sessions: a signed-in person is known by a random token, of which only the hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, insert, select, update

from knell.record import Record, people_schema
from knell.review import powers
from knell.review.doing import By, Unknown, tell
from knell.review.rights import Person

people, sessions = people_schema.people, people_schema.sessions
# A session ends when nothing was asked in it for so long, and in any case after so long.
IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
# That a session is in use is written down so often, for every writing waits for its turn.
_REFRESH = timedelta(minutes=5)
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its owner sees it; ``id`` opens nothing."""

    id: str
    person: str
    begun: datetime
    seen: datetime
    address: str | None
    agent: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """Who asks in a session. ``must_change``: nothing may be done before the password is changed."""

    person: Person
    session: Session
    csrf: str
    must_change: bool


def find(record: Record, token: str, at: datetime) -> Found | None:
    """Who has this token; None where it opens nothing (any more)."""
    whose = (people.c.name, people.c.role, people.c.must_change)
    query = select(sessions, *whose).join(people, people.c.name == sessions.c.person).where(people.c.active)
    with record.database.reading() as connection:
        wanted = query.where(sessions.c.hash == digest(token), sessions.c.ended.is_(None))
        row = connection.execute(wanted).first()
        if row is None or not _is_alive(row, at):
            return None
        person = powers.person_of(connection, row, at)
    if at - row.seen >= _REFRESH:
        in_use = update(sessions).where(sessions.c.id == row.id).values(seen=at)
        record.database.afterwards(lambda connection: connection.execute(in_use))
    return Found(person, _session(row), csrf_of(token), row.must_change)


def begin(connection: Connection, name: str, by: By, agent: str | None) -> str:
    """Begin a session, in a transaction that is open; gives its token, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = {
        "id": secrets.token_hex(8),
        "hash": digest(token),
        "person": name,
        "begun": by.at,
        "seen": by.at,
        "address": by.address,
        "agent": None if agent is None else agent[:_LONGEST_AGENT],
    }
    connection.execute(insert(sessions), [row])
    return token


def end(record: Record, token: str, by: By) -> None:
    """Sign out: the session of this token ends."""
    wanted = sessions.c.hash == digest(token)
    with record.database.writing() as connection:
        row = connection.execute(select(sessions).where(wanted, sessions.c.ended.is_(None))).first()
        if row is not None:
            connection.execute(update(sessions).where(wanted).values(ended=by.at, why_ended="signed out"))
            tell(connection, by, "signed out", row.person)


def end_one(record: Record, ident: str, by: By) -> None:
    """End a session by its id: one's own, or that of somebody whom one may change. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = connection.execute(select(sessions).where(sessions.c.id == ident, sessions.c.ended.is_(None))).first()
        if row is None or by.person is None:
            raise Unknown("there is no such session")
        if row.person != by.person.name:
            powers.changeable(connection, by, row.person)
        connection.execute(update(sessions).where(sessions.c.id == ident).values(ended=by.at, why_ended="ended"))
        tell(connection, by, "session ended", row.person, {"session": ident})


def end_all(connection: Connection, name: str, at: datetime, why: str) -> None:
    """End all sessions of an account, in a transaction that is open."""
    alive = (sessions.c.person == name) & sessions.c.ended.is_(None)
    connection.execute(update(sessions).where(alive).values(ended=at, why_ended=why))


def sessions_of(record: Record, name: str, at: datetime) -> list[Session]:
    """The sessions of an account that are open, the newest first."""
    query = select(sessions).where(sessions.c.person == name, sessions.c.ended.is_(None))
    with record.database.reading() as connection:
        rows = connection.execute(query.order_by(sessions.c.begun.desc(), sessions.c.id)).all()
    return [_session(row) for row in rows if _is_alive(row, at)]


def digest(token: str) -> str:
    """What is kept of a token; it is random and long, so that a plain hash will do."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def csrf_of(token: str) -> str:
    """What a form of this session must carry: made of its token, so that no other site can know it."""
    return hmac.new(token.encode("utf-8", "replace"), b"knell csrf", "sha256").hexdigest()


def is_csrf(found: Found, given: str) -> bool:
    """Whether a form carries what this session's forms carry."""
    return hmac.compare_digest(found.csrf.encode(), given.encode("utf-8", "replace"))


def _is_alive(row: Row[tuple[object, ...]], at: datetime) -> bool:
    return bool(at - row.seen < IDLE and at - row.begun < LONGEST)


def _session(row: Row[tuple[object, ...]]) -> Session:
    return Session(row.id, row.person, row.begun, row.seen, row.address, row.agent)
