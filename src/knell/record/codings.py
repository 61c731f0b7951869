"""Second codings as they are kept: who codes which event blind, what was said of it, what was settled.

Only keeps and finds; what it means is worked out in ``knell.review``. What was said is never changed or deleted.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, func, insert, select, update

from knell.model import Event
from knell.record.coding_schema import adjudications, coding_assignments, coding_items, codings
from knell.record.errors import Missing, RecordError
from knell.record.linked_schema import event_claims, events
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.rows import event_of
from knell.record.schema import claims

if TYPE_CHECKING:
    from knell.record.store import Record

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class First:
    """What people had decided of a claim or an event, and who did last; the first of two codings."""

    said: Said
    by: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """An event given to a coder; ``end`` is ``finished`` or ``withdrawn``, None while it is open."""

    number: int
    event: str
    coder: str
    by: str
    made: datetime
    sample: Said | None
    first: First | None
    ended: datetime | None
    end: str | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A claim of an assignment."""

    assignment: int
    claim: str
    first: First | None


@dataclass(frozen=True, slots=True)
class Coding:
    """What a coder said once; ``subject`` is ``claim``, ``event`` or ``missing`` (a claim that was not found)."""

    number: int
    assignment: int
    subject: str
    claim: str | None
    report: str | None
    start: int | None
    end: int | None
    replaces: int | None
    said: Said
    made: datetime


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What was settled about one field of one item; ``said`` holds all that was said before, by whom."""

    number: int
    event: str
    item: str
    field: str
    chosen: Said
    said: Said
    by: str
    why: str
    made: datetime
    decision: int | None


class Codings:
    """The second codings of a record. All methods raise ``RecordError``, one line each."""

    def __init__(self, record: Record) -> None:
        self._database = record._database

    def assignments(
        self, coder: str | None = None, event: str | None = None, number: int | None = None, open: bool | None = None
    ) -> list[Assignment]:
        """Assignments in the order in which they were made: all, or those of a coder, an event, still open or not."""
        query = select(coding_assignments).order_by(coding_assignments.c.number)
        for column, wanted in (("coder", coder), ("event", event), ("number", number)):
            query = query if wanted is None else query.where(coding_assignments.c[column] == wanted)
        if open is not None:
            query = query.where(
                coding_assignments.c.ended.is_(None) if open else coding_assignments.c.ended.isnot(None)
            )
        with self._database.reading() as connection:
            return [_assignment(row) for row in connection.execute(query).mappings()]

    def items(self, assignments: Collection[int]) -> list[Item]:
        """The claims of assignments, in their order."""
        order = (coding_items.c.assignment, coding_items.c.position)
        with self._database.reading() as connection:
            return [
                Item(row["assignment"], row["claim"], _first(row))
                for chunk in chunks(sorted(assignments))
                for row in connection.execute(
                    select(coding_items).where(coding_items.c.assignment.in_(chunk)).order_by(*order)
                ).mappings()
            ]

    def said(self, assignments: Collection[int]) -> list[Coding]:
        """All that was said in assignments, in the order in which it was said."""
        with self._database.reading() as connection:
            found = [
                _coding(row)
                for chunk in chunks(sorted(assignments))
                for row in connection.execute(select(codings).where(codings.c.assignment.in_(chunk))).mappings()
            ]
        return sorted(found, key=lambda one: one.number)

    def assign(
        self, event: str, coder: str, by: str, made: datetime, claims: Sequence[str], sample: Said | None = None
    ) -> int:
        """Give an event with its claims to a coder; the number of the assignment. Refused where he has or had it."""
        with self._database.writing() as connection:
            of_both = (coding_assignments.c.event == event) & (coding_assignments.c.coder == coder)
            if connection.execute(select(coding_assignments.c.number).where(of_both)).first() is not None:
                raise RecordError(f"{self._database.name}: {coder} has had event {event} to code already")
            number = _next(connection, coding_assignments)
            row = {"number": number, "event": event, "coder": coder, "by": by, "made": made, "sample": _json(sample)}
            connection.execute(insert(coding_assignments), [row])
            if claims:
                rows = [{"assignment": number, "position": n, "claim": claim} for n, claim in enumerate(claims)]
                connection.execute(insert(coding_items), rows)
        return number

    def say(
        self,
        assignment: int,
        subject: str,
        said: Said,
        made: datetime,
        claim: str | None = None,
        words: tuple[str, int, int] | None = None,
        replaces: int | None = None,
    ) -> int:
        """Keep what a coder says; its number. ``words`` are a report and a span of its text. Refused after the end."""
        with self._database.writing() as connection:
            self._must_be_open(connection, assignment)
            report, start, end = words or (None, None, None)
            number = _next(connection, codings)
            row = {"number": number, "assignment": assignment, "subject": subject, "claim": claim, "report": report}
            row |= {"span_start": start, "span_end": end, "replaces": replaces, "said": _json(said), "made": made}
            connection.execute(insert(codings), [row])
        return number

    def end(
        self,
        assignment: int,
        how: str,
        by: str,
        when: datetime,
        firsts: Mapping[str, First] | None = None,
        event_first: First | None = None,
    ) -> None:
        """End an assignment for good: finished or withdrawn. ``firsts`` is what people had decided, by claim."""
        with self._database.writing() as connection:
            self._must_be_open(connection, assignment)
            of_it = coding_assignments.c.number == assignment
            values = {"ended": when, "end": how, "ended_by": by, **_kept(event_first)}
            connection.execute(update(coding_assignments).where(of_it).values(values))
            for claim, first in (firsts or {}).items():
                of_claim = (coding_items.c.assignment == assignment) & (coding_items.c.claim == claim)
                connection.execute(update(coding_items).where(of_claim).values(_kept(first)))

    def _must_be_open(self, connection: Connection, assignment: int) -> None:
        query = select(coding_assignments.c.end).where(coding_assignments.c.number == assignment)
        row = connection.execute(query).first()
        if row is None:
            raise Missing(f"{self._database.name}: there is no assignment {assignment}")
        if row.end is not None:
            raise RecordError(f"{self._database.name}: assignment {assignment} is {row.end}; it cannot be changed")

    def settle(self, one: Adjudication) -> int:
        """Keep what was settled (its number is given here, not taken from ``one``)."""
        with self._database.writing() as connection:
            number = _next(connection, adjudications)
            row = {"number": number, "event": one.event, "item": one.item, "field": one.field, "by": one.by}
            row |= {"why": one.why, "made": one.made, "decision": one.decision}
            row |= {"chosen": _json(one.chosen), "said": _json(one.said)}
            connection.execute(insert(adjudications), [row])
        return number

    def settled(self, event: str | None = None) -> list[Adjudication]:
        """What was settled, of all events or of one (by its key then), in order."""
        query = select(adjudications).order_by(adjudications.c.number)
        with self._database.reading() as connection:
            rows = connection.execute(query if event is None else query.where(adjudications.c.event == event))
            return [
                Adjudication(**{**row, "chosen": json.loads(row["chosen"]), "said": json.loads(row["said"])})
                for row in rows.mappings()
            ]

    def claims_about(self, event: str, added: bool = False) -> list[str]:
        """The claims about an event, in order of publication and of the text, rejected ones too.

        Those that were read by machine, or those that people ``added``.
        """
        is_read = event_claims.c.claim.in_(select(claims.c.id))
        query = select(event_claims.c.claim).where(event_claims.c.event == event, ~is_read if added else is_read)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(event_claims.c.position)).scalars())

    def whereabouts(self, wanted: Iterable[str]) -> dict[str, tuple[str, str | None]]:
        """For claims: the report each is in, and the key of the event it is about now (None: not linked yet)."""
        found: dict[str, tuple[str, str | None]] = {}
        with self._database.reading() as connection:
            for chunk in chunks(sorted(set(wanted))):
                read = select(claims.c.id, claims.c.report).where(claims.c.id.in_(chunk))
                found.update((row.id, (row.report, None)) for row in connection.execute(read))
                columns = (event_claims.c.claim, event_claims.c.report, event_claims.c.event)
                about = select(*columns).where(event_claims.c.claim.in_(chunk))
                found.update((row.claim, (row.report, row.event)) for row in connection.execute(about))
        return found

    def when_and_where(self, wanted: Iterable[str]) -> dict[str, Event]:
        """Events by key, without figures; those that there are not are left out."""
        with self._database.reading() as connection:
            return {
                row["key"]: event_of(row, {})
                for chunk in chunks(sorted(set(wanted)))
                for row in connection.execute(select(events).where(events.c.key.in_(chunk))).mappings()
            }

    def open_claims(self, coder: str) -> list[tuple[str, str | None]]:
        """The events of a coder's open assignments, each with each of its claims (None: it has none)."""
        query = select(coding_assignments.c.event, coding_items.c.claim).outerjoin(
            coding_items, coding_items.c.assignment == coding_assignments.c.number
        )
        of_coder = (coding_assignments.c.coder == coder) & coding_assignments.c.ended.is_(None)
        with self._database.reading() as connection:
            return [(row.event, row.claim) for row in connection.execute(query.where(of_coder))]


def _next(connection: Connection, table: Table) -> int:
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def _json(said: Said | None) -> str | None:
    return None if said is None else json.dumps(said, sort_keys=True)


def _kept(first: First | None) -> dict[str, str | None]:
    return {"first": _json(first.said) if first else None, "first_by": first.by if first else None}


def _first(row: Row) -> First | None:
    return None if row["first"] is None else First(json.loads(row["first"]), row["first_by"])


def _assignment(row: Row) -> Assignment:
    sample = None if row["sample"] is None else json.loads(row["sample"])
    names = ("number", "event", "coder", "by", "made", "ended", "end", "ended_by")
    return Assignment(**{name: row[name] for name in names}, sample=sample, first=_first(row))


def _coding(row: Row) -> Coding:
    names = ("number", "assignment", "subject", "claim", "report", "replaces", "made")
    kept: dict[str, Any] = {name: row[name] for name in names}
    return Coding(**kept, start=row["span_start"], end=row["span_end"], said=json.loads(row["said"]))
