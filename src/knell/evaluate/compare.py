"""Score a file of predictions against gold of one's own: what ``knell evaluate GOLD PREDICTED`` prints."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from knell.evaluate import show
from knell.evaluate.calibration import reliability
from knell.evaluate.claim_errors import PAIR_KINDS, claim_errors, pair_errors, tally_errors
from knell.evaluate.claim_measures import measures
from knell.evaluate.claims import Marked, mark_all
from knell.evaluate.gold import BadGold, GoldReport, read_gold
from knell.evaluate.listing import Wrong
from knell.evaluate.predicted import read_predicted

ERROR_KINDS = ("claims", *PAIR_KINDS, "tallies")


def compare(
    gold: Path,
    predicted: Path,
    *,
    as_json: bool = False,
    full: bool = True,
    errors: str | None = None,
    limit: int | None = None,
    console: Console | None = None,
) -> int:
    """Print how predictions score against gold, or list their errors; returns the exit status.

    ``gold`` is a jsonl file of annotated reports or a folder of them, ``predicted`` the jsonl that ``knell extract``
    printed for the same reports. ``errors`` is one of ``ERROR_KINDS``. The status is 1 when a file cannot be read or
    a gold report has no prediction (it then counts as read and found empty), 2 for an unknown kind of error.
    """
    console = console or show.console()
    if errors is not None and errors not in ERROR_KINDS:
        console.print(f"{errors!r} is not one of {', '.join(ERROR_KINDS)}", markup=False)
        return 2
    try:
        reports, predictions = read_gold(gold), read_predicted(predicted)
    except BadGold as error:
        console.print(str(error), markup=False, soft_wrap=True)
        return 1
    notes = _notes(reports, set(predictions))
    marked = mark_all(reports, predictions)
    if errors is not None:
        show.errors(console, _errors(errors, marked), limit=limit, as_json=as_json)
    else:
        scores = show.Scores("claims", len(marked), measures(marked), reliability=reliability(marked))
        if as_json:
            console.file.write(json.dumps({**scores.as_json(), "notes": notes}, ensure_ascii=False, indent=1) + "\n")
            return int(bool(notes))
        show.scores(console, [scores], full=full)
    if not as_json:
        for note in notes:
            console.print(note, markup=False, soft_wrap=True)
    return int(bool(notes))


def _errors(kind: str, marked: list[Marked]) -> list[Wrong]:
    if kind == "claims":
        return claim_errors(marked)
    return tally_errors(marked) if kind == "tallies" else pair_errors(kind, marked)


def _notes(reports: list[GoldReport], predicted: set[str]) -> list[str]:
    without = [report.id for report in reports if report.id not in predicted]
    if not without:
        return []
    return [f"{len(without)} of {len(reports)} gold reports have no prediction, first {without[0]}"]
