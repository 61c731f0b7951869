"""What the formats have in common that write a file a table: where it lies, what it is called, how it is finished."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from knell.publish.formats.sink import File
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class FilePerTable(ABC):
    """A file for each table, called by its table; ``ending`` and ``newline`` are those of the format."""

    ending = ""
    newline = "\n"

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._folder, self._tables = folder, tables
        # Where one cannot be opened, those that were are closed.
        with ExitStack() as self._stack:
            for table in tables:
                self._begin(table)
            self._stack = self._stack.pop_all()

    @abstractmethod
    def _begin(self, table: Table) -> None:
        """Open the file of a table; what is to be closed is put on ``_stack``."""

    @abstractmethod
    def write(self, table: Table, row: Row) -> None:
        """One more row."""

    @abstractmethod
    def _count(self, table: Table) -> int:
        """How many rows the closed file of a table holds, by reading it again."""

    def close(self) -> None:
        """Finish the files."""
        self._stack.close()

    def files(self) -> tuple[File, ...]:
        """A file a table."""
        return tuple(File(self._path(table).name, (table.name,)) for table in self._tables)

    def counted(self) -> Mapping[str, int]:
        """Rows as they are read again."""
        return {table.name: self._count(table) for table in self._tables}

    def _path(self, table: Table) -> Path:
        return self._folder / f"{table.file or table.name}.{self.ending}"

    def _text(self, table: Table) -> TextIO:
        """The file of a table to write text into."""
        return self._stack.enter_context(self._path(table).open("w", encoding="utf-8", newline=self.newline))

    @contextmanager
    def _read(self, table: Table) -> Iterator[TextIO]:
        """The file of a table to read text from."""
        with self._path(table).open(encoding="utf-8", newline=self.newline) as file:
            yield file
