"""Why the reports, or the events, that a person names are or are not one: the points, and what else decided."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from sqlalchemy import Connection, select

from knell.events import LinkedEvent, Local, Match, Member, explain, local_events
from knell.model import Event, Extraction
from knell.record import linked_queries, queries
from knell.record.errors import RecordError
from knell.record.linked_schema import links
from knell.record.placing import placements, said
from knell.record.schema import reports
from knell.record.shelf import RecordShelf

# Of two large events so many reports' events each are held against each other.
_MOST = 12


@dataclass(frozen=True, slots=True)
class Side:
    """A report's event as the report tells it, and the linked event that it is in."""

    member: Member
    event: Event
    killed: int | None
    linked: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Two reports' events with the points for and against; ``through`` are the matches that join them without.

    ``placed`` are the decisions of people about either, one line each.
    """

    a: Side
    b: Side
    match: Match
    through: tuple[Match, ...] = ()
    placed: tuple[str, ...] = ()

    @property
    def one(self) -> bool:
        """Whether they are one event in the record."""
        return self.a.linked == self.b.linked


def explained(connection: Connection, a: str, b: str, name: str) -> list[Explained]:
    """Each event of one report, or of a linked event's reports, with each of another's; those that match best first.

    ``a`` and ``b`` are ids of reports or keys of events. Raises ``RecordError``.
    """
    sides = [_named(connection, given, name) for given in (a, b)]
    told = {one.report.id: one for one in queries.extractions(connection, {m.report for side in sides for m in side})}
    locals_ = {member: local for local in local_events(told.values()) for member in local.members}
    in_event = _events_of(connection, {member for side in sides for member in side})
    found = {}
    for mine, other in product(*sides):
        x, y = locals_[mine], locals_[other]
        # An event that people moved all claims out of is in no linked event.
        known = x.member in in_event and y.member in in_event
        if known and x.member != y.member and (y.member, x.member) not in found:
            found[x.member, y.member] = _explained(connection, x, y, told, in_event)
    if not found:
        raise RecordError(f"{name}: {a} and {b} are the same event of the same report")
    return sorted(found.values(), key=lambda one: (not one.one, not one.match.linked, -one.match.score, one.a.member))


def _named(connection: Connection, given: str, name: str) -> list[Member]:
    """The reports' events that a report's id or an event's key stands for."""
    of_report = connection.execute(select(links.c.report, links.c.local_event).where(links.c.report == given)).all()
    if of_report:
        return sorted(Member(*row) for row in of_report)
    if connection.execute(select(reports.c.id).where(reports.c.id == given)).first() is not None:
        raise RecordError(f"{name}: report {given} tells of no event with a figure, so that there is nothing to link")
    of_event = select(links.c.report, links.c.local_event).where(links.c.event == given)
    in_order = of_event.order_by(links.c.report, links.c.local_event).limit(_MOST)
    found = [Member(*row) for row in connection.execute(in_order)]
    if not found:
        raise RecordError(f"{name}: there is no report and no event {given}")
    return found


def _events_of(connection: Connection, members: Iterable[Member]) -> dict[Member, str]:
    """The linked event of each of these reports' events."""
    found = {}
    for chunk in queries.chunks(sorted({member.report for member in members})):
        for row in connection.execute(select(links).where(links.c.report.in_(chunk))):
            found[Member(row.report, row.local_event)] = row.event
    return found


def _explained(
    connection: Connection, x: Local, y: Local, told: Mapping[str, Extraction], in_event: Mapping[Member, str]
) -> Explained:
    pair = {x.member.report, y.member.report}
    copies = [one for one in RecordShelf(connection).copies(pair) if {one.earlier, one.later} == pair]
    match = explain(told[x.member.report], x.member.event, told[y.member.report], y.member.event, copies)
    a, b = (Side(local.member, local.event, local.killed, in_event[local.member]) for local in (x, y))
    decided = placements(connection, pair)
    placed = [one for one in decided if one.claim in (*x.claims, *y.claims)]
    through: tuple[Match, ...] = ()
    if a.linked == b.linked and not match.linked:
        (event,) = linked_queries.linked_events(connection, [a.linked], why=True)
        through = _way(event, x.member, y.member)
    return Explained(a, b, match, through, tuple(said(connection, one) for one in placed))


def _way(event: LinkedEvent, start: Member, end: Member) -> tuple[Match, ...]:
    """The matches that lead from one member of an event to another; none where only a person put them together."""
    near: dict[Member, list[tuple[Member, Match]]] = {}
    for match in event.matches:
        near.setdefault(match.a, []).append((match.b, match))
        near.setdefault(match.b, []).append((match.a, match))
    ways: dict[Member, tuple[Match, ...]] = {start: ()}
    queue = deque([start])
    while queue and end not in ways:
        here = queue.popleft()
        for there, match in near.get(here, ()):
            if there not in ways:
                ways[there] = (*ways[here], match)
                queue.append(there)
    return ways.get(end, ())
