"""Have the other rooms read the gold texts, on all processors, in a fixed order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TypeVar

from knell.evaluate.predicted import Predicted, from_extraction
from knell.model import Report

Item = TypeVar("Item")
Result = TypeVar("Result")
_FEW = 8


@dataclass(frozen=True, slots=True)
class Read:
    """The predictions of many reports, and one line for each report that could not be read."""

    predicted: dict[str, Predicted]
    failures: tuple[str, ...]


def extract_all(reports: Sequence[Report]) -> Read:
    """Run ``knell.extraction`` on every report; one that raises counts as read and found empty."""
    if find_spec("knell.extraction") is None:
        empty = {report.id: Predicted(report.id) for report in reports}
        return Read(empty, ("knell.extraction is not there yet",))
    predicted: dict[str, Predicted] = {}
    failures: list[str] = []
    for report, (found, failure) in zip(reports, spread(_extract, reports), strict=True):
        predicted[report.id] = found
        if failure:
            failures.append(f"{report.id}: {failure}")
    return Read(predicted, tuple(failures))


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """The results of ``work``, in the order of ``items``, from as many processes as there are processors."""
    workers = min(os.cpu_count() or 1, len(items))
    if workers < 2 or len(items) < _FEW:
        return [work(item) for item in items]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(work, items, chunksize=max(1, min(16, len(items) // (4 * workers))))


def _extract(report: Report) -> tuple[Predicted, str]:
    from knell.extraction import extract  # late: a set without claims is scored without it

    try:
        return from_extraction(extract(report)), ""
    except Exception as error:  # a crash on one text must not hide the score of the others
        return Predicted(report.id), f"{type(error).__name__}: {error}"
