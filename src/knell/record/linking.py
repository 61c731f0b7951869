"""The link step: reads what reports say from the record, and writes the events they tell of.

The result is always what linking everything from nothing gives. A few new reports are linked into what is linked
already; many, or a new version of knell, are a reason to link all from nothing. Either way only what differs from the
rows that are there is written, so that an event no new report touches keeps its rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Table, delete, insert

from knell import __version__
from knell.events import Linked, Member, link_anew, local_key, relink
from knell.record.database import Database
from knell.record.gathering import Gathering
from knell.record.history import last_number, reports_decided_since
from knell.record.known import anchors_of, own_anchors
from knell.record.linked_queries import (
    claims_linked,
    digests,
    events_of_keys,
    events_with,
    has_unlinked,
    linker_version,
    unlinked_reports,
)
from knell.record.linked_rows import Revised, rows_of_event, without_figures
from knell.record.linked_schema import events, linker, unlinked
from knell.record.listing_rows import is_stale, relist
from knell.record.placing import placements, told
from knell.record.queries import chunks, count_reports, extractions
from knell.record.report_rows import Row
from knell.record.revising import Revision
from knell.record.shelf import RecordShelf

# What makes the links and the lists behind them; when it changes, a record is linked from nothing at the next occasion.
LINKER = f"knell {__version__}, lists 5"

# So many new reports are linked in one transaction. To link one into a record takes as long as linking so many anew.
_AT_ONCE = 50
_WORTH = 30


def is_due(connection: Connection) -> bool:
    """Whether there is anything to link."""
    return has_unlinked(connection) or linker_version(connection) not in (LINKER, None) or is_stale(connection)


@dataclass
class Change:
    """What linking changed: the keys of the events made or changed, and what it says of decisions it went by."""

    events: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)


def link_all(database: Database) -> Change:
    """Link what is not linked.

    Linking from nothing is done beside writers; what they add meanwhile is linked into it.
    """
    change = Change()
    with database.reading() as connection:
        fresh = unlinked_reports(connection)
        anew = linker_version(connection) != LINKER or len(fresh) * _WORTH > count_reports(connection)
        if anew and is_due(connection):
            shelf, last = Gathering(), last_number(connection)
            revision = Revision(connection, shelf.copies)
            linked = link_anew(extractions(connection), placements(connection), shelf)
            worked = [*revision.revised(linked.events), *revision.own(own_anchors(connection))]
        else:
            anew = False
    if anew:
        with database.writing() as connection:
            shelf.write(connection)
            _write(connection, worked, digests(connection), change)
            _done(connection, fresh)
            change.told += [*told(connection, linked.overruled), *revision.told]
            if meanwhile := reports_decided_since(connection, last):
                _take(connection, relink(RecordShelf(connection), (), [Member(one, "") for one in meanwhile]), change)
        del shelf, worked, linked
    _list_anew(database)
    while True:
        with database.writing() as connection:
            fresh = unlinked_reports(connection, _AT_ONCE)
            if not fresh:
                return change
            _take(connection, relink(RecordShelf(connection), extractions(connection, fresh)), change)
            _done(connection, fresh)


def _list_anew(database: Database) -> None:
    """Make the rows that lists are read from, where an older knell did not."""
    with database.reading() as connection:
        stale = is_stale(connection)
    if stale:
        with database.writing() as connection:
            relist(connection, ())


def link_again(connection: Connection, members: Collection[Member]) -> Change:
    """Put together anew what people decided about: these reports' events and all that hangs together with them."""
    change = Change()
    _take(connection, relink(RecordShelf(connection), (), members), change)
    return change


def revise(connection: Connection, keys: Collection[str]) -> Change:
    """Bring what people decided into linked events that hang together as before, by their keys."""
    change, shelf = Change(), RecordShelf(connection)
    revision = Revision(connection, shelf.copies)
    kept = {one.key: one for one in events_of_keys(connection, sorted(keys), why=True)}
    said = claims_linked(connection, kept)
    bare = [
        replace(
            without_figures(one),
            reports=tuple(sorted({report for _, report in said[key]})),
            claims=tuple(claim for claim, _ in said[key]),
            groups=(),
            copies=tuple(shelf.copies({report for _, report in said[key]})),
        )
        for key, one in kept.items()
        if one.members
    ]
    own = [anchor for key, one in kept.items() if not one.members for anchor in anchors_of(connection, key)]
    worked = [*revision.revised(bare), *revision.own(own)]
    _write(connection, worked, digests(connection, kept), change)
    change.told += revision.told
    return change


def _take(connection: Connection, linked: Linked, change: Change) -> None:
    """Write what linking made in place of the events that its members were in."""
    revision = Revision(connection, RecordShelf(connection).copies)
    own = own_anchors(connection, {member.report for member in linked.members})
    worked = [*revision.revised(linked.events), *revision.own(own)]
    before = events_with(connection, linked.members)
    before.update(digests(connection, {local_key(anchor.report, anchor.event) for anchor in own}))
    _write(connection, worked, before, change)
    change.told += [*told(connection, linked.overruled), *revision.told]


def _done(connection: Connection, reports: Iterable[str]) -> None:
    for chunk in chunks(sorted(reports)):
        connection.execute(delete(unlinked).where(unlinked.c.report.in_(chunk)))
    connection.execute(delete(linker))
    connection.execute(insert(linker), [{"version": LINKER}])


def _write(connection: Connection, worked: Sequence[Revised], before: Mapping[str, str], change: Change) -> None:
    """Write what differs from the events of which ``before`` has the digests, which those worked out replace."""
    after = {one.key: one.digest for one in worked}
    stale = [key for key, seal in before.items() if after.get(key) != seal]
    for chunk in chunks(sorted(stale)):
        connection.execute(delete(events).where(events.c.key.in_(chunk)))
    fresh = [one for one in worked if before.get(one.key) != after[one.key]]
    for table, rows in _gathered(fresh).items():
        _insert(connection, table, rows)
    change.events |= {one.key for one in fresh}
    if stale or fresh:
        relist(connection, [one.key for one in fresh])


def _gathered(worked: Iterable[Revised]) -> dict[Table, list[Row]]:
    gathered: dict[Table, list[Row]] = {}
    for one in worked:
        for table, rows in rows_of_event(one).items():
            gathered.setdefault(table, []).extend(rows)
    return gathered


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
