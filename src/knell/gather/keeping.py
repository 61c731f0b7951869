"""Put one reading into a record, at once: what was fetched politely is not to be fetched again."""

from __future__ import annotations

from dataclasses import dataclass

from knell.model import Problem
from knell.record import Record, RefusedReport, Standing
from knell.reports import Reading


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading, whether it was new to the record, and the problems of making claims of it."""

    reading: Reading
    standing: Standing
    problems: tuple[Problem, ...] = ()


def keep(record: Record, reading: Reading) -> Kept | Problem:
    """Extract what a report says and add it; what is there already only gets one more capture."""
    from knell.extraction import extract

    report = reading.report
    (standing,) = record.standings([report])
    if standing is Standing.ALREADY_THERE:
        record.note_captures([report])
        return Kept(reading, standing)
    if standing is Standing.CLASH:
        words = f"its id {report.id} belongs to another report in the record; give it its own"
        return Problem("id_in_use", f"{reading.where}: left out: {words}")
    try:
        extraction = extract(report)
    except Exception as error:
        words = f"an unexpected {type(error).__name__} in reading its claims"
        return Problem("extraction_failed", f"{reading.where}: left out: {words}")
    try:
        return Kept(reading, record.add(extraction, reading.raw), extraction.problems)
    except RefusedReport as error:
        return Problem("refused", f"{reading.where}: left out: {error}")
