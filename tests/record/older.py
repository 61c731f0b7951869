"""Takes a record back to the tables that an older knell made."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from knell.record.columns import metadata
from knell.record.decision_schema import decision_subjects, decisions
from knell.record.linked_schema import event_claims, event_reports
from knell.record.listing_schema import LISTING, listing_state
from knell.record.people_schema import grants, log, people, recovery_codes, sessions, tokens, tries

PEOPLE = (log, tries, grants, tokens, sessions, recovery_codes, people)
_CODINGS = {"adjudications", "codings", "coding_items", "coding_assignments"}


def to_0010(path: Path) -> None:
    """As the last knell before people could decide on more than places made it; no decision is kept."""
    with sqlite3.connect(path) as raw:
        for table in reversed(metadata.sorted_tables):
            if table.name in _CODINGS:
                raw.execute(f"DROP TABLE {table.name}")
        for table in (*LISTING, listing_state, *PEOPLE, decision_subjects, decisions, event_claims, event_reports):
            raw.execute(f"DROP TABLE {table.name}")
        for column in ("clarity", "evidence", "reviewed"):
            raw.execute(f"ALTER TABLE events DROP COLUMN {column}")
        raw.execute(
            "CREATE TABLE decisions (number INTEGER PRIMARY KEY NOT NULL, kind TEXT NOT NULL, claim TEXT NOT NULL, "
            "report TEXT NOT NULL, local_event TEXT NOT NULL, before TEXT NOT NULL, event TEXT, beside_report TEXT, "
            'beside_event TEXT, "by" TEXT NOT NULL, why TEXT NOT NULL, made DATETIME NOT NULL, seal TEXT)'
        )
        raw.execute("UPDATE knell_version SET version_num = '0010'")
    raw.close()
