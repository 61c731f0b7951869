"""Read a release in knell's own layout again: the extractions that its rows were made of, and what people decided."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from knell.contract import dumps
from knell.model import Extraction
from knell.publish.cut import Cut
from knell.publish.extractions import aside_rows, extraction_of, logged_of
from knell.publish.formats.sink import plain
from knell.publish.layouts import find_layout
from knell.publish.released import NotReadable, Release
from knell.publish.tables import Cell, Row
from knell.publish.terms import Terms
from knell.record import Logged, Record, Sealed, checked

# What an event is compared by; the rest is the same by what it is made of.
COMPARED = (
    *("events", "figures", "claims", "readings", "sources", "copies", "findings", "commemorations", "event_reports"),
    "decisions",
)
# Whether others of a report's events are reviewed is compared with these; who decided may not be told.
_NOT_COMPARED = frozenset({"reviewed", "by"})
_OF_REPORT = ("reports", "texts", "mentions", "claims", "readings", "findings", "commemorations")
_COLUMNS = {"reports": "id"}
_ASIDES, _LOG = "asides", "log"

_AT_ONCE = 200

T = TypeVar("T")


class Sorted:
    """The rows of a release by report and by event, in a file that is gone afterwards."""

    def __init__(self, release: Release, path: Path) -> None:
        self._tables = {table.name: table for table in release.tables}
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE said (report TEXT, kind TEXT, number INTEGER, row TEXT)")
        self._database.execute("CREATE TABLE compared (event TEXT, kind TEXT, row TEXT)")
        self._database.execute("BEGIN")
        for name in (*_OF_REPORT, *(name for name in COMPARED if name not in _OF_REPORT)):
            for number, row in enumerate(release.rows(name, dict[str, Any])):
                if name in _OF_REPORT:
                    self._put(row[_COLUMNS.get(name, "report")], name, number, row)
                if name in COMPARED:
                    event = row["key" if name == "events" else "event"]
                    self._database.execute("INSERT INTO compared VALUES (?, ?, ?)", (event, name, compared(row)))
        for number, rows in enumerate(release.rows(_ASIDES, self._aside)):
            for name, row in rows:
                self._put(row[_COLUMNS.get(name, "report")], name, number, row)
        for row in release.rows(_LOG, _decided):
            self._put("", _LOG, row["number"], row)
        self._database.execute("CREATE INDEX of_said ON said (report, kind, number)")
        self._database.execute("CREATE INDEX of_compared ON compared (event)")
        self._database.execute("COMMIT")

    def _put(self, report: str, kind: str, number: int, row: Mapping[str, Any]) -> None:
        self._database.execute("INSERT INTO said VALUES (?, ?, ?, ?)", (report, kind, number, dumps(row)))

    def _aside(self, row: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        return aside_rows(row, self._tables)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def extractions(self) -> Iterator[Extraction]:
        """What the reports say, by their ids."""
        idents = self._database.execute("SELECT report FROM said WHERE kind = 'reports' ORDER BY report")
        for (ident,) in idents:
            parts: dict[str, list[dict[str, Any]]] = {name: [] for name in _OF_REPORT}
            asked = "SELECT kind, row FROM said WHERE report = ? ORDER BY kind, number"
            for kind, row in self._database.execute(asked, (ident,)):
                parts[kind].append(json.loads(row))
            try:
                yield extraction_of(parts)
            except (ValueError, LookupError, TypeError) as error:
                raise NotReadable(f"report {ident} of the release is not as knell writes it: {error}") from None

    def log(self) -> Iterator[Logged]:
        """What people decided, in order."""
        asked = "SELECT row FROM said WHERE report = '' AND kind = 'log' ORDER BY number"
        return (logged_of(json.loads(row)) for (row,) in self._database.execute(asked))

    def events(self) -> int:
        """How many events there are."""
        return int(self._database.execute("SELECT count(*) FROM compared WHERE kind = 'events'").fetchone()[0])

    def is_same(self, event: str, rows: Iterator[tuple[str, Row]]) -> bool:
        """Whether an event has these rows in the release, as far as they are compared."""
        here = sorted((name, compared(self._tables[name].checked(row))) for name, row in rows if name in COMPARED)
        asked = "SELECT kind, row FROM compared WHERE event = ?"
        return here == sorted((kind, row) for kind, row in self._database.execute(asked, (event,)))


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a release: how many of its events the record has just so, and how many it has not."""

    reports: int
    decisions: int
    same: int
    other: int
    not_in_release: int


def restore_release(release: Release, record: Record, told: Callable[[int], object] = lambda done: None) -> Restored:
    """Put a release into a record, link it, make its decisions again, and compare what came of it, event by event.

    Decisions are made again as they stand in the release, with their numbers, days and reasons, and under the names
    that it gives. A record in which people decided anything else is refused: it would be neither the one nor the other.
    """
    with sorted_rows(release) as rows:
        known, reports = record.replayable(rows.log()), 0
        for batch in chunked(rows.extractions(), _AT_ONCE):
            record.add_many([Sealed(one) for one in batch])
            reports += len(batch)
            told(len(batch))
        record.link()
        decisions = known + record.replay(islice(rows.log(), known, None))
        same = there = 0
        terms = Terms(date.min, rule=release.rule, unreviewed=True, texts=True)
        layout = find_layout("own")
        for entry in Cut(record, terms).entries():
            there += 1
            same += rows.is_same(entry.key, layout.rows(entry, terms))
        return Restored(reports, decisions, same, rows.events() - same, there - same)


def chunked(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Values in lists of at most so many."""
    left = iter(values)
    while chunk := list(islice(left, size)):
        yield chunk


@contextmanager
def sorted_rows(release: Release) -> Iterator[Sorted]:
    """The rows of a release as they are needed to read it again."""
    with (
        tempfile.TemporaryDirectory(prefix="knell-") as folder,
        closing(Sorted(release, Path(folder) / "rows")) as made,
    ):
        yield made


def _decided(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the log, if knell could have written it."""
    checked(logged_of(row))
    return row


def compared(row: Mapping[str, Cell]) -> str:
    """A row as it is compared."""
    return dumps({name: plain(cell) for name, cell in sorted(row.items()) if name not in _NOT_COMPARED})
