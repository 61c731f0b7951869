"""The link step: reads what reports say from the record, and writes the events they tell of.

The result is always what linking everything from nothing gives. Only what differs from the rows that are there is
written, so that an event no new report touches keeps its rows. Links hold no decisions and may be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, insert

from knell import __version__
from knell.events import LinkedEvent, link
from knell.figures import reconcile, statements_of
from knell.model import Figure, Outcome
from knell.record.linked_queries import digests, has_unlinked, linker_version
from knell.record.linked_rows import digest, rows_of_linked
from knell.record.linked_schema import events, linker, unlinked
from knell.record.opening import Database
from knell.record.queries import chunks, count_reports, extractions
from knell.record.rows import Row

# What makes the links; when it changes, a record is linked again from nothing at the next occasion.
LINKER = f"knell {__version__}"
_EVENTS_AT_ONCE = 200

Worked = list[tuple[LinkedEvent, Mapping[Outcome, Figure]]]


def is_due(connection: Connection) -> bool:
    """Whether there is anything to link."""
    return has_unlinked(connection) or (linker_version(connection) not in (LINKER, None))


def link_all(database: Database) -> int:
    """Link; gives how many events were made or changed.

    The work is done beside writers. Should they have added reports meanwhile it is done again, then in their way.
    """
    with database.reading() as connection:
        seen = count_reports(connection)
        worked = list(_work_out(connection))
    with database.writing() as connection:
        if count_reports(connection) != seen:
            worked = list(_work_out(connection))
        return _write(connection, worked)


def _work_out(connection: Connection) -> Iterator[tuple[LinkedEvent, Mapping[Outcome, Figure]]]:
    for chunk in chunks(link(extractions(connection)), _EVENTS_AT_ONCE):
        wanted = {report for linked in chunk for report in linked.reports}
        told = {kept.report.id: kept for kept in extractions(connection, wanted, texts=False)}
        for linked in chunk:
            yield linked, reconcile(statements_of(linked, told), event=linked.event)


def _write(connection: Connection, worked: Worked) -> int:
    before = digests(connection)
    after = {linked.key: digest(linked, figures) for linked, figures in worked}
    stale = [key for key, seal in before.items() if after.get(key) != seal]
    for chunk in chunks(sorted(stale)):
        connection.execute(delete(events).where(events.c.key.in_(chunk)))
    fresh = [(linked, figures) for linked, figures in worked if before.get(linked.key) != after[linked.key]]
    for table, rows in _gathered(fresh).items():
        _insert(connection, table, rows)
    connection.execute(delete(unlinked))
    connection.execute(delete(linker))
    connection.execute(insert(linker), [{"version": LINKER}])
    return len(fresh)


def _gathered(worked: Iterable[tuple[LinkedEvent, Mapping[Outcome, Figure]]]) -> dict[Table, list[Row]]:
    gathered: dict[Table, list[Row]] = {}
    for linked, figures in worked:
        for table, rows in rows_of_linked(linked, figures).items():
            gathered.setdefault(table, []).extend(rows)
    return gathered


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
