"""The log of what people decided: who, when, why, what was before and what holds since; rows are only ever added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from knell.events import Member
from knell.record.decision_schema import Kind, Subject, decision_subjects, decisions
from knell.record.errors import RecordError
from knell.record.queries import chunks
from knell.record.report_rows import Row
from knell.record.stored import written

# What a decision of an older knell was sealed over.
_SEALED_BEFORE = (
    *("number", "kind", "claim", "report", "local_event", "before", "event"),
    *("beside_report", "beside_event", "by", "why", "made"),
)
_SEALED = (*_SEALED_BEFORE, "old", "new", "undoes")
_VERSION = "2:"
_OF_EVENTS = frozenset({Kind.FIGURE, Kind.CLEAR, Kind.DESCRIBE, Kind.REVIEWED, Kind.MERGE, Kind.SPLIT})
_OF_REPORTS = frozenset({Kind.COPY, Kind.ORIGINAL})

# What a decision is about, or (false) only touches.
Subjects = dict[tuple[Subject, str], bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; decisions are kept for good, and of several about one thing the last holds that is not undone.

    ``claim``, ``report`` and ``event`` are what it is about; events are named by their keys at the time. ``before`` is
    the event that the claim was in. ``old`` and ``new`` are JSON objects: what was, and what is since. ``undoes`` is
    the number of the decision that an undo takes back, ``undone_by`` of the undo that took this one back and holds.
    """

    number: int
    kind: Kind
    claim: str | None
    before: str | None
    event: str | None
    by: str
    why: str
    made: datetime
    report: str | None = None
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    undone_by: int | None = None


class Conflict(RecordError):
    """Somebody else decided about the same thing since it was looked at: ``since`` are those decisions, in order."""

    def __init__(self, message: str, since: Sequence[Decision]) -> None:
        super().__init__(message)
        self.since = list(since)


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision to be made."""

    kind: Kind
    by: str
    why: str
    made: datetime | None = None
    claim: str | None = None
    report: str | None = None
    local_event: str | None = None
    before: str | None = None
    event: str | None = None
    beside: Member | None = None
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None


def append(connection: Connection, draft: Draft, number: int | None = None) -> Decision:
    """Put a decision behind all others, sealed with the one before it; numbered as the next, unless it has a number."""
    last = connection.execute(select(decisions.c.number, decisions.c.seal).order_by(decisions.c.number.desc())).first()
    after = last.number if last else 0
    if number is not None and number <= after:
        raise RecordError(f"decision {number} cannot come behind decision {after}")
    row = {"number": after + 1 if number is None else number, **_row_of_draft(draft)}
    undone = None if draft.undoes is None else subjects_of(row_of(connection, draft.undoes), None)
    connection.execute(insert(decisions), [{**row, "seal": decision_seal(row, last and last.seal)}])
    found = [
        {"kind": kind.value, "key": key, "number": row["number"], "about": about}
        for (kind, key), about in subjects_of(row, undone).items()
    ]
    if found:
        connection.execute(insert(decision_subjects), found)
    return decision_of(row)


def row_to_be(connection: Connection, draft: Draft) -> Row:
    """What a decision to be made is about: its own row, or that of the decision that it undoes."""
    return _row_of_draft(draft) if draft.undoes is None else row_of(connection, draft.undoes)


def _row_of_draft(draft: Draft) -> dict[str, Any]:
    return {
        "kind": draft.kind.value,
        "claim": draft.claim,
        "report": draft.report,
        "local_event": draft.local_event,
        "before": draft.before,
        "event": draft.event,
        "beside_report": draft.beside and draft.beside.report,
        "beside_event": draft.beside and draft.beside.event,
        "by": draft.by,
        "why": draft.why,
        "made": (draft.made or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None),
        "old": dict(draft.old),
        "new": dict(draft.new),
        "undoes": draft.undoes,
    }


def decision_seal(row: Row, before: str | None) -> str:
    """The hash of a decision and of the seal of the one before it, so that none can be changed or taken out unseen.

    One that an older knell sealed is sealed as that did.
    """
    older = "seal" in row and not str(row["seal"] or "").startswith(_VERSION)
    names = _SEALED_BEFORE if older else _SEALED
    whole = json.dumps([before, *(_plain(row[name]) for name in names)])
    return ("" if older else _VERSION) + hashlib.sha256(whole.encode("ascii")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return str(value)
    return written(value) if isinstance(value, Mapping) else value


def subjects_of(row: Row, undone: Subjects | None) -> Subjects:
    """What a decision is about and what it touches; ``undone`` are those of the decision that it undoes."""
    if undone is not None:
        return undone
    kind, new = Kind(row["kind"]), row["new"]
    found: Subjects = {}

    def put(subject: Subject, key: str | None, about: bool) -> None:
        if key is not None:
            found[subject, key] = found.get((subject, key), False) or about

    put(Subject.CLAIM, row["claim"], True)
    for key in (row["before"], row["event"], new.get("into"), new.get("event")):
        put(Subject.EVENT, key, kind in _OF_EVENTS and key in (row["event"], new.get("into")))
    for key in (row["report"], row["beside_report"], new.get("of")):
        put(Subject.REPORT, key, kind in _OF_REPORTS)
    for claim, report, _, beside, *_ in new.get("places", ()):
        put(Subject.CLAIM, claim, False)
        put(Subject.REPORT, report, False)
        put(Subject.REPORT, beside, False)
    for claim, report, beside, _ in new.get("moves", ()):
        put(Subject.CLAIM, claim, False)
        put(Subject.REPORT, report, False)
        put(Subject.REPORT, beside, False)
    return found


def row_of(connection: Connection, number: int) -> Row:
    """One decision's row; for an undo, that of the decision that it takes back, or has hold again."""
    row = connection.execute(select(decisions).where(decisions.c.number == number)).mappings().one()
    return row if row["undoes"] is None else row_of(connection, row["undoes"])


def decision_of(row: Row, undone_by: int | None = None) -> Decision:
    """A decision from its row."""
    return Decision(
        number=row["number"],
        kind=Kind(row["kind"]),
        claim=row["claim"],
        before=row["before"],
        event=row["event"],
        by=row["by"],
        why=row["why"],
        made=row["made"].replace(tzinfo=UTC),
        report=row["report"],
        old=row["old"],
        new=row["new"],
        undoes=row["undoes"],
        undone_by=undone_by,
    )


def rows_about(connection: Connection, subject: Subject, keys: Iterable[str], about: bool = False) -> list[Row]:
    """All decisions that touch any of these, or only those ``about`` them, in order; undoings of them included."""
    found: dict[int, Row] = {}
    for chunk in chunks(sorted(set(keys))):
        query = select(decisions).join(decision_subjects, decision_subjects.c.number == decisions.c.number)
        query = query.where(decision_subjects.c.kind == subject.value, decision_subjects.c.key.in_(chunk))
        for row in connection.execute(query.where(decision_subjects.c.about) if about else query).mappings():
            found[row["number"]] = row
    return [found[number] for number in sorted(found)]


def last_about(connection: Connection, subject: Subject, keys: Iterable[str]) -> int:
    """The number of the last decision about any of these, 0 where there is none."""
    last = 0
    for chunk in chunks(sorted(set(keys))):
        query = select(func.max(decision_subjects.c.number)).where(
            decision_subjects.c.kind == subject.value, decision_subjects.c.key.in_(chunk), decision_subjects.c.about
        )
        last = max(last, connection.execute(query).scalar() or 0)
    return last


def undoings(rows: Iterable[Row]) -> dict[int, int]:
    """The decisions that hold no more, each with the undo that takes it back; with a decision come its undoings."""
    found: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: -int(row["number"])):
        if row["undoes"] is not None and row["number"] not in found:
            found.setdefault(row["undoes"], row["number"])
    return found


def holding(rows: Collection[Row]) -> list[Row]:
    """The decisions that hold, in order, undoings left out."""
    undone = undoings(rows)
    return [row for row in rows if row["undoes"] is None and row["number"] not in undone]


def decisions_of(connection: Connection, rows: Sequence[Row]) -> list[Decision]:
    """Decisions from their rows, whether their undoings are among these or not."""
    known = {row["number"]: row for row in rows}
    coming = set(known)
    while coming:
        found: dict[int, Row] = {}
        for chunk in chunks(sorted(coming)):
            query = select(decisions).where(decisions.c.undoes.in_(chunk))
            found.update((row["number"], row) for row in connection.execute(query).mappings())
        coming = found.keys() - known.keys()
        known.update(found)
    undone = undoings(known.values())
    return [decision_of(row, undone.get(row["number"])) for row in rows]


def decided(connection: Connection, claim: str | None = None) -> list[Decision]:
    """All decisions, or those about a claim, in the order in which they were made."""
    query = select(decisions).order_by(decisions.c.number)
    rows = connection.execute(query if claim is None else query.where(decisions.c.claim == claim)).mappings().all()
    return decisions_of(connection, rows)
