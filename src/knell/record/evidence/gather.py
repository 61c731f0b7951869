"""What a record holds about claims of one report: all that goes into a folder of evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from knell.model import Capture, Claim, Extraction, Report
from knell.record import queries
from knell.record.captures import captures_of
from knell.record.claim_states import states_of
from knell.record.decisions import Decision, decided
from knell.record.exchanges import bytes_of, exchanges_of
from knell.record.linked_schema import event_claims
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
    """Some claims of one report, with its bytes and how they came here; ``events`` says which are of which event.

    The claims are as they count: ``decisions`` say what people corrected in them, or that they added or rejected them.
    """

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
    if states_of(connection, [words]):
        return [words]
    found: set[str] = set()
    for column in (claims.c.id, event_claims.c.claim):
        query = select(column).where(column >= words, column < words + _LAST).order_by(column).limit(most)
        found.update(connection.execute(query).scalars() if words else ())
    return sorted(found)[:most]


def gather(connection: Connection, wanted: Sequence[str], archives: Sequence[Path]) -> Iterator[Evidence]:
    """Evidence for claims by their ids, a report at a time, in order of publication, undated ones last.

    ``archives`` are the folders where web archives may be.
    """
    of_report: dict[tuple[str, str], set[str]] = {}
    for chunk in queries.chunks(wanted):
        told = {name: state.report for name, state in states_of(connection, chunk).items()}
        query = select(reports.c.id, reports.c.published).where(reports.c.id.in_(set(told.values())))
        published = {row.id: str(row.published or "9999") for row in connection.execute(query)}
        for name, report in told.items():
            of_report.setdefault((published[report], report), set()).add(name)
    for key in sorted(of_report):
        yield _of_report(connection, key[1], of_report[key], archives)


def _of_report(connection: Connection, report: str, ids: set[str], archives: Sequence[Path]) -> Evidence:
    (extraction,) = queries.extractions(connection, [report])
    events = select(event_claims.c.claim, event_claims.c.event).where(event_claims.c.report == report)
    captured = tuple(captures_of(connection, report))
    kept = connection.execute(select(reports.c.seal, reports.c.read_by).where(reports.c.id == report)).one()
    states = states_of(connection, ids).values()
    chosen = tuple(sorted((state.claim for state in states), key=lambda claim: (claim.start, claim.end, claim.id)))
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
        events={row.claim: row.event for row in connection.execute(events)},
        decisions=tuple(each for claim in chosen for each in decided(connection, claim.id)),
    )
