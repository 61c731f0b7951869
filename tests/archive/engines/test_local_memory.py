"""The engine of one machine answers with the memory it is given, however large a table is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa
import pyarrow.parquet as pq

from knell.archive.engines.local import LocalEngine, Stored

ROWS = pa.schema([pa.field("key", pa.int64()), pa.field("value", pa.string())])
LENGTHS = pa.schema([pa.field("key", pa.int64()), pa.field("rows", pa.int64()), pa.field("signs", pa.int64())])
KEYS, SIGNS = 40, 100_000


def large(engine: LocalEngine, each: int) -> Stored:
    """A table of 100 kB a row, with ``each`` rows of every key."""
    numbers = range(KEYS * each)
    columns = {"key": [number % KEYS for number in numbers], "value": [f"{number:0{SIGNS}}" for number in numbers]}
    return engine.rows(pa.table(columns, schema=ROWS), apart=True)


def lengths(group: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """How many rows a group has, and how long its values are together."""
    rows = group.to_pylist()
    told = {"key": rows[0]["key"], "rows": len(rows), "signs": sum(len(row["value"]) for row in rows)}
    yield pa.RecordBatch.from_pylist([told], schema=LENGTHS)


def test_grouping_what_would_not_fit(tmp_path: Path) -> None:
    """A year's reports, each beside all it was compared with, were more than DuckDB's partitioned writes could hold."""
    with LocalEngine(1, tmp_path / "engine", memory="48MB") as engine:
        made = engine.collected(engine.grouped(large(engine, 25), "key", lengths, LENGTHS))
    assert sorted(made.column("key").to_pylist()) == list(range(KEYS))
    assert set(made.column("rows").to_pylist()) == {25}
    assert set(made.column("signs").to_pylist()) == {25 * SIGNS}


def test_an_answer_that_would_not_fit(tmp_path: Path) -> None:
    with LocalEngine(1, tmp_path / "engine", memory="48MB") as engine:
        made = engine.asked("select key, value from source", source=large(engine, 25))
        batches = engine.mapped(made, lengths, LENGTHS)
        assert sum(engine.collected(batches).column("signs").to_pylist()) == KEYS * 25 * SIGNS


def test_writing_in_order_what_would_not_fit(tmp_path: Path) -> None:
    with LocalEngine(1, tmp_path / "engine", memory="48MB") as engine:
        engine.written(large(engine, 25), str(tmp_path / "out"), ("key",), ("value",))
    written = sorted((tmp_path / "out").rglob("*.parquet"))
    assert len(written) == KEYS
    for path in written:
        values = pq.ParquetFile(path).read(columns=["value"]).column("value").to_pylist()
        assert len(values) == 25
        assert values == sorted(values)
