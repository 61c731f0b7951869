"""Parquet, a file a table: days and moments are such, lists of words are lists, other lists and objects are JSON."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from knell.publish.formats.by_table import FilePerTable
from knell.publish.formats.sink import flat
from knell.publish.tables import Cell, Field, Row, Table, Type
from knell.publish.terms import Terms

# So many rows, or letters in them, are held in memory before they are written.
_MOST_ROWS, _MOST_LETTERS = 5_000, 8_000_000


class ParquetFiles(FilePerTable):
    """A Parquet file for each table."""

    ending = "parquet"

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._open: dict[str, _OneTable] = {}
        super().__init__(folder, tables, terms)

    def _begin(self, table: Table) -> None:
        self._open[table.name] = self._stack.enter_context(closing(_OneTable(self._path(table), table)))

    def write(self, table: Table, row: Row) -> None:
        """One more row."""
        self._open[table.name].put(row)

    def _count(self, table: Table) -> int:
        """Rows as they are read again, batch by batch."""
        with pq.ParquetFile(self._path(table)) as file:
            return sum(batch.num_rows for batch in file.iter_batches(columns=[table.fields[0].name]))


class _OneTable:
    """A Parquet file that is being written."""

    def __init__(self, path: Path, table: Table) -> None:
        self._table, self._rows, self._letters = table, list[dict[str, Any]](), 0
        self._schema = pa.schema([_column(field) for field in table.fields])
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")

    def put(self, row: Row) -> None:
        """Hold one more row, and write what is held if it is much."""
        made = {field.name: _cell(row[field.name], field) for field in self._table.fields}
        self._rows.append(made)
        self._letters += sum(len(cell) for cell in made.values() if isinstance(cell, str))
        if len(self._rows) >= _MOST_ROWS or self._letters >= _MOST_LETTERS:
            self._write()

    def close(self) -> None:
        """Write what is held, and finish."""
        if self._rows:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._letters = [], 0


def _column(field: Field) -> pa.Field:
    types = {
        Type.STRING: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.DATE: pa.date32(),
        Type.DATETIME: pa.timestamp("us", tz="UTC"),
        Type.ARRAY: pa.list_(pa.string()) if field.items is Type.STRING else pa.string(),
        Type.OBJECT: pa.string(),
    }
    metadata = {"description": field.description}
    return pa.field(field.name, types[field.type], nullable=not field.required, metadata=metadata)


def _cell(cell: Cell, field: Field) -> Any:
    if field.type is Type.OBJECT or (field.type is Type.ARRAY and field.items is not Type.STRING):
        return flat(cell)
    if isinstance(cell, list | tuple):
        return [str(one).encode("utf-8", "replace").decode() for one in cell]
    return cell
