"""The reports of a record as a list, a page at a time, without their texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, select

from knell.record.errors import Missing
from knell.record.linked_schema import event_reports
from knell.record.queries import chunks
from knell.record.schema import blobs, reports

if TYPE_CHECKING:
    from knell.record.store import Record


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text."""

    id: str
    title: str | None
    published: date | None
    language: str | None
    outlet: str | None
    url: str | None
    sha256: str
    retrospective: bool


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which reports are wanted: by days of publication (both included), language, outlet, linked event."""

    since: date | None = None
    until: date | None = None
    language: str | None = None
    outlet: str | None = None
    event: str | None = None


_SHOWN = [getattr(reports.c, name) for name in ReportRow.__slots__]


class ReportList:
    """The reports of a record. All methods raise ``RecordError``, one line each."""

    def __init__(self, record: Record) -> None:
        self._database = record._database

    def page(self, query: ReportQuery, number: int = 1, size: int = 50) -> tuple[list[ReportRow], int]:
        """A page of reports, the newest first (undated last), and how many there are in all."""
        wanted = _wanted(query)
        counted = select(func.count()).select_from(reports).where(*wanted)
        order = (reports.c.published.is_(None), reports.c.published.desc(), reports.c.id)
        chosen = select(*_SHOWN).where(*wanted).order_by(*order).limit(size).offset((number - 1) * size)
        with self._database.reading() as connection:
            total = connection.execute(counted).scalar_one()
            return [ReportRow(**row) for row in connection.execute(chosen).mappings()], total

    def rows(self, idents: Iterable[str]) -> dict[str, ReportRow]:
        """These reports by their ids; those that there are not are left out."""
        found: dict[str, ReportRow] = {}
        with self._database.reading() as connection:
            for chunk in chunks(sorted(set(idents))):
                rows = connection.execute(select(*_SHOWN).where(reports.c.id.in_(chunk))).mappings()
                found.update((row["id"], ReportRow(**row)) for row in rows)
        return found

    def original_size(self, ident: str) -> int | None:
        """How many archived bytes there are of a report; None where none were handed over."""
        query = select(func.length(blobs.c.content)).join(reports, reports.c.blob == blobs.c.sha256)
        with self._database.reading() as connection:
            return connection.execute(query.where(reports.c.id == ident)).scalar()

    def texts(self, idents: Iterable[str]) -> dict[str, str]:
        """The stored texts of these reports by their ids."""
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for chunk in chunks(sorted(set(idents))):
                rows = connection.execute(select(reports.c.id, reports.c.text).where(reports.c.id.in_(chunk)))
                found.update((row.id, row.text) for row in rows)
        return found

    def row(self, ident: str) -> ReportRow:
        """One report by its id."""
        with self._database.reading() as connection:
            row = connection.execute(select(*_SHOWN).where(reports.c.id == ident)).mappings().first()
        if row is None:
            raise Missing(f"{self._database.name}: there is no report {ident}")
        return ReportRow(**row)


def _wanted(query: ReportQuery) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.since is not None:
        found.append(reports.c.published >= query.since)
    if query.until is not None:
        found.append(reports.c.published <= query.until)
    if query.language is not None:
        found.append(reports.c.language == query.language)
    if query.outlet is not None:
        found.append(reports.c.outlet == query.outlet)
    if query.event is not None:
        found.append(reports.c.id.in_(select(event_reports.c.report).where(event_reports.c.event == query.event)))
    return found
