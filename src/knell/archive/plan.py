"""The plan: from what single reports say to the events they tell of together, in steps that any engine runs.

Each step is a function of other rooms on a batch or a group of rows, or a question in SQL; what comes out is what
``knell.events.link`` makes of the same reports, event for event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import pyarrow as pa

from knell.archive import copying, joining, queries
from knell.archive.engine import Engine, Job
from knell.archive.rows import SAID, batches, packed, unpacked
from knell.events import steps
from knell.extraction import extract
from knell.model import Extraction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Linked(Generic[T]):
    """``told`` (report, sha256, said) holds each report once; ``events`` (key, linked) the linked events.

    ``members`` (report, event, number) are the events that single reports tell of, ``blocks`` (key, events) the
    largest lists of events that were compared under one key.
    """

    told: T
    events: T
    members: T
    blocks: pa.Table


def link(engine: Engine[T], said: T, say: Callable[[str], None] = lambda _: None) -> Linked[T]:
    """Bring the events of many reports together; ``said`` holds rows of ``SAID``, a report may be there twice."""
    say("naming reports")
    told = _once(engine, said)
    say("finding page chrome")
    known = _with_chrome(engine, told)
    say("finding copies")
    copies = _copies(engine, known)
    say("comparing events")
    events = engine.kept(engine.mapped(told, joining.events, copying.THINGS))
    members = engine.kept(engine.mapped(events, joining.members, joining.MEMBERS))
    edges, blocks = _edges(engine, events, members, copies)
    say("bringing events together")
    return Linked(told, _together(engine, told, members, edges, copies), members, blocks)


def _once(engine: Engine[T], said: T) -> T:
    named = engine.mapped(engine.asked(queries.NAMED, said=said), _renamed, SAID)
    return engine.kept(engine.asked(queries.ONCE, said=named))


def _renamed(named: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """Reports, of which those that are not the first with their id are called by their content."""
    for row in named.to_pylist():
        name = row["sha256"][:16]
        if row["sha256"] != row["first"] and row["report"] != name:
            report = replace(unpacked(row["said"], Extraction).report, id=name)
            row = {**row, "report": name, "said": packed(extract(report))}
        yield from batches([{column: row[column] for column in SAID.names}], SAID)


def _with_chrome(engine: Engine[T], told: T) -> T:
    lines = engine.kept(engine.mapped(told, copying.lines, copying.LINES))
    repeated = engine.kept(engine.asked(queries.REPEATED.format(fewest=steps.FEWEST), lines=lines))
    looked_at = engine.asked(queries.LOOKED_AT.format(most=steps.MOST_LOOKED_AT), repeated=repeated, told=told)
    rests = engine.mapped(looked_at, copying.rests, copying.RESTS)
    chrome = engine.grouped(rests, "line", copying.chrome, copying.CHROME)
    return engine.kept(engine.asked(queries.WITH_CHROME, lines=lines, chrome=chrome, told=told))


def _copies(engine: Engine[T], known: T) -> T:
    marks = engine.mapped(known, copying.marks, copying.KEYED)
    near = engine.asked(queries.near_pairs(steps.REACH_OF_TEXTS), keyed=marks)
    pairs = engine.asked("select a, b, '' as kind from near", near=near)
    texts = engine.kept(engine.mapped(known, copying.texts, copying.THINGS))
    return engine.kept(_compared(engine, texts, pairs, copying.copies, copying.COPIES))


def _edges(engine: Engine[T], events: T, members: T, copies: T) -> tuple[T, pa.Table]:
    keys = engine.kept(engine.mapped(events, joining.keys, copying.KEYED))
    near = engine.asked(queries.near_pairs(steps.REACH_OF_EVENTS), keyed=keys)
    each = engine.mapped(copies, copying.copied, copying.COPIED)
    copied = engine.asked(queries.COPIED_EVENTS, copied=each, members=members)
    pairs = engine.asked(queries.ALL_PAIRS, near=near, copied=copied)
    edges = engine.kept(_compared(engine, events, pairs, joining.edges, joining.EDGES))
    return edges, engine.collected(engine.asked(queries.LARGEST_BLOCKS, keyed=keys))


def _compared(engine: Engine[T], things: T, pairs: T, job: Job, schema: pa.Schema) -> T:
    paired = engine.kept(engine.asked(queries.PAIRED, things=things, pairs=pairs))
    needed = engine.kept(engine.asked(queries.NEEDED, paired=paired))
    buckets = engine.asked(queries.BUCKETS, things=things, needed=needed, paired=paired)
    return engine.grouped(buckets, "key", job, schema)


def _together(engine: Engine[T], told: T, members: T, edges: T, copies: T) -> T:
    found = engine.collected(engine.asked("select a, b from edges", edges=edges))
    joined = engine.rows(joining.joined(found))
    events = engine.asked("select distinct number, report from members", members=members)
    placed = engine.kept(engine.asked(queries.COMPONENTS, events=events, joined=joined))
    tables = {"placed": placed, "told": told, "edges": edges, "copies": copies}
    parts = {f"of_{name}": engine.kept(engine.asked(query, **tables)) for name, query in queries.TOGETHER.items()}
    rows = engine.asked(queries.ALL_TOGETHER, **parts)
    return engine.kept(engine.grouped(rows, "key", joining.together, joining.LINKED))
