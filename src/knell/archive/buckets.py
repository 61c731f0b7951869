"""What is compared with what, a bucket of pairs at a time (see ``queries.BUCKETS``)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

V = TypeVar("V")

_Pair = tuple[int, int, str]
# Pairs are a hundred times as many as things: rows of Python's own are made of so many at once.
_ROWS = 4_096


def pairs_of(bucket: pa.RecordBatch, made: Callable[[str], V]) -> Iterator[tuple[V, V, str]]:
    """The pairs of a bucket with their kind, each side made of its value; in the order of their second sides.

    The first sides are at most ``queries.BUCKET`` things, and held; the second may be any number, and of those that are
    no first one is held at a time.
    """
    is_pair = pc.equal(bucket.column("value"), "")
    pairs = pa.table(bucket.filter(is_pair)).select(["one", "other", "kind"]).sort_by([("other", "ascending")])
    things = bucket.filter(pc.invert(is_pair))
    row_of = {number: row for row, number in enumerate(things.column("one").to_pylist())}
    firsts = frozenset(pc.unique(pairs.column("one")).to_pylist())
    held: dict[int, V] = {}

    def thing(number: int) -> V:
        if number in held:
            return held[number]
        found = made(things.column("value")[row_of[number]].as_py())
        if number in firsts:
            held[number] = found
        return found

    for other, several in groupby(_rows(pairs), key=itemgetter(1)):
        second = thing(other)
        yield from ((thing(one), second, kind) for one, _, kind in several)


def _rows(pairs: pa.Table) -> Iterator[_Pair]:
    for batch in pairs.to_batches(_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
