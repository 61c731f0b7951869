"""JSON lines in UTF-8, a file a table: each line is an object with every column."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from knell.contract import dumps
from knell.publish.formats.sink import File, plain
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class JsonLines:
    """A file of JSON lines for each table."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._folder, self._tables, self._stack = folder, tables, ExitStack()
        self._files: dict[str, TextIO] = {
            table.name: self._stack.enter_context((folder / _name(table)).open("w", encoding="utf-8", newline="\n"))
            for table in tables
        }

    def write(self, table: Table, row: Row) -> None:
        """One more line."""
        self._files[table.name].write(dumps({name: plain(cell) for name, cell in row.items()}) + "\n")

    def close(self) -> None:
        """Finish the files."""
        self._stack.close()

    def files(self) -> tuple[File, ...]:
        """A file a table."""
        return tuple(File(_name(table), (table.name,)) for table in self._tables)

    def counted(self) -> Mapping[str, int]:
        """Lines that are JSON."""
        found: dict[str, int] = {}
        for table in self._tables:
            with (self._folder / _name(table)).open(encoding="utf-8", newline="\n") as file:
                found[table.name] = sum(1 for line in file if json.loads(line) is not None)
        return found


def _name(table: Table) -> str:
    return f"{table.file or table.name}.jsonl"
