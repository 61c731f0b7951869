"""CSV after RFC 4180, in UTF-8, a file a table: unknown is empty, lists and objects are JSON."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from knell.publish.formats.by_table import FilePerTable
from knell.publish.formats.sink import flat
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class CsvFiles(FilePerTable):
    """A CSV file for each table."""

    ending, newline = "csv", ""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._writers: dict[str, Any] = {}
        super().__init__(folder, tables, terms)

    def _begin(self, table: Table) -> None:
        self._writers[table.name] = csv.writer(self._text(table), lineterminator="\r\n")
        self._writers[table.name].writerow([field.name for field in table.fields])

    def write(self, table: Table, row: Row) -> None:
        """One more line."""
        self._writers[table.name].writerow([_cell(flat(cell)) for cell in row.values()])

    def _count(self, table: Table) -> int:
        """Lines but for the first, as a reader of CSV tells them apart."""
        with self._read(table) as file:
            return sum(1 for _ in csv.reader(file)) - 1


def _cell(value: str | int | float | bool | None) -> object:
    return ("true" if value else "false") if isinstance(value, bool) else value
