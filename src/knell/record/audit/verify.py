"""The whole audit of a record, part after part; memory does not grow with the record."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from knell.record.audit.archives import check_archives
from knell.record.audit.decisions import check_decisions
from knell.record.audit.events import check_events
from knell.record.audit.findings import Audit, Fault
from knell.record.audit.links import check_links
from knell.record.audit.people import check_log
from knell.record.audit.reading import any_text, told
from knell.record.audit.reports import check_reports
from knell.record.audit.structure import check_database, check_rules
from knell.record.database import Database
from knell.record.exchanges import archive_beside
from knell.record.schema import blobs, reports


def verify(
    database: Database,
    on_fault: Callable[[Fault], object] | None = None,
    done: Callable[[int], object] | None = None,
    links: bool = False,
    again: bool = False,
    archives: Sequence[Path] = (),
) -> Audit:
    """Check all that a record holds. ``on_fault`` is given each fault, ``done`` how many more reports were checked.

    ``links``: link everything anew to compare, however large the record is. ``again``: read every report again and say
    where this knell reads it otherwise. ``archives`` are the folders of its web
    archives, without which the one beside the record is looked at.
    """
    audit = Audit(on_fault)
    count = done or (lambda _: None)
    archives = archives or [archive_beside(database.name)]
    with database.reading() as connection, any_text(connection):
        parts: tuple[Callable[[], None], ...] = (
            lambda: check_database(connection, audit),
            lambda: check_rules(connection, audit, lambda: count(0)),
            lambda: check_reports(connection, audit, count, again),
            lambda: _check_orphans(connection, audit),
            lambda: check_decisions(connection, audit),
            lambda: check_log(connection, audit),
            lambda: check_archives(connection, audit, archives, count),
            lambda: check_events(connection, audit),
            lambda: check_links(connection, audit, links),
        )
        for part in parts:
            try:
                part()
            except Exception as error:
                audit.fault("database", f"the database cannot be read further: {told(error)}")
    return audit


def _check_orphans(connection: Connection, audit: Audit) -> None:
    """Bytes that belong to no report, and are looked at for that."""
    joined = select(blobs.c.sha256).join_from(blobs, reports, reports.c.blob == blobs.c.sha256, isouter=True)
    for key in connection.execute(joined.where(reports.c.id.is_(None)).order_by(blobs.c.sha256)).scalars():
        audit.fault("bytes", "no report has them", f"bytes {key}")
        content = connection.execute(select(blobs.c.content).where(blobs.c.sha256 == key)).scalar()
        if isinstance(content, bytes) and (found := hashlib.sha256(content).hexdigest()) != key:
            audit.fault("bytes", f"their SHA-256 is {found}", f"bytes {key}")
