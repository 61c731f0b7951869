"""How the addresses stand that were to be fetched: kept with every try, and found again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from knell.model import DateSignal
from knell.record.queries import chunks
from knell.record.report_rows import Row, signal_rows, signals_of
from knell.record.visit_schema import visits


@dataclass(frozen=True, slots=True)
class Visit:
    """One address: its ``state`` (a ``knell.reports.State``) and why, when it was tried last, and how often in vain.

    ``etag`` and ``last_modified`` are those of its last answer, ``sha256`` the hash of that answer's bytes, ``said``
    that of its words. ``title`` and ``dates`` are what the feed or sitemap ``found_in`` says of it; ``leads_on``: it
    is one itself.
    """

    url: str
    state: str
    reason: str = ""
    attempts: int = 0
    tried: datetime | None = None
    not_before: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    leads_on: bool = False
    found_in: str | None = None
    title: str | None = None
    dates: tuple[DateSignal, ...] = ()
    depth: int = 0
    position: int = 0
    said: str | None = None


_FIELDS = tuple(name for name in Visit.__dataclass_fields__ if name != "dates")


def put_visits(connection: Connection, wanted: Iterable[Visit]) -> None:
    """Keep how addresses stand, in place of how they stood; nothing is committed here."""
    rows = {visit.url: _row(visit) for visit in wanted}
    for chunk in chunks(rows):
        connection.execute(delete(visits).where(visits.c.url.in_(chunk)))
        connection.execute(insert(visits), [rows[url] for url in chunk])


def get_visits(connection: Connection, states: Collection[str] | None, urls: Collection[str] | None) -> list[Visit]:
    """Addresses in the order in which they were wanted: all, those in some states, or those that are named."""
    query = select(visits)
    if states is not None:
        query = query.where(visits.c.state.in_(sorted(states)))
    if urls is None:
        found = [_visit(row) for row in connection.execute(query).mappings()]
    else:
        found = [
            _visit(row)
            for chunk in chunks(sorted(set(urls)))
            for row in connection.execute(query.where(visits.c.url.in_(chunk))).mappings()
        ]
    return sorted(found, key=lambda visit: (visit.position, visit.url))


def next_position(connection: Connection) -> int:
    """A position behind all others."""
    return (connection.execute(select(func.max(visits.c.position))).scalar() or 0) + 1


def _row(visit: Visit) -> Row:
    return {**{name: getattr(visit, name) for name in _FIELDS}, "dates": signal_rows(visit.dates)}


def _visit(row: Row) -> Visit:
    return Visit(**{name: row[name] for name in _FIELDS}, dates=signals_of(row["dates"]))
