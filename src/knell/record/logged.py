"""The log of decisions as it goes out: every decision once, with all that it takes to make it again elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, select

from knell.events import Member
from knell.record.decision_schema import Subject, decision_subjects, decisions
from knell.record.decisions import Decision, decision_of
from knell.record.linked_schema import event_claims, event_reports
from knell.record.listing import Status
from knell.record.listing_schema import listing
from knell.record.report_rows import Row
from knell.record.schema import reports

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision with what places it: the report's event that its claim is of, and what its event is named after."""

    decision: Decision
    local_event: str | None = None
    beside: Member | None = None


def logged_of(row: Row) -> Logged:
    """A decision from its row."""
    beside = None if row["beside_report"] is None else Member(row["beside_report"], row["beside_event"])
    return Logged(decision_of(row), row["local_event"], beside)


def log(connection: Connection, reviewed: bool = False) -> Iterator[Logged]:
    """All decisions in order; or those that touch nothing but claims and reports of ``reviewed`` events."""
    last = 0
    while True:
        query = select(decisions).where(decisions.c.number > last).order_by(decisions.c.number).limit(_AT_ONCE)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        last = rows[-1]["number"]
        outside = _outside(connection, rows) if reviewed else frozenset()
        yield from (logged_of(row) for row in rows if row["number"] not in outside)


def people(connection: Connection) -> dict[str, int]:
    """Everybody who decided anything, by name, numbered from 1 in the order of their first decisions."""
    first = func.min(decisions.c.number)
    names = connection.execute(select(decisions.c.by).group_by(decisions.c.by).order_by(first)).scalars()
    return {name: number for number, name in enumerate(names, 1)}


def _outside(connection: Connection, rows: Sequence[Row]) -> frozenset[int]:
    """Those of these decisions that touch a claim or a report of no reviewed event; an undo touches the same."""
    found: set[int] = set()
    subjects = decision_subjects.c
    of_rows = subjects.number.between(rows[0]["number"], rows[-1]["number"])
    for kind, column in ((Subject.CLAIM, event_claims.c.claim), (Subject.REPORT, event_reports.c.report)):
        of_event = and_(listing.c.event == column.table.c.event, listing.c.status == Status.REVIEWED.value)
        there = select(column).join(listing, of_event).where(column == subjects.key)
        query = select(subjects.number).where(of_rows, subjects.kind == kind.value, ~there.exists())
        if kind is Subject.REPORT:
            # An added claim is found by its report's event too, which is called a report there.
            query = query.where(subjects.key.in_(select(reports.c.id)))
        found.update(connection.execute(query).scalars())
    return frozenset(found)
