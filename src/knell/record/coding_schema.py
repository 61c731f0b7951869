"""The tables of second codings, made without sight of the first. Rows of codings are added and never changed.

Migration 0014 makes these tables.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table

from knell.record.columns import metadata, ordered, position_column, span_columns
from knell.record.stored import StoredMoment, StoredText


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, nullable=False, autoincrement=False)


def _of_assignment(**options: Any) -> Column[int]:
    return Column("assignment", Integer, ForeignKey("coding_assignments.number"), nullable=False, **options)


# Who codes which event. ``ended`` and what goes with it are set once: finished by the coder, or withdrawn.
coding_assignments = Table(
    "coding_assignments",
    metadata,
    _number(),
    # The event by its key at the time; its claims say which event that is whatever becomes of the key.
    Column("event", StoredText, nullable=False, index=True),
    Column("coder", StoredText, nullable=False, index=True),
    Column("by", StoredText, nullable=False),
    Column("made", StoredMoment, nullable=False),
    # How it was drawn where it was drawn by lot, as JSON: seed, size, out of how many, by which question.
    Column("sample", StoredText),
    # What the record held of the event itself, as JSON: when assigned, and when ended; null: nobody had decided.
    Column("first", StoredText),
    Column("first_by", StoredText),
    Column("ended", StoredMoment),
    Column("end", StoredText),
    Column("ended_by", StoredText),
    CheckConstraint("\"end\" IN ('finished', 'withdrawn')", name="end"),
)

# The claims of the event as they stood when it was assigned, each with what people had decided of it then or, where
# the assignment has ended, at its end: the first coding. Null: nobody had decided.
coding_items = Table(
    "coding_items",
    metadata,
    _of_assignment(primary_key=True),
    position_column(primary_key=True),
    Column("claim", StoredText, ForeignKey("claims.id"), nullable=False, index=True),
    Column("first", StoredText),
    Column("first_by", StoredText),
)

# What a coder said, as JSON: of a claim, of the event, or of a claim that was missed (``span``: the words). Of several
# about the same subject the last holds; one that ``replaces`` another takes its place.
codings = Table(
    "codings",
    metadata,
    _number(),
    _of_assignment(index=True),
    Column("subject", StoredText, nullable=False),
    Column("claim", StoredText, ForeignKey("claims.id")),
    Column("report", StoredText, ForeignKey("reports.id")),
    *span_columns(nullable=True),
    Column("replaces", Integer, ForeignKey("codings.number")),
    Column("said", StoredText, nullable=False),
    Column("made", StoredMoment, nullable=False),
    CheckConstraint("subject IN ('claim', 'event', 'missing')", name="subject"),
    ordered("span_start", "span_end"),
)

# What was settled between codings that differed, as JSON, with all that was said before, by whom. ``decision`` is the
# number of the decision that it became; null where what the record held was right.
adjudications = Table(
    "adjudications",
    metadata,
    _number(),
    Column("event", StoredText, nullable=False),
    Column("item", StoredText, nullable=False),
    Column("field", StoredText, nullable=False),
    Column("chosen", StoredText, nullable=False),
    Column("said", StoredText, nullable=False),
    Column("by", StoredText, nullable=False),
    Column("why", StoredText, nullable=False),
    Column("made", StoredMoment, nullable=False),
    Column("decision", Integer, ForeignKey("decisions.number")),
    Index("ix_adjudications_item_field", "item", "field"),
)
