"""JSON lines in UTF-8, a file a table: each line is an object with every column."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from knell.contract import dumps
from knell.publish.formats.by_table import FilePerTable
from knell.publish.formats.sink import plain
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class JsonLines(FilePerTable):
    """A file of JSON lines for each table."""

    ending = "jsonl"

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._files: dict[str, TextIO] = {}
        super().__init__(folder, tables, terms)

    def _begin(self, table: Table) -> None:
        self._files[table.name] = self._text(table)

    def write(self, table: Table, row: Row) -> None:
        """One more line."""
        self._files[table.name].write(dumps({name: plain(cell) for name, cell in row.items()}) + "\n")

    def _count(self, table: Table) -> int:
        """Lines that are JSON."""
        with self._read(table) as file:
            return sum(1 for line in file if json.loads(line) is not None)
