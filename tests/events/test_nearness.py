"""What comes near in lists and what is moved apart, against all pairs looked at before and after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.events.lists import Position
from knell.events.nearness import Nearness, Numbers, pair_of
from knell.events.shelf import Lists
from tests.events.memory_shelf import MemoryShelf

KEYS = (1, 2)


def near_pairs(shelf: MemoryShelf, placed: dict[int, tuple[Position, set[int]]], reach: int) -> dict[int, set[Numbers]]:
    """The pairs that are near under each key."""
    return {
        key: {
            pair_of(a, b)
            for a, mine in placed.values()
            for b, others in placed.values()
            if a < b and key in mine & others and shelf.within(Lists.MARKS, key, a, b, reach)
        }
        for key in KEYS
    }


@given(st.data(), st.integers(1, 3))
def test_no_pair_that_comes_near_or_parts_is_missed(data: st.DataObject, reach: int) -> None:
    shelf = MemoryShelf()
    placed: dict[int, tuple[Position, set[int]]] = {}
    for _ in range(data.draw(st.integers(1, 12))):
        before = near_pairs(shelf, placed, reach)
        near = Nearness(shelf, Lists.MARKS, reach)
        number = data.draw(st.integers(0, 9))
        if number in placed:
            at, keys = placed.pop(number)
            near.take(keys, at)
        else:
            at, keys = (data.draw(st.integers(0, 3)), number), data.draw(st.sets(st.sampled_from(KEYS)))
            placed[number] = at, keys
            near.put(keys, at)
        after = near_pairs(shelf, placed, reach)
        for key in KEYS:
            assert after[key] - before[key] <= near.gained
            assert before[key] - after[key] <= near.lost
