"""An archive's reports taken out again, all of them or those that tell of chosen events, with all they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from knell.archive.files import found
from knell.archive.folder import Folder
from knell.archive.pieces import program
from knell.archive.rows import unpacked
from knell.archive.tables import EVENT_REPORTS, EVENTS, EXTRACTIONS, TEXTS, Table
from knell.extraction import extract
from knell.model import Extraction, Report

_AT_ONCE = 64
_MEMORY = "512MB"


class NoTexts(Exception):
    """The archive was made without the texts of its reports, or by a version whose tables cannot be read."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events are wanted: those that are all of what is given. ``events`` are keys or their beginnings."""

    events: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    place: str | None = None
    country: str | None = None
    killed: int | None = None

    def __bool__(self) -> bool:
        return self != Choice()


def reports_of(path: Path, choice: Choice) -> Iterator[Extraction]:
    """What the reports say that tell of these events, in order of their ids. Raises ``NoTexts``.

    Where another version of knell made the archive, the texts are read anew.
    """
    import duckdb

    if not all((path / table.name).is_dir() for table in (TEXTS, EXTRACTIONS)):
        if not (path / EVENTS.name).is_dir():
            return
        raise NoTexts("it was made without the texts of its reports; make it again, without --no-texts")
    as_made = Folder(path).made_by() == program()
    where, values = _where(choice)
    with duckdb.connect(config={"memory_limit": _MEMORY}) as database:
        for table in (EVENTS, EVENT_REPORTS, TEXTS, EXTRACTIONS):
            database.execute(f"create view {table.name} as {_source(path, table)}")
        asked = f"""
            select extractions.said, texts.text from extractions join texts on extractions.report = texts.report
            where extractions.report in (
                select event_reports.report from event_reports join events on event_reports.event = events.key {where}
            ) order by extractions.report
        """
        reports = database.execute(asked, values)
        while rows := reports.fetchmany(_AT_ONCE):
            for said, text in rows:
                yield _extraction(said, text, as_made)


def _extraction(said: str, text: str, as_made: bool) -> Extraction:
    try:
        known = unpacked(said, Extraction)
    except Exception as error:
        words = "another version of knell made it, and what it says cannot be read; make it again"
        raise NoTexts(words) from error
    report: Report = replace(known.report, text=text)
    return replace(known, report=report) if as_made else extract(report)


def _source(path: Path, table: Table) -> str:
    files = ", ".join(found(one) for one in sorted((path / table.name).rglob("*.parquet")))
    return f"select * from read_parquet([{files}], hive_partitioning = false)"


def _where(choice: Choice) -> tuple[str, Sequence[Any]]:
    """The choice as a condition, with its values in order."""
    wanted: list[tuple[str, Any]] = []
    if choice.events:
        keys = " or ".join("starts_with(events.key, ?)" for _ in choice.events)
        wanted.append((f"({keys})", list(choice.events)))
    for condition, value in (
        ('events."end" >= ?', choice.start),
        ("events.start <= ?", choice.end),
        ("contains(lower(events.place), lower(?))", choice.place),
        ("upper(events.country) = upper(?)", choice.country),
        ("coalesce(events.killed_best, events.killed_low, 0) >= ?", choice.killed),
    ):
        if value is not None:
            wanted.append((condition, [value]))
    where = " and ".join(condition for condition, _ in wanted)
    return (f"where {where}" if where else ""), [value for _, values in wanted for value in values]
