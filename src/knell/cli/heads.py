"""What stands at the top of every page about one event, and how ranges are written."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from knell.cli.console import cell, many
from knell.cli.wording import dates_and_precision, event_name, place_and_precision
from knell.events import CopyKind, LinkedEvent
from knell.figures import rules
from knell.model import Event, Outcome, Range

_GRADES = {"Fair": "two or more independent sources", "Weak": "one independent source"}


def print_head(page: Console, linked: LinkedEvent) -> None:
    """The event, its days and place, its figures in short, and how well it is borne out."""
    event: Event = linked.event
    called = {"also called:": "; ".join(event.aliases)} if event.aliases else {}
    lines = {**called, "when:": dates_and_precision(event.interval), "where:": place_and_precision(event.place)}
    if event.figures:
        lines["toll:"] = f"{toll(event.figures)}; lowest–highest (best) by the rule {rules()[0].name}"
    copied = len({pair.later for pair in linked.copies if pair.kind is CopyKind.COPY})
    copies = f" ({many(copied, 'copy', 'copies')})" if copied else ""
    independent = many(linked.independent_sources, "independent source")
    lines["from:"] = f"{many(len(linked.reports), 'report')}{copies}, {independent}"
    if linked.grade:
        meaning = _GRADES.get(linked.grade)
        lines["grade:"] = f"{linked.grade}{f', {meaning}' if meaning else ''} (Airwars' grade before any review)"
    filled = Table.grid(padding=(0, 1))
    for name, words in lines.items():
        filled.add_row(cell(name), cell(words))
    page.print(cell(f"{event_name(event)} (event {event.key})", "bold"))
    page.print(filled)
    page.print()


def toll(figures: Mapping[Outcome, Range]) -> str:
    """All figures of an event in one line: ``killed 131–150 (147), missing 4``."""
    return ", ".join(f"{outcome.value} {span(figures[outcome])}" for outcome in Outcome if outcome in figures)


def span(value: Range | None) -> str:
    """A range with its best: ``131–150 (147)``; a question mark is a bound that no report gives."""
    if value is None:
        return "—"
    low, best, high = value.low, value.best, value.high
    if low is not None and low == high:
        return f"{low:,}"
    bounds = f"{number(low)}–{number(high)}" if low is not None or high is not None else ""
    return f"{bounds} ({best:,})" if bounds and best is not None else bounds or number(best)


def number(value: int | None) -> str:
    """A number, or a question mark for none."""
    return "?" if value is None else f"{value:,}"
