"""The tables of what reports say: written once with a report, never changed.

Keys are made from content, never counted up, and nothing holds a clock: the same reports make the same rows on
every machine. Migration 0001 makes these tables; when bytes were captured stands in ``captures``, of migration 0005.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    false,
)

from knell.record.columns import (
    day_columns,
    figure_checks,
    figure_columns,
    metadata,
    of_local_event,
    of_report,
    ordered,
    position_column,
    span_columns,
    when_and_where,
    where_checks,
)
from knell.record.stored import StoredList, StoredText

blobs = Table(
    "blobs",
    metadata,
    Column("sha256", StoredText, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", StoredText, primary_key=True),
    Column("sha256", StoredText, nullable=False, index=True),
    Column("blob", StoredText, ForeignKey("blobs.sha256")),
    Column("text", StoredText, nullable=False),
    Column("title", StoredText),
    Column("published", Date),
    Column("language", StoredText),
    Column("outlet", StoredText),
    Column("url", StoredText),
    Column("retrospective", Boolean, nullable=False),
    Column("parts", StoredList, nullable=False),
    Column("updated", Date),
    Column("dates", StoredList, nullable=False, server_default="[]"),
    Column("extractor", StoredText, nullable=False, server_default=""),
    Column("authors", StoredList, nullable=False, server_default="[]"),
    # What read its claims; null where an older knell added it.
    Column("read_by", StoredText),
    # What ``knell.record.seals`` makes of all rows of the report; null where an older knell added it.
    Column("seal", StoredList),
)

report_problems = Table(
    "report_problems",
    metadata,
    of_report(primary_key=True),
    Column("stage", StoredText, primary_key=True),
    position_column(primary_key=True),
    Column("code", StoredText, nullable=False),
    Column("message", StoredText, nullable=False),
)

local_events = Table(
    "local_events",
    metadata,
    of_report(primary_key=True),
    Column("key", StoredText, primary_key=True),
    position_column(),
    Column("name", StoredText),
    Column("aliases", StoredList, nullable=False, server_default="[]"),
    *when_and_where(),
    UniqueConstraint("report", "position"),
    *where_checks(),
)

local_figures = Table(
    "local_figures",
    metadata,
    of_report(primary_key=True),
    Column("event", StoredText, primary_key=True),
    Column("outcome", StoredText, primary_key=True),
    *figure_columns(),
    of_local_event("event"),
    *figure_checks(),
)

claims = Table(
    "claims",
    metadata,
    Column("id", StoredText, primary_key=True),
    of_report(),
    position_column(),
    Column("event", StoredText, nullable=False),
    *span_columns(),
    Column("quote", StoredText, nullable=False),
    Column("outcome", StoredText, nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("wording", StoredText, nullable=False),
    Column("severity", StoredText),
    Column("victims", StoredText, nullable=False),
    Column("victims_status", StoredText),
    Column("victims_groups", StoredList, nullable=False),
    Column("role", StoredText, nullable=False),
    Column("cited", StoredText),
    *span_columns("cited", nullable=True),
    Column("cited_type", StoredText),
    Column("perpetrator", StoredText),
    *span_columns("perpetrator", nullable=True),
    Column("negated", Boolean, nullable=False),
    Column("held", Boolean, nullable=False, server_default=false()),
    Column("confidence", Double, nullable=False),
    Column("because", StoredList, nullable=False),
    UniqueConstraint("report", "position"),
    of_local_event("event"),
    ordered("span_start", "span_end"),
    ordered("low", "high"),
    CheckConstraint("low >= 0 AND high >= 0", name="low_count"),
    CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
)

findings = Table(
    "findings",
    metadata,
    of_report(primary_key=True),
    position_column(primary_key=True),
    Column("event", StoredText),
    *span_columns(),
    Column("quote", StoredText, nullable=False),
    Column("finder", StoredText, nullable=False),
    Column("responsible", StoredText, nullable=False),
    *day_columns(),
    Column("punished", Boolean),
    of_local_event("event"),
    ordered("span_start", "span_end"),
    ordered("day_start", "day_end"),
)

commemorations = Table(
    "commemorations",
    metadata,
    of_report(primary_key=True),
    position_column(primary_key=True),
    Column("event", StoredText),
    *span_columns(),
    Column("quote", StoredText, nullable=False),
    Column("month", Integer, nullable=False),
    Column("day", Integer, nullable=False),
    Column("kind", StoredText, nullable=False),
    of_local_event("event"),
    ordered("span_start", "span_end"),
    CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="day_of_year"),
)
