"""Keep captures and find them again: a report is kept once, every capture of its bytes is kept."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from knell.model import Capture, Report
from knell.record.capture_schema import captures
from knell.record.queries import chunks
from knell.record.report_rows import capture_of, capture_row, first_first


def add_captures(connection: Connection, held: Iterable[tuple[str, Report]]) -> int:
    """Keep the captures of reports, each with the id its bytes have in the record; says how many are new."""
    made = [capture_row(ident, report, report.capture) for ident, report in held if report.capture is not None]
    rows = {row["id"]: row for row in made}
    for chunk in chunks(sorted(rows)):
        for known in connection.execute(select(captures.c.id).where(captures.c.id.in_(chunk))).scalars():
            del rows[known]
    if rows:
        connection.execute(insert(captures), [rows[name] for name in sorted(rows)])
    return len(rows)


def captures_of(connection: Connection, report: str) -> list[Capture]:
    """All captures of a report's bytes, in order of time, those of unknown time last."""
    query = select(captures).where(captures.c.report == report)
    return [capture_of(row) for row in sorted(connection.execute(query).mappings(), key=first_first)]
