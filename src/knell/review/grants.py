"""Grants: a right beyond those of a role, for the whole record or one event, until a moment or until ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update

from knell.record import Record, people_schema
from knell.review import powers
from knell.review.doing import By, Refused, Unknown, tell
from knell.review.rights import Grant, Right

grants = people_schema.grants
# The others are about the record as a whole, and mean nothing for one event.
FOR_ONE_EVENT = frozenset({Right.VIEW, Right.EXPORT, Right.CODE, Right.DECIDE, Right.SETTLE})


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant with its story: who made it when, and who ended it."""

    number: int
    person: str
    right: Right
    event: str | None
    until: datetime | None
    made: datetime
    made_by: str
    ended: datetime | None
    ended_by: str | None

    def holds(self, at: datetime) -> bool:
        """Whether it gives anything at a moment."""
        return self.ended is None and (self.until is None or at < self.until)

    def as_grant(self) -> Grant:
        """What it gives, without its story."""
        return Grant(self.right, self.event, self.until)


def grant(
    record: Record, name: str, right: Right, by: By, event: str | None = None, until: datetime | None = None
) -> Granted:
    """Give somebody a right that one has oneself for as long; nobody gives himself any. Raises ``Refused``."""
    if until is not None and until <= by.at:
        raise Refused("a grant ends in the future")
    if event is not None and right not in FOR_ONE_EVENT:
        raise Refused(f"the right {right.value} is for the whole record, not for one event")
    by.must(Right.PEOPLE)
    if event is not None:
        record.event(event)
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        powers.check_not_oneself(by, row.name, "give yourself a right")
        powers.check_may_give(by, [(right, event, until)])
        number = (connection.execute(select(func.max(grants.c.number))).scalar() or 0) + 1
        made = {
            "number": number,
            "person": row.name,
            "may": right.value,
            "event": event,
            "until": until,
            "made": by.at,
            "made_by": by.name,
        }
        connection.execute(insert(grants), [made])
        ends = None if until is None else until.isoformat()
        told = {"number": number, "right": right.value, "event": event, "until": ends}
        tell(connection, by, "right granted", row.name, told)
        return _granted(connection.execute(select(grants).where(grants.c.number == number)).one())


def end_grant(record: Record, number: int, by: By) -> None:
    """End a grant before its time. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = connection.execute(select(grants).where(grants.c.number == number)).first()
        if row is None:
            raise Unknown(f"there is no grant {number}")
        powers.changeable(connection, by, row.person)
        if row.ended is None:
            values = {"ended": by.at, "ended_by": by.name}
            connection.execute(update(grants).where(grants.c.number == number).values(values))
            tell(connection, by, "grant ended", row.person, {"number": number, "right": row.may, "event": row.event})


def grants_of(record: Record, name: str) -> list[Granted]:
    """All grants that an account ever had, in the order in which they were made."""
    query = select(grants).where(grants.c.person == name).order_by(grants.c.number)
    with record.database.reading() as connection:
        return [_granted(row) for row in connection.execute(query)]


def _granted(row: Row[tuple[object, ...]]) -> Granted:
    return Granted(
        row.number,
        row.person,
        Right(row.may),
        row.event,
        row.until,
        row.made,
        row.made_by,
        row.ended,
        row.ended_by,
    )
