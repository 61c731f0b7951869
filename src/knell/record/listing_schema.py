"""The tables that lists of events are read from: worked out from all else, and made again at any time.

One row an event holds what is shown of it and asked for; what an event has several of stands beside it. All of an
event's rows go when the event goes. Migration 0012 makes these tables.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Double, Index, Integer, Table

from knell.record.columns import figure_checks, figure_columns, metadata
from knell.record.linked_schema import of_event
from knell.record.stored import StoredList, StoredText

listing = Table(
    "listing",
    metadata,
    of_event(),
    Column("reports", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("grade", StoredText),
    Column("country", StoredText),
    Column("day_start", Date),
    Column("day_end", Date),
    # The first and the last day on which a report of it was published.
    Column("first", Date),
    Column("last", Date),
    Column("languages", StoredList, nullable=False),
    # The lowest confidence of its claims.
    Column("confidence", Double),
    # The outcomes of which independent sources give totals that do not agree.
    Column("disputed", StoredList, nullable=False),
    Column("is_disputed", Boolean, nullable=False),
    Column("status", StoredText, nullable=False),
    # The number of the last decision about it, 0 where there is none, and who made any.
    Column("decided", Integer, nullable=False),
    Column("decided_by", StoredList, nullable=False),
    Index("ix_listing_reports", "reports", "day_start", "event"),
    Index("ix_listing_day_start", "day_start", "event"),
)

listing_figures = Table(
    "listing_figures",
    metadata,
    of_event(),
    Column("rule", StoredText, primary_key=True),
    Column("outcome", StoredText, primary_key=True),
    *figure_columns(),
    # What it is ordered and asked for by: best, where that is unknown low, else high.
    Column("size", BigInteger),
    *figure_checks(),
    Index("ix_listing_figures_rule", "rule", "outcome", "size", "event"),
    sqlite_with_rowid=False,
)


def _several(name: str, column: str) -> Table:
    """What an event has several of."""
    return Table(
        name,
        metadata,
        of_event(),
        Column(column, StoredText, primary_key=True),
        Index(f"ix_{name}_{column}", column, "event"),
        sqlite_with_rowid=False,
    )


listing_languages = _several("listing_languages", "language")
listing_sources = _several("listing_sources", "type")
listing_people = _several("listing_people", "person")

# Every word that an event may be found by, folded, each once with a space on either side.
listing_words = Table("listing_words", metadata, of_event(), Column("words", StoredText, nullable=False))

# What made the rows above; ``edition`` goes up whenever any of them changes.
listing_state = Table(
    "listing_state",
    metadata,
    Column("version", StoredText, primary_key=True),
    Column("edition", Integer, nullable=False),
)

LISTING = (listing_words, listing_people, listing_sources, listing_languages, listing_figures, listing)
