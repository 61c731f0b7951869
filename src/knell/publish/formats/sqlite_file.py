"""One SQLite file with every table, and the description that Datasette reads beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from knell.publish.formats.sink import File
from knell.publish.sqlite_release import DATABASE, METADATA, SqliteRelease, write_metadata
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class SqliteFile:
    """A SQLite file of all tables; ``metadata.json`` says what they hold."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._folder, self._tables, self._closed = folder, tables, False
        self._release = SqliteRelease(folder / DATABASE, tables)
        write_metadata(folder / METADATA, tables, terms)

    def write(self, table: Table, row: Row) -> None:
        """One more row."""
        self._release.add(table.name, row)

    def close(self) -> None:
        """Finish the file. Raises ``LostRows`` where a row refers to one that is not there."""
        if not self._closed:
            self._closed = True
            self._release.close()

    def files(self) -> tuple[File, ...]:
        """The file with all tables, and the one that describes it."""
        return File(DATABASE, tuple(table.name for table in self._tables)), File(METADATA, ())

    def counted(self) -> Mapping[str, int]:
        """Rows, as the file is opened anew."""
        database = sqlite3.connect((self._folder / DATABASE).absolute().as_uri() + "?mode=ro", uri=True)
        try:
            names = [table.name for table in self._tables]
            return {name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}
        finally:
            database.close()
