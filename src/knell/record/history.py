"""Questions to the log of decisions: about an event under whatever key, a claim, a report, by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, union_all

from knell.events import Member, local_key
from knell.record.decision_schema import Subject, decision_subjects, decisions
from knell.record.linked_schema import event_claims, event_reports, links
from knell.record.report_rows import Row


def event_keys(connection: Connection, event: str) -> list[str]:
    """All keys that a linked event has had: it is named after one of its reports' events, and more may join."""
    rows = connection.execute(select(links.c.report, links.c.local_event).where(links.c.event == event))
    return keys_of(event, (Member(row.report, row.local_event) for row in rows))


def keys_of(event: str, members: Iterable[Member]) -> list[str]:
    """All keys that a linked event of these reports' events has had."""
    return sorted({event, *(local_key(one.report, one.event) for one in members)})


def last_number(connection: Connection) -> int:
    """The number of the last decision of all."""
    return connection.execute(select(func.max(decisions.c.number))).scalar() or 0


def last_decided(connection: Connection) -> tuple[int, datetime | None]:
    """The number of the last decision of all, and when it was made: as long as they are the same, all of them are."""
    query = select(decisions.c.number, decisions.c.made).order_by(decisions.c.number.desc()).limit(1)
    row = connection.execute(query).first()
    return (0, None) if row is None else (row.number, row.made)


def reports_decided_since(connection: Connection, number: int) -> list[str]:
    """The reports that decisions after this one touch."""
    subjects = decision_subjects.c
    query = select(subjects.key).where(subjects.kind == Subject.REPORT.value, subjects.number > number)
    return sorted(set(connection.execute(query).scalars()))


def history(
    connection: Connection,
    event: str | None = None,
    claim: str | None = None,
    report: str | None = None,
    by: str | None = None,
    most: int | None = None,
    before: int | None = None,
    keys: Sequence[str] | None = None,
) -> Sequence[Row]:
    """Decisions, the last first; ``keys`` are all that the event has had, where they are known."""
    subjects = decision_subjects.c
    query = select(decisions).order_by(decisions.c.number.desc()).limit(most)
    for kind, key in ((Subject.CLAIM, claim), (Subject.REPORT, report)):
        if key is not None:
            found = select(subjects.number).where(subjects.kind == kind.value, subjects.key == key)
            query = query.where(decisions.c.number.in_(found))
    if event is not None:
        keys = event_keys(connection, event) if keys is None else keys
        of_claims = select(event_claims.c.claim).where(event_claims.c.event == event)
        of_reports = select(event_reports.c.report).where(event_reports.c.event == event)
        # Each by itself: of conditions that are put together with "or" PostgreSQL would look at every row.
        numbers = union_all(
            *(
                select(subjects.number).where(subjects.kind == kind.value, *wanted)
                for kind, wanted in (
                    (Subject.EVENT, (subjects.key.in_(keys),)),
                    (Subject.CLAIM, (subjects.key.in_(of_claims),)),
                    (Subject.REPORT, (subjects.about, subjects.key.in_(of_reports))),
                )
            )
        ).subquery("numbers")
        query = query.where(decisions.c.number.in_(select(numbers.c.number)))
    if by is not None:
        query = query.where(decisions.c.by == by)
    if before is not None:
        query = query.where(decisions.c.number < before)
    return connection.execute(query).mappings().all()
