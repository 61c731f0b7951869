"""The plan's jobs on events: their keys, which pairs of them match, and what the groups that match make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from knell.archive.buckets import pairs_of
from knell.archive.copying import KEYED, THINGS
from knell.archive.rows import batches, packed, schema, unpacked
from knell.events import CopyKind, CopyPair, steps
from knell.model import Extraction

# Reports' events by number; several members of a report that it adds up to one event have the same.
MEMBERS = schema(report=pa.string(), event=pa.string(), number=pa.int64())
EDGES = schema(a=pa.int64(), b=pa.int64(), score=pa.float64())
JOINED = schema(number=pa.int64(), component=pa.int64())
LINKED = schema(key=pa.string(), linked=pa.string())


def events(told: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Each event of each report where it stands among all."""
    rows = (
        {"number": local.number, "position": steps.position_of_event(local)[0], "value": packed(local)}
        for said in told.column("said").to_pylist()
        for local in steps.local_events([unpacked(said, Extraction)])
    )
    yield from batches(rows, THINGS)


def members(events: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The numbers of the events that each report tells of."""
    rows = (
        {"report": member.report, "event": member.event, "number": local.number}
        for local in _locals(events)
        for member in local.members
    )
    yield from batches(rows, MEMBERS)


def keys(events: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The keys of each event: two with none in common are not one."""
    yield from batches(_keys(events), KEYED)


def _keys(events: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for local in _locals(events):
        place, number = steps.position_of_event(local)
        report = steps.number_of("report", local.member.report)
        at = {"position": place, "number": number, "report": report, "dated": local.dated}
        yield from ({"key": key, "loose": loose, **at} for key, loose in steps.keys_of(local).items())


def edges(bucket: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Which of the pairs of a bucket match."""
    yield from batches(_edges(bucket), EDGES)


def _edges(bucket: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    for a, b, kind in pairs_of(bucket, _local):
        first, second = (a, b) if a.key < b.key else (b, a)
        match = steps.compare(first, second, CopyKind(kind) if kind else None)
        if match.linked:
            yield {"a": a.number, "b": b.number, "score": match.score}


def joined(found: pa.Table) -> pa.Table:
    """Each event that matches another, with the smallest number that it hangs together with.

    Each takes the smallest of its neighbours', then that one's, until nothing changes; the rounds grow with the
    logarithm of the longest chain. All matches are held at once, at some 60 bytes each.
    """
    a, b = (found.column(name).to_numpy() for name in ("a", "b"))
    numbers, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, other = np.split(places, 2)
    least = np.arange(len(numbers))
    while True:
        before = least.copy()
        low = np.minimum(least[one], least[other])
        for side in (one, other):
            np.minimum.at(least, least[side], low)
            np.minimum.at(least, side, low)
        least = least[least]
        if np.array_equal(before, least):
            return pa.table([numbers, numbers[least]], schema=JOINED)


def together(component: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The linked events of a group of events that hang together by matches."""
    yield from batches(_together(component), LINKED)


def _together(component: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    # a large group has matches by the hundred thousand: rows of Python's own would take more than all that is told
    events, said, edges, pairs = (
        component.filter(pc.equal(component.column("what"), what)) for what in ("event", "said", "edge", "copy")
    )
    wanted = set(events.column("one").to_pylist())
    extractions = (unpacked(value.as_py(), Extraction) for value in said.column("value"))
    told = {extraction.report.id: steps.Telling.of(extraction) for extraction in extractions}
    every = steps.local_events(told[name].extraction for name in sorted(told))
    found = [local for local in every if local.number in wanted]
    at = {local.number: place for place, local in enumerate(found)}
    matches = zip(*(edges.column(name).to_pylist() for name in ("one", "other", "score")), strict=True)
    scores = {(min(at[a], at[b]), max(at[a], at[b])): score for a, b, score in matches}
    copies = sorted((unpacked(value.as_py(), CopyPair) for value in pairs.column("value")), key=_by_reports)
    for linked in steps.brought_together(found, scores, told, copies).events:
        yield {"key": linked.key, "linked": packed(linked)}


def _by_reports(pair: CopyPair) -> tuple[str, str]:
    return pair.earlier, pair.later


def _locals(events: pa.RecordBatch) -> Iterator[steps.Local]:
    return map(_local, events.column("value").to_pylist())


def _local(value: str) -> steps.Local:
    return unpacked(value, steps.Local)
