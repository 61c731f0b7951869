"""A pipeline small enough to follow, with every thing that a plan asks of an engine, and an engine to compare with."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from knell.archive.engine import Engine, Job

T = TypeVar("T")

FILES = pa.schema([pa.field("file", pa.string(), nullable=False)])
WORDS = pa.schema(
    [
        pa.field("word", pa.string(), nullable=False),
        pa.field("length", pa.int64(), nullable=False),
        pa.field("month", pa.string(), nullable=False),
        pa.field("note", pa.string()),
        pa.field("at", pa.list_(pa.int64())),
    ]
)
TALLIES = pa.schema(
    [pa.field("word", pa.string()), pa.field("notes", pa.list_(pa.string())), pa.field("n", pa.int64())]
)


def words(files: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The words of files, with a note only where it is short."""
    for file in files.column("file").to_pylist():
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            rows = [
                {
                    "word": word,
                    "length": len(word),
                    "month": f"2026-{len(word) % 3 + 1:02}",
                    "note": None if len(word) > 4 else word.upper(),
                    "at": [place] if place % 2 else None,
                }
                for place, word in enumerate(line.split())
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=WORDS)


@dataclass(frozen=True, slots=True)
class Killed:
    """The same words; the first process that reads a file is killed in the middle of it."""

    mark: Path

    def __call__(self, files: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        for number, batch in enumerate(words(files)):
            yield batch
            if number == 1 and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)


def tallies(group: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """How often a word is there, with the notes on it."""
    rows = group.to_pylist()
    notes = sorted({row["note"] for row in rows if row["note"]})
    yield pa.RecordBatch.from_pylist(
        [{"word": rows[0]["word"], "notes": notes or None, "n": len(rows)}], schema=TALLIES
    )


ASKED = """
    with placed as (
        select word, n, notes, row_number() over (partition by n order by word) - 1 as nth from tallies
    )
    select placed.word, placed.n, placed.notes, cast(floor(placed.nth / 2) as bigint) as chunk, months.month
    from placed join (select word, min(month) as month from words group by word) months on placed.word = months.word
"""


def run(engine: Engine[T], files: Sequence[Path], out: Path, reading: Job = words) -> list[dict[str, object]]:
    """Run the pipeline; rows in order, the same as are written below ``out``."""
    given = engine.rows(pa.table({"file": [str(file) for file in files]}, schema=FILES), apart=True)
    read = engine.kept(engine.mapped(given, reading, WORDS))
    engine.written(read, str(out / "words"), by=["month"], order=["word", "length"])
    (out / "words" / "notes.json").write_text("what is no table is not read", encoding="utf-8")
    again = engine.stored(str(out / "words"), pa.schema([WORDS.field("word"), WORDS.field("note")]))
    tallied = engine.grouped(again, "word", tallies, TALLIES)
    answer = engine.kept(engine.asked(ASKED, tallies=tallied, words=read))
    engine.written(answer, str(out / "answer"), order=["n", "word"])
    rows: list[dict[str, object]] = engine.collected(answer).to_pylist()
    return sorted(rows, key=lambda row: str(row["word"]))


def written(folder: Path) -> list[tuple[object, ...]]:
    """The rows of a table as DuckDB reads them, in order."""
    with duckdb.connect() as database:
        found: list[tuple[object, ...]] = database.execute(
            f"select * from read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
        ).fetchall()
    return sorted(found, key=repr)


class Plainly:
    """An engine that holds everything in memory and does one thing after the other."""

    def rows(self, data: pa.Table, apart: bool = False) -> pa.Table:
        return data

    def stored(self, folder: str, schema: pa.Schema) -> pa.Table:
        return pa.concat_tables(
            pq.read_table(path, schema=schema, partitioning=None) for path in sorted(Path(folder).rglob("*.parquet"))
        )

    def contents(self, addresses: Sequence[str]) -> pa.Table:
        held = [Path(address.removeprefix("file:")).read_bytes() for address in addresses]
        return pa.table({"address": list(addresses), "content": held})

    def mapped(self, table: pa.Table, job: Job, schema: pa.Schema) -> pa.Table:
        return pa.Table.from_batches((made for batch in table.to_batches() for made in job(batch)), schema=schema)

    def grouped(self, table: pa.Table, key: str, job: Job, schema: pa.Schema) -> pa.Table:
        groups = [
            table.filter(pc.equal(table[key], value)).combine_chunks().to_batches()[0]
            for value in sorted(set(table[key].to_pylist()))
        ]
        return pa.Table.from_batches((made for group in groups for made in job(group)), schema=schema)

    def asked(self, query: str, **tables: pa.Table) -> pa.Table:
        with duckdb.connect() as database:
            for name, table in tables.items():
                database.register(name, table)
            return database.sql(query).to_arrow_table()

    def kept(self, table: pa.Table) -> pa.Table:
        return table

    def collected(self, table: pa.Table) -> pa.Table:
        return table

    def written(self, table: pa.Table, folder: str, by: Sequence[str] = (), order: Sequence[str] = ()) -> None:
        pq.write_to_dataset(table, folder, partition_cols=list(by) or None)
