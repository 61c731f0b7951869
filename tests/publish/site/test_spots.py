"""The map of the front page stays small however many events there are, and counts each of them once."""

from __future__ import annotations

import random

from knell.model import Event, Place
from knell.publish.site.shelf import Listed
from knell.publish.site.spots import WIDTH, drawn


def listed(key: str) -> Listed:
    return Listed(Event(key, place=Place("Osh", "KG", None, 40.5, 72.8, None, 6)), {}, 1, 1, False, False)


def test_no_place_no_map() -> None:
    assert drawn([], listed) is None


def test_events_at_one_place_are_one_circle() -> None:
    found = drawn([(72.81, 40.51, "a"), (72.82, 40.52, "b")], listed)
    assert found is not None
    assert [(one.events, one.listed.key, one.vague) for one in found.spots] == [(2, "a", True)]
    assert found.land.startswith("M")


def test_a_map_of_many_is_small_and_holds_all() -> None:
    rng = random.Random(3)
    points = [(rng.uniform(-180, 180), rng.uniform(-60, 80), f"{number:05}") for number in range(20_000)]
    found = drawn(points, listed)
    assert found is not None
    assert sum(one.events for one in found.spots) == len(points)
    assert len(found.spots) <= 400
    assert all(0 <= one.x <= WIDTH and 0 <= one.y <= found.height for one in found.spots)
    assert len(found.land) < 120_000
