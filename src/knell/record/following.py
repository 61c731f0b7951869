"""What follows from a decision: events that hang together otherwise now, or of which other claims count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select, update

from knell.events import Member, local_key
from knell.record.claim_states import states_of
from knell.record.decision_schema import Kind, Subject
from knell.record.decisions import rows_about, subjects_of
from knell.record.known import is_own, load
from knell.record.linked_queries import events_of_keys, standing
from knell.record.linked_schema import ClaimStatus, event_claims, event_reports, events, links
from knell.record.linking import Change, link_again, revise
from knell.record.listing_rows import relist
from knell.record.placing import placed_of
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.revising import reviewed_of

_LINKING = frozenset({Kind.PLACE, Kind.APART, Kind.FREE, Kind.MERGE, Kind.SPLIT, Kind.MOVE, Kind.DESCRIBE})
_OF_CLAIM = frozenset({Kind.ACCEPT, Kind.REJECT, Kind.CORRECT, Kind.ADD})


@contextmanager
def followed(connection: Connection, row: Row) -> Iterator[None]:
    """Writing of a decision, or of an undo of it: all events that it bears on are brought up to date behind it."""
    claims = _claims_of(row)
    before = states_of(connection, claims)
    events_before, near = _events_of(connection, row), _near(connection, row)
    yield
    after = states_of(connection, claims)
    counted = {name for states in (before, after) for name, one in states.items() if _is_out(one.status)}
    change = Change()
    if row["kind"] in _LINKING:
        besides = {one.beside.report for states in (before, after) for one in states.values() if one.beside}
        change = link_again(
            connection, [Member(report, "") for report in sorted({*near, *_near(connection, row), *besides})]
        )
    elif row["kind"] not in (Kind.ACCEPT, Kind.REVIEWED) or counted:
        change = revise(connection, events_before | _events_of(connection, row))
    for name, state in after.items():
        of_claim = update(event_claims).where(event_claims.c.claim == name)
        connection.execute(of_claim.values(status=state.status.value))
    keys = events_before | _events_of(connection, row)
    if row["kind"] == Kind.REVIEWED:
        _mark_reviewed(connection, keys)
    relist(connection, sorted(keys - change.events))


def _is_out(status: ClaimStatus) -> bool:
    return status is ClaimStatus.REJECTED


def _claims_of(row: Row) -> list[str]:
    """The claims that a decision is about, or puts into an event."""
    moved = [claim for claim, *_ in row["new"].get("moves", ())]
    return moved if row["claim"] is None else [row["claim"], *moved]


def _near(connection: Connection, row: Row) -> set[str]:
    """The reports whose events may hang together otherwise: those it touches, and those that these were placed by."""
    reports = {key for kind, key in subjects_of(row, None) if kind is Subject.REPORT}
    near = set(reports)
    for other in rows_about(connection, Subject.REPORT, reports) if row["kind"] in _LINKING else ():
        for _, report, _, beside, _ in placed_of(other):
            near |= {report} if beside is None else {report, beside.report}
    return near


def _events_of(connection: Connection, row: Row) -> set[str]:
    """The keys of the linked events that a decision bears on, as they are called now."""
    found = set(events_with_claims(connection, _claims_of(row)))
    if row["kind"] in (Kind.COPY, Kind.ORIGINAL):
        both = [select(event_reports.c.event).where(event_reports.c.report == one) for one in _two_of(row)]
        found.update(connection.execute(both[0].intersect(both[1])).scalars())
    elif row["beside_report"] is not None:
        key = event_named(connection, Member(row["beside_report"], row["beside_event"]))
        found |= {key} if key is not None else set()
    return found


def _two_of(row: Row) -> tuple[str, str]:
    return row["report"], row["new"]["of"]


def events_with_claims(connection: Connection, claims: Iterable[str]) -> dict[str, list[str]]:
    """The linked events that these claims are in, each with those in it."""
    found: dict[str, list[str]] = {}
    for chunk in chunks(sorted(set(claims))):
        query = select(event_claims.c.event, event_claims.c.claim).where(event_claims.c.claim.in_(chunk))
        for row in connection.execute(query.order_by(event_claims.c.claim)):
            found.setdefault(row.event, []).append(row.claim)
    return found


def event_named(connection: Connection, anchor: Member) -> str | None:
    """The linked event that is, or was, named after this; None where it is gone."""
    of_member = (links.c.report == anchor.report) & (links.c.local_event == anchor.event)
    key = connection.execute(select(links.c.event).where(of_member)).scalar()
    if key is None and is_own(anchor):
        own = local_key(anchor.report, anchor.event)
        key = connection.execute(select(events.c.key).where(events.c.key == own)).scalar()
    return key


def _mark_reviewed(connection: Connection, keys: Collection[str]) -> None:
    stand = standing(connection, keys)
    for linked in events_of_keys(connection, sorted(keys), why=False):
        known = load(connection, set(linked.reports))
        names = known.names_of(linked, [one.claim for one in stand[linked.key]])
        of_event = update(events).where(events.c.key == linked.key)
        connection.execute(of_event.values(reviewed=reviewed_of(known.of_event(names))))
