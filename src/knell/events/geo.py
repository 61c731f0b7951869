"""How far apart two places are."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from knell.model import Place

_EARTH_KM = 6371.0


def distance_km(a: Place, b: Place) -> float | None:
    """Kilometres between two places along the surface; None when either has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, east = radians(b.lat - a.lat), radians(b.lon - a.lon)
    half = sin(north / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(east / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
