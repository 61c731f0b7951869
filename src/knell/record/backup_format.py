"""What a backup is: one compressed file of JSON lines, the same bytes for the same record whatever database holds it.

The first line is a heading, the last an ending. Between them each table has a line that names it and its columns, a
line a row, and a line with the number and the hash of its rows. Values stand as the tables keep them: text as it is
escaped there, days and moments as ISO 8601, bytes in base64.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, LargeBinary, MetaData, Table, Text, select
from sqlalchemy.types import TypeDecorator, TypeEngine

from knell.record.columns import metadata

KIND = "knell backup"
VERSION = 1
# What only says who is signed in just now.
LEFT_OUT = frozenset({"sessions"})

# Rows that are held at once; those that hold archived bytes are large.
_AT_ONCE, _LARGE_AT_ONCE = 1_000, 8

Line = bytes


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a table there are, and their hash."""

    rows: int
    sha256: str


def tables() -> list[Table]:
    """The tables that a backup holds, each after those it refers to."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def plain(name: str, columns: Iterable[Column[Any]]) -> Table:
    """A table whose values come and go as the database keeps them."""
    return Table(name, MetaData(), *(Column(one.name, _kept_as(one.type)) for one in columns))


def row_lines(connection: Connection, table: Table, key: Iterable[str]) -> Iterator[list[Line]]:
    """The rows of a plain table as lines, in the order of its key, some at a time."""
    many = _LARGE_AT_ONCE if any(isinstance(one.type, LargeBinary) for one in table.columns) else _AT_ONCE
    query = select(table).order_by(*(table.c[name] for name in key)).execution_options(yield_per=many)
    with connection.execute(query) as result:
        for rows in result.partitions():
            yield [row_line(row) for row in rows]


def _kept_as(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return Text() if isinstance(inner, Text) else inner


def dumped(value: object) -> Line:
    """A line of the file."""
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def row_line(row: Sequence[Any]) -> Line:
    """A row as a line."""
    return dumped([_out(value) for value in row])


def _out(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, float) and value.is_integer():
        # One database gives 4.0 where another gives 4.
        return int(value) if abs(value) < 2**53 else value
    return value.isoformat() if isinstance(value, date) else value


def reader(columns: Iterable[Column[Any]]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """What makes a row of a table of a list of values. Raises ``ValueError``, ``TypeError``."""
    steps = [_step(column.type) for column in columns]

    def read(values: list[Any]) -> tuple[Any, ...]:
        pairs = zip(values, steps, strict=True)
        return tuple(value if step is None or value is None else step(value) for value, step in pairs)

    return read


def _step(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    if isinstance(kind, LargeBinary):
        return base64.b64decode
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(kind, Date) else None
