"""A part of the earth on a sheet: longitudes and latitudes as they are, narrowed towards the poles by its middle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knell.drawing.land import Box, Country, Ring, Spot, countries

Outlines = Sequence[tuple[Country, list[list[Spot]]]]

KM_A_DEGREE = 111.2
# Points nearer than this to the last one are left out, and so are islands smaller than this: the less is seen of each
# country, the more of them there are, and a map is to be light.
_NEAR, _NEAR_WORLD = 0.7, 1.5
_BEYOND = 3.0
_LEAST_DEGREES = 12.0
_WORLD = 120.0
# The earth is cut where it is emptiest; what lies beyond these latitudes is shown where something happened there.
_CUT, _NORTH, _SOUTH = -172.0, 84.0, -60.0
_ROUND = 366.0


@dataclass(frozen=True, slots=True)
class Window:
    """``west`` and ``north`` lie at the upper left; ``scale`` is pixels a degree of latitude."""

    west: float
    north: float
    scale: float
    narrow: float
    width: float
    height: float

    @property
    def east(self) -> float:
        """The longitude at the right edge."""
        return self.west + self.width / self.scale / self.narrow

    @property
    def south(self) -> float:
        """The latitude at the lower edge."""
        return self.north - self.height / self.scale

    @property
    def is_world(self) -> bool:
        """Whether so much is shown that one measure does not hold for all of it."""
        return self.height / self.scale > _WORLD / 2

    def at(self, lon: float, lat: float) -> Spot:
        """Where a place lies in pixels; beyond the edges too."""
        return (lon - self.west) * self.scale * self.narrow, (self.north - lat) * self.scale


def window(spots: Sequence[Spot], around_km: float, width: float, height: float) -> Window:
    """A window that holds these places (longitude, latitude), each with so much around it."""
    lons, lats = _together([lon for lon, _ in spots]), [lat for _, lat in spots]
    margin = max(around_km / KM_A_DEGREE * 1.6, 1.0)
    low, high = max(min(lats) - margin, -90.0), min(max(lats) + margin, 90.0)
    middle = (low + high) / 2
    narrow = max(math.cos(math.radians(middle)), 0.25) if high - low < _WORLD / 2 else 1.0
    across = max(lons) - min(lons) + 2 * margin / narrow
    tall = max(high - low, _LEAST_DEGREES, across * narrow * height / width)
    if tall * width / height / narrow >= 300:
        north, south = (90.0 if max(lats) > _NORTH - 2 else _NORTH), (-90.0 if min(lats) < _SOUTH + 2 else _SOUTH)
        return Window(_CUT, north, width / _ROUND, 1.0, width, round((north - south) * width / _ROUND, 1))
    scale = height / tall
    north = min(middle + tall / 2, 90.0)
    west = (min(lons) + max(lons)) / 2 - width / scale / narrow / 2
    return Window(west, max(north, tall - 90.0), scale, narrow, width, height)


def _together(lons: Sequence[float]) -> list[float]:
    """Longitudes as they lie nearest to each other: on both sides of the 180th meridian where that is shorter."""
    over = [lon + 360 if lon < 0 else lon for lon in lons]
    return over if max(over) - min(over) < max(lons) - min(lons) else list(lons)


def shifted(lon: float, view: Window) -> float:
    """A longitude on the turn of the earth that the window shows."""
    # Where more than all of it is shown, what lies at the edge of one side lies whole within the other.
    first = view.west + max(view.east - view.west - 360, 0.0) / 2
    return first + (lon - first) % 360


def outlines(view: Window) -> Outlines:
    """The countries in a window, each with its rings in pixels, simplified and cut off just beyond the edges."""
    found = []
    near = _NEAR + (_NEAR_WORLD - _NEAR) * min(view.height / view.scale / _WORLD * 2, 1.0)
    for country in countries():
        rings = [
            points
            for part in country.parts
            for turn in (-360.0, 0.0, 360.0)
            if any(_meets(ring, view, turn) for ring in part)
            for ring in part
            if (points := _cut(_thinned([view.at(lon + turn, lat) for lon, lat in ring.points], near), view))
        ]
        if rings:
            found.append((country, rings))
    return found


def _meets(ring: Ring, view: Window, turn: float) -> bool:
    west, south, east, north = ring.box
    return west + turn < view.east and east + turn > view.west and south < view.north and north > view.south


def around(lon: float, lat: float) -> tuple[Country, Box] | None:
    """The country that a place lies in, with the box of that part of it; None where it lies in none."""
    for country in countries():
        for part in country.parts:
            west, south, east, north = part[0].box
            if south <= lat <= north and any(west <= lon + turn <= east and _holds(part, lon + turn, lat)
                                             for turn in (0.0, 360.0)):  # fmt: skip
                return country, part[0].box
    return None


def _holds(part: Sequence[Ring], lon: float, lat: float) -> bool:
    crossed = 0
    for ring in part:
        for (x, y), (u, v) in pairwise(ring.points):
            if (y <= lat) != (v <= lat) and lon < x + (u - x) * (lat - y) / (v - y):
                crossed += 1
    return crossed % 2 == 1


def _thinned(points: Sequence[Spot], near: float) -> list[Spot]:
    kept = [points[0]]
    for x, y in points[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= near:
            kept.append((x, y))
    return kept if len(kept) > 2 else []


def _cut(points: list[Spot], view: Window) -> list[Spot]:
    """The part of a ring within a window, by Sutherland and Hodgman: cut at one edge after the other."""
    for axis, edge, sign in ((0, -_BEYOND, 1), (0, view.width + _BEYOND, -1), (1, -_BEYOND, 1),
                             (1, view.height + _BEYOND, -1)):  # fmt: skip
        if not points:
            return []
        if any((point[axis] - edge) * sign < 0 for point in points):
            points = _cut_at(points, axis, edge, sign)
    return points


def _cut_at(points: Sequence[Spot], axis: int, edge: float, sign: int) -> list[Spot]:
    kept: list[Spot] = []
    last = points[-1]
    was_in = (last[axis] - edge) * sign >= 0
    for point in points:
        is_in = (point[axis] - edge) * sign >= 0
        if is_in != was_in:
            part = (edge - last[axis]) / (point[axis] - last[axis])
            kept.append((last[0] + (point[0] - last[0]) * part, last[1] + (point[1] - last[1]) * part))
        if is_in:
            kept.append(point)
        last, was_in = point, is_in
    return kept


def path(rings: Sequence[Sequence[Spot]]) -> str:
    """Closed lines as the data of a path, in steps from point to point."""
    parts = []
    for ring in rings:
        steps: list[str] = []
        last = (0, 0)
        for x, y in ring:
            here = (round(x * 10), round(y * 10))
            if steps and here == last:
                continue
            steps.append(f"{_tenth(here[0] - last[0])} {_tenth(here[1] - last[1])}" if steps else
                         f"{_tenth(here[0])} {_tenth(here[1])}")  # fmt: skip
            last = here
        if len(steps) > 2:
            parts.append(f"M{steps[0]}l{' '.join(steps[1:])}z".replace(" -", "-"))
    return "".join(parts)


def _tenth(value: int) -> str:
    whole, part = divmod(abs(value), 10)
    return f"{'-' if value < 0 else ''}{whole or ''}{f'.{part}' if part else ''}" if value else "0"
