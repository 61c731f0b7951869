"""Cut a table into parts on disk, by a key or by its order, and read one part at a time.

What is read is held until it is so many bytes, then written to a file with a row group for each part. So it takes the
same memory however large the table is: DuckDB's own partitioned writes hold all of it, as its sorts of long rows do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from knell.archive.files import streamed

Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"

_HELD_BYTES = 64_000_000
_ROWS = 4_096
_RANK = "rank in order"


@dataclass(frozen=True, slots=True)
class Parts:
    """A table in ``number`` parts; ``files`` hold some rows of every part each."""

    files: tuple[Path, ...]
    number: int
    schema: pa.Schema

    def read(self, part: int) -> pa.Table:
        """All rows of a part, in no order that says anything."""
        found = [pq.ParquetFile(path).read_row_group(part) for path in self.files]
        return pa.concat_tables(found) if found else self.schema.empty_table()


def parts(files: Sequence[Path], key: str, schema: pa.Schema, number: int, folder: Path) -> Parts:
    """Cut the rows of Parquet files into so many parts, and keep them in a folder."""
    placed = ((rows, _places(rows.column(key).combine_chunks(), number)) for rows in _stretches(files, schema))
    return _cut(placed, schema, number, folder)


def in_order(
    files: Sequence[Path], by: Sequence[str], schema: pa.Schema, number: int, folder: Path
) -> Iterator[pa.Table]:
    """The rows of Parquet files in order of some columns, in so many pieces; only those columns are held of all."""
    ranks = _ranks(files, by)
    cut = _cut(_ranked(files, schema, ranks, number), schema.append(pa.field(_RANK, pa.int64())), number, folder)
    for part in range(number):
        yield cut.read(part).sort_by(_RANK).drop_columns(_RANK)


def _ranks(files: Sequence[Path], by: Sequence[str]) -> Places:
    """Where each row stands among all."""
    columns = pa.concat_tables([pq.ParquetFile(path).read(columns=list(by)) for path in files])
    ascending = [(name, "ascending") for name in by]
    order = pc.sort_indices(columns, ascending).to_numpy() if by else np.arange(columns.num_rows)
    ranks: Places = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks


def _ranked(files: Sequence[Path], schema: pa.Schema, ranks: Places, number: int) -> Iterator[tuple[pa.Table, Places]]:
    start = 0
    for rows in _stretches(files, schema):
        here = ranks[start : start + rows.num_rows]
        start += rows.num_rows
        yield rows.append_column(_RANK, pa.array(here)), here * number // len(ranks)


def _cut(placed: Iterator[tuple[pa.Table, Places]], schema: pa.Schema, number: int, folder: Path) -> Parts:
    written: list[Path] = []
    for rows, places in placed:
        path = folder / f"{len(written):06}.parquet"
        _write(path, rows, places, number)
        written.append(path)
    return Parts(tuple(written), number, schema)


def _stretches(files: Sequence[Path], schema: pa.Schema) -> Iterator[pa.Table]:
    held: list[pa.RecordBatch] = []
    size = 0
    for path in files:
        for batch in streamed(path).iter_batches(_ROWS, columns=schema.names):
            held.append(batch.select(schema.names))
            size += batch.nbytes
            if size >= _HELD_BYTES:
                yield pa.Table.from_batches(held)
                held, size = [], 0
    if held:
        yield pa.Table.from_batches(held)


def _write(path: Path, rows: pa.Table, places: Places, number: int) -> None:
    """A file with a row group for each part, of which many may be empty."""
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(number + 1))
    with pq.ParquetWriter(path, rows.schema) as writer:
        for start, end in pairwise(starts.tolist()):
            writer.write_table(rows.take(order[start:end]), row_group_size=max(end - start, 1))


def _places(keys: pa.Array, number: int) -> Places:
    """In which part each key is: by its content, so that no order of rows changes it."""
    coded = keys.dictionary_encode()
    of_values = [crc32(str(value).encode()) % number for value in coded.dictionary.to_pylist()]
    found: Places = np.array(of_values, dtype=np.int64)[coded.indices.to_numpy()]
    return found
