"""What tables of the plan hold, and values of the other rooms as text in a column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import cattrs
import pyarrow as pa

from knell.model import Extraction

V = TypeVar("V")

# So many rows are handed on at once.
_ROWS = 1_000


def schema(**columns: pa.DataType) -> pa.Schema:
    """A schema of columns of which none is null."""
    return pa.schema([pa.field(name, type_, nullable=False) for name, type_ in columns.items()])


# A report that makes claims; ``said`` is all it says, an ``Extraction``.
SAID = schema(report=pa.string(), sha256=pa.string(), said=pa.string())

# How many pages and reports of a file came to what: read, or why they were passed over.
COUNTED = schema(file=pa.string(), what=pa.string(), number=pa.int64())


def said_row(extraction: Extraction) -> dict[str, Any]:
    """The row of a report that was read."""
    report = extraction.report
    return {"report": report.id, "sha256": report.sha256, "said": packed(extraction)}


def packed(value: object) -> str:
    """A value of the model or of linking as text; ``unpacked`` gives an equal one."""
    return json.dumps(_converter().unstructure(value), ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str, type_: type[V]) -> V:
    """The value that was packed."""
    return _converter().structure(json.loads(text), type_)


def batches(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Rows as batches, as they come."""
    held: list[Mapping[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) >= _ROWS:
            yield pa.RecordBatch.from_pylist(held, schema=schema)
            held = []
    if held:
        yield pa.RecordBatch.from_pylist(held, schema=schema)


@cache
def _converter() -> cattrs.Converter:
    made = cattrs.Converter()
    for type_ in (date, datetime):
        made.register_unstructure_hook(type_, lambda moment: moment.isoformat())
    made.register_structure_hook(datetime, lambda words, _: datetime.fromisoformat(words))
    made.register_structure_hook(date, lambda words, _: date.fromisoformat(words))
    # Sets come out in an order of their own, so that the same value is the same text.
    made.register_unstructure_hook_func(
        lambda type_: getattr(type_, "__origin__", type_) is frozenset,
        lambda held: sorted((made.unstructure(one) for one in held), key=lambda one: json.dumps(one, sort_keys=True)),
    )
    return made
