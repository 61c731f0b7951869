"""The table of addresses: how each one that was to be fetched stands, and why. Migrations 0007 and 0010 make it.

It is the list of what is still to be asked as well as the memory of what was: work that is stopped goes on from it.
Beside ``captures`` it is the only table of what was read that holds a clock.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table

from knell.record.columns import metadata
from knell.record.stored import StoredList, StoredMoment, StoredText

visits = Table(
    "visits",
    metadata,
    Column("url", StoredText, primary_key=True),
    # In the order in which they were wanted.
    Column("position", Integer, nullable=False),
    # How many feeds and sitemaps lead to it.
    Column("depth", Integer, nullable=False),
    Column("state", StoredText, nullable=False, index=True),
    Column("reason", StoredText, nullable=False),
    # In vain, since it last answered.
    Column("attempts", Integer, nullable=False),
    Column("tried", StoredMoment),
    # Its host wished not to be asked before.
    Column("not_before", StoredMoment),
    Column("etag", StoredText),
    Column("last_modified", StoredText),
    # The hash of the bytes that it gave last.
    Column("sha256", StoredText),
    # Whether it is a feed or a sitemap, which leads on to others.
    Column("leads_on", Boolean, nullable=False),
    # The feed or sitemap that it was found in, and what that says of it.
    Column("found_in", StoredText),
    Column("title", StoredText),
    Column("dates", StoredList, nullable=False),
    # The hash of the title and the words that it gave last, where that was one report.
    Column("said", StoredText),
)
