"""All that people decided about some reports and what those say: what is read once for many events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from knell.events import LinkedEvent, Member, local_key
from knell.figures import Statement, statements_among
from knell.model import Claim, Extraction, Report
from knell.record.claim_states import ClaimState, fold
from knell.record.decision_schema import Kind, Subject, decisions
from knell.record.decisions import holding, rows_about
from knell.record.linked_schema import event_reports, links
from knell.record.queries import extractions
from knell.record.report_rows import Row

# Begins what an event of claims that a person took out of others is named after, in place of a report's event; behind
# the decision's number comes the report's event that the first of these claims was of.
_OWN = "\x1fdecision "

_COPIES = (Kind.COPY, Kind.ORIGINAL)


def own_anchor(report: str, number: int, local_event: str) -> Member:
    """What an event is named after that a decision makes of claims, whose first is of this report's event."""
    return Member(report, f"{_OWN}{number} {local_event}")


def is_own(anchor: Member) -> bool:
    """Whether an event is made of claims that were taken out of others."""
    return anchor.event.startswith(_OWN)


def described_by(anchor: Member) -> Member:
    """The report's event that says when and where such an event was."""
    return Member(anchor.report, anchor.event.removeprefix(_OWN).partition(" ")[2])


def own_anchors(connection: Connection, reports: Collection[str] | None = None) -> set[Member]:
    """What the events are named after that decisions made of claims: all, or those that touch these reports."""
    if reports is None:
        query = select(decisions).where(decisions.c.kind.in_([Kind.MOVE.value, Kind.SPLIT.value]))
        rows: Iterable[Row] = connection.execute(query).mappings().all()
    else:
        rows = rows_about(connection, Subject.REPORT, reports)
    anchors = {Member(report, event) for row in rows for *_, report, event in row["new"].get("moves", ())}
    return {anchor for anchor in anchors if is_own(anchor)}


def anchors_of(connection: Connection, key: str) -> list[Member]:
    """What a linked event is named after: the report's event of the same key, or what a decision made; else nothing."""
    rows = connection.execute(select(links.c.report, links.c.local_event).where(links.c.event == key)).all()
    members = sorted(Member(row.report, row.local_event) for row in rows)
    if members:
        return [one for one in members if local_key(one.report, one.event) == key] or members[:1]
    of_reports = select(event_reports.c.report).where(event_reports.c.event == key)
    found = own_anchors(connection, connection.execute(of_reports).scalars().all())
    return [anchor for anchor in found if local_key(anchor.report, anchor.event) == key]


@dataclass(frozen=True)
class Known:
    """What ``load`` read: decisions that hold, reports by id, claims as read, and how those stand that are decided."""

    held: tuple[Row, ...]
    told: dict[str, Extraction]
    states: dict[str, ClaimState]

    @cached_property
    def read(self) -> dict[str, tuple[Claim, str]]:
        """Claims as they were read, each with its report."""
        return {claim.id: (claim, report) for report, one in self.told.items() for claim in one.claims}

    @cached_property
    def put_beside(self) -> dict[Member, list[str]]:
        """The claims that were moved or added to an event, by what it is named after."""
        found: dict[Member, list[str]] = {}
        for name, state in self.states.items():
            if state.beside is not None:
                found.setdefault(state.beside, []).append(name)
        return found

    @cached_property
    def of_copies(self) -> dict[frozenset[str], Row]:
        """The decisions whether one report repeats another."""
        return {frozenset((row["report"], row["new"]["of"])): row for row in self.held if row["kind"] in _COPIES}

    @cached_property
    def _of_events(self) -> dict[Member, list[Row]]:
        found: dict[Member, list[Row]] = {}
        for row in self.held:
            if row["kind"] in (Kind.FIGURE, Kind.CLEAR, Kind.DESCRIBE, Kind.REVIEWED):
                found.setdefault(Member(row["beside_report"], row["beside_event"]), []).append(row)
        return found

    def of_event(self, names: Collection[Member]) -> list[Row]:
        """The decisions about an event as such, in order, by all that it may be named after."""
        found = [row for name in self._of_events.keys() & set(names) for row in self._of_events[name]]
        return sorted(found, key=lambda row: int(row["number"]))

    def claim(self, name: str) -> Claim:
        """A claim as it counts."""
        return self.states[name].claim if name in self.states else self.read[name][0]

    def report(self, name: str) -> Report:
        """The report that makes a claim."""
        return self.told[self.states[name].report if name in self.states else self.read[name][1]].report

    def statements(self, linked: LinkedEvent) -> list[Statement]:
        """What is said of an event, as it counts."""
        return statements_among(linked, ((self.report(name), self.claim(name)) for name in linked.claims))

    def names_of(self, linked: LinkedEvent, claims: Iterable[str]) -> frozenset[Member]:
        """All that a linked event may be named after; ``claims`` are those that stand in it."""
        names = set(linked.members)
        for name in claims:
            state = self.states.get(name)
            if state is not None and state.beside is not None and local_key(*_of(state.beside)) == linked.key:
                names.add(state.beside)
        return frozenset(names)


def _of(member: Member) -> tuple[str, str]:
    return member.report, member.event


def load(connection: Connection, reports: Collection[str]) -> Known:
    """What people decided about these reports, and what they say; also of claims that were put beside theirs."""
    rows = rows_about(connection, Subject.REPORT, reports)
    foreign = {claim: report for row in rows for claim, report in _moved(row) if report not in reports}
    if foreign:
        more = rows_about(connection, Subject.CLAIM, foreign)
        rows = sorted({row["number"]: row for row in (*rows, *more)}.values(), key=lambda row: int(row["number"]))
    wanted = {*reports, *foreign.values()}
    told = {one.report.id: one for one in extractions(connection, wanted, texts=False)}
    if not rows:
        return Known((), told, {})
    read = {claim.id: (claim, report) for report, one in told.items() for claim in one.claims}
    return Known(tuple(holding(rows)), told, fold(read, rows))


def _moved(row: Row) -> Iterator[tuple[str, str]]:
    """The claims that a decision puts into an event, each with its report."""
    if row["kind"] == Kind.ADD:
        yield row["claim"], row["report"]
    for claim, report, *_ in row["new"].get("moves", ()):
        yield claim, report
