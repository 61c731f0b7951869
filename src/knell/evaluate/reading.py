"""Have the other rooms read the gold texts, on all processors, in a fixed order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from knell import places, times
from knell.evaluate.geovirus import Spot
from knell.evaluate.predicted import Predicted, from_extraction
from knell.evaluate.wikiwars import History, Mention
from knell.extraction import extract
from knell.model import Extraction, Report

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
    predicted: dict[str, Predicted] = {}
    failures: list[str] = []
    for report, (found, failure) in zip(reports, spread(_extract, reports), strict=True):
        predicted[report.id] = found
        if failure:
            failures.append(f"{report.id}: {failure}")
    return Read(predicted, tuple(failures))


def extractions_all(reports: Sequence[Report]) -> tuple[dict[str, Extraction], tuple[str, ...]]:
    """Run ``knell.extraction`` on every report: what it says by id, and one line for each that could not be read."""
    results = spread(_whole, reports)
    failures = tuple(f"{report.id}: {line}" for report, (_, line) in zip(reports, results, strict=True) if line)
    return {found.report.id: found for found, _ in results}, failures


def times_all(histories: Sequence[History]) -> tuple[list[tuple[Mention, ...]], tuple[str, ...]]:
    """Run ``knell.times`` on every history: the mentions of each, and one line for each that could not be read."""
    return _apart(spread(_times, histories))


def places_all(reports: Sequence[Report]) -> tuple[list[tuple[Spot, ...]], tuple[str, ...]]:
    """Run ``knell.places`` on every text: the mentions of each, and one line for each that could not be read."""
    return _apart(spread(_places, reports))


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """The results of ``work``, in the order of ``items``, from as many processes as there are processors."""
    workers = min(os.cpu_count() or 1, len(items))
    if workers < 2 or len(items) < _FEW:
        return [work(item) for item in items]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(work, items, chunksize=max(1, min(16, len(items) // (4 * workers))))


def _extract(report: Report) -> tuple[Predicted, str]:
    try:
        return from_extraction(extract(report)), ""
    except Exception as error:  # a crash on one text must not hide the score of the others
        return Predicted(report.id), f"{type(error).__name__}: {error}"


def _whole(report: Report) -> tuple[Extraction, str]:
    try:
        return extract(report), ""
    except Exception as error:
        return Extraction(report), f"{type(error).__name__}: {error}"


def _times(history: History) -> tuple[tuple[Mention, ...], str]:
    try:
        found = times.find(history.text, language="en", published=history.created)
        return tuple(Mention(m.start, m.end, m.interval) for m in found), ""
    except Exception as error:
        return (), f"{history.id}: {type(error).__name__}: {error}"


def _places(report: Report) -> tuple[tuple[Spot, ...], str]:
    try:
        return tuple(Spot(m.start, m.end, m.place) for m in places.find(report.text, language=report.language)), ""
    except Exception as error:
        return (), f"{report.id}: {type(error).__name__}: {error}"


def _apart(results: Sequence[tuple[tuple[Item, ...], str]]) -> tuple[list[tuple[Item, ...]], tuple[str, ...]]:
    return [found for found, _ in results], tuple(failure for _, failure in results if failure)
