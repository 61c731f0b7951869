"""Land and borders from world-atlas, made small enough for a page: fewer points, none closer than can be seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

ATLAS = Path(__file__).parents[2] / "web" / "static" / "vendor" / "world-atlas" / "countries-50m.json"

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@cache
def arcs() -> tuple[tuple[Point, ...], ...]:
    """Every stretch of border or coast once, as points of longitude and latitude."""
    topology = json.loads(ATLAS.read_text(encoding="utf-8"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        found.append(tuple(points))
    return tuple(found)


def rings() -> list[list[Point]]:
    """The outlines of all countries; where one crosses the 180th meridian it goes on beyond it."""
    topology = json.loads(ATLAS.read_text(encoding="utf-8"))
    found: list[list[Point]] = []
    for one in topology["objects"]["countries"]["geometries"]:
        parts = {"Polygon": [one.get("arcs")], "MultiPolygon": one.get("arcs")}.get(one["type"]) or []
        found.extend(_unwound(_joined(ring)) for part in parts for ring in part)
    return found


def _joined(numbers: Sequence[int]) -> list[Point]:
    points: list[Point] = []
    for number in numbers:
        arc = arcs()[~number][::-1] if number < 0 else arcs()[number]
        points.extend(arc[1:] if points else arc)
    return points


def _unwound(points: Sequence[Point]) -> list[Point]:
    turn = 0.0
    found: list[Point] = []
    for place, (x, y) in enumerate(points):
        if place and abs(x - points[place - 1][0]) > 180:
            turn -= 360 if x > points[place - 1][0] else -360
        found.append((x + turn, y))
    if turn:
        # A ring round the pole is closed there.
        found += [(found[-1][0], -90.0), (found[0][0], -90.0)]
    return found


def thinned(points: Sequence[Point], least: float) -> list[Point]:
    """The same outline without points closer to the one before than ``least``."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    kept.append(points[-1])
    return kept


def within(outlines: Iterable[Sequence[Point]], box: Box) -> list[Sequence[Point]]:
    """Those outlines that touch a box of west, south, east, north."""
    west, south, east, north = box
    return [
        one
        for one in outlines
        if max(x for x, _ in one) >= west
        and min(x for x, _ in one) <= east
        and max(y for _, y in one) >= south
        and min(y for _, y in one) <= north
    ]


def write_land(file: Path) -> None:
    """Land for the map that moves, as a script: a page opened from a folder may load that and nothing else."""
    found = []
    for ring in rings():
        points = thinned(ring, 0.3)
        if len(points) > 3:
            found.append([[round(x, 2), round(y, 2)] for x, y in points])
    file.write_text(f"knellLand({json.dumps(found, separators=(',', ':'))});\n", encoding="utf-8")
