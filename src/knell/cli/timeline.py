"""``knell show --timeline``: the toll as it was published, day by day, and who revised it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from knell.cli.console import cell, console, print_table
from knell.cli.heads import print_head
from knell.cli.views import print_reports
from knell.events import LinkedEvent
from knell.figures import Step
from knell.telling import OWN_VOICE, Notes, kind_of, published, written


def print_timeline(linked: LinkedEvent, steps: Sequence[Step], notes: Notes) -> None:
    """One table for each outcome: when, what, by whom, and what it took the place of."""
    page = console()
    print_head(page, linked)
    if not steps:
        page.print(cell("no report gives a total"))
        return
    columns = ["published", "figure", "said by", "revised", "reports"]
    for outcome, of_outcome in groupby(steps, key=lambda step: step.outcome):
        page.print(cell(f"{outcome.value.upper()}: totals as they were published", "bold"))
        rows = [
            (
                published(step.first, step.last),
                cell(written(step.count), "bold"),
                _said_by(step),
                _revised(step),
                notes.cite(step.reports),
            )
            for step in of_outcome
        ]
        print_table(page, columns, rows, whole=(1,))
    print_reports(page, notes)


def _said_by(step: Step) -> str:
    if step.cited is not None:
        return step.cited + kind_of(None if step.type is None else step.type.value)
    return f"{OWN_VOICE} of {step.outlet}" if step.outlet else OWN_VOICE


def _revised(step: Step) -> str:
    """What this source said before, and what the text says was said before by anybody."""
    said = []
    if step.before:
        said.append(f"gave {', '.join(map(written, step.before))} before")
    others = [count for count in step.superseded if count not in step.before]
    if others:
        said.append(f"in place of {', '.join(map(written, others))}, by the same text")
    return "; ".join(said)
