"""The shelf of linking, kept in a record's tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Table,
    and_,
    bindparam,
    column,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    tuple_,
    values,
)

from knell.events import CopyPair, Edges, Lists, Member, Near, Placement, Position
from knell.model import Extraction
from knell.record.linked_rows import copy_of, copy_row
from knell.record.placing import placements
from knell.record.queries import chunks, extractions
from knell.record.shelf_schema import (
    LISTS,
    SHELF,
    shelf_chrome,
    shelf_copies,
    shelf_events,
    shelf_matches,
    shelf_reports,
)

_AT = (bindparam("place", type_=BigInteger), bindparam("number", type_=BigInteger))
_KEY, _MOST = bindparam("key", type_=BigInteger), bindparam("most", type_=BigInteger)


class RecordShelf:
    """Implements ``knell.events.Shelf`` on a connection, which must be allowed to write where anything is changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def extractions(self, reports: Collection[str]) -> Iterable[Extraction]:
        """What these reports say."""
        return extractions(self._connection, reports)

    def reports(self, numbers: Collection[int]) -> Mapping[int, str]:
        """The ids of reports by their numbers."""
        return {row.number: row.report for row in self._of(shelf_reports, numbers)}

    def members(self, numbers: Collection[int]) -> Mapping[int, Member]:
        """The reports' events by their numbers."""
        return {row.number: Member(row.report, row.event) for row in self._of(shelf_events, numbers)}

    def _of(self, table: Table, numbers: Collection[int]) -> Iterator[Any]:
        for chunk in chunks(sorted(numbers)):
            yield from self._connection.execute(select(table).where(table.c.number.in_(chunk)))

    def number(self, reports: Mapping[int, str], members: Mapping[int, Member]) -> None:
        """Keep the numbers of reports and of their events."""
        self._insert(shelf_reports, [{"number": number, "report": report} for number, report in reports.items()])
        rows = [{"number": number, "report": one.report, "event": one.event} for number, one in members.items()]
        self._insert(shelf_events, rows)

    def put(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        """Put a thing into the lists under these keys."""
        self._insert(LISTS[lists], [{"key": key, "place": at[0], "number": at[1]} for key in keys])

    def take(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        """Take a thing out of the lists under these keys."""
        table = LISTS[lists]
        here = and_(table.c.place == at[0], table.c.number == at[1])
        for chunk in chunks(sorted(keys)):
            self._connection.execute(delete(table).where(table.c.key.in_(chunk), here))

    def near(self, lists: Lists, keys: Collection[int], at: Position, reach: int) -> Mapping[int, Near]:
        """What stands within reach of a place under each key that anything else stands under."""
        found = {}
        for key in self._shared(LISTS[lists], keys, at):
            given = {"key": key, "place": at[0], "number": at[1], "most": reach}
            before = self._positions(_BEFORE[lists], given)
            found[key] = Near(before, self._positions(_AFTER[lists], given))
        return found

    def _shared(self, table: Table, keys: Collection[int], at: Position | None = None) -> Iterator[int]:
        """Those of the keys that anything stands under, other than what stands at a place."""
        for chunk in chunks(sorted(keys)):
            wanted = values(column("key", BigInteger), name="wanted").data([(key,) for key in chunk]).cte("wanted")
            others = select(table.c.number).where(table.c.key == wanted.c.key)
            if at is not None:
                others = others.where(or_(table.c.place != at[0], table.c.number != at[1]))
            yield from self._connection.execute(select(wanted.c.key).where(exists(others))).scalars()

    def _positions(self, query: Any, given: Mapping[str, int]) -> list[Position]:
        return [(row.place, row.number) for row in self._connection.execute(query, given)]

    def first(self, lists: Lists, keys: Collection[int], most: int) -> Mapping[int, Sequence[Position]]:
        """What stands first under each key."""
        shared = list(self._shared(LISTS[lists], keys))
        return {key: self._positions(_FIRST[lists], {"key": key, "most": most}) for key in shared}

    def all(self, lists: Lists, keys: Collection[int]) -> set[int]:
        """The numbers of all that stands under any of these keys."""
        table = LISTS[lists]
        found: set[int] = set()
        for chunk in chunks(sorted(keys)):
            found.update(self._connection.execute(select(table.c.number).where(table.c.key.in_(chunk))).scalars())
        return found

    def within(self, lists: Lists, key: int, a: Position, b: Position, reach: int) -> bool:
        """Whether two things of a list stand at most ``reach`` places apart."""
        table = LISTS[lists]
        here = tuple_(table.c.place, table.c.number)
        low, high = sorted((a, b))
        between = select(table.c.key).where(table.c.key == key, here > tuple_(*low), here <= tuple_(*high))
        counted = select(func.count()).select_from(between.limit(reach + 1).subquery())
        return self._connection.execute(counted).scalar_one() <= reach

    def chrome(self, lines: Collection[int]) -> set[int]:
        """Which of these lines are page chrome."""
        found: set[int] = set()
        for chunk in chunks(sorted(lines)):
            query = select(shelf_chrome.c.line).where(shelf_chrome.c.line.in_(chunk))
            found.update(self._connection.execute(query).scalars())
        return found

    def mark_chrome(self, more: Collection[int], less: Collection[int]) -> None:
        """Lines that are chrome now, and lines that are no longer."""
        for chunk in chunks(sorted(less)):
            self._connection.execute(delete(shelf_chrome).where(shelf_chrome.c.line.in_(chunk)))
        self._insert(shelf_chrome, [{"line": line} for line in more])

    def copies(self, reports: Collection[str]) -> Iterable[CopyPair]:
        """All copies of which one side is among these reports."""
        found: dict[tuple[str, str], CopyPair] = {}
        for chunk in chunks(sorted(reports)):
            for side in (shelf_copies.c.earlier, shelf_copies.c.later):
                rows = self._connection.execute(select(shelf_copies).where(side.in_(chunk))).mappings()
                found.update(((row["earlier"], row["later"]), copy_of(row)) for row in rows)
        return found.values()

    def change_copies(self, put: Collection[CopyPair], drop: Collection[tuple[str, str]]) -> None:
        """Keep copies, in place of what was kept of the same two reports; forget those of (earlier, later)."""
        old = [{"one": earlier, "other": later} for earlier, later in drop]
        old += [{"one": pair.earlier, "other": pair.later} for pair in put]
        if old:
            of_both = shelf_copies.c.earlier == bindparam("one"), shelf_copies.c.later == bindparam("other")
            self._connection.execute(delete(shelf_copies).where(*of_both), old)
        self._insert(shelf_copies, [copy_row(pair) for pair in put])

    def edges(self, numbers: Collection[int]) -> Edges:
        """All matches of which one side is among these events."""
        found: Edges = {}
        for chunk in chunks(sorted(numbers)):
            for side in (shelf_matches.c.a, shelf_matches.c.b):
                rows = self._connection.execute(select(shelf_matches).where(side.in_(chunk)))
                found.update(((row.a, row.b), row.score) for row in rows)
        return found

    def change_edges(self, put: Edges, drop: Collection[tuple[int, int]]) -> None:
        """Keep matches, in place of what was kept of the same two events; forget others."""
        if old := [{"one": a, "other": b} for a, b in (*drop, *put)]:
            of_both = shelf_matches.c.a == bindparam("one"), shelf_matches.c.b == bindparam("other")
            self._connection.execute(delete(shelf_matches).where(*of_both), old)
        self._insert(shelf_matches, [{"a": a, "b": b, "score": score} for (a, b), score in put.items()])

    def placements(self, reports: Collection[str]) -> Sequence[Placement]:
        """What people decided, and what holds of it, of claims that are of these reports or were put beside theirs."""
        return placements(self._connection, reports)

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), rows)


def empty(connection: Connection) -> None:
    """Take everything off the shelf."""
    for table in SHELF:
        connection.execute(delete(table))


def _ordered(table: Table, *conditions: Any, back: bool = False) -> Any:
    order = (table.c.place.desc(), table.c.number.desc()) if back else (table.c.place, table.c.number)
    return select(table.c.place, table.c.number).where(table.c.key == _KEY, *conditions).order_by(*order).limit(_MOST)


def _here(table: Table) -> Any:
    return tuple_(table.c.place, table.c.number)


_FIRST = {lists: _ordered(table) for lists, table in LISTS.items()}
_BEFORE = {lists: _ordered(table, _here(table) < tuple_(*_AT), back=True) for lists, table in LISTS.items()}
_AFTER = {lists: _ordered(table, _here(table) > tuple_(*_AT)) for lists, table in LISTS.items()}
