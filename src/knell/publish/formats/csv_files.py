"""CSV after RFC 4180, in UTF-8, a file a table: unknown is empty, lists and objects are JSON."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from knell.publish.formats.sink import File, flat
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class CsvFiles:
    """A CSV file for each table."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._folder, self._tables, self._stack = folder, tables, ExitStack()
        self._writers: dict[str, Any] = {}
        for table in tables:
            file = self._stack.enter_context((folder / _name(table)).open("w", encoding="utf-8", newline=""))
            self._writers[table.name] = csv.writer(file, lineterminator="\r\n")
            self._writers[table.name].writerow([field.name for field in table.fields])

    def write(self, table: Table, row: Row) -> None:
        """One more line."""
        self._writers[table.name].writerow([_cell(flat(cell)) for cell in row.values()])

    def close(self) -> None:
        """Finish the files."""
        self._stack.close()

    def files(self) -> tuple[File, ...]:
        """A file a table."""
        return tuple(File(_name(table), (table.name,)) for table in self._tables)

    def counted(self) -> Mapping[str, int]:
        """Lines but for the first, as a reader of CSV tells them apart."""
        found: dict[str, int] = {}
        for table in self._tables:
            with (self._folder / _name(table)).open(encoding="utf-8", newline="") as file:
                found[table.name] = sum(1 for _ in csv.reader(file)) - 1
        return found


def _name(table: Table) -> str:
    return f"{table.file or table.name}.csv"


def _cell(value: str | int | float | bool | None) -> object:
    return ("true" if value else "false") if isinstance(value, bool) else value
