"""What a record holds about claims of one report: all that goes into a folder of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from knell.model import Capture, Claim, Extraction, Report
from knell.record import queries
from knell.record.captures import captures_of
from knell.record.decisions import Decision, decided
from knell.record.exchanges import bytes_of, exchanges_of
from knell.record.linked_schema import links
from knell.record.schema import claims, reports

# Behind every text that begins in the same way.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange with a server that gave a report's bytes: where it was written; its bytes, if they are there."""

    file: str
    start: int
    sha256: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Some claims of one report, with its bytes and how they came here; ``events`` says which are of which event."""

    extraction: Extraction
    claims: tuple[Claim, ...]
    raw: bytes | None
    captures: tuple[Capture, ...]
    exchanges: tuple[Exchange, ...]
    read_by: str | None
    seal: tuple[str, ...] | None
    events: Mapping[str, str]
    decisions: tuple[Decision, ...]

    @property
    def report(self) -> Report:
        """The report that makes the claims."""
        return self.extraction.report


def claim_ids(connection: Connection, words: str, most: int) -> list[str]:
    """The claim with this id; else up to ``most`` whose ids begin so."""
    if connection.execute(select(claims.c.id).where(claims.c.id == words)).first() is not None:
        return [words]
    query = select(claims.c.id).where(claims.c.id >= words, claims.c.id < words + _LAST)
    return list(connection.execute(query.order_by(claims.c.id).limit(most)).scalars()) if words else []


def gather(connection: Connection, wanted: Sequence[str], archives: Sequence[Path]) -> Iterator[Evidence]:
    """Evidence for claims by their ids, a report at a time, in order of publication, undated ones last.

    ``archives`` are the folders where web archives may be.
    """
    of_report: dict[tuple[str, str], set[str]] = {}
    for chunk in queries.chunks(wanted):
        query = select(claims.c.id, reports.c.id.label("report"), reports.c.published).join(reports)
        for row in connection.execute(query.where(claims.c.id.in_(chunk))):
            of_report.setdefault((str(row.published or "9999"), row.report), set()).add(row.id)
    for key in sorted(of_report):
        yield _of_report(connection, key[1], of_report[key], archives)


def _of_report(connection: Connection, report: str, ids: set[str], archives: Sequence[Path]) -> Evidence:
    (extraction,) = queries.extractions(connection, [report])
    events = select(links.c.local_event, links.c.event).where(links.c.report == report)
    captured = tuple(captures_of(connection, report))
    kept = connection.execute(select(reports.c.seal, reports.c.read_by).where(reports.c.id == report)).one()
    chosen = tuple(claim for claim in extraction.claims if claim.id in ids)
    return Evidence(
        extraction=extraction,
        claims=chosen,
        raw=queries.raw_bytes(connection, report),
        captures=captured,
        exchanges=tuple(
            Exchange(row["file"], row["start"], row["sha256"], bytes_of(row, archives))
            for row in exchanges_of(connection, captured)
        ),
        read_by=kept.read_by,
        seal=kept.seal,
        events={row.local_event: row.event for row in connection.execute(events)},
        decisions=tuple(each for claim in chosen for each in decided(connection, claim.id)),
    )
