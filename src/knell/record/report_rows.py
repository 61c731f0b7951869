"""A report and its captures as rows, and rows as these again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from knell import __version__
from knell.model import Capture, DateSignal, Extraction, Part, PartKind, Problem, Report, content_id

Row: TypeAlias = Mapping[Any, Any]

# What makes claims of reports now; with another version the same text may be read otherwise.
READ_BY = f"knell {__version__}"


def report_row(extraction: Extraction, blob: str | None) -> Row:
    """The columns of a report; ``blob`` is the key of its archived bytes, where they are kept."""
    report = extraction.report
    return {
        "id": report.id,
        "sha256": report.sha256,
        "blob": blob,
        "text": report.text,
        "title": report.title,
        "published": report.published,
        "language": report.language,
        "outlet": report.outlet,
        "url": report.url,
        "retrospective": extraction.retrospective,
        "parts": tuple((part.kind.value, part.start, part.end) for part in report.parts),
        "updated": report.updated,
        "dates": signal_rows(report.dates),
        "extractor": report.extractor,
        "authors": report.authors,
        "read_by": READ_BY,
    }


def report_of(row: Row, problems: tuple[Problem, ...] = (), captured: Iterable[Row] = ()) -> Report:
    """A report as it was archived, with the first of its captures."""
    first = min(captured, key=first_first, default=None)
    return Report(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        published=row["published"],
        language=row["language"],
        outlet=row["outlet"],
        url=row["url"],
        sha256=row["sha256"],
        parts=tuple(Part(PartKind(kind), start, end) for kind, start, end in row["parts"] or ()),
        problems=problems,
        updated=row["updated"],
        dates=signals_of(row["dates"]),
        extractor=row["extractor"],
        authors=row["authors"],
        capture=None if first is None else capture_of(first),
    )


def signal_rows(dates: Iterable[DateSignal]) -> tuple[tuple[object, ...], ...]:
    """Signals of a date, as a column holds them."""
    return tuple((one.origin, one.words, one.day.isoformat() if one.day else None, one.updated) for one in dates)


def signals_of(kept: Iterable[Any]) -> tuple[DateSignal, ...]:
    """Signals of a date from their column."""
    return tuple(
        DateSignal(origin, words, date.fromisoformat(day) if day else None, updated)
        for origin, words, day, updated in kept
    )


def first_first(row: Row) -> tuple[bool, Any, str]:
    """What orders the rows of captures: their time, those of unknown time last."""
    return row["at"] is None, row["at"] or 0, row["id"]


def capture_of(row: Row) -> Capture:
    """A capture from its columns."""
    headers = tuple((name, value) for name, value in row["headers"])
    return Capture(url=row["url"], at=row["at"], headers=headers, final=row["final"], source=row["source"])


def capture_row(ident: str, report: Report, capture: Capture) -> Row:
    """The columns of a capture of a report that is kept under the id ``ident``."""
    at = None if capture.at is None else _utc(capture.at)
    told = (capture.url, capture.final, at and at.isoformat(), capture.headers, capture.source)
    return {
        "id": content_id(ident, report.sha256, *map(repr, told)),
        "report": ident,
        "sha256": report.sha256,
        "url": capture.url,
        "final": capture.final,
        "at": at,
        "headers": capture.headers,
        "source": capture.source,
    }


def _utc(moment: datetime) -> datetime:
    """A moment in UTC; one that names no zone is in UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
