"""The log of decisions: its chain of seals, what it is found by, and that what people added are a report's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from knell.record.audit.findings import Audit
from knell.record.audit.words import shortened
from knell.record.decision_schema import Kind, decision_subjects, decisions
from knell.record.decisions import Subjects, decision_seal, subjects_of
from knell.record.report_rows import Row
from knell.record.schema import reports

_PART = "decisions"


def check_decisions(connection: Connection, audit: Audit) -> None:
    """Each decision is sealed with the one before it; all stand in the digest, in order."""
    before: str | None = None
    known: dict[int, Subjects] = {}
    found_by = _found_by(connection)
    for row in connection.execute(select(decisions).order_by(decisions.c.number)).mappings():
        audit.counts["decisions"] += 1
        made = decision_seal(row, before)
        if row["seal"] is None and before is None:
            audit.skipped("whether a decision was changed: made with an older knell", str(row["number"]))
        elif row["seal"] != made:
            _fault(audit, row, "it, or one before it, is not what it was when it was made")
        before = row["seal"]
        audit.stand(made)
        _check_undo(audit, row, known)
        undone = None if row["undoes"] is None else known.get(row["undoes"], {})
        known[row["number"]] = subjects_of(row, undone)
        if known[row["number"]] != found_by.pop(row["number"], {}):
            _fault(audit, row, "it is not found by what it is about")
        _check_words(connection, audit, row)
    for number in sorted(found_by):
        audit.fault(_PART, "it is missing, but claims, reports or events name it", f"decision {number}")


def _fault(audit: Audit, row: Row, what: str) -> None:
    audit.fault(_PART, what, f"decision {row['number']}", row["report"])


def _found_by(connection: Connection) -> dict[int, dict[Any, bool]]:
    found: dict[int, dict[Any, bool]] = {}
    for row in connection.execute(select(decision_subjects)):
        found.setdefault(row.number, {})[row.kind, row.key] = row.about
    return found


def _check_undo(audit: Audit, row: Row, known: Mapping[int, object]) -> None:
    if (row["kind"] == Kind.UNDO) != (row["undoes"] is not None):
        _fault(audit, row, "it undoes a decision and is no undo, or the other way round")
    elif row["undoes"] is not None and row["undoes"] not in known:
        _fault(audit, row, f"it undoes decision {row['undoes']}, which is not before it")


def _check_words(connection: Connection, audit: Audit, row: Row) -> None:
    """What a person added to a claim stands in the report where it is said to stand."""
    said = list(_stretches(row))
    if not said:
        return
    text = connection.execute(select(reports.c.text).where(reports.c.id == row["report"])).scalar() or ""
    for name, start, end, words in said:
        if not 0 <= start <= end <= len(text) or text[start:end] != words:
            found = f"the text has {shortened(text[max(start, 0) : max(end, 0)])} at {start}-{end}"
            _fault(audit, row, f"{name}: {found}, not {shortened(words)}")


def _stretches(row: Row) -> Iterator[tuple[str, int, int, str]]:
    new = row["new"]
    if row["kind"] == Kind.ADD:
        yield "quote", new["start"], new["end"], new["quote"]
    if row["kind"] in (Kind.ADD, Kind.CORRECT):
        for field in ("cited", "perpetrator"):
            if new.get(field) is not None:
                yield field, new[field]["start"], new[field]["end"], new[field]["text"]
