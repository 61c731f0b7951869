"""Land and borders made small enough for a page: fewer points, none closer to the last than can be seen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from knell.drawing import countries

Point = tuple[float, float]
Box = tuple[float, float, float, float]
_LEAST_DEGREES = 0.3


def rings(box: Box = (-400.0, -90.0, 400.0, 90.0)) -> Iterator[Sequence[Point]]:
    """The outlines of all land that touches a box of west, south, east, north."""
    west, south, east, north = box
    for country in countries():
        for part in country.parts:
            for ring in part:
                left, low, right, high = ring.box
                if right >= west and left <= east and high >= south and low <= north:
                    yield ring.points


def thinned(points: Sequence[Point], least: float) -> list[Point]:
    """The same outline without points closer to the one before than ``least``."""
    kept = [points[0]]
    for point in points[1:-1]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= least:
            kept.append(point)
    kept.append(points[-1])
    return kept


def write_land(file: Path) -> None:
    """Land for the map that moves, as a script: a page opened from a folder may load that and nothing else."""
    found = []
    for ring in rings():
        points = thinned(ring, _LEAST_DEGREES)
        if len(points) > 3:
            found.append([[round(x, 2), round(y, 2)] for x, y in points])
    file.write_text(f"knellLand({json.dumps(found, separators=(',', ':'))});\n", encoding="utf-8")
