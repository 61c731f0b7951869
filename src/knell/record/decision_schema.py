"""The table of what people decided: rows are added and never changed. Migration 0004 makes it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Integer, Table

from knell.record.columns import metadata, of_local_event, of_report
from knell.record.stored import StoredText

decisions = Table(
    "decisions",
    metadata,
    # In the order in which they were made: of two about one claim, the later holds.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", StoredText, nullable=False),
    Column("claim", StoredText, ForeignKey("claims.id"), nullable=False),
    # The report's event that the claim is of: all that the report says of it is placed with the claim.
    of_report(index=True),
    Column("local_event", StoredText, nullable=False),
    # The event it was in, and the one it was placed with or kept apart from, by their keys at the time.
    Column("before", StoredText, nullable=False),
    Column("event", StoredText),
    # The report's event that gave that one its key, by which it is known whatever joins it later.
    Column("beside_report", StoredText, ForeignKey("reports.id"), index=True),
    Column("beside_event", StoredText),
    Column("by", StoredText, nullable=False),
    Column("why", StoredText, nullable=False),
    Column("made", DateTime, nullable=False),
    # The hash of this decision and of the seal before it; null where an older knell kept it.
    Column("seal", StoredText),
    of_local_event("local_event"),
    CheckConstraint("kind IN ('place', 'apart', 'free')", name="kind"),
)
