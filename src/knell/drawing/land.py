"""The land of the earth by countries, out of the world-atlas that lies beside the app (Natural Earth, TopoJSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ATLAS = Path(__file__).parents[1] / "web" / "static" / "vendor" / "world-atlas" / "countries-50m.json"

Spot = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line of longitudes and latitudes, with the box it lies in: west, south, east, north."""

    points: tuple[Spot, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name in English, and its parts: each its outer ring, then its holes."""

    name: str
    parts: tuple[tuple[Ring, ...], ...]


@cache
def countries() -> tuple[Country, ...]:
    """All countries, in the order of the atlas."""
    topology = json.loads(ATLAS.read_text(encoding="utf-8"))
    arcs = list(_arcs(topology))
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
        rings = tuple(tuple(_ring(numbers, arcs) for numbers in part) for part in parts)
        found.append(Country(shape["properties"].get("name", ""), rings))
    return tuple(found)


def _arcs(topology: dict[str, Any]) -> Iterator[list[Spot]]:
    """Arcs are shared by neighbours, and hold steps of whole numbers."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for a, b in arc:
            x, y = x + a, y + b
            points.append((x * kx + dx, y * ky + dy))
        yield points


def _ring(numbers: Sequence[int], arcs: Sequence[list[Spot]]) -> Ring:
    points: list[Spot] = []
    for number in numbers:
        arc = arcs[~number][::-1] if number < 0 else arcs[number]
        points += arc[1:] if points else arc
    whole = tuple(_unwound(points))
    across, up = [x for x, _ in whole], [y for _, y in whole]
    return Ring(whole, (min(across), min(up), max(across), max(up)))


def _unwound(points: Sequence[Spot]) -> list[Spot]:
    """A ring that crosses the 180th meridian goes on beyond it; one that goes round the pole is closed there."""
    turn, found = 0.0, []
    for place, (x, y) in enumerate(points):
        if place and abs(step := x - points[place - 1][0]) > 180:
            turn -= 360 if step > 0 else -360
        found.append((x + turn, y))
    if turn:
        found += [(found[-1][0], -90.0), (found[0][0], -90.0), found[0]]
    return found
