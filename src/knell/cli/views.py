"""What a record says, for people: tables in which no figure and no quotation is ever cut short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from knell.cli.console import cell, console, narrowest, print_table
from knell.cli.decided import print_decided
from knell.cli.heads import print_head
from knell.events import LinkedEvent
from knell.model import Event, Outcome
from knell.telling import (
    OWN_VOICE,
    FigureRow,
    Notes,
    Standing,
    Told,
    Words,
    days,
    kind_of,
    many,
    place_name,
    published,
    span,
    toll,
    written,
    yearly,
)

_WORDINGS_SHOWN = 3
# What an event is called needs so much room to be read at a glance.
_ROOM_FOR_NAMES = 24
_PUNISHED = {True: "someone was punished", False: "nobody was punished", None: "not said"}


def print_events(found: Sequence[LinkedEvent]) -> None:
    """A list of events, one row each."""
    page = console()
    if not found:
        page.print(cell("no events yet; add reports with: knell add INPUT"))
        return
    outcomes = [outcome for outcome in Outcome if any(outcome in linked.event.figures for linked in found)]
    short = _short_keys([linked.key for linked in found])
    rows = [
        (
            cell(short[linked.key], "dim"),
            ". ".join(_what_where_when(linked.event)),
            *(span(linked.event.figures.get(outcome)) for outcome in outcomes),
            len(linked.reports),
            linked.independent_sources,
            linked.grade or "—",
        )
        for linked in found
    ]
    columns = ["key", "event", *(outcome.value for outcome in outcomes), "reports", "sources", "grade"]
    whole = [0, *range(2, len(columns))]
    if narrowest(columns, rows, whole) + _ROOM_FOR_NAMES > page.width:
        _print_list(page, found, short)
    else:
        print_table(page, columns, rows, whole)
    page.print(cell("figures are lowest–highest (best); to see who says so: knell show KEY", "dim"))


def _print_list(page: Console, found: Sequence[LinkedEvent], short: Mapping[str, str]) -> None:
    """Events one below the other, for a page that is too narrow for a table."""
    for linked in found:
        page.print()
        page.print(cell(f"{short[linked.key]}  {'. '.join(_what_where_when(linked.event))}", "bold"))
        size = f"{many(len(linked.reports), 'report')}, {many(linked.independent_sources, 'independent source')}"
        graded = f", grade {linked.grade}" if linked.grade else ""
        for words in (toll(linked.event.figures) or "no figure", size + graded):
            page.print(Padding(cell(words), (0, 0, 0, 4), expand=False))
    page.print()


def print_event(told: Told, everything: bool) -> None:
    """One event in full."""
    page = console()
    print_head(page, told.linked)
    notes = Notes(told.reports)
    for outcome, of_outcome in groupby(told.rows, key=lambda row: row.outcome):
        for standing, rows in groupby(of_outcome, key=lambda row: row.standing):
            _print_rows(page, outcome, standing, list(rows), notes, everything)
    if not told.rows:
        page.print(cell("no report gives a figure"))
    _print_findings(page, told, notes)
    print_decided(page, told.decided, notes)
    print_reports(page, notes)


def print_reports(page: Console, notes: Notes) -> None:
    """Which report each number stands for."""
    page.print(cell("REPORTS", "bold"))
    print_table(page, ["", "published", "outlet", "title", "id"], notes.rows(), whole=(0, 1))


def _what_where_when(event: Event) -> list[str]:
    return [*([event.name] if event.name else []), place_name(event.place), days(event.interval)]


def _short_keys(keys: Sequence[str]) -> dict[str, str]:
    """The shortest beginnings of one length, of eight digits or more, that tell the keys apart."""
    length = 8
    while len({key[:length] for key in keys}) < len(set(keys)):
        length += 1
    return {key: key[:length] for key in keys}


def _print_rows(
    page: Console, outcome: Outcome, standing: Standing, rows: Sequence[FigureRow], notes: Notes, everything: bool
) -> None:
    with_victims = standing is not Standing.TOTALS
    page.print(cell(f"{outcome.value.upper()}: {standing.value}", "bold"))
    counted = ["reports", *(["copies"] if any(row.repeats for row in rows) else []), "sources"]
    columns = ["figure", *(["who"] if with_victims else []), "said by", *counted, "published", "words"]
    filled = [
        (
            cell(row.figure, "bold"),
            *((row.victims,) if with_victims else ()),
            _said_by(row),
            len(row.reports),
            *((row.copies or "",) if "copies" in counted else ()),
            len(row.sources),
            _two_lines(published(row.first, row.last)),
            _quotations(row, notes, everything),
        )
        for row in rows
    ]
    print_table(page, columns, filled, whole=(0, *map(columns.index, counted)))


def _two_lines(days: str) -> Text:
    """The first and the last day one below the other, so that the words have room."""
    return Text("\n").join(cell(part) for part in days.replace(" – ", " –\n").split("\n"))


def _said_by(row: FigureRow) -> str:
    if row.cited is None:
        return OWN_VOICE
    return row.cited + kind_of(row.type)


def _quotations(row: FigureRow, notes: Notes, everything: bool) -> Text:
    words: Sequence[Words] = row.words
    shown = words if everything else words[:_WORDINGS_SHOWN]
    lines = [f"“{one.quote}” {notes.cite(report for report, _ in one.told_by)}" for one in shown]
    if len(shown) < len(words):
        lines.append(f"and {many(len(words) - len(shown), 'more wording')} (--all)")
    changed = {
        (repeat.later, repeat.earlier, written(repeat.original.count)) for repeat in row.repeats if repeat.changed
    }
    lines.extend(
        f"{notes.cite([later])} copies {notes.cite([earlier])}, where it is {figure}"
        for later, earlier, figure in sorted(changed)
    )
    return Text("\n").join(cell(line) for line in lines)


def _print_findings(page: Console, told: Told, notes: Notes) -> None:
    if told.findings:
        page.print(cell("FINDINGS", "bold"))
        rows = [
            (
                one.finder,
                one.responsible,
                days(one.interval),
                _PUNISHED[one.punished],
                f"“{one.quote}” {notes.cite([report])}",
            )
            for report, one in told.findings
        ]
        print_table(page, ["found by", "responsible", "when", "punished", "words"], rows)
    if told.commemorations:
        page.print(cell("COMMEMORATIONS", "bold"))
        kept = [
            (yearly(day.month, day.day), day.kind, f"“{day.quote}” {notes.cite([report])}")
            for report, day in told.commemorations
        ]
        print_table(page, ["every year on", "kind", "words"], kept, whole=(0,))
