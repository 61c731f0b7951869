"""From what linking alone makes of events to what holds once people have decided about claims, copies and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from knell.events import LinkedEvent
from knell.figures import reconcile, statements_of
from knell.record.linked_rows import Revised, Stands
from knell.record.linked_schema import ClaimStatus
from knell.record.queries import chunks, extractions
from knell.record.reviewing import evidence_of

_EVENTS_AT_ONCE = 200


def revised(connection: Connection, linked: Iterable[LinkedEvent]) -> Iterator[Revised]:
    """Linked events as they count, with their figures by the default rule or by hand."""
    for chunk in chunks(linked, _EVENTS_AT_ONCE):
        wanted = {report for one in chunk for report in one.reports}
        told = {kept.report.id: kept for kept in extractions(connection, wanted, texts=False)}
        for one in chunk:
            statements = statements_of(one, told)
            figures = reconcile(statements, event=one.event)
            stands = tuple(Stands(each.claim.id, each.report, ClaimStatus.UNREVIEWED) for each in statements)
            yield Revised(one, figures, stands, evidence_of((each.claim for each in statements), figures))
