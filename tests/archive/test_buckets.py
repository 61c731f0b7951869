"""A bucket hands out each of its pairs, and holds no more things than are the first of some pair, and one other."""

from __future__ import annotations

import weakref
from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from knell.archive.buckets import pairs_of
from knell.archive.rows import schema

BUCKET = schema(key=pa.int64(), one=pa.int64(), other=pa.int64(), kind=pa.string(), value=pa.string())
NUMBERS = st.integers(-9, 9)


class Thing:
    def __init__(self, value: str) -> None:
        self.value = value


def bucket(pairs: list[tuple[int, int, str]]) -> pa.RecordBatch:
    numbers = sorted({number for pair in pairs for number in pair[:2]})
    rows = [{"key": 1, "one": one, "other": other, "kind": kind, "value": ""} for one, other, kind in pairs]
    rows += [{"key": 1, "one": number, "other": 0, "kind": "", "value": f"thing {number}"} for number in numbers]
    return pa.RecordBatch.from_pylist(rows, BUCKET)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from(["", "copy"]))))
def test_each_pair_comes_once_with_what_its_sides_are(pairs: list[tuple[int, int, str]]) -> None:
    made: Counter[str] = Counter()

    def thing(value: str) -> Thing:
        made[value] += 1
        return Thing(value)

    found = [(a.value, b.value, kind) for a, b, kind in pairs_of(bucket(pairs), thing)]
    assert sorted(found) == sorted((f"thing {one}", f"thing {other}", kind) for one, other, kind in pairs)
    assert set(made.values()) <= {1}


def test_of_many_others_one_is_held_at_a_time() -> None:
    alive: weakref.WeakSet[Thing] = weakref.WeakSet()
    most = 0

    def thing(value: str) -> Thing:
        found = Thing(value)
        alive.add(found)
        return found

    pairs = [(one, other, "") for one in range(3) for other in range(100, 200)]
    for a, b, _ in pairs_of(bucket(pairs), thing):
        del a, b
        most = max(most, len(alive))
    # the three first sides, the other side at hand, and the one before it until that is there
    assert most <= 5
