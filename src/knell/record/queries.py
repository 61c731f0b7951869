"""Questions to a record's tables about reports and claims; each takes a connection and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, literal, null, select

from knell.model import Extraction
from knell.record.capture_schema import captures
from knell.record.identity import text_fingerprint
from knell.record.report_rows import Row
from knell.record.rows import extraction_of
from knell.record.schema import (
    blobs,
    claims,
    commemorations,
    findings,
    local_events,
    local_figures,
    report_problems,
    reports,
)
from knell.record.stored import StoredText

# Databases limit how many values one question may name.
MOST_VALUES = 500
_PARTS: tuple[tuple[Table, tuple[ColumnElement[Any], ...]], ...] = (
    (report_problems, (report_problems.c.stage, report_problems.c.position)),
    (local_events, (local_events.c.position,)),
    (local_figures, (local_figures.c.event, local_figures.c.outcome)),
    (claims, (claims.c.position,)),
    (findings, (findings.c.position,)),
    (commemorations, (commemorations.c.position,)),
    (captures, (captures.c.id,)),
)

_BARE = [column for column in reports.c if column.name not in ("text", "parts")]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions to the parts of reports, by table, and to the reports, with their texts and without."""

    parts: tuple[tuple[str, Select[Any]], ...]
    whole: Select[Any]
    textless: Select[Any]


def chunks(values: Iterable[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """The values in lists of at most ``size``."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def count_reports(connection: Connection) -> int:
    """How many reports there are."""
    return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def kept_hashes(connection: Connection, ids: Set[str]) -> dict[str, str]:
    """Of these report ids those in the record, each with what tells it from other reports."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(ids)):
        query = select(reports.c.id, reports.c.sha256).where(reports.c.id.in_(chunk))
        found.update((row.id, row.sha256) for row in connection.execute(query))
    unsealed = [ident for ident, sha256 in found.items() if not sha256]
    for chunk in chunks(unsealed):
        query = select(reports.c.id, reports.c.text).where(reports.c.id.in_(chunk))
        found.update((row.id, text_fingerprint(row.text)) for row in connection.execute(query))
    return found


def ids_by_hash(connection: Connection, hashes: Set[str]) -> dict[str, str]:
    """Of these hashes those in the record, each with the id of its report."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(hashes)):
        query = select(reports.c.sha256, reports.c.id).where(reports.c.sha256.in_(chunk))
        found.update((row.sha256, row.id) for row in connection.execute(query))
    return found


def present_blobs(connection: Connection, hashes: Set[str]) -> set[str]:
    """Of these hashes those whose bytes are in the record."""
    found: set[str] = set()
    for chunk in chunks(sorted(hashes)):
        found.update(connection.execute(select(blobs.c.sha256).where(blobs.c.sha256.in_(chunk))).scalars())
    return found


def taken_claims(connection: Connection, ids: Set[str]) -> set[str]:
    """Of these claim ids those in the record."""
    found: set[str] = set()
    for chunk in chunks(sorted(ids)):
        found.update(connection.execute(select(claims.c.id).where(claims.c.id.in_(chunk))).scalars())
    return found


def raw_bytes(connection: Connection, report: str) -> bytes | None:
    """The archived bytes of a report; None when there are none."""
    query = select(blobs.c.content).join(reports, reports.c.blob == blobs.c.sha256).where(reports.c.id == report)
    return connection.execute(query).scalar()


def extractions(connection: Connection, ids: Iterable[str] | None = None, texts: bool = True) -> Iterator[Extraction]:
    """Extractions as they were kept, by report id; all of them, or those of ``ids``. Bounded memory.

    Without ``texts`` the stored text and its parts are left out, for questions that do not need them.
    """
    if ids is not None:
        for chunk in chunks(sorted(set(ids))):
            yield from _page(connection, _AMONG, {"ids": chunk}, texts)
        return
    last: str | None = None
    while True:
        query = select(reports.c.id).order_by(reports.c.id).limit(MOST_VALUES)
        page = connection.execute(query if last is None else query.where(reports.c.id > last)).scalars().all()
        if not page:
            return
        first, last = page[0], page[-1]
        yield from _page(connection, _BETWEEN, {"first": first, "last": last}, texts)


def _asked(among: Callable[[ColumnElement[Any]], ColumnElement[bool]]) -> _Asked:
    """All questions to the rows of some reports, put together once: they are asked at every page."""
    parts = tuple(
        (table.name, select(table).where(among(table.c.report)).order_by(table.c.report, *order))
        for table, order in _PARTS
    )
    bare = [*_BARE, literal("").label("text"), null().label("parts")]
    whole, textless = (
        select(*columns).where(among(reports.c.id)).order_by(reports.c.id) for columns in (list(reports.c), bare)
    )
    return _Asked(parts, whole, textless)


_AMONG = _asked(lambda column: column.in_(bindparam("ids", expanding=True)))
_BETWEEN = _asked(
    lambda column: column.between(bindparam("first", type_=StoredText), bindparam("last", type_=StoredText))
)


def _page(connection: Connection, asked: _Asked, given: Mapping[str, Any], texts: bool) -> Iterator[Extraction]:
    parts: dict[str, dict[str, list[Row]]] = {}
    for name, query in asked.parts:
        by_report = parts.setdefault(name, {})
        for row in connection.execute(query, given).mappings():
            by_report.setdefault(row["report"], []).append(row)
    for row in connection.execute(asked.whole if texts else asked.textless, given).mappings():
        yield extraction_of(row, {name: by_report.get(row["id"], []) for name, by_report in parts.items()})
