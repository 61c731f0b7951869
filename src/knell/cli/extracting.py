"""``knell extract``: what reports say, as JSON, keeping nothing."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from knell.cli import work
from knell.cli.asking_web import fetch_of
from knell.cli.options import PROCESSORS, AllowPrivate, Inputs, Workers
from knell.cli.problems import Tally
from knell.cli.say import FAILED, clearly, out
from knell.contract import dumps, extraction_json
from knell.model import Problem, Report


class ExtractFormat(StrEnum):
    """How extractions are printed."""

    JSONL = "jsonl"


@clearly
def extract(
    inputs: Inputs,
    format: Annotated[ExtractFormat, typer.Option(help="One JSON object a line.")] = ExtractFormat.JSONL,
    workers: Workers = PROCESSORS,
    allow_private: AllowPrivate = False,
) -> None:
    """Print what each report says, one JSON object a report. Nothing is kept.

    Problems go to standard error, one line each. The exit status is 1 when anything was left out or not believed.
    """
    from knell.reports import scan

    tally = Tally()
    with closing(work.each(scan(inputs, fetch=fetch_of(inputs, allow_private)), _as_json, workers)) as done:
        for item in done:
            if isinstance(item, Problem):
                tally.met(item)
            elif isinstance(item.result, Problem):
                tally.left_out(item.result)
            else:
                printed, problems = item.result
                tally.read(item.reading.report, item.reading.where, problems)
                out(printed)
    tally.tell_the_rest()
    if tally.anything_left_out:
        raise typer.Exit(FAILED)


def _as_json(report: Report) -> tuple[str, tuple[Problem, ...]]:
    found = work.extract(report)
    return dumps(extraction_json(found)), found.problems
