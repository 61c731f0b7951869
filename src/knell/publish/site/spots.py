"""The map of the front page: land as one path, and a circle for the events at or near one place."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from knell.publish.site.land import Box, Point, rings, thinned
from knell.publish.site.shelf import Listed

WIDTH = 480.0
_MOST_SPOTS = 400
_LEAST_SPAN = 12.0
_MARGIN = 0.15
_SMALLEST = 1.0
# UCDP's precision up to which a circle marks where something was; beyond it, only where it may have been.
_KNOWN = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A circle: where it stands, how wide it is, how many events it stands for, and the one most reports tell of."""

    x: float
    y: float
    radius: float
    events: int
    listed: Listed

    @property
    def vague(self) -> bool:
        """Whether less than a district is known of where it was."""
        place = self.listed.event.place
        return place is not None and place.precision > _KNOWN


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing."""

    land: str
    spots: tuple[Spot, ...]
    width: float
    height: float


@dataclass(slots=True)
class _Cell:
    """How many events lie in a part of the map, and the one of them that most reports tell of."""

    events: int
    lon: float
    lat: float
    key: str


def drawn(points: Iterable[tuple[float, float, str]], event_of: Callable[[str], Listed]) -> Map | None:
    """The map of events by longitude, latitude and key, those with most reports first; None where there are none.

    Neighbours are joined until few enough circles are left, which alone are looked up.
    """
    cells: dict[tuple[int, int], _Cell] = {}
    for lon, lat, key in points:
        _into(cells, (math.floor(lon * 10), math.floor(lat * 10)), _Cell(1, lon, lat, key))
    if not cells:
        return None
    while len(cells) > _MOST_SPOTS:
        joined: dict[tuple[int, int], _Cell] = {}
        for (column, row), cell in cells.items():
            _into(joined, (column // 2, row // 2), cell)
        cells = joined
    box = _box([(cell.lon, cell.lat) for cell in cells.values()])
    flat = math.cos(math.radians((box[1] + box[3]) / 2))
    scale = WIDTH / (box[2] - box[0])
    height = round((box[3] - box[1]) * scale / flat, 1)

    def at(point: Point) -> Point:
        return (point[0] - box[0]) * scale, (box[3] - point[1]) * scale / flat

    spots = []
    for cell in sorted(cells.values(), key=lambda one: (-one.events, one.key)):
        x, y = at((cell.lon, cell.lat))
        radius = round(5 + 1.5 * math.log2(cell.events + 1), 1)
        spots.append(Spot(round(x, 1), round(y, 1), radius, cell.events, event_of(cell.key)))
    return Map(_path(box, at), tuple(spots), WIDTH, height)


def _into(cells: dict[tuple[int, int], _Cell], where: tuple[int, int], cell: _Cell) -> None:
    held = cells.get(where)
    if held is None:
        cells[where] = cell
    else:
        held.events += cell.events


def _box(points: list[Point]) -> Box:
    """What the map shows: all points with room around, in the shape of a sheet, and never beyond the world."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    least, most = min(y for _, y in points), max(y for _, y in points)
    wide = max((east - west) * (1 + 2 * _MARGIN), _LEAST_SPAN)
    high = max((most - least) * (1 + 2 * _MARGIN), _LEAST_SPAN / 2)
    middle = ((west + east) / 2, (least + most) / 2)
    flat = math.cos(math.radians(min(abs(middle[1]), 60)))
    # Twice as wide as high, as it looks.
    wide, high = max(wide, high * 2 / flat), max(high, wide * flat / 2)
    west, east = max(middle[0] - wide / 2, -180.0), min(middle[0] + wide / 2, 180.0)
    south, north = max(middle[1] - high / 2, -60.0), min(middle[1] + high / 2, 84.0)
    return west, min(south, least - 1), east, max(north, most + 1)


def _path(box: Box, at: Callable[[Point], Point]) -> str:
    west, south, east, north = box
    room = ((east - west) / 8, (north - south) / 8)
    parts = []
    for ring in rings(box):
        clipped = [
            (min(max(x, west - room[0]), east + room[0]), min(max(y, south - room[1]), north + room[1]))
            for x, y in ring
        ]
        points = thinned([at(point) for point in clipped], 1.1)
        spread = (
            max(x for x, _ in points) - min(x for x, _ in points),
            max(y for _, y in points) - min(y for _, y in points),
        )
        if len(points) > 3 and max(spread) >= _SMALLEST:
            parts.append(_drawn(points))
    return "".join(parts)


def _drawn(points: list[Point]) -> str:
    """A ring as steps in whole pixels."""
    whole = [(round(x), round(y)) for x, y in points]
    steps = [f"{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(whole) if (x, y) != before]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z" if len(steps) > 2 else ""
