"""What linking all at once wants kept, held close together until it can be written in the order of its keys."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import Connection, insert

from knell.events import CopyPair, Edges, Lists, Member, Position
from knell.record.queries import chunks
from knell.record.shelf import RecordShelf, empty
from knell.record.shelf_schema import LISTS

# Keys are held in so many parts by their first bits, and each part is sorted by itself.
_PARTS = 64
_SHIFT = 63 - 6
_AT_ONCE = 10_000


class Gathering:
    """Implements ``knell.events.Keeping`` for a record that cannot be written yet."""

    def __init__(self) -> None:
        self._reports: dict[int, str] = {}
        self._members: dict[int, Member] = {}
        self._rows = {lists: [array("q") for _ in range(_PARTS)] for lists in Lists}
        self._chrome: set[int] = set()
        self._copies: list[CopyPair] = []
        self._edges: Edges = {}

    def number(self, reports: Mapping[int, str], members: Mapping[int, Member]) -> None:
        """Keep the numbers of reports and of their events."""
        self._reports.update(reports)
        self._members.update(members)

    def put(self, lists: Lists, keys: Collection[int], at: Position) -> None:
        """Put a thing into the lists under these keys."""
        parts = self._rows[lists]
        for key in keys:
            parts[key >> _SHIFT].extend((key, *at))

    def mark_chrome(self, more: Collection[int], less: Collection[int]) -> None:
        """Lines that are chrome now, and lines that are no longer."""
        self._chrome |= set(more)
        self._chrome -= set(less)

    def change_copies(self, put: Collection[CopyPair], drop: Collection[tuple[str, str]]) -> None:
        """Keep copies; there are none yet to forget."""
        self._copies.extend(put)

    def change_edges(self, put: Edges, drop: Collection[tuple[int, int]]) -> None:
        """Keep matches; there are none yet to forget."""
        self._edges.update(put)

    def copies(self, reports: Collection[str]) -> Iterator[CopyPair]:
        """All copies of which one side is among these reports."""
        return (pair for pair in self._copies if pair.earlier in reports or pair.later in reports)

    def write(self, connection: Connection) -> None:
        """Write all of it in place of what was on the shelf."""
        empty(connection)
        shelf = RecordShelf(connection)
        shelf.number(self._reports, self._members)
        shelf.mark_chrome(self._chrome, ())
        shelf.change_copies(self._copies, ())
        shelf.change_edges(self._edges, ())
        for lists, parts in self._rows.items():
            for part in parts:
                for rows in chunks(_sorted(part), _AT_ONCE):
                    connection.execute(insert(LISTS[lists]), rows)


def _sorted(part: array[int]) -> Iterator[dict[str, int]]:
    """The rows of a part, in order."""
    for key, place, number in sorted(zip(part[::3], part[1::3], part[2::3], strict=True)):
        yield {"key": key, "place": place, "number": number}
