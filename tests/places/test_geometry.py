"""Distance and containment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.model import Place
from knell.places import contains, distance_km
from knell.places.geometry import km

BAGHDAD = Place("Baghdad", "IQ", "Baghdad", 33.34, 44.40, 98182, 1)
MOSUL = Place("Mosul", "IQ", "Nineveh", 36.335, 43.119, 99072, 1)
NINEVEH = Place("Nineveh", "IQ", "Nineveh", 36.0, 42.5, None, 4)
IRAQ = Place("Iraq", "IQ", None, 33.0, 44.0, 99237, 6)
SOVIET_UNION = Place("Soviet Union", "SU", None, 55.75, 60.0, None, 6)
GANJA = Place("Ganja", "AZ", "Ganja", 40.68, 46.36, 586523, 1)
SOMEWHERE = Place("Somewhere", None, None, None, None, None, 1)

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def test_a_known_distance() -> None:
    assert distance_km(BAGHDAD, MOSUL) == pytest.approx(353, abs=5)


def test_no_distance_without_a_point() -> None:
    assert distance_km(BAGHDAD, SOMEWHERE) is None


@given(points, points)
def test_distance_is_symmetric_and_on_the_earth(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert km(a, b) == pytest.approx(km(b, a))
    assert 0 <= km(a, b) <= 20_040


def test_containment() -> None:
    assert contains(IRAQ, BAGHDAD)
    assert contains(IRAQ, NINEVEH)
    assert contains(NINEVEH, MOSUL)
    assert contains(MOSUL, MOSUL)
    assert contains(SOVIET_UNION, GANJA)
    assert not contains(NINEVEH, BAGHDAD)
    assert not contains(BAGHDAD, IRAQ)
    assert not contains(IRAQ, GANJA)
    assert not contains(IRAQ, SOMEWHERE)
