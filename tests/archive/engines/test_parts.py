"""A table that is cut into parts by a key: every row once, a key in one part, however large it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from knell.archive.engines.local import LocalEngine
from knell.archive.engines.parts import parts

ROWS = pa.schema([pa.field("key", pa.int64()), pa.field("value", pa.string())])
NAMED = pa.schema([pa.field("key", pa.string()), pa.field("value", pa.string())])
LENGTHS = pa.schema([pa.field("key", pa.int64()), pa.field("rows", pa.int64()), pa.field("signs", pa.int64())])


def lengths(group: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """How many rows a group has, and how long its values are together."""
    rows = group.to_pylist()
    told = {"key": rows[0]["key"], "rows": len(rows), "signs": sum(len(row["value"]) for row in rows)}
    yield pa.RecordBatch.from_pylist([told], schema=LENGTHS)


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3))), st.integers(1, 20), st.integers(1, 7))
def test_every_row_is_in_one_part_and_a_key_in_no_other(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], number: int, at_once: int
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    table = pa.Table.from_pylist([{"key": key, "value": value} for key, value in rows], schema=NAMED)
    pq.write_table(table, folder / "source.parquet", row_group_size=at_once)
    (folder / "cut").mkdir()
    cut = parts([folder / "source.parquet"] if rows else [], "key", NAMED, number, folder / "cut")
    read = [[(row["key"], row["value"]) for row in cut.read(part).to_pylist()] for part in range(number)]
    assert sorted(row for one in read for row in one) == sorted(rows)
    keys = [{key for key, _ in one} for one in read]
    assert sum(map(len, keys)) == len({key for key, _ in rows})


def test_groups_take_no_more_memory_than_is_given_however_large_the_table(tmp_path: Path) -> None:
    """A year's reports, each beside all it was compared with, were more than DuckDB's partitioned writes could hold."""
    keys, each, signs = 40, 25, 100_000
    with LocalEngine(1, tmp_path / "engine", memory="48MB") as engine:
        table = pa.table(
            {
                "key": [row % keys for row in range(keys * each)],
                "value": [f"{row:0{signs}}" for row in range(keys * each)],
            },
            schema=ROWS,
        )
        made = engine.collected(engine.grouped(engine.rows(table, apart=True), "key", lengths, LENGTHS))
    assert sorted(made.column("key").to_pylist()) == list(range(keys))
    assert set(made.column("rows").to_pylist()) == {each}
    assert set(made.column("signs").to_pylist()) == {each * signs}
