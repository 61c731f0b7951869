"""A release as one SQLite file that Datasette serves as it is: tables with keys, full-text search, views, metadata."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from knell.publish.tables import Cell, Field, Row, Table, Type
from knell.publish.terms import Terms

NAME = "knell"
DATABASE = f"{NAME}.sqlite"
METADATA = "metadata.json"
_HELD = 500
_TYPES = {Type.INTEGER: "INTEGER", Type.NUMBER: "REAL", Type.BOOLEAN: "INTEGER"}
# Columns of prose: what people look for words in.
_PROSE = frozenset(
    (
        *("aliases", "authors", "cited", "finder", "location", "name", "note", "notes", "outlet", "perpetrator"),
        *("place", "quote", "reason", "responsible", "source_article", "source_headline", "source_office", "text"),
        *("title", "victims", "where_description"),
    )
)
_VIEWS: Mapping[str, tuple[frozenset[str], str, str]] = {
    "tolls": (
        frozenset(("events", "figures")),
        "What each coding rule gives, beside the day and the place of its event.",
        "SELECT f.event, e.name, e.start, e.end, e.place, e.country, f.rule, f.outcome, f.low, f.best, f.high, "
        "f.reviewed FROM figures f JOIN events e ON e.key = f.event",
    ),
    "said": (
        frozenset(("claims", "reports", "events")),
        "Each claim beside the report that makes it and the event it is about.",
        "SELECT c.id, c.event, e.name AS event_name, c.outcome, c.low, c.high, c.wording, c.role, c.quote, c.cited, "
        "c.cited_type, c.source, r.published, r.outlet, r.title, r.url, c.reviewed FROM claims c "
        "JOIN reports r ON r.id = c.report JOIN events e ON e.key = c.event",
    ),
    "spread": (
        frozenset(("claims",)),
        "How far apart claims of a whole toll lie: the lowest and highest number given, and by how many sources.",
        "SELECT event, outcome, min(low) AS lowest, max(high) AS highest, count(DISTINCT source) AS sources, "
        "count(*) AS claims, reviewed FROM claims WHERE role = 'total' AND NOT negated GROUP BY event, outcome",
    ),
}


class LostRows(ValueError):
    """The file does not hold what was written into it."""


class SqliteRelease:
    """A new SQLite file that rows are written into as they come; nothing refers to what is not there."""

    def __init__(self, path: Path, tables: Sequence[Table]) -> None:
        self._tables = {table.name: table for table in tables}
        self._held: dict[str, list[tuple[Any, ...]]] = {name: [] for name in self._tables}
        self._added: Counter[str] = Counter()
        self._database = sqlite3.connect(path, isolation_level=None)
        # A half-written release is thrown away whole: nothing has to survive a crash here.
        self._run("PRAGMA journal_mode = OFF")
        self._run("PRAGMA synchronous = OFF")
        self._run("PRAGMA encoding = 'UTF-8'")
        for table in tables:
            self._run(_creation(table, self._tables.keys()))
        self._run("BEGIN")

    def add(self, table: str, row: Row) -> None:
        """Put a row into a table."""
        fields = self._tables[table].fields
        held = self._held[table]
        held.append(tuple(_stored(row[field.name], field) for field in fields))
        self._added[table] += 1
        if len(held) >= _HELD:
            self._write(table)

    def close(self) -> dict[str, int]:
        """Finish the file; how many rows each table holds, counted again. Raises ``LostRows``."""
        try:
            for name in self._tables:
                self._write(name)
            self._run("COMMIT")
            self._check()
            self._views()
            self._search()
            self._run("ANALYZE")
            return {name: self._count(name) for name in self._tables}
        finally:
            self._database.close()

    def abandon(self) -> None:
        """Let go of a file that is not to be finished."""
        self._database.close()

    def _run(self, sql: str) -> sqlite3.Cursor:
        return self._database.execute(sql)

    def _count(self, table: str) -> int:
        (count,) = self._run(f"SELECT count(*) FROM {_quoted(table)}").fetchone()
        return int(count)

    def _write(self, name: str) -> None:
        held = self._held[name]
        marks = ", ".join("?" * len(self._tables[name].fields))
        try:
            self._database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", held)
        except sqlite3.IntegrityError as error:
            raise LostRows(f"{name}: SQLite refused a row: {error}") from error
        except (OverflowError, UnicodeEncodeError, sqlite3.DataError) as error:
            # The words of the error may hold what is in the cell.
            raise LostRows(f"{name}: SQLite has no room for a cell ({type(error).__name__})") from None
        held.clear()

    def _check(self) -> None:
        for name in self._tables:
            if (count := self._count(name)) != self._added[name]:
                raise LostRows(f"{name}: {self._added[name]} rows were written, the SQLite file holds {count}")
        if loose := self._run("PRAGMA foreign_key_check").fetchone():
            raise LostRows(f"{loose[0]}: a row refers to one of {loose[2]} that is not there")

    def _views(self) -> None:
        for name, (needed, _, sql) in _VIEWS.items():
            if needed <= self._tables.keys():
                self._run(f"CREATE VIEW {_quoted(name)} AS {sql}")

    def _search(self) -> None:
        for table in self._tables.values():
            if columns := _prose(table):
                index = _quoted(f"{table.name}_fts")
                self._run(
                    f"CREATE VIRTUAL TABLE {index} USING FTS5({', '.join(map(_quoted, columns))}, "
                    f'content={_quoted(table.name)}, tokenize="unicode61 remove_diacritics 2")'
                )
                self._run(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def metadata(tables: Sequence[Table], terms: Terms) -> dict[str, Any]:
    """What Datasette tells its readers of the release: title, licence, every table and column."""
    names = {table.name for table in tables}
    described = {table.name: _described(table) for table in tables}
    views = {name: {"description": words} for name, (needed, words, _) in _VIEWS.items() if needed <= names}
    said = {
        "title": terms.title,
        "description": f"Release {terms.version} of {terms.day.isoformat()}.",
        "license": terms.licence,
        "license_url": f"https://spdx.org/licenses/{terms.licence}.html",
        "source": terms.publisher,
        "source_url": terms.address,
    }
    return {
        **{name: value for name, value in said.items() if value},
        "databases": {NAME: {"tables": described | views}},
    }


def write_metadata(path: Path, tables: Sequence[Table], terms: Terms) -> None:
    """Write the file that ``datasette --metadata`` reads."""
    path.write_text(json.dumps(metadata(tables, terms), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _described(table: Table) -> dict[str, Any]:
    facets = [field.name for field in table.fields if field.enum or field.name in ("reviewed", "country", "language")]
    said: dict[str, Any] = {
        "description": table.description,
        "columns": {field.name: field.description for field in table.fields},
    }
    if facets:
        said["facets"] = facets[:4]
    if label := next((field.name for field in table.fields if field.name in ("name", "title", "quote")), None):
        said["label_column"] = label
    return said


def _creation(table: Table, known: Collection[str]) -> str:
    lines = [_column(field) for field in table.fields]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    # A table that is not written in this format cannot be referred to.
    for foreign in (one for one in table.foreign if one.table in known):
        ours, theirs = (", ".join(map(_quoted, names)) for names in (foreign.fields, foreign.to))
        lines.append(f"FOREIGN KEY ({ours}) REFERENCES {_quoted(foreign.table)} ({theirs})")
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(field: Field) -> str:
    name = _quoted(field.name)
    words = [name, _TYPES.get(field.type, "TEXT")]
    if field.required:
        words.append("NOT NULL")
    if field.unique:
        words.append("UNIQUE")
    if field.type is Type.BOOLEAN:
        words.append(f"CHECK ({name} IN (0, 1))")
    if field.enum:
        allowed = ", ".join("'" + value.replace("'", "''") + "'" for value in field.enum)
        words.append(f"CHECK ({name} IN ({allowed}))")
    return " ".join(words)


def _prose(table: Table) -> list[str]:
    ours = set(table.key).union(*(foreign.fields for foreign in table.foreign))
    return [field.name for field in table.fields if field.name in _PROSE - ours and not field.enum]


def _stored(cell: Cell, field: Field) -> str | int | float | None:
    if cell is None or isinstance(cell, str):
        return cell
    if field.type in (Type.ARRAY, Type.OBJECT):
        return json.dumps(cell, ensure_ascii=False, separators=(",", ":"))
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    raise TypeError(f"{field.name}: no cell of SQLite holds a {type(cell).__name__}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
