"""A table that is cut into parts by a key: every row once, a key in one part."""

from __future__ import annotations

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from knell.archive.engines.parts import in_order, parts

NAMED = pa.schema([pa.field("key", pa.string()), pa.field("value", pa.string())])


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


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3))), st.integers(1, 20), st.integers(1, 7))
def test_rows_come_in_order_in_however_many_pieces(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], number: int, at_once: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    table = pa.Table.from_pylist([{"key": key, "value": value} for key, value in rows], schema=NAMED)
    pq.write_table(table, folder / "source.parquet", row_group_size=at_once)
    (folder / "cut").mkdir()
    pieces = list(in_order([folder / "source.parquet"], ("key", "value"), NAMED, number, folder / "cut"))
    found = [(row["key"], row["value"]) for piece in pieces for row in piece.to_pylist()]
    assert found == sorted(rows, key=lambda row: (row[0].encode(), row[1].encode()))
    assert all(piece.schema.names == NAMED.names for piece in pieces)
