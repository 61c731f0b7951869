"""The table of exchanges: where in the web archives beside the record each one stands. Migration 0009 makes it.

The web archives are files, for other tools to read; what is here shows whether they are still what was written.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Table

from knell.record.columns import metadata
from knell.record.stored import StoredMoment, StoredText

exchanges = Table(
    "exchanges",
    metadata,
    # The name of a file in the folder of web archives, and the stretch of it that holds the exchange.
    Column("file", StoredText, primary_key=True),
    Column("start", BigInteger, primary_key=True, autoincrement=False),
    Column("sha256", StoredText, primary_key=True),
    Column("length", BigInteger, nullable=False),
    # Of the capture that it gave: the address that was asked, and when.
    Column("url", StoredText, nullable=False, index=True),
    Column("at", StoredMoment, nullable=False),
)
