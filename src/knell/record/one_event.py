"""One event as a page about it needs it: read as of one moment, in few questions, most by the event's key alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Table, bindparam, literal, null, select, true, type_coerce, union, union_all

from knell.events import LinkedEvent, Member
from knell.figures import Statement, rules, statements_among
from knell.model import Commemoration, Finding, Outcome, Range, Report
from knell.record.claim_states import ClaimState, fold
from knell.record.decision_schema import Subject, decisions
from knell.record.decisions import Decision, decision_of, last_about, undoings
from knell.record.errors import Missing
from knell.record.history import history, keys_of
from knell.record.linked_rows import linked_of
from knell.record.linked_schema import (
    ClaimStatus,
    copies,
    event_claims,
    event_figures,
    event_reports,
    events,
    links,
    source_claims,
    source_groups,
)
from knell.record.listing import Status
from knell.record.listing_schema import listing, listing_figures
from knell.record.listing_status import BY_HAND
from knell.record.report_list import ReportRow
from knell.record.report_rows import Row
from knell.record.rows import claim_of, commemoration_of, finding_of, range_of
from knell.record.schema import claims, commemorations, findings, reports
from knell.record.stored import StoredText

if TYPE_CHECKING:
    from knell.record.store import Record


@dataclass(frozen=True, slots=True)
class Glance:
    """How an event stands at a moment: what tells whether anything that is shown of it has changed.

    ``digest`` is that of linking, ``history`` the last decisions about it and its claims, the last first, ``version``
    the number of the last about the event as such, ``decided`` that of the last of all and when it was made.
    """

    key: str
    digest: str
    status: Status
    members: tuple[Member, ...]
    history: tuple[Decision, ...]
    version: int
    decided: tuple[int, datetime | None]
    _row: Row
    _decisions: Sequence[Row]
    _is_all: bool

    @property
    def last(self) -> int:
        """The number of the last decision about it or any of its claims; 0 for none."""
        return self.history[0].number if self.history else 0


@dataclass(frozen=True, slots=True)
class About:
    """All that is known of an event; ``figures`` are by the rule that was asked for, ``by_hand`` those people set.

    ``states`` say how all its claims stand, those rejected too; ``reports`` are those that any of them is of.
    ``history`` is what was decided, the last first.
    """

    linked: LinkedEvent
    statements: tuple[Statement, ...]
    states: Mapping[str, ClaimState]
    reports: Mapping[str, ReportRow]
    figures: Mapping[Outcome, Range]
    by_hand: Mapping[Outcome, Range]
    findings: tuple[tuple[str, Finding], ...]
    commemorations: tuple[tuple[str, Commemoration], ...]
    history: tuple[Decision, ...]

    @property
    def rejected(self) -> list[ClaimState]:
        """The claims that would count if a person had not rejected them, in the order of their reports."""
        found = [state for state in self.states.values() if state.status is ClaimStatus.REJECTED]
        return sorted(found, key=lambda state: (state.report, state.claim.start, state.claim.id))


# Every question is put together once, and its words are the same for every event: a server need not plan it anew.
_KEY, _RULE = bindparam("key", type_=StoredText), bindparam("rule", type_=StoredText)


def _glanced() -> Select[Any]:
    last = select(decisions.c.number, decisions.c.made).order_by(decisions.c.number.desc()).limit(1).subquery("last")
    joined = events.outerjoin(listing, listing.c.event == events.c.key).outerjoin(last, true())
    columns = (listing.c.status.label("_status"), last.c.number.label("_last"), last.c.made.label("_made"))
    return select(events, *columns).select_from(joined).where(events.c.key == _KEY)


def _of_event(table: Table, *order: str) -> Select[Any]:
    return select(table).where(table.c.event == _KEY).order_by(*(table.c[name] for name in order))


def _claims_with_status() -> Select[Any]:
    """All claims about the event, in order; of one that a person added there is only its name and report."""
    own = (event_claims.c.claim.label("_name"), event_claims.c.report.label("_report"))
    joined = event_claims.outerjoin(claims, claims.c.id == event_claims.c.claim)
    query = select(*own, event_claims.c.status.label("_status"), *claims.c).select_from(joined)
    return query.where(event_claims.c.event == _KEY).order_by(event_claims.c.position)


def _reports_with_place() -> Select[Any]:
    """The reports of its claims, those that count with their places in the event."""
    here = (event_reports.c.report == reports.c.id) & (event_reports.c.event == _KEY)
    of_claims = select(event_claims.c.report).where(event_claims.c.event == _KEY)
    either = union(select(event_reports.c.report).where(event_reports.c.event == _KEY), of_claims)
    columns = (*(reports.c[name] for name in ReportRow.__slots__), reports.c.authors)
    query = select(*columns, event_reports.c.position.label("_place")).select_from(
        reports.outerjoin(event_reports, here)
    )
    return query.where(reports.c.id.in_(either.subquery("either").select())).order_by(
        event_reports.c.position, reports.c.id
    )


def _both_figures() -> Any:
    """Those that linking kept with the event, and those of lists by the rule and by hand."""
    names = ("rule", "outcome", "low", "best", "high")
    kept = select(literal(0).label("_listed"), *(event_figures.c[name] for name in names))
    listed = select(literal(1), *(listing_figures.c[name] for name in names))
    of_rules = listing_figures.c.rule.in_((_RULE, BY_HAND))
    return union_all(
        kept.where(event_figures.c.event == _KEY), listed.where(listing_figures.c.event == _KEY, of_rules)
    ).order_by("outcome")


def _said() -> Any:
    """The findings and commemorations of its reports, in order of publication and of the text."""
    shared = {column.name: column for table in (commemorations, findings) for column in table.c}

    def of(table: Table) -> Select[Any]:
        columns = (
            (table.c[name] if name in table.c else type_coerce(null(), like.type)).label(name)
            for name, like in shared.items()
        )
        of_link = (links.c.report == table.c.report) & (links.c.local_event == table.c.event)
        query = select(literal(table.name, StoredText).label("_of"), reports.c.published.label("_day"), *columns)
        query = query.select_from(table.join(links, of_link).join(reports, reports.c.id == table.c.report))
        return query.where(links.c.event == _KEY)

    both = union_all(of(findings), of(commemorations)).subquery("said")
    return select(both).order_by(both.c["_day"].is_(None), both.c["_day"], both.c.report, both.c.position)


_GLANCE = _glanced()
_LINKS = _of_event(links, "report", "local_event")
_CLAIMS, _REPORTS, _FIGURES, _SAID = _claims_with_status(), _reports_with_place(), _both_figures(), _said()
_GROUPS = _of_event(source_groups, "position")
_GROUPED = _of_event(source_claims, "source_group", "position")
_COPIES = _of_event(copies, "position")


def glance(record: Record, key: str, most: int = 1) -> Glance:
    """How an event stands, with so many of the last decisions. Raises ``Missing``."""
    with record.held(), record.database.reading() as connection:
        row = connection.execute(_GLANCE, {"key": key}).mappings().first()
        if row is None:
            raise Missing(f"there is no event {key}")
        members = tuple(Member(link["report"], link["local_event"]) for link in _asked(connection, _LINKS, key))
        keys = keys_of(key, members)
        made = history(connection, event=key, keys=keys, most=most)
        return Glance(
            key=key,
            digest=row["digest"],
            status=Status(row["_status"] or Status.UNREVIEWED),
            members=members,
            history=_all_decisions(made),
            version=last_about(connection, Subject.EVENT, keys) if made else 0,
            decided=(row["_last"] or 0, row["_made"]),
            _row=row,
            _decisions=made,
            _is_all=len(made) < most,
        )


def about(record: Record, seen: Glance, rule: str | None = None) -> About:
    """All of an event that was glanced at in the same moment, with its figures by the default rule or a named one."""
    rule = rules()[0].name if rule is None else rule
    with record.held(), record.database.reading() as connection:
        key = seen.key
        made = seen._decisions
        if not seen._is_all:
            made = history(connection, event=key, keys=keys_of(key, seen.members))
        told = _asked(connection, _CLAIMS, key)
        heads = _asked(connection, _REPORTS, key)
        figures = list(connection.execute(_FIGURES, {"key": key, "rule": rule}).mappings())
        linked = _linked(connection, seen, told, heads, figures)
        states = _states(told, made)
        by_report = {row["id"]: _bare(row) for row in heads}
        counted = ((by_report[states[name].report], states[name].claim) for name in linked.claims)
        said = _asked(connection, _SAID, key)
        return About(
            linked=linked,
            statements=tuple(statements_among(linked, counted)),
            states=states,
            reports={row["id"]: _head(row) for row in heads},
            figures=_ranges(figures, rule),
            by_hand=_ranges(figures, BY_HAND),
            findings=tuple((row["report"], finding_of(row)) for row in said if row["_of"] == findings.name),
            commemorations=tuple(
                (row["report"], commemoration_of(row)) for row in said if row["_of"] == commemorations.name
            ),
            history=_all_decisions(made),
        )


def _asked(connection: Connection, query: Select[Any], key: str) -> Sequence[Row]:
    return connection.execute(query, {"key": key}).mappings().all()


def _all_decisions(rows: Sequence[Row]) -> tuple[Decision, ...]:
    """The last decisions about an event: what takes one of them back is about the same, and so is among them."""
    undone = undoings(rows)
    return tuple(decision_of(row, undone.get(row["number"])) for row in rows)


def _linked(
    connection: Connection, seen: Glance, told: Sequence[Row], heads: Sequence[Row], figures: Iterable[Row]
) -> LinkedEvent:
    parts: dict[str, Iterable[Row]] = {
        links.name: [{"report": one.report, "local_event": one.event} for one in seen.members],
        event_reports.name: [{"report": row["id"]} for row in heads if row["_place"] is not None],
        event_claims.name: [{"claim": row["_name"], "status": row["_status"]} for row in told],
        event_figures.name: [row for row in figures if not row["_listed"]],
        source_groups.name: _asked(connection, _GROUPS, seen.key),
        source_claims.name: _asked(connection, _GROUPED, seen.key),
        copies.name: _asked(connection, _COPIES, seen.key),
        "matches": (),
    }
    return linked_of(seen._row, parts)


def _states(told: Sequence[Row], made: Sequence[Row]) -> dict[str, ClaimState]:
    """How the event's claims stand, in their order."""
    read = {row["_name"]: (claim_of(row), str(row["_report"])) for row in told if row["id"] is not None}
    states = fold(read, sorted(made, key=lambda row: int(row["number"])))
    for name, (claim, report) in read.items():
        states.setdefault(name, ClaimState(ClaimStatus.UNREVIEWED, claim, claim, report))
    return {row["_name"]: states[row["_name"]] for row in told if row["_name"] in states}


def _head(row: Row) -> ReportRow:
    return ReportRow(**{name: row[name] for name in ReportRow.__slots__})


def _bare(row: Row) -> Report:
    """Of a report what a statement says of it."""
    return Report(row["id"], "", published=row["published"], outlet=row["outlet"], authors=row["authors"])


def _ranges(figures: Iterable[Row], rule: str) -> dict[Outcome, Range]:
    listed = {Outcome(row["outcome"]): range_of(row) for row in figures if row["_listed"] and row["rule"] == rule}
    return {outcome: listed[outcome] for outcome in Outcome if outcome in listed}
