"""The tables of what linking keeps between one run and the next; empty before the first, and made again at any time.

Reports and events go by numbers here, made from content as all keys are. Migration 0004 makes these tables.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, ForeignKey, Index, Table

from knell.events import Lists
from knell.record.columns import metadata, of_local_event, of_report
from knell.record.linked_schema import copy_columns
from knell.record.stored import StoredText


def number_column(name: str) -> Column[int]:
    """A number that is part of a row's key, and is given, not counted up."""
    return Column(name, BigInteger, primary_key=True, nullable=False, autoincrement=False)


shelf_reports = Table("shelf_reports", metadata, number_column("number"), of_report())

shelf_events = Table(
    "shelf_events",
    metadata,
    number_column("number"),
    of_report(),
    Column("event", StoredText, nullable=False),
    of_local_event("event"),
)


def _list(name: str) -> Table:
    """Things under keys, each key's in order."""
    columns = (number_column("key"), number_column("place"), number_column("number"))
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


# Which reports have which lines, which texts have which marks, which events have which keys.
LISTS = {lists: _list(f"shelf_{lists}") for lists in Lists}

shelf_chrome = Table("shelf_chrome", metadata, number_column("line"))

shelf_copies = Table(
    "shelf_copies",
    metadata,
    Column("earlier", StoredText, ForeignKey("reports.id"), primary_key=True),
    Column("later", StoredText, ForeignKey("reports.id"), primary_key=True, index=True),
    *copy_columns(),
)

shelf_matches = Table(
    "shelf_matches",
    metadata,
    number_column("a"),
    number_column("b"),
    Column("score", Double, nullable=False),
    Index("ix_shelf_matches_b", "b"),
    sqlite_with_rowid=False,
)

SHELF = (shelf_matches, shelf_copies, shelf_chrome, *LISTS.values(), shelf_events, shelf_reports)
