"""Put reports into a record: what is there already is known again, what contradicts it is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Table, insert

from knell.model import Claim, Commemoration, Extraction, Finding, Report
from knell.record.captures import add_captures
from knell.record.errors import RefusedReport
from knell.record.identity import fingerprint
from knell.record.linked_schema import unlinked
from knell.record.queries import ids_by_hash, kept_hashes, present_blobs, taken_claims
from knell.record.report_rows import Row
from knell.record.rows import sealed_rows
from knell.record.schema import blobs


class Standing(StrEnum):
    """How a report stands to a record.

    A report is its archived bytes: the same bytes again are ``ALREADY_THERE``, under whatever id they are there.
    An id that is in the record with other bytes is a ``CLASH``: the record keeps what it has, and the newcomer is
    left out until it is given an id of its own.
    """

    NEW = "new"
    ADDED = "added"
    ALREADY_THERE = "already there"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Sealed:
    """An extraction with the archived bytes it was made from, where they are at hand."""

    extraction: Extraction
    raw: bytes | None = None

    @property
    def report(self) -> Report:
        """The report."""
        return self.extraction.report


def standings(connection: Connection, reports: Sequence[Report]) -> list[Standing]:
    """How each report stands to the record and to those before it in the list."""
    return [standing for standing, _ in _stand(connection, reports)]


def _stand(connection: Connection, reports: Sequence[Report]) -> list[tuple[Standing, str]]:
    """How each report stands, and the id under which the record has its bytes, or will have."""
    by_id = kept_hashes(connection, {report.id for report in reports})
    by_hash = ids_by_hash(connection, {report.sha256 for report in reports if report.sha256})
    found = []
    for report in reports:
        seal = fingerprint(report)
        if report.sha256 and report.sha256 in by_hash:
            found.append((Standing.ALREADY_THERE, by_hash[report.sha256]))
        elif report.id in by_id:
            found.append((Standing.ALREADY_THERE if by_id[report.id] == seal else Standing.CLASH, report.id))
        else:
            found.append((Standing.NEW, report.id))
            by_id[report.id] = seal
            if report.sha256:
                by_hash[report.sha256] = report.id
    return found


def add_captured_again(connection: Connection, reports: Sequence[Report]) -> int:
    """Keep captures of reports that are there already; nothing is committed here. Says how many were not known."""
    found = zip(reports, _stand(connection, reports), strict=True)
    return add_captures(connection, [(ident, each) for each, (how, ident) in found if how is Standing.ALREADY_THERE])


def add_rows(connection: Connection, batch: Sequence[Sealed]) -> list[Standing]:
    """Write what is new of a batch; nothing is committed here. Raises ``RefusedReport`` for what cannot be kept."""
    stand = _stand(connection, [sealed.report for sealed in batch])
    found = [standing for standing, _ in stand]
    fresh = [sealed for sealed, standing in zip(batch, found, strict=True) if standing is Standing.NEW]
    _check(connection, fresh)
    _insert(connection, blobs, _blob_rows(connection, fresh))
    rows: dict[Table, list[Row]] = {}
    for sealed in fresh:
        blob = sealed.report.sha256 if sealed.raw is not None else None
        for table, of_report in sealed_rows(sealed.extraction, blob):
            rows.setdefault(table, []).extend(of_report)
    rows[unlinked] = [{"report": sealed.report.id} for sealed in fresh]
    for table, of_table in rows.items():
        _insert(connection, table, of_table)
    held = [(ident, each.report) for each, (how, ident) in zip(batch, stand, strict=True) if how is not Standing.CLASH]
    add_captures(connection, held)
    return [Standing.ADDED if standing is Standing.NEW else standing for standing in found]


def _check(connection: Connection, fresh: Sequence[Sealed]) -> None:
    claims: set[str] = set()
    for sealed in fresh:
        extraction, name = sealed.extraction, sealed.report.id
        if sealed.raw is not None and hashlib.sha256(sealed.raw).hexdigest() != sealed.report.sha256:
            raise RefusedReport(f"report {name}: its sha256 is not that of the bytes handed over with it")
        keys = [event.key for event in extraction.events]
        if len(keys) != len(set(keys)):
            raise RefusedReport(f"report {name}: two of its events have the same key")
        told: tuple[Claim | Finding | Commemoration, ...] = (
            *extraction.claims,
            *extraction.findings,
            *extraction.commemorations,
        )
        if not {item.event for item in told if item.event is not None} <= set(keys):
            raise RefusedReport(f"report {name}: it tells of an event that is not among its events")
        for claim in extraction.claims:
            if claim.id in claims:
                raise RefusedReport(f"report {name}: two claims have the id {claim.id}")
            claims.add(claim.id)
    if taken := taken_claims(connection, claims):
        raise RefusedReport(f"a claim with the id {min(taken)} is in the record already, from another report")


def _blob_rows(connection: Connection, fresh: Iterable[Sealed]) -> list[Mapping[str, object]]:
    contents = {sealed.report.sha256: sealed.raw for sealed in fresh if sealed.raw is not None}
    missing = sorted(set(contents) - present_blobs(connection, set(contents)))
    return [{"sha256": sha256, "content": contents[sha256]} for sha256 in missing]


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
