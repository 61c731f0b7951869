"""Whether linking everything anew gives the events that are kept, and what linking keeps for its next run."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Table, create_engine, select

from knell.events import link_anew
from knell.record.audit.findings import Audit
from knell.record.columns import metadata
from knell.record.gathering import Gathering
from knell.record.known import own_anchors
from knell.record.linked_queries import digests
from knell.record.linking import is_due
from knell.record.placing import placements
from knell.record.queries import count_reports, extractions
from knell.record.revising import Revision
from knell.record.shelf_schema import SHELF

# Linking from nothing holds all reports in memory; a larger record is linked anew only on demand.
MOST_LINKED_ANEW = 5_000
_PART = "links"


def check_links(connection: Connection, audit: Audit, always: bool) -> None:
    """Link all reports again, beside the record, and compare."""
    number = count_reports(connection)
    if is_due(connection):
        audit.skipped("linked events: linking is due (knell link)", number=number)
        return
    if audit.wrong["database"] or audit.wrong["seal"]:
        # Of senseless days or numbers linking could make anything, and take for ever.
        audit.skipped("that linking everything anew gives the same: what the reports say is damaged", number=number)
        return
    if number > MOST_LINKED_ANEW and not always:
        audit.skipped("that linking everything anew gives the same; --links does that, in memory", number=number)
        return
    shelf = Gathering()
    linked = link_anew(extractions(connection), placements(connection), shelf)
    kept = digests(connection)
    revision = Revision(connection, shelf.copies)
    made = {one.key: one.digest for one in revision.revised(linked.events)}
    made.update((one.key, one.digest) for one in revision.own(own_anchors(connection)))
    for key in sorted({*kept, *made}):
        if kept.get(key) != made.get(key):
            what = "linking the reports anew " + ("does not give it" if key not in made else "gives another")
            audit.fault(_PART, what if key in kept else "it is missing", f"event {key}")
    _compare_shelves(connection, audit, shelf)


def _compare_shelves(connection: Connection, audit: Audit, shelf: Gathering) -> None:
    with tempfile.TemporaryDirectory(prefix="knell-") as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'anew.db'}")
        try:
            metadata.create_all(engine, tables=SHELF)
            with engine.begin() as anew:
                shelf.write(anew)
                for table in SHELF:
                    if _all_of(connection, table) != _all_of(anew, table):
                        what = "what it holds for the next linking is not what linking makes; link anew in a new record"
                        audit.fault(_PART, what, table.name)
        finally:
            engine.dispose()


def _all_of(connection: Connection, table: Table) -> tuple[int, int]:
    """What stands for all rows of a table, whatever their order: their number, and the sum of their hashes."""
    number = total = 0
    for row in connection.execute(select(table).execution_options(stream_results=True)):
        number += 1
        total += int.from_bytes(hashlib.blake2b(repr(tuple(row)).encode("utf-8", "surrogatepass")).digest()[:16])
    return number, total % 2**128
