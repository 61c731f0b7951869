"""Points for the places of two events: the same, near each other, or in one division."""

from __future__ import annotations

from collections.abc import Iterator

from knell.events.reason import Reason
from knell.model import Place
from knell.places import distance_km

_SAME_KM, _NEAR_KM, AROUND_KM, _FAR_KM = 5.0, 15.0, 40.0, 75.0


def places(a: Place | None, b: Place | None) -> Iterator[Reason]:
    """Points for two places, by how finely both are known and how far they lie apart."""
    if a is None or b is None or a.country is None or b.country is None:
        return
    coarsest = max(a.precision, b.precision)
    if coarsest == 5 and _same_id(a, b):
        yield 2.0, f"same area ({a.name})"
    elif coarsest > 4:
        yield 0.5, f"same country ({a.country})"
    elif coarsest <= 2:
        yield _apart(a, b)
    elif _same_id(a, b):
        yield 2.0, f"same region ({a.name})"
    elif a.admin1 is None or b.admin1 is None:
        yield 0.5, f"same country ({a.country})"
    elif a.admin1 == b.admin1 and a.country == b.country and _name(a) == _name(b):
        yield 2.0, f"a town and the division called after it ({a.admin1})"
    elif a.admin1 == b.admin1 and a.country == b.country:
        yield 0.75, f"same first-order division ({a.admin1})"
    else:
        yield -3.0, "in different regions"


def _name(place: Place) -> str:
    return (place.name or "").split(" ")[0].casefold()


def _same_id(a: Place, b: Place) -> bool:
    return a.geonames_id is not None and a.geonames_id == b.geonames_id


def one_place(a: Place, b: Place) -> bool:
    """Whether two places known well are the same, or lie within a few kilometres."""
    if max(a.precision, b.precision) > 2:
        return False
    distance = distance_km(a, b)
    return _same_id(a, b) or (distance is not None and distance <= _SAME_KM)


def _apart(a: Place, b: Place) -> Reason:
    if one_place(a, b):
        return 3.0, "same place"
    distance = distance_km(a, b)
    if distance is None:
        return 0.5, "same country, distance not known"
    words = f"{distance:.0f} km apart"
    if distance <= _NEAR_KM:
        return 2.0, words
    if distance <= AROUND_KM:
        return 0.5, words
    return (0.0, words) if distance <= _FAR_KM else (-3.0, words)
