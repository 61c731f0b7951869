"""What reports say that stands in no linked event: what people moved away or took back, and what was never counted.

A release is told event by event; without these, a record could not be made of it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select

from knell.model import Claim, Commemoration, Event, Extraction, Finding, Report
from knell.record.decision_schema import Subject, decision_subjects
from knell.record.linked_schema import event_claims, event_reports, links
from knell.record.queries import extractions
from knell.record.schema import claims, commemorations, findings, local_events, reports

_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Aside:
    """What of a report stands in no event; ``report`` is None where an event has it, and only some of it is aside.

    ``events`` are the report's own, each with its place among them.
    """

    ident: str
    report: Report | None
    retrospective: bool
    events: tuple[tuple[int, Event], ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    commemorations: tuple[Commemoration, ...]


def asides(connection: Connection) -> Iterator[Aside]:
    """All of it, report by report in the order of their ids: of reports that claim anything, or were decided about."""
    last = ""
    while idents := _page(connection, last):
        last = idents[-1]
        in_events = select(event_reports.c.report).where(event_reports.c.report.in_(idents))
        told = set(connection.execute(in_events).scalars())
        linked = _pairs(connection, links, "local_event", idents)
        standing = _pairs(connection, event_claims, "claim", idents)
        for found in extractions(connection, idents):
            yield _aside(found, found.report.id in told, linked, standing)


def _page(connection: Connection, last: str) -> Sequence[str]:
    query = select(reports.c.id).where(reports.c.id > last, or_(*_is_known()), or_(*_is_aside()))
    return connection.execute(query.order_by(reports.c.id).limit(_AT_ONCE)).scalars().all()


def _is_known() -> Iterator[ColumnElement[bool]]:
    yield select(claims.c.id).where(claims.c.report == reports.c.id).exists()
    of_report = and_(decision_subjects.c.kind == Subject.REPORT.value, decision_subjects.c.key == reports.c.id)
    yield select(decision_subjects.c.number).where(of_report).exists()


def _is_aside() -> Iterator[ColumnElement[bool]]:
    yield ~select(event_reports.c.event).where(event_reports.c.report == reports.c.id).exists()
    stands = select(event_claims.c.event).where(event_claims.c.claim == claims.c.id).exists()
    yield select(claims.c.id).where(claims.c.report == reports.c.id, ~stands).exists()
    for table, name in ((local_events, "key"), (findings, "event"), (commemorations, "event")):
        of_link = and_(links.c.report == table.c.report, links.c.local_event == table.c[name])
        is_linked = select(links.c.event).where(of_link).exists()
        yield select(table.c.report).where(table.c.report == reports.c.id, ~is_linked).exists()


def _pairs(connection: Connection, table: Table, name: str, idents: Sequence[str]) -> set[tuple[str, str]]:
    query = select(table.c.report, table.c[name]).where(table.c.report.in_(idents))
    return {(report, found) for report, found in connection.execute(query)}


def _aside(found: Extraction, told: bool, linked: set[tuple[str, str]], standing: set[tuple[str, str]]) -> Aside:
    ident = found.report.id

    def away(event: str | None) -> bool:
        return event is None or (ident, event) not in linked

    return Aside(
        ident=ident,
        report=None if told else found.report,
        retrospective=found.retrospective,
        events=tuple((place, one) for place, one in enumerate(found.events) if away(one.key)),
        claims=tuple(one for one in found.claims if (ident, one.id) not in standing),
        findings=tuple(one for one in found.findings if away(one.event)),
        commemorations=tuple(one for one in found.commemorations if away(one.event)),
    )
