"""What linking by the reports alone would have done with an event, had nobody decided: asked, and never done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from knell.events import Member
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import holding, rows_about
from knell.record.linked_schema import event_claims
from knell.record.linking import link_again

if TYPE_CHECKING:
    from knell.record.store import Record

_OTHERWISE = frozenset(
    {Kind.PLACE, Kind.APART, Kind.MOVE, Kind.MERGE, Kind.SPLIT, Kind.COPY, Kind.ORIGINAL},
)


class _NotKept(Exception):
    """Ends a transaction of which nothing is to be kept."""


def overruled(record: Record, event: str) -> list[str]:
    """A line for each decision about an event that its reports speak against. Raises ``RecordError``.

    What would be is found out by linking once more, in a transaction that is not kept.
    """
    database = record.database
    with database.reading() as connection:
        query = select(event_claims.c.claim, event_claims.c.report).where(event_claims.c.event == event)
        of_claim = {row.claim: row.report for row in connection.execute(query)}
        reports = sorted(set(of_claim.values()))
        held = holding(rows_about(connection, Subject.REPORT, reports))
    if not database.writable or not any(row["kind"] in _OTHERWISE for row in held):
        return []
    told: list[str] = []
    try:
        with database.writing() as connection:
            told += link_again(connection, [Member(report, "") for report in reports]).told
            raise _NotKept
    except _NotKept:
        named = {*of_claim, *reports}
        return [line for line in dict.fromkeys(told) if not named.isdisjoint(line.replace(",", " ").split())]
