"""What stands at the top of every page about one event."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from knell.cli.console import cell
from knell.events import CopyKind, LinkedEvent
from knell.figures import rules
from knell.model import Event
from knell.telling import GRADES, dates_and_precision, event_name, many, place_and_precision, toll


def print_head(page: Console, linked: LinkedEvent) -> None:
    """The event, its days and place, its figures in short, and how well it is borne out."""
    event: Event = linked.event
    called = {"also called:": "; ".join(event.aliases)} if event.aliases else {}
    lines = {**called, "when:": dates_and_precision(event.interval), "where:": place_and_precision(event.place)}
    if event.figures:
        by_hand = "".join(f", {outcome} by hand" for outcome in linked.by_hand)
        lines["toll:"] = f"{toll(event.figures)}; lowest–highest (best) by the rule {rules()[0].name}{by_hand}"
    copied = len({pair.later for pair in linked.copies if pair.kind is CopyKind.COPY})
    copies = f" ({many(copied, 'copy', 'copies')})" if copied else ""
    independent = many(linked.independent_sources, "independent source")
    lines["from:"] = f"{many(len(linked.reports), 'report')}{copies}, {independent}"
    if linked.grade:
        meaning = GRADES.get(linked.grade)
        lines["grade:"] = f"{linked.grade}{f', {meaning}' if meaning else ''} (Airwars' grade before any review)"
    filled = Table.grid(padding=(0, 1))
    for name, words in lines.items():
        filled.add_row(cell(name), cell(words))
    page.print(cell(f"{event_name(event)} (event {event.key})", "bold"))
    page.print(filled)
    page.print()
