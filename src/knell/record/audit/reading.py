"""Rows for an audit: a damaged row is told and passed over, and costs none of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select
from sqlalchemy.exc import SQLAlchemyError

from knell.record.audit.findings import Audit
from knell.record.report_rows import Row
from knell.record.schema import blobs, reports

PAGE = 100
_WITHOUT_TEXT = [column for column in reports.c if column.name != "text"]


@contextmanager
def any_text(connection: Connection) -> Iterator[None]:
    """Text that is no UTF-8 does not stop SQLite: it comes as lone surrogates, which nothing that was kept holds."""
    raw: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before, raw.text_factory = raw.text_factory, lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def ids(connection: Connection) -> Iterator[list[str]]:
    """The ids of all reports, in order, a page at a time."""
    query = select(reports.c.id).order_by(reports.c.id).execution_options(stream_results=True)
    found = connection.execute(query).scalars()
    while page := list(found.fetchmany(PAGE)):
        yield page


class Page:
    """The rows of some reports, by table; ``None`` where they cannot be read, which is told."""

    def __init__(self, connection: Connection, audit: Audit, names: Sequence[str], tables: Sequence[Table]) -> None:
        self._connection, self._audit = connection, audit
        self._rows: dict[str, dict[str, list[Row] | None]] = {name: {} for name in names}
        self._read("reports", select(*_WITHOUT_TEXT), reports.c.id, names)
        for table in tables:
            self._read(table.name, select(table), table.c.report, names)

    def of(self, report: str) -> dict[str, list[Row] | None]:
        """All rows of one report, by table."""
        return self._rows[report]

    def _read(self, table: str, query: Select[Any], column: ColumnElement[str], names: Sequence[str]) -> None:
        for name in names:
            self._rows[name][table] = []
        try:
            found = _fetch(self._connection, query.where(column.in_(names)))
        except Exception as error:
            if len(names) > 1:
                for name in names:
                    self._read(table, query, column, [name])
            else:
                self._rows[names[0]][table] = None
                self._audit.fault("database", f"cannot be read: {told(error)}", table, names[0])
            return
        for row in found:
            rows = self._rows.get(row[column.name], {}).get(table)
            if rows is not None:
                rows.append(row)


def text_and_bytes(connection: Connection, report: str) -> Row:
    """The stored text of a report, and its archived bytes, which may be large, with the key they are kept under."""
    query = select(reports.c.text, blobs.c.sha256, blobs.c.content)
    joined = query.join_from(reports, blobs, reports.c.blob == blobs.c.sha256, isouter=True)
    return _fetch(connection, joined.where(reports.c.id == report))[0]


def _fetch(connection: Connection, query: Select[Any]) -> Sequence[Row]:
    if connection.dialect.name == "sqlite":
        return connection.execute(query).mappings().all()
    # An error would end the transaction of everything that is still to be read.
    with connection.begin_nested():
        return connection.execute(query).mappings().all()


def told(error: Exception) -> str:
    """What a database or a value says is wrong, in one line."""
    words = getattr(error, "orig", None) or error if isinstance(error, SQLAlchemyError) else error
    return " ".join(str(words).split()) or type(error).__name__
