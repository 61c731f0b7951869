"""Put a backup into a new record, in a file or in PostgreSQL: all of it, checked, or nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError

from knell.record import migrate
from knell.record.backup_format import KIND, VERSION, Counted, plain, reader, row_lines
from knell.record.columns import metadata
from knell.record.database import Database
from knell.record.errors import RecordError
from knell.record.opening import open_bare

_AT_ONCE = 1_000
_MOST_BYTES_AT_ONCE = 16 << 20
# Tables that are no sign of anything put into a record.
_STATE = frozenset({"linker", "listing_state"})
_DAMAGED = "is damaged or cut off; take another backup"


def restore(
    path: Path, target: str | os.PathLike[str], done: Callable[[int], object] | None = None
) -> dict[str, Counted]:
    """Put a backup into a record that is not there yet or holds nothing; gives the rows of each table.

    Rows are counted and hashed as they are read, and again in the record they were put into. ``done`` is told of rows.
    Raises ``RecordError``; the record then holds what it held before: nothing.
    """
    with _lines(path) as lines, open_bare(target) as database:
        heading = lines.read_heading()
        with database.writing() as connection:
            _make_tables(connection, database, str(heading["record"]))
            counted = _fill(connection, lines, database.name, done or (lambda _: None))
            migrate.upgrade(connection)
            if connection.dialect.name == "postgresql":
                # Or it goes by what it knew of empty tables until it looks by itself.
                connection.exec_driver_sql("ANALYZE")
    return counted


class _Lines:
    """The lines of a backup, and what is wrong with them in one line."""

    def __init__(self, file: gzip.GzipFile, path: Path) -> None:
        self._file, self._path = file, path

    def line(self) -> bytes:
        """The next line."""
        line = self._file.readline()
        if not line.endswith(b"\n"):
            raise self.damaged()
        return line

    def read(self) -> dict[str, Any]:
        """The next line, which must hold an object."""
        found: dict[str, Any] = self.parsed(self.line(), dict)
        return found

    def parsed(self, line: bytes, kind: type[Any]) -> Any:
        """What a line holds."""
        found = json.loads(line)
        if not isinstance(found, kind):
            raise self.damaged()
        return found

    def read_end(self) -> None:
        """Past the last line: there may be nothing more, and what packs the file must say that it is whole."""
        if self._file.read(1):
            raise self.damaged()

    def read_heading(self) -> dict[str, Any]:
        """The first line. Raises ``RecordError`` for another file than a backup."""
        try:
            heading = self.read()
        except (OSError, EOFError, zlib.error, ValueError, RecordError):
            raise RecordError(f"{self._path}: is no backup of a knell record, or is damaged") from None
        if heading.get("kind") != KIND:
            raise RecordError(f"{self._path}: is no backup of a knell record")
        if heading.get("version") != VERSION or str(heading.get("record")) > migrate.HEAD:
            raise RecordError(f"{self._path}: was made by a newer knell; upgrade with: pip install --upgrade knell")
        return heading

    def damaged(self) -> RecordError:
        """What to say of a file that is not whole."""
        return RecordError(f"{self._path}: {_DAMAGED}; nothing was restored")


@contextmanager
def _lines(path: Path) -> Iterator[_Lines]:
    try:
        raw = path.open("rb")
    except OSError as error:
        raise RecordError(f"{path}: cannot be read: {error.strerror or error}") from None
    with raw, gzip.GzipFile(fileobj=raw, mode="rb") as file:
        lines = _Lines(file, path)
        try:
            yield lines
        except (EOFError, zlib.error, gzip.BadGzipFile, ValueError, TypeError, KeyError):
            raise lines.damaged() from None


def _make_tables(connection: Connection, database: Database, shape: str) -> None:
    """Have the tables in the shape that the backup has; they must be empty."""
    found = migrate.version(connection, database.name)
    if found is None:
        migrate.upgrade(connection, shape)
        return
    there = set(inspect(connection).get_table_names())
    for table in metadata.sorted_tables:
        if table.name in there and table.name not in _STATE and _holds_any(connection, table):
            raise RecordError(f"{database.name}: holds a record already; restore into one that is not there yet")
    if found != shape:
        raise RecordError(
            f"{database.name}: is there already, in another shape; restore into one that is not there yet"
        )
    for name in _STATE & there:
        connection.execute(text(f"DELETE FROM {name}"))


def _holds_any(connection: Connection, table: Table) -> bool:
    return connection.execute(select(func.count()).select_from(table)).scalar_one() > 0


def _fill(connection: Connection, lines: _Lines, name: str, done: Callable[[int], object]) -> dict[str, Counted]:
    """Put every table's rows in, and read them again; they must be as many and have the hash that the backup says."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    reflected = MetaData()
    reflected.reflect(connection)
    counted: dict[str, Counted] = {}
    while "table" in (heading := lines.read()):
        there = reflected.tables[heading["table"]]
        table = plain(there.name, (there.c[one] for one in heading["columns"]))
        counted[table.name] = told = _fill_table(connection, lines, table, done)
        if _counted(connection, table, heading["key"]) != told:
            raise RecordError(f"{name}: does not give back the rows of {table.name} that it took; nothing was restored")
    if heading != {"end": KIND, "tables": len(counted), "rows": sum(one.rows for one in counted.values())}:
        raise lines.damaged()
    lines.read_end()
    return counted


def _fill_table(connection: Connection, lines: _Lines, table: Table, done: Callable[[int], object]) -> Counted:
    digest, number, read = hashlib.sha256(), 0, reader(table.columns)
    waiting: list[tuple[Any, ...]] = []
    size = 0
    while (line := lines.line()).startswith(b"["):
        digest.update(line)
        waiting.append(read(lines.parsed(line, list)))
        size += len(line)
        if len(waiting) == _AT_ONCE or size > _MOST_BYTES_AT_ONCE:
            number += _put(connection, table, waiting, done)
            waiting, size = [], 0
    number += _put(connection, table, waiting, done)
    counted = Counted(number, digest.hexdigest())
    if lines.parsed(line, dict) != {"end": table.name, "rows": counted.rows, "sha256": counted.sha256}:
        raise lines.damaged()
    return counted


def _put(connection: Connection, table: Table, rows: list[tuple[Any, ...]], done: Callable[[int], object]) -> int:
    if rows:
        names = [column.name for column in table.columns]
        try:
            connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        except OperationalError:
            raise
        except (IntegrityError, DataError, StatementError, OverflowError) as error:
            raise ValueError(f"the rows of {table.name} are none that were backed up") from error
        done(len(rows))
    return len(rows)


def _counted(connection: Connection, table: Table, key: Iterable[str]) -> Counted:
    """The rows of a table as they are now, read as a backup reads them."""
    digest, number = hashlib.sha256(), 0
    for lines in row_lines(connection, table, key):
        for line in lines:
            digest.update(line)
        number += len(lines)
    return Counted(number, digest.hexdigest())
