"""Tokens: what a program of somebody's shows the API. It never may more than its owner may at that moment."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, insert, select, update

from knell.record import Record, people_schema
from knell.review import powers
from knell.review.doing import By, NotAllowed, Refused, Unknown, tell
from knell.review.names import label
from knell.review.rights import RIGHTS, Person, Right
from knell.review.sessions import digest

people, tokens = people_schema.people, people_schema.tokens
BEGINNING = "knell_"
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it; ``id`` opens nothing. ``used`` is the last day on which it was."""

    id: str
    person: str
    name: str
    rights: frozenset[Right]
    made: datetime
    until: datetime
    used: date | None
    revoked: datetime | None

    def is_alive(self, at: datetime) -> bool:
        """Whether it opens anything."""
        return self.revoked is None and at < self.until


def make(record: Record, owner: str, name: str, rights: Iterable[Right], until: datetime, by: By) -> tuple[str, Token]:
    """Make a token of one's own, or for somebody whom one may change; gives its text, which is shown only now.

    Raises ``Refused``.
    """
    name, wanted = label(name, "a token"), frozenset(rights)
    if not wanted:
        raise Refused("a token needs a right, such as view")
    if not by.at < until <= by.at + LONGEST:
        raise Refused("a token ends in the future, and within a year")
    if by.person is None or by.person.limit is not None:
        raise NotAllowed("no token is made with a token; sign in")
    with record.database.writing() as connection:
        whose = powers.row_of(connection, owner)
        if whose.name != by.person.name:
            powers.changeable(connection, by, owner)
        person = powers.person_of(connection, whose, by.at)
        held = RIGHTS[person.role] | {grant.right for grant in person.grants}
        if missing := sorted(wanted - held):
            raise NotAllowed(f"a token cannot carry the right {missing[0].value}, which {whose.name} lacks")
        text = BEGINNING + secrets.token_urlsafe(32)
        row = {
            "id": secrets.token_hex(8),
            "hash": digest(text),
            "person": whose.name,
            "name": name,
            "rights": tuple(sorted(right.value for right in wanted)),
            "made": by.at,
            "until": until,
        }
        connection.execute(insert(tokens), [row])
        detail = {"id": row["id"], "name": name, "rights": row["rights"], "until": until.isoformat()}
        tell(connection, by, "token made", whose.name, detail)
        kept = connection.execute(select(tokens).where(tokens.c.id == row["id"])).one()
    return text, _token(kept)


def find(record: Record, text: str, at: datetime) -> Person | None:
    """Whose a token is, with the rights that it carries as limit; None where it opens nothing (any more)."""
    if not text.startswith(BEGINNING):
        return None
    with record.database.reading() as connection:
        row = connection.execute(select(tokens).where(tokens.c.hash == digest(text))).first()
        if row is None or not _token(row).is_alive(at):
            return None
        whose = connection.execute(select(people).where(people.c.name == row.person, people.c.active)).first()
        if whose is None:
            return None
        person = powers.person_of(connection, whose, at, frozenset(map(Right, row.rights)))
    if row.used != at.date():
        in_use = update(tokens).where(tokens.c.id == row.id).values(used=at.date())
        record.database.afterwards(lambda connection: connection.execute(in_use))
    return person


def tokens_of(record: Record, name: str) -> list[Token]:
    """The tokens of an account, those that open nothing any more too, the newest first."""
    query = select(tokens).where(tokens.c.person == name).order_by(tokens.c.made.desc(), tokens.c.id)
    with record.database.reading() as connection:
        return [_token(row) for row in connection.execute(query)]


def revoke(record: Record, ident: str, by: By) -> None:
    """End a token by its id: one's own, or that of somebody whom one may change. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = connection.execute(select(tokens).where(tokens.c.id == ident)).first()
        if row is None or by.person is None:
            raise Unknown("there is no such token")
        if row.person != by.person.name:
            powers.changeable(connection, by, row.person)
        if row.revoked is None:
            values = {"revoked": by.at, "revoked_by": by.name}
            connection.execute(update(tokens).where(tokens.c.id == ident).values(values))
            tell(connection, by, "token revoked", row.person, {"id": ident, "name": row.name})


def _token(row: Row[tuple[object, ...]]) -> Token:
    rights = frozenset(map(Right, row.rights))
    return Token(row.id, row.person, row.name, rights, row.made, row.until, row.used, row.revoked)
