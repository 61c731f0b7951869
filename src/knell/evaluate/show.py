"""Print scores as tables that fit a screen, and errors as lists that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from knell.evaluate.listing import Wrong
from knell.evaluate.measures import Measure, Tally

NOTHING = "–"


def number(value: float | None) -> str:
    """A value between 0 and 1 with three digits, or a dash when there is nothing to divide by."""
    return NOTHING if value is None else f"{value:.3f}"


def cells(measure: Measure | None) -> tuple[str, str]:
    """How many items a measure is over, and its value: precision/recall/F1 of a tally."""
    if measure is None:
        return NOTHING, NOTHING
    if isinstance(measure, Tally):
        return str(measure.gold), " ".join(number(n) for n in (measure.precision, measure.recall, measure.f1))
    return str(measure.of), number(measure.value)


def scores(
    console: Console,
    title: str,
    whole: Mapping[str, Measure],
    read: Mapping[str, Measure],
    unread: Mapping[str, Measure],
) -> None:
    """One set's measures: all, the read nine tenths, the unread tenth."""
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0), title_style="bold")
    table.add_column("measure")
    for heading in ("of", "all", "read", "of", "unread"):
        table.add_column(heading, justify="right")
    for name, measure in whole.items():
        count, value = cells(measure)
        few, last = cells(unread.get(name))
        table.add_row(name, count, value, cells(read.get(name))[1], few, last)
    console.print(table)


def errors(console: Console, wrongs: Sequence[Wrong], limit: int | None) -> None:
    """Errors by group, at most ``limit`` of them in all, each with its sentence, gold, prediction and reasons."""
    shown = wrongs if limit is None else wrongs[:limit]
    sizes = {group: len(list(some)) for group, some in groupby(wrongs, key=lambda w: w.group)}
    for group, some in groupby(shown, key=lambda w: w.group):
        console.print(Text(f"\n{group}: {sizes[group]}", style="bold"))
        for wrong in some:
            console.print(Text(f"{wrong.report} {wrong.language}  {wrong.sentence}"), soft_wrap=True)
            for label, line in (("gold", wrong.gold), ("said", wrong.predicted), ("why ", "; ".join(wrong.because))):
                if line:
                    console.print(Text(f"    {label}: {line}"), soft_wrap=True)
    console.print(f"\n{len(shown)} of {len(wrongs)} errors shown" + ("" if wrongs else ": none"))
