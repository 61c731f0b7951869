"""How far apart two places are, and whether one lies in the other."""

from __future__ import annotations

from math import asin, cos, pi, sin, sqrt

from knell.model import Place
from knell.places.gazetteer import gazetteer

_EARTH_RADIUS_KM = 6371.0088
_DEGREE = pi / 180


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points given as (latitude, longitude) in degrees."""
    lat_a, lat_b = a[0] * _DEGREE, b[0] * _DEGREE
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((b[1] - a[1]) * _DEGREE / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres; None when a point is unknown."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return km((a.lat, a.lon), (b.lat, b.lon))


def contains(a: Place, b: Place) -> bool:
    """Whether ``a`` is ``b`` or a country, former state or first-order division that ``b`` is known to lie in."""
    if a == b:
        return True
    if a.precision == 6 and a.country is not None and b.country is not None:
        return b.country == a.country or b.country in gazetteer().lands_of(a.name)
    if a.precision == 4 and a.admin1 is not None:
        return b.precision < 4 and b.country == a.country and b.admin1 == a.admin1
    return False
