"""What a person may do to other people: nobody gives a right that he lacks, or lays hands on one who has more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import Connection, Row, select

from knell.record import people_schema
from knell.review import names
from knell.review.doing import FOR_EVER, By, NotAllowed, Refused, Unknown
from knell.review.rights import RIGHTS, Grant, Person, Right, Role

people, grants = people_schema.people, people_schema.grants
# A right, the event that it is for, and until when; None is the whole record, and for ever.
Power: TypeAlias = "tuple[Right, str | None, datetime | None]"
_INSTANT = timedelta(microseconds=1)


def row_of(connection: Connection, name: str) -> Row[tuple[object, ...]]:
    """The row of an account. Raises ``Refused``."""
    row = connection.execute(select(people).where(people.c.folded == names.folded(name))).first()
    if row is None:
        raise Unknown(f"there is no account {name}")
    return row


def person_of(
    connection: Connection, row: Row[tuple[object, ...]], at: datetime, limit: frozenset[Right] | None = None
) -> Person:
    """The person of an account, with the grants that hold at a moment."""
    return Person(row.name, Role(row.role), _grants_of(connection, row.name, at), limit)


def rights_of(role: Role) -> list[Right]:
    """What a role brings, in a fixed order."""
    return sorted(RIGHTS[role])


def changeable(connection: Connection, by: By, name: str) -> Row[tuple[object, ...]]:
    """The account, which whoever asks may change: he keeps people, and has all that it has. Raises ``Refused``."""
    by.must(Right.PEOPLE)
    row = row_of(connection, name)
    target = person_of(connection, row, by.at)
    if by.person is None or row.name != by.person.name or by.person.limit is not None:
        of_role: list[Power] = [(right, None, None) for right in rights_of(target.role)]
        granted: list[Power] = [(one.right, one.event, one.until) for one in target.grants]
        if missing := _lacking(by, [*of_role, *granted]):
            raise NotAllowed(f"{by.name} may not change {row.name}, who has a right that {by.name} lacks: {missing}")
    return row


def check_may_give(by: By, powers: Iterable[Power]) -> None:
    """Refuse to give what the giver does not have himself for as long. Raises ``NotAllowed``."""
    by.must(Right.PEOPLE)
    if missing := _lacking(by, powers):
        raise NotAllowed(f"{by.name} cannot give the right {missing} without having it for as long")


def check_not_oneself(by: By, name: str, what: str) -> None:
    """Refuse what nobody does for himself. Raises ``NotAllowed``."""
    if by.person is not None and by.person.name == name:
        raise NotAllowed(f"you cannot {what}, or ask another who keeps accounts")


def check_an_admin_stays(connection: Connection, without: str) -> None:
    """Refuse to take the last active admin away. Raises ``Refused``."""
    active = select(people.c.name).where(people.c.role == Role.ADMIN.value, people.c.active)
    left = set(connection.execute(active).scalars())
    if left == {without}:
        raise Refused(f"{without} is the last active admin; make another first")


def _grants_of(connection: Connection, name: str, at: datetime) -> tuple[Grant, ...]:
    query = select(grants).where(grants.c.person == name, grants.c.ended.is_(None)).order_by(grants.c.number)
    rows = connection.execute(query)
    return tuple(Grant(Right(row.may), row.event, row.until) for row in rows if row.until is None or at < row.until)


def _lacking(by: By, powers: Iterable[Power]) -> str | None:
    for right, event, until in powers:
        if by.person is None or not by.person.may(right, FOR_EVER if until is None else until - _INSTANT, event):
            return right.value
    return None
