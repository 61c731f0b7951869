"""``knell add DIR``: reports of an archive into a record, with what they say; all of them, or of chosen events."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.say import Stop
from knell.model import Extraction, Problem

if TYPE_CHECKING:
    from knell.archive import Choice
    from knell.record import Record

_MARK = "archive.json"
_AT_ONCE = 100

Events = Annotated[
    list[str] | None,
    typer.Option("--event", metavar="KEY", help="Of an archive: only this event, by its key; may be repeated."),
]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Of an archive: events from this day on.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Of an archive: events up to this day.")]
PlaceName = Annotated[
    str | None, typer.Option("--place", metavar="NAME", help="Of an archive: events at a place of this name.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="Of an archive: events in this country (ISO 3166).")
]
Killed = Annotated[
    int | None, typer.Option("--min-killed", metavar="N", min=0, help="Of an archive: events with so many killed.")
]


def is_archive(given: str) -> bool:
    """Whether an input is a folder in which an archive of knell stands."""
    if not Path(given, _MARK).is_file() or importlib.util.find_spec("pyarrow") is None:
        return False
    from knell.archive import Folder

    return Folder(Path(given)).made_by() is not None


def choice(
    events: Sequence[str] | None,
    start: str | None,
    end: str | None,
    place: str | None,
    country: str | None,
    killed: int | None,
) -> Choice | None:
    """What the options ask for; None where they ask for nothing."""
    if not (events or start or end or place or country or killed is not None):
        return None
    from knell.archive import Choice

    return Choice(tuple(events or ()), _day("--from", start), _day("--to", end), place, country, killed)


def _day(option: str, given: str | None) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is not a day; write it as 2021-06-08", param_hint=option) from None


def unknown(record: Record, folder: str, wanted: Choice | None, there: list[int]) -> Iterator[Extraction]:
    """What the archive's reports say that the record does not hold yet; one whose id is taken goes by its content.

    ``there`` is given how many the record holds already. Raises ``Stop`` where the archive cannot be read.
    """
    from knell.archive import Choice, NoTexts, reports_of
    from knell.extraction import extract
    from knell.record import Standing

    found = reports_of(Path(folder), wanted or Choice())
    try:
        while chunk := list(islice(found, _AT_ONCE)):
            standings = record.standings([one.report for one in chunk])
            there.append(sum(one is Standing.ALREADY_THERE for one in standings))
            for extraction, standing in zip(chunk, standings, strict=True):
                if standing is Standing.CLASH:
                    name = extraction.report.sha256[:16]
                    words = f"the id {extraction.report.id!r} is that of another report in the record; called {name}"
                    problems = (*extraction.report.problems, Problem("id_in_use", f"{folder}: {words}"))
                    yield extract(replace(extraction.report, id=name, problems=problems))
                elif standing is not Standing.ALREADY_THERE:
                    yield extraction
    except NoTexts as error:
        raise Stop(f"{folder}: {error}") from None
