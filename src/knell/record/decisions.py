"""What people decided about where claims belong: who, when, why, what was before and what holds since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, or_, select

from knell.events import Member, Overruled, Placement, local_key
from knell.record.decision_schema import decisions
from knell.record.errors import RecordError
from knell.record.linked_schema import events, links
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.schema import claims


class Kind(StrEnum):
    """What was decided of a claim: it belongs to an event, or not, or is again where the reports alone put it."""

    PLACE = "place"
    APART = "apart"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one claim; decisions are kept for good, and of several the last holds.

    ``before`` is the key of the event that the claim was in, ``event`` of the one it was placed with or kept apart
    from, as those events were called then.
    """

    number: int
    kind: Kind
    claim: str
    before: str
    event: str | None
    by: str
    why: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision to be made."""

    kind: Kind
    claim: str
    event: str | None
    by: str
    why: str
    made: datetime | None = None


def decide(connection: Connection, wish: Wish, name: str) -> list[Member]:
    """Keep a decision; gives the reports' events to be put together anew. ``name`` is what messages call the record.

    The reports must all be linked. Raises ``RecordError``.
    """
    if not wish.by.strip() or not wish.why.strip():
        raise RecordError(f"{name}: a decision needs the name of who makes it and a reason")
    query = select(claims.c.report, claims.c.event, links.c.event.label("before"))
    of_link = (links.c.report == claims.c.report) & (links.c.local_event == claims.c.event)
    mine = connection.execute(query.join(links, of_link).where(claims.c.id == wish.claim)).first()
    if mine is None:
        raise RecordError(f"{name}: there is no claim {wish.claim}")
    beside = None if wish.event is None else _named_after(connection, wish.event, name)
    if beside == Member(mine.report, mine.event) and wish.kind is Kind.APART:
        raise RecordError(f"{name}: event {wish.event} is named after claim {wish.claim}; place the others instead")
    before = [row for row in _rows(connection, {mine.report}) if row["report"] == mine.report]
    number = (connection.execute(select(func.max(decisions.c.number))).scalar() or 0) + 1
    made = wish.made or datetime.now(UTC)
    row = {
        "number": number,
        "kind": wish.kind.value,
        "claim": wish.claim,
        "report": mine.report,
        "local_event": mine.event,
        "before": mine.before,
        "event": wish.event,
        "beside_report": beside and beside.report,
        "beside_event": beside and beside.event,
        "by": wish.by,
        "why": wish.why,
        "made": made.astimezone(UTC).replace(tzinfo=None),
    }
    query_last = select(decisions.c.seal).where(decisions.c.number == number - 1)
    sealed = decision_seal(row, connection.execute(query_last).scalar())
    connection.execute(insert(decisions), [{**row, "seal": sealed}])
    besides = [Member(old["beside_report"], old["beside_event"]) for old in before if old["beside_report"]]
    return [Member(mine.report, mine.event), *([beside] if beside else []), *besides]


def decision_seal(row: Row, before: str | None) -> str:
    """The hash of a decision and of the seal of the one before it, so that none can be changed or taken out unseen."""
    names = [column.name for column in decisions.c if column.name != "seal"]
    whole = json.dumps([before, *(str(row[name]) if name == "made" else row[name] for name in names)])
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


def _named_after(connection: Connection, event: str, name: str) -> Member:
    """The report's event that gave a linked event its key."""
    query = select(links.c.report, links.c.local_event).join(events).where(events.c.key == event)
    for row in connection.execute(query):
        if local_key(row.report, row.local_event) == event:
            return Member(row.report, row.local_event)
    raise RecordError(f"{name}: there is no event {event}")


def decided(connection: Connection, claim: str | None = None) -> list[Decision]:
    """All decisions, or those about a claim, in the order in which they were made."""
    query = select(decisions).order_by(decisions.c.number)
    rows = connection.execute(query if claim is None else query.where(decisions.c.claim == claim)).mappings()
    return [
        Decision(
            row["number"],
            Kind(row["kind"]),
            row["claim"],
            row["before"],
            row["event"],
            row["by"],
            row["why"],
            row["made"].replace(tzinfo=UTC),
        )
        for row in rows
    ]


def placements(connection: Connection, reports: Collection[str] | None = None) -> list[Placement]:
    """What holds of all decisions, or of those about claims that are of these reports or were put beside theirs."""
    if reports is None:
        return _holding(connection.execute(select(decisions).order_by(decisions.c.number)).mappings())
    found = [row["report"] for row in _rows(connection, reports)]
    wanted = set(reports)
    return [one for one in _holding(_rows(connection, found)) if one.report in wanted or one.beside.report in wanted]


def _rows(connection: Connection, reports: Iterable[str]) -> list[Row]:
    found: dict[int, Row] = {}
    for chunk in chunks(sorted(set(reports))):
        of_any = or_(decisions.c.report.in_(chunk), decisions.c.beside_report.in_(chunk))
        for row in connection.execute(select(decisions).where(of_any)).mappings():
            found[row["number"]] = row
    return [found[number] for number in sorted(found)]


def _holding(rows: Iterable[Row]) -> list[Placement]:
    """What is left of decisions, in order, when later ones about the same report's event have had their say."""
    held: dict[Member, list[Placement]] = {}
    for row in rows:
        mine = held.setdefault(Member(row["report"], row["local_event"]), [])
        if row["kind"] == Kind.FREE:
            mine.clear()
            continue
        beside, together = Member(row["beside_report"], row["beside_event"]), row["kind"] == Kind.PLACE
        mine[:] = [one for one in mine if one.beside != beside and not (one.together and together)]
        mine.append(Placement(row["claim"], row["report"], beside, together, row["number"]))
    return [one for of_one in held.values() for one in of_one]


def said(connection: Connection, placement: Placement) -> str:
    """A decision in one line."""
    row = _row(connection, placement)
    where = "with" if placement.together else "apart from"
    return f"{row['by']} put claim {row['claim']} {where} event {row['event']} on {row['made']:%Y-%m-%d}: {row['why']}"


def told(connection: Connection, overruled: Iterable[Overruled]) -> list[str]:
    """One line for each decision that the reports alone speak against."""
    lines = []
    for one in overruled:
        row = _row(connection, one.placement)
        where = f"with event {row['event']}" if one.placement.together else f"apart from event {row['event']}"
        who = f"where {row['by']} put it on {row['made']:%Y-%m-%d}"
        lines.append(f"claim {row['claim']} stays {where}, {who}; the reports alone put it with {one.would}")
    return lines


def _row(connection: Connection, placement: Placement) -> Row:
    return connection.execute(select(decisions).where(decisions.c.number == placement.order)).mappings().one()
