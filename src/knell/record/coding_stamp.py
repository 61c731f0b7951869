"""What tells whether anything was coded, settled, decided or linked since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from knell.record.coding_schema import adjudications, coding_assignments, codings
from knell.record.history import last_decided

if TYPE_CHECKING:
    from knell.record.store import Record


def coding_stamp(record: Record) -> tuple[object, ...]:
    """As long as it is the same, codings differ from each other and from the record in the same things."""
    # Rows are only ever added, but for an assignment, which ends once.
    ended = (func.count(coding_assignments.c.ended), func.max(coding_assignments.c.ended))
    given = select(func.max(coding_assignments.c.number), func.max(coding_assignments.c.made), *ended)
    with record.held(), record.database.reading() as connection:
        asked = (
            given,
            *(select(func.max(table.c.number), func.max(table.c.made)) for table in (codings, adjudications)),
        )
        said = tuple(tuple(connection.execute(query).one()) for query in asked)
        return (*said, last_decided(connection), record.edition())
