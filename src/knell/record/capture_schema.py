"""The table of captures: how archived bytes came here, and when. Migration 0005 makes it.

Here are captures that gave a report: its bytes were had, and are in ``blobs``. The same bytes had again, at another
time or from another address, are a further row. An address that gave nothing, and why, is no row of this table.
Its moments are those of the archives and servers that gave the bytes; no other table of what reports say holds a clock.
"""

from __future__ import annotations

from sqlalchemy import Column, Table

from knell.record.columns import metadata, of_report
from knell.record.stored import StoredList, StoredMoment, StoredText

captures = Table(
    "captures",
    metadata,
    # Made from all that follows, so that the same capture is one row however often it is added.
    Column("id", StoredText, primary_key=True),
    of_report(index=True),
    # The hash of the bytes it gave, as in ``reports``; empty where none were archived.
    Column("sha256", StoredText, nullable=False),
    Column("url", StoredText),
    Column("final", StoredText),
    Column("at", StoredMoment),
    Column("headers", StoredList, nullable=False),
    Column("source", StoredText),
)
