"""Read a release in knell's own layout again: the extractions that its rows were made of, report by report."""

from __future__ import annotations

import csv
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, TypeVar

from knell.contract import dumps
from knell.figures import find_rule
from knell.model import Extraction
from knell.publish.cut import Cut
from knell.publish.extractions import extraction_of
from knell.publish.formats.sink import plain
from knell.publish.layouts import find_layout
from knell.publish.package import PACKAGE, hashed
from knell.publish.tables import Cell, Field, Row, Table, Type
from knell.publish.terms import Terms
from knell.record import Record, Sealed

# What an event is compared by; the rest hangs on what people decided, or is the same by what it is made of.
COMPARED = ("events", "figures", "claims", "sources", "copies", "findings", "commemorations", "event_reports")
_NOT_COMPARED = frozenset({"reviewed", "status"})
_OF_REPORT = ("reports", "texts", "mentions", "claims", "findings", "commemorations")
_COLUMNS = {"reports": "id"}


_AT_ONCE = 200

T = TypeVar("T")


class NotReadable(ValueError):
    """A folder that is no release that can be read again, in one line."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk: its tables in a format that is read again."""

    folder: Path
    tables: tuple[Table, ...]
    files: Mapping[str, Path]
    rule: str

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a table as they were declared; days as ISO 8601. Raises ``NotReadable``."""
        table = next(one for one in self.tables if one.name == name)
        path = self.files[name]
        number = 1
        with path.open(encoding="utf-8", newline="") as file:
            try:
                for row in map(json.loads, file) if path.suffix == ".jsonl" else _csv(file, table):
                    days = {one.name: _DAYS[one.type](row[one.name]) for one in table.fields if _is_day(row, one)}
                    yield {name: plain(cell) for name, cell in table.checked({**row, **days}).items()}
                    number += 1
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise NotReadable(f"{path}: row {number:,} is not as knell writes it: {error}") from None


_PARSED: Mapping[Type, Callable[[str], Any]] = {
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.BOOLEAN: {"true": True, "false": False}.__getitem__,
    Type.ARRAY: json.loads,
    Type.OBJECT: json.loads,
}
_DAYS: Mapping[Type, Callable[[str], Cell]] = {Type.DATE: date.fromisoformat, Type.DATETIME: datetime.fromisoformat}


def _csv(file: TextIO, table: Table) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(file):
        parsed = {
            one.name: _PARSED.get(one.type, str)(row[one.name]) if row[one.name] else None for one in table.fields
        }
        yield {**row, **parsed}


def _is_day(row: Mapping[str, Any], field: Field) -> bool:
    return field.type in _DAYS and row[field.name] is not None


def is_release(folder: Path) -> bool:
    """Whether a folder looks like a release."""
    return (folder / PACKAGE).is_file()


def opened_release(folder: Path) -> Release:
    """A release whose files are as they were written. Raises ``NotReadable``."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        told, resources = package["knell"], package["resources"]
        layout, texts = str(told["layout"]), bool(told["texts"])
        rule = find_rule(str(told["rule"])).name
        named = {str(one["path"]): str(one["hash"]) for one in resources}
    except (OSError, ValueError, LookupError, TypeError):
        raise NotReadable(f"{folder / PACKAGE}: does not describe a release of knell") from None
    own = find_layout("own")
    if layout != f"{own.name}/{own.version}":
        raise NotReadable(f"{folder}: is laid out as {layout}; only {own.name}/{own.version} can be read again")
    if not texts:
        raise NotReadable(f"{folder}: holds no texts of reports; only a release made --with-texts can be read again")
    tables = own.tables(Terms(date.min, texts=True))
    for ending in (".jsonl", ".csv"):
        files = {one.name: folder / f"{one.name}{ending}" for one in tables}
        if all(path.name in named for path in files.values()):
            for path in files.values():
                _check(path, named[path.name])
            return Release(folder, tables, files, rule)
    raise NotReadable(f"{folder}: holds neither JSON lines nor CSV; only these can be read again")


def _check(path: Path, told: str) -> None:
    if not path.is_file():
        raise NotReadable(f"{path}: is missing")
    if f"sha256:{hashed(path)[1]}" != told:
        raise NotReadable(f"{path}: is not as it was written; its SHA-256 is another")


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
            for number, row in enumerate(release.rows(name)):
                if name in _OF_REPORT:
                    said = (row[_COLUMNS.get(name, "report")], name, number, dumps(row))
                    self._database.execute("INSERT INTO said VALUES (?, ?, ?, ?)", said)
                if name in COMPARED:
                    event = row["key" if name == "events" else "event"]
                    self._database.execute("INSERT INTO compared VALUES (?, ?, ?)", (event, name, compared(row)))
        self._database.execute("CREATE INDEX of_said ON said (report, kind, number)")
        self._database.execute("CREATE INDEX of_compared ON compared (event)")
        self._database.execute("COMMIT")

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
    same: int
    other: int
    not_in_release: int


def restore_release(release: Release, record: Record, told: Callable[[int], object] = lambda done: None) -> Restored:
    """Put a release into a record, link it, and compare what came of it, event by event.

    What people decided is not done again: who took decisions stands in the release, but a record's decisions are its
    own people's. An event that they changed is counted among the others.
    """
    with sorted_rows(release) as rows:
        reports = 0
        for batch in chunked(rows.extractions(), _AT_ONCE):
            record.add_many([Sealed(one) for one in batch])
            reports += len(batch)
            told(len(batch))
        record.link()
        same = there = 0
        terms = Terms(date.min, rule=release.rule, unreviewed=True, texts=True)
        layout = find_layout("own")
        for entry in Cut(record, terms).entries():
            there += 1
            same += rows.is_same(entry.key, layout.rows(entry, terms))
        return Restored(reports, same, rows.events() - same, there - same)


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


def compared(row: Mapping[str, Cell]) -> str:
    """A row as it is compared."""
    return dumps({name: plain(cell) for name, cell in sorted(row.items()) if name not in _NOT_COMPARED})
