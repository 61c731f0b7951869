"""The engine of one machine: tables are Parquet files in a folder, processes do the jobs, DuckDB answers and sorts.

Memory is bounded by what one batch or one group takes in each process, and by what DuckDB is given; the rest is on
disk. Rows do not hang on how many processes there are.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from knell.archive.engine import Job
from knell.archive.engines.parts import Parts, in_order, parts
from knell.archive.files import found, quoted, streamed

# Rows are handed to a job so many at once; groups are read together up to so many bytes.
_ROWS = 256
_GROUPED_BYTES = 16_000_000
_MOST_PARTS = 512
# DuckDB holds what it writes until it is so much: left to itself, 120,000 rows, however long they are.
_WRITTEN = f"(format parquet, row_group_size {8 * _ROWS}, row_group_size_bytes 8_000_000)"
# A task is tried again so often when a process dies; what DuckDB says when Ctrl-C reaches it.
_MOST_DEATHS = 3
_INTERRUPTED = "Query interrupted"


@dataclass(frozen=True, slots=True)
class Stored:
    """A table: all Parquet files of a folder, in the order of their names."""

    folder: Path
    schema: pa.Schema

    def files(self) -> list[Path]:
        """Its files; empty ones hold no rows."""
        return sorted(path for path in self.folder.rglob("*.parquet") if not path.name.startswith("."))


@dataclass(slots=True)
class LocalEngine:
    """Runs a plan in ``workers`` processes; what is between its steps is kept below ``folder`` until it is closed."""

    workers: int
    folder: Path
    memory: str = "512MB"
    _numbers: Iterator[int] = field(default_factory=count)
    _pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> LocalEngine:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self, data: pa.Table, apart: bool = False) -> Stored:
        """A table of rows that are at hand."""
        made = self._new(data.schema)
        pq.write_table(data, made.folder / "0.parquet", row_group_size=1 if apart else None)
        return made

    def stored(self, folder: str, schema: pa.Schema) -> Stored:
        """The table of all Parquet files below a folder."""
        return Stored(Path(folder), schema)

    def contents(self, addresses: Sequence[str]) -> Stored:
        """Refused: one machine reads files, and no store. Raises ``OSError``."""
        raise OSError(f"{addresses[0]}: only a cluster reaches this")

    def mapped(self, table: Stored, job: Job, schema: pa.Schema) -> Stored:
        """What a job makes of a table; a row group is a piece of work."""
        made = self._new(schema)
        pieces = ((path, group) for path in table.files() for group in range(pq.ParquetFile(path).num_row_groups))
        tasks = (
            _Mapping(path, group, job, schema, made.folder / f"{number:06}.parquet")
            for number, (path, group) in enumerate(pieces)
        )
        self._done(tasks)
        return made

    def grouped(self, table: Stored, key: str, job: Job, schema: pa.Schema) -> Stored:
        """What a job makes of each group of rows with the same key; groups are read many at a time."""
        made, files, folder = self._new(schema), table.files(), self._folder()
        number = _number(files)
        cut = parts(files, key, table.schema, number, folder)
        self._done(_Grouping(cut, part, key, job, schema, made.folder / f"{part:06}.parquet") for part in range(number))
        shutil.rmtree(folder)
        return made

    def asked(self, query: str, **tables: Stored) -> Stored:
        """What a query gives."""
        folder = self._folder()
        self._ask(f"copy ({query}) to {quoted(folder / '0.parquet')} {_WRITTEN}", tables)
        return Stored(folder, pq.read_schema(folder / "0.parquet"))

    def kept(self, table: Stored) -> Stored:
        """The table: it is on disk already."""
        return table

    def collected(self, table: Stored) -> pa.Table:
        """All rows at hand."""
        found = [pq.read_table(path, schema=table.schema, partitioning=None) for path in table.files()]
        return pa.concat_tables(found) if found else table.schema.empty_table()

    def written(self, table: Stored, folder: str, by: Sequence[str] = (), order: Sequence[str] = ()) -> None:
        """Write a table, in a folder a value of ``by``, one file each, its rows in ``order``."""
        files, parted = table.files(), self._folder()
        with closing(_Folders(Path(folder), table.schema, by)) as out:
            for rows in in_order(files, (*by, *order), table.schema, _number(files), parted) if files else ():
                for batch in rows.to_batches(_ROWS * 16):
                    out.put(batch)
        shutil.rmtree(parted)

    def _new(self, schema: pa.Schema) -> Stored:
        return Stored(self._folder(), schema)

    def _folder(self) -> Path:
        folder = self.folder / f"{next(self._numbers):04}"
        folder.mkdir(parents=True)
        return folder

    def _ask(self, query: str, tables: dict[str, Stored]) -> None:
        settings: dict[str, str | int | float | list[str]] = {
            "memory_limit": self.memory,
            "threads": self.workers,
            "temp_directory": str(self.folder / "spill"),
            "preserve_insertion_order": False,
            # questions say which of two tables is held: DuckDB counts rows, however long they are
            "disabled_optimizers": "join_order,build_side_probe_side",
        }
        with duckdb.connect(config=settings) as database:
            for name, table in tables.items():
                files = table.files()
                if files:
                    listed = ", ".join(found(path) for path in files)
                    source = f"read_parquet([{listed}], hive_partitioning = false)"
                    database.execute(f"create view {name} as select * from {source}")
                else:
                    database.register(name, table.schema.empty_table())
            try:
                database.execute(query)
            except RuntimeError as error:
                if _INTERRUPTED in str(error):
                    raise KeyboardInterrupt from None
                raise

    def _done(self, tasks: Iterable[Callable[[], None]]) -> None:
        """Do all tasks; so many wait for a process as keep all of them busy."""
        if self.workers == 1:
            for task in tasks:
                task()
            return
        waiting: list[_Waiting] = []
        for task in tasks:
            waiting.append(self._begun(task))
            while len(waiting) > 4 * self.workers:
                self._ended(waiting.pop(0))
        for one in waiting:
            self._ended(one)

    def _begun(self, task: Callable[[], None]) -> _Waiting:
        while True:
            pool = self._processes()
            try:
                return _Waiting(task, pool, pool.submit(task))
            except BrokenProcessPool:
                self._given_up(pool)

    def _ended(self, one: _Waiting) -> None:
        """Wait for a task. A process that dies takes the work of all others with it: that is done again."""
        for _ in range(_MOST_DEATHS):
            try:
                return one.future.result()
            except BrokenProcessPool:
                self._given_up(one.pool)
                one = self._begun(one.task)
        one.future.result()

    def _given_up(self, pool: ProcessPoolExecutor) -> None:
        if self._pool is pool:
            pool.shutdown(cancel_futures=True)
            self._pool = None

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
            if sys.platform == "linux":
                context.set_forkserver_preload(["knell.archive.plan"])
            self._pool = ProcessPoolExecutor(self.workers, context, _deaf)
        return self._pool


def _deaf() -> None:
    """Ctrl-C is for the process that started this one, and when that is killed, this one ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@dataclass(frozen=True, slots=True)
class _Waiting:
    task: Callable[[], None]
    pool: ProcessPoolExecutor
    future: Future[None]


@dataclass(frozen=True, slots=True)
class _Mapping:
    source: Path
    group: int
    job: Job
    schema: pa.Schema
    target: Path

    def __call__(self) -> None:
        batches = streamed(self.source).iter_batches(_ROWS, row_groups=[self.group])
        _write(self.target, self.schema, (made for batch in batches for made in self.job(batch)))


@dataclass(frozen=True, slots=True)
class _Grouping:
    parts: Parts
    part: int
    key: str
    job: Job
    schema: pa.Schema
    target: Path

    def __call__(self) -> None:
        # in one expression: what is not in order yet is let go before anything is made of it
        ordered = self.parts.read(self.part).sort_by(self.key).combine_chunks()
        _write(self.target, self.schema, (made for group in _groups(ordered, self.key) for made in self.job(group)))


def _number(files: Sequence[Path]) -> int:
    """Into how many parts a table is cut, so that each can be held."""
    return min(_MOST_PARTS, sum(map(_bytes_of, files)) // _GROUPED_BYTES + 1)


def _bytes_of(path: Path) -> int:
    metadata = pq.read_metadata(path)
    return sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))


def _groups(ordered: pa.Table, key: str) -> Iterator[pa.RecordBatch]:
    """The rows of each key, of a table in order of its keys."""
    lengths = pc.run_end_encode(ordered.column(key).combine_chunks()).run_ends if ordered.num_rows else ()
    start = 0
    for end in lengths:
        yield ordered.slice(start, end.as_py() - start).combine_chunks().to_batches()[0]
        start = end.as_py()


def _write(target: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    writer = None
    try:
        for batch in batches:
            if writer is None:
                writer = pq.ParquetWriter(target, schema)
            writer.write_batch(batch)
    finally:
        if writer is not None:
            writer.close()


class _Folders:
    """Writes rows that come in order of some columns to a file in a folder for each of their values."""

    def __init__(self, folder: Path, schema: pa.Schema, by: Sequence[str]) -> None:
        self._folder, self._by = folder, by
        self._schema = pa.schema([one for one in schema if one.name not in by])
        self._at: tuple[object, ...] | None = None
        self._writer: pq.ParquetWriter | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, batch: pa.RecordBatch) -> None:
        """Write more rows."""
        table = pa.Table.from_batches([batch])
        values = list(zip(*(table.column(name).to_pylist() for name in self._by), strict=True)) or [()] * len(table)
        start = 0
        while start < len(values):
            end = start
            while end < len(values) and values[end] == values[start]:
                end += 1
            part = table.slice(start, end - start)
            # A question tells of less than the schema asked for: what is never null, what items are called.
            columns = [part.column(one.name).cast(one.type) for one in self._schema]
            self._open(values[start]).write_table(pa.table(columns, schema=self._schema))
            start = end

    def close(self) -> None:
        """Finish the last file."""
        if self._writer is not None:
            self._writer.close()

    def _open(self, at: tuple[object, ...]) -> pq.ParquetWriter:
        if self._writer is None or at != self._at:
            self.close()
            inside = self._folder.joinpath(*(f"{name}={value}" for name, value in zip(self._by, at, strict=True)))
            inside.mkdir(parents=True, exist_ok=True)
            self._writer, self._at = pq.ParquetWriter(inside / "0.parquet", self._schema, compression="zstd"), at
        return self._writer
