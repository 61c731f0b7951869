"""The tables of what people decided: rows are added and never changed. Migrations 0004 and 0011 make them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Boolean, CheckConstraint, Column, DateTime, ForeignKey, Integer, Table

from knell.record.columns import metadata, of_local_event
from knell.record.stored import StoredObject, StoredText


class Kind(StrEnum):
    """What was decided: of a claim, of two reports, of an event and its figures, or of an earlier decision."""

    PLACE = "place"
    APART = "apart"
    FREE = "free"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    ADD = "add"
    MOVE = "move"
    COPY = "copy"
    ORIGINAL = "original"
    FIGURE = "figure"
    CLEAR = "clear"
    DESCRIBE = "describe"
    REVIEWED = "reviewed"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


class Subject(StrEnum):
    """What a decision is about, or touches."""

    CLAIM = "claim"
    REPORT = "report"
    EVENT = "event"


decisions = Table(
    "decisions",
    metadata,
    # In the order in which they were made: of two about one thing, the later holds.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", StoredText, nullable=False),
    # No row of ``claims`` where a person added it.
    Column("claim", StoredText),
    Column("report", StoredText, ForeignKey("reports.id")),
    # The report's event that the claim is of.
    Column("local_event", StoredText),
    # The event it was in, and the one it was placed with or kept apart from, by their keys at the time.
    Column("before", StoredText),
    Column("event", StoredText),
    # The report's event that gave that one its key, by which it is known whatever joins it later.
    Column("beside_report", StoredText, ForeignKey("reports.id")),
    Column("beside_event", StoredText),
    Column("by", StoredText, nullable=False),
    Column("why", StoredText, nullable=False),
    Column("made", DateTime, nullable=False),
    # The hash of this decision and of the seal before it; null where an older knell kept it.
    Column("seal", StoredText),
    # What was, and what is since; empty in a decision of an older knell.
    Column("old", StoredObject, nullable=False, server_default="{}"),
    Column("new", StoredObject, nullable=False, server_default="{}"),
    # The decision that no longer holds, or holds again.
    Column("undoes", Integer, ForeignKey("decisions.number"), index=True),
    of_local_event("local_event"),
    CheckConstraint("kind IN (" + ", ".join(f"'{kind}'" for kind in Kind) + ")", name="kind"),
)

# By what decisions are found: claims, reports and events they are about, or only touch. Follows from the rows above.
decision_subjects = Table(
    "decision_subjects",
    metadata,
    Column("kind", StoredText, primary_key=True),
    Column("key", StoredText, primary_key=True),
    Column("number", Integer, ForeignKey("decisions.number"), primary_key=True),
    Column("about", Boolean, nullable=False),
)
