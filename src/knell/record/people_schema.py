"""The tables of the people who work on a record, and of the log of what they did. Migration 0013 makes them.

Nothing here is taken out but what no longer means anything: tries to sign in. No password, token or code stands in
them, only hashes; a secret for one-time codes does, for it must be known to be compared. Whoever reads these tables
can make such codes: the database must be guarded.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, Table

from knell.record.columns import metadata
from knell.record.stored import StoredList, StoredMoment, StoredText

_RIGHTS = "'view', 'export', 'code', 'decide', 'settle', 'assign', 'audit', 'people'"


def of_person(**options: Any) -> Column[str]:
    """Whose a row is."""
    return Column("person", StoredText, ForeignKey("people.name"), nullable=False, **options)


people = Table(
    "people",
    metadata,
    Column("name", StoredText, primary_key=True),
    # The name as it is compared: no two differ in the case of letters only.
    Column("folded", StoredText, nullable=False, unique=True),
    # As argon2 writes it, with its parameters and its salt.
    Column("password", StoredText, nullable=False),
    Column("role", StoredText, nullable=False),
    Column("active", Boolean, nullable=False),
    # Whether the password was given by another, and must be changed before anything else is done.
    Column("must_change", Boolean, nullable=False),
    Column("made", StoredMoment, nullable=False),
    Column("made_by", StoredText, nullable=False),
    # The secret of one-time codes; one that was not confirmed by a code yet is only pending.
    Column("totp_secret", StoredText),
    Column("totp_pending", StoredText),
    # The half-minute whose code was used last: no code serves twice.
    Column("totp_step", BigInteger),
    CheckConstraint("role IN ('reader', 'coder', 'reviewer', 'manager', 'admin')", name="role"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    of_person(primary_key=True),
    Column("hash", StoredText, primary_key=True),
    Column("used", StoredMoment),
)

sessions = Table(
    "sessions",
    metadata,
    # What it is called where it is shown; it opens nothing.
    Column("id", StoredText, primary_key=True),
    Column("hash", StoredText, nullable=False, unique=True),
    of_person(index=True),
    Column("begun", StoredMoment, nullable=False),
    Column("seen", StoredMoment, nullable=False),
    Column("address", StoredText),
    Column("agent", StoredText),
    Column("ended", StoredMoment),
    Column("why_ended", StoredText),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", StoredText, primary_key=True),
    Column("hash", StoredText, nullable=False, unique=True),
    of_person(index=True),
    Column("name", StoredText, nullable=False),
    Column("rights", StoredList, nullable=False),
    Column("made", StoredMoment, nullable=False),
    Column("until", StoredMoment, nullable=False),
    Column("used", Date),
    Column("revoked", StoredMoment),
    Column("revoked_by", StoredText),
)

grants = Table(
    "grants",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    of_person(index=True),
    Column("may", StoredText, nullable=False),
    # The key of the one event it is for; null for the whole record.
    Column("event", StoredText),
    Column("until", StoredMoment),
    Column("made", StoredMoment, nullable=False),
    Column("made_by", StoredText, nullable=False),
    Column("ended", StoredMoment),
    Column("ended_by", StoredText),
    CheckConstraint(f"may IN ({_RIGHTS})", name="may"),
)

# Tries to sign in that failed, or are being looked at. The name is kept as a hash: people type passwords there.
tries = Table(
    "tries",
    metadata,
    Column("id", StoredText, primary_key=True),
    Column("name", StoredText, nullable=False, index=True),
    Column("address", StoredText, index=True),
    Column("made", StoredMoment, nullable=False),
    Column("failed", Boolean, nullable=False),
)

log = Table(
    "log",
    metadata,
    # Counted without gaps.
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", StoredMoment, nullable=False),
    Column("who", StoredText, nullable=False, index=True),
    Column("what", StoredText, nullable=False, index=True),
    Column("subject", StoredText, nullable=False, index=True),
    # A JSON object.
    Column("detail", StoredText, nullable=False),
    Column("address", StoredText),
    # The hash of this line and of the seal of the one before it.
    Column("seal", StoredText, nullable=False),
)
