"""Whole events, one after the other: all that a release may need of each, read in pages as of one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, Table, and_, case, func, select

from knell.events import LinkedEvent
from knell.figures import Statement, rules
from knell.model import Claim, Commemoration, Event, Figure, Finding, Outcome, Range, Report
from knell.record.asides import Aside, asides
from knell.record.decision_schema import decisions
from knell.record.decisions import Decision, decisions_of
from knell.record.errors import RecordError
from knell.record.history import history
from knell.record.known import Known, load
from knell.record.linked_queries import events_of_keys, standing
from knell.record.linked_rows import Stands
from knell.record.linked_schema import ClaimStatus, event_reports, links
from knell.record.listing import Listed, Status
from knell.record.listing_queries import listed_of
from knell.record.listing_schema import listing
from knell.record.logged import Logged, log, people
from knell.record.queries import chunks
from knell.record.report_list import ReportRow
from knell.record.report_rows import Row, report_of
from knell.record.revising import figures_of
from knell.record.rows import commemoration_of, event_of, finding_of, range_of
from knell.record.schema import commemorations, findings, local_events, local_figures, reports

if TYPE_CHECKING:
    from knell.record.store import Record

_AT_ONCE = 100
_SHOWN = [getattr(reports.c, name) for name in ReportRow.__slots__]


@dataclass(frozen=True, slots=True)
class Mention:
    """What one report by itself says of an event; ``position`` 0 is what the report is about."""

    report: str
    position: int
    event: Event


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as it was read, and what people made of it; rejected ones are none of the claims that count."""

    report: str
    claim: Claim
    status: ClaimStatus


@dataclass(frozen=True, slots=True)
class Whole:
    """An event with all that is known of it, as it counts.

    ``row`` is how it stands in lists, ``figures`` are by every coding rule, ``firsts`` the reports that no event
    before it told of, each with whether all their events that are asked for are reviewed; ``texts`` are these
    reports with their texts, where asked for. ``states`` is what people made of those claims that they decided about;
    ``readings`` are those that they accepted, corrected or rejected, as they were read.
    """

    linked: LinkedEvent
    row: Listed
    figures: Mapping[str, Mapping[Outcome, Figure]]
    statements: tuple[Statement, ...]
    reports: tuple[ReportRow, ...]
    firsts: Mapping[str, bool]
    texts: tuple[Report, ...]
    mentions: tuple[Mention, ...]
    findings: tuple[tuple[str, Finding], ...]
    commemorations: tuple[tuple[str, Commemoration], ...]
    decisions: tuple[Decision, ...]
    states: Mapping[str, ClaimStatus]
    readings: tuple[Reading, ...]


class Wholes:
    """The events of a record in the order of their keys: all, or only those that are ``reviewed``.

    ``texts`` says whether the texts of reports are wanted. All methods raise ``RecordError``, one line each.
    """

    def __init__(self, record: Record, reviewed: bool = False, texts: bool = False) -> None:
        self._database, self._texts = record.database, texts
        self._connection: Connection | None = None
        self._reviewed = reviewed
        self._wanted = (listing.c.status == Status.REVIEWED.value,) if reviewed else ()

    @contextmanager
    def held(self) -> Iterator[None]:
        """All that is asked for in it is as of one moment, however often, and whoever writes meanwhile."""
        with self._reading() as connection:
            before, self._connection = self._connection, connection
            try:
                yield
            finally:
                self._connection = before

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._connection is not None:
            yield self._connection
            return
        with self._database.reading() as connection:
            yield connection

    def count(self) -> int:
        """How many there are."""
        with self._reading() as connection:
            return self._count(connection)

    def _count(self, connection: Connection) -> int:
        return connection.execute(select(func.count()).select_from(listing).where(*self._wanted)).scalar_one()

    def asides(self) -> Iterator[Aside]:
        """What reports say that stands in no event; nothing where only reviewed events are asked for."""
        if not self._reviewed:
            with self._reading() as connection:
                yield from asides(connection)

    def log(self) -> Iterator[Logged]:
        """All decisions once, in order; where only reviewed events are asked for, those about nothing else."""
        with self._reading() as connection:
            yield from log(connection, self._reviewed)

    def people(self) -> Mapping[str, int]:
        """Everybody who decided anything, numbered in the order of their first decisions."""
        with self._reading() as connection:
            return people(connection)

    def __iter__(self) -> Iterator[Whole]:
        with self._reading() as connection:
            decided = connection.execute(select(decisions.c.number).limit(1)).first() is not None
            last, many = "", 0
            while keys := self._keys(connection, last):
                last = keys[-1]
                many += len(keys)
                yield from self._page(connection, keys, decided)
            if many != (there := self._count(connection)):
                raise RecordError(f"{self._database.name}: {there:,} events are there, but {many:,} were read")

    def _keys(self, connection: Connection, last: str) -> list[str]:
        query = select(listing.c.event).where(listing.c.event > last, *self._wanted)
        return list(connection.execute(query.order_by(listing.c.event).limit(_AT_ONCE)).scalars())

    def _page(self, connection: Connection, keys: list[str], decided: bool) -> Iterator[Whole]:
        rows = listed_of(connection, keys, rules()[0].name)
        linked = {one.key: one for one in events_of_keys(connection, keys, why=False)}
        told_of = {report for one in linked.values() for report in one.reports}
        known, stands = load(connection, told_of), standing(connection, keys)
        told = _reports(connection, told_of)
        firsts = _firsts(connection, told_of, self._wanted)
        mentions = _mentions(connection, keys)
        by_finding = _said(connection, findings, keys)
        by_day = _said(connection, commemorations, keys)
        for key in keys:
            one = linked[key]
            mine = {report: is_all for report in one.reports for first, is_all in (firsts[report],) if first == key}
            yield Whole(
                linked=one,
                row=rows[key],
                figures=_figures(one, known, [stand.claim for stand in stands[key]]),
                statements=tuple(known.statements(one)),
                reports=tuple(told[ident] for ident in one.reports),
                firsts=mine,
                texts=_texts(connection, mine) if self._texts else (),
                mentions=tuple(mentions.get(key, ())),
                findings=tuple((row["report"], finding_of(row)) for row in by_finding.get(key, ())),
                commemorations=tuple((row["report"], commemoration_of(row)) for row in by_day.get(key, ())),
                decisions=_decisions(connection, key) if decided else (),
                states={name: known.states[name].status for name in _decided(stands[key], known)},
                readings=tuple(_readings(stands[key], known)),
            )


def _decided(stands: Iterable[Stands], known: Known) -> Iterator[str]:
    return (one.claim for one in stands if one.claim in known.states)


def _readings(stands: Iterable[Stands], known: Known) -> Iterator[Reading]:
    for name in _decided(stands, known):
        state = known.states[name]
        if state.original is not None and state.status is not ClaimStatus.UNREVIEWED:
            yield Reading(state.report, state.original, state.status)


def _reports(connection: Connection, idents: Iterable[str]) -> dict[str, ReportRow]:
    found: dict[str, ReportRow] = {}
    for chunk in chunks(sorted(idents)):
        rows = connection.execute(select(*_SHOWN).where(reports.c.id.in_(chunk))).mappings()
        found.update((row["id"], ReportRow(**row)) for row in rows)
    return found


def _texts(connection: Connection, idents: Iterable[str]) -> tuple[Report, ...]:
    found: list[Report] = []
    for chunk in chunks(sorted(idents), 20):
        rows = connection.execute(select(reports).where(reports.c.id.in_(chunk)).order_by(reports.c.id)).mappings()
        found.extend(report_of(row) for row in rows)
    return tuple(found)


def _firsts(
    connection: Connection, idents: Collection[str], wanted: Sequence[ColumnElement[bool]]
) -> dict[str, tuple[str, bool]]:
    """The first of the wanted events of each of these reports, and whether all of those are reviewed."""
    is_reviewed = case((listing.c.status == Status.REVIEWED.value, 1), else_=0)
    query = select(event_reports.c.report, func.min(event_reports.c.event), func.min(is_reviewed))
    query = query.join(listing, listing.c.event == event_reports.c.event).group_by(event_reports.c.report)
    found: dict[str, tuple[str, bool]] = {}
    for chunk in chunks(sorted(idents)):
        for report, first, is_all in connection.execute(query.where(event_reports.c.report.in_(chunk), *wanted)):
            found[report] = first, bool(is_all)
    return found


def _mentions(connection: Connection, keys: list[str]) -> dict[str, list[Mention]]:
    """What each report by itself says of these events, by event, in order of reports."""
    of_link = and_(links.c.report == local_events.c.report, links.c.local_event == local_events.c.key)
    query = select(local_events, links.c.event.label("linked")).join(links, of_link).where(links.c.event.in_(keys))
    of_figure = and_(links.c.report == local_figures.c.report, links.c.local_event == local_figures.c.event)
    asked = select(local_figures).join(links, of_figure).where(links.c.event.in_(keys))
    figures: dict[tuple[str, str], dict[Outcome, Range]] = {}
    for row in connection.execute(asked).mappings():
        figures.setdefault((row["report"], row["event"]), {})[Outcome(row["outcome"])] = range_of(row)
    found: dict[str, list[Mention]] = {}
    ordered = query.order_by(local_events.c.report, local_events.c.position)
    for row in connection.execute(ordered).mappings():
        of_report = figures.get((row["report"], row["key"]), {})
        event = event_of(row, {outcome: of_report[outcome] for outcome in Outcome if outcome in of_report})
        found.setdefault(row["linked"], []).append(Mention(row["report"], row["position"], event))
    return found


def _said(connection: Connection, table: Table, keys: list[str]) -> dict[str, list[Row]]:
    """The rows that reports give to these events, by event, in order of publication and of the text."""
    of_link = and_(links.c.report == table.c.report, links.c.local_event == table.c.event)
    query = select(table, links.c.event.label("linked")).join(links, of_link)
    query = query.join(reports, reports.c.id == table.c.report).where(links.c.event.in_(keys))
    by_date = (reports.c.published.is_(None), reports.c.published, reports.c.id, table.c.position)
    found: dict[str, list[Row]] = {}
    for row in connection.execute(query.order_by(*by_date)).mappings():
        found.setdefault(row["linked"], []).append(row)
    return found


def _figures(linked: LinkedEvent, known: Known, claims: Iterable[str]) -> dict[str, dict[Outcome, Figure]]:
    """Figures by every rule. Why a claim was rejected stands with the decision, not with each figure."""
    statements, rejected = known.statements(linked), dict[Outcome, list[tuple[str, str]]]()
    for name in sorted(claims):
        if name in known.states and known.states[name].status is ClaimStatus.REJECTED:
            rejected.setdefault(known.claim(name).outcome, []).append((name, "rejected"))
    return {rule.name: figures_of(linked.event, statements, rejected, {}, rule.name) for rule in rules()}


def _decisions(connection: Connection, key: str) -> tuple[Decision, ...]:
    """What people decided about an event, the first first."""
    return tuple(reversed(decisions_of(connection, history(connection, event=key))))
