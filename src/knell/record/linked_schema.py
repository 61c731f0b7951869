"""The tables of what linking found: worked out from what reports say, and can be worked out again at any time.

Migrations 0002 and 0011 make these tables.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    Table,
)

from knell.record.columns import (
    figure_checks,
    figure_columns,
    metadata,
    of_local_event,
    of_report,
    position_column,
    when_and_where,
    where_checks,
)
from knell.record.stored import StoredList, StoredText


def of_event() -> Column[str]:
    """Which linked event a row belongs to; part of the row's key, and gone when the event is."""
    return Column("event", StoredText, ForeignKey("events.key", ondelete="CASCADE"), primary_key=True, nullable=False)


def copy_columns() -> list[Column[Any]]:
    """How one report repeats another."""
    return [
        Column("kind", StoredText, nullable=False),
        Column("jaccard", Double, nullable=False),
        Column("containment", Double, nullable=False),
        Column("passages", StoredList, nullable=False),
        Column("changed", StoredList, nullable=False),
    ]


# Reports whose events have not been linked yet. Empty after every link.
unlinked = Table("unlinked", metadata, of_report(primary_key=True))

# What made the links: when this is another version, everything is linked again.
linker = Table("linker", metadata, Column("version", StoredText, primary_key=True))

events = Table(
    "events",
    metadata,
    Column("key", StoredText, primary_key=True),
    Column("name", StoredText),
    Column("aliases", StoredList, nullable=False, server_default="[]"),
    *when_and_where(),
    Column("independent_sources", Integer, nullable=False),
    Column("strict_sources", Integer, nullable=False),
    Column("grade", StoredText),
    Column("digest", StoredText, nullable=False),
    # UCDP's event_clarity, where a person gave it.
    Column("clarity", Integer),
    # The hash of its claims and figures as they count now, and as it was when a person last called it reviewed.
    Column("evidence", StoredText, nullable=False, server_default=""),
    Column("reviewed", StoredText),
    *where_checks(),
)

links = Table(
    "links",
    metadata,
    of_report(primary_key=True),
    Column("local_event", StoredText, primary_key=True),
    Column("event", StoredText, ForeignKey("events.key", ondelete="CASCADE"), nullable=False, index=True),
    of_local_event("local_event"),
)

event_figures = Table(
    "event_figures",
    metadata,
    of_event(),
    Column("outcome", StoredText, primary_key=True),
    Column("rule", StoredText, nullable=False),
    *figure_columns(),
    *figure_checks(),
)

source_groups = Table(
    "source_groups",
    metadata,
    of_event(),
    Column("key", StoredText, primary_key=True),
    position_column(),
    Column("name", StoredText),
    Column("type", StoredText),
    Column("cited", Boolean, nullable=False),
    Column("reports", StoredList, nullable=False),
    Column("outlets", StoredList, nullable=False),
    Column("reasons", StoredList, nullable=False),
)

# The reports that tell of an event, in order of publication: those of its links, but for what people moved or added.
event_reports = Table(
    "event_reports",
    metadata,
    of_event(),
    of_report(primary_key=True, index=True),
    position_column(),
)


class ClaimStatus(StrEnum):
    """What people made of a claim."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"


# All claims about an event, in order of publication and of the text; those rejected count nowhere.
event_claims = Table(
    "event_claims",
    metadata,
    of_event(),
    # No row of ``claims`` where a person added it.
    Column("claim", StoredText, primary_key=True, index=True),
    of_report(),
    position_column(),
    Column("status", StoredText, nullable=False),
    CheckConstraint("status IN (" + ", ".join(f"'{status}'" for status in ClaimStatus) + ")", name="status"),
)

# The claims that count, by the origin they rest on.
source_claims = Table(
    "source_claims",
    metadata,
    of_event(),
    Column("source_group", StoredText, primary_key=True),
    Column("claim", StoredText, primary_key=True),
    position_column(),
    ForeignKeyConstraint(["event", "source_group"], ["source_groups.event", "source_groups.key"], ondelete="CASCADE"),
)

copies = Table(
    "copies",
    metadata,
    of_event(),
    Column("earlier", StoredText, ForeignKey("reports.id"), primary_key=True),
    Column("later", StoredText, ForeignKey("reports.id"), primary_key=True),
    position_column(),
    *copy_columns(),
)

matches = Table(
    "matches",
    metadata,
    of_event(),
    position_column(primary_key=True),
    Column("a_report", StoredText, nullable=False),
    Column("a_event", StoredText, nullable=False),
    Column("b_report", StoredText, nullable=False),
    Column("b_event", StoredText, nullable=False),
    Column("score", Double, nullable=False),
    Column("linked", Boolean, nullable=False),
    Column("reasons", StoredList, nullable=False),
)
