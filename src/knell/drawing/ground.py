"""What lies under the marks of a map: sea, degrees, land with borders, names of countries, a measure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from knell.drawing.land import Spot
from knell.drawing.letters import measured
from knell.drawing.svg import INK, PALETTE, QUIET, element, rule, text
from knell.drawing.window import KM_A_DEGREE, Outlines, Window, path

_SEA, _LAND, _BORDER, _GRID = "#eef2f4", "#dcdad2", "#ffffff", "#d3dbe0"
_STEPS = (0.5, 1, 2, 5, 10, 15, 30, 45)
_BARS = (10, 20, 50, 100, 200, 500, 1000, 2000)
_LEVELS = 12
_SIZE = 11.0


def ground(view: Window, land: Outlines, shaded: frozenset[str], kilometres: Callable[[int], str]) -> list[str]:
    """All of it but the names; the countries ``shaded`` are those that an event is known to have been in."""
    lines, labels = _degrees(view)
    plain = "".join(path(rings) for country, rings in land if country.name not in shaded)
    parts = [element("rect", width=view.width, height=view.height, fill=_SEA), *lines]
    if plain:
        parts.append(element("path", d=plain, fill=_LAND, stroke=_BORDER, stroke_width=0.8, fill_rule="evenodd"))
    for country, rings in land:
        if country.name in shaded:
            parts.append(
                element("path", d=path(rings), fill="#cdbcbc", stroke=PALETTE[5], stroke_dasharray="4 3",
                        fill_rule="evenodd")
            )  # fmt: skip
    return [*parts, *labels, *_bar(view, kilometres)]


def _degrees(view: Window) -> tuple[list[str], list[str]]:
    """Lines of latitude and longitude, and what is written at them."""
    step = next((one for one in _STEPS if view.height / view.scale / one <= 6), _STEPS[-1])
    lines, labels = [], []
    for degree in _between(view.south, view.north, step):
        y = view.at(0, degree)[1]
        lines.append(rule(0, y, view.width, y, _GRID))
        if 14 < y < view.height - 16:
            labels.append(text(4, y - 3, _written(degree), size=9, fill=QUIET))
    every = step if view.width / view.scale / view.narrow / step <= 14 else step * 2
    for degree in _between(view.west, view.east, every):
        x = view.at(degree, 0)[0]
        lines.append(rule(x, 0, x, view.height, _GRID))
        if 34 < x < view.width - 36:
            labels.append(text(x + 3, view.height - 4, _written((degree + 180) % 360 - 180), size=9, fill=QUIET))
    return lines, labels


def _between(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _written(value: float) -> str:
    return f"{abs(value) if abs(value) == 180 else value:g}°".replace("-", "−")


def _bar(view: Window, kilometres: Callable[[int], str]) -> Iterator[str]:
    """How long a kilometre is; not where it is of many lengths."""
    if view.is_world:
        return
    kilometre = view.scale / KM_A_DEGREE
    length = max((one for one in _BARS if one * kilometre <= 150), default=_BARS[0])
    right, y = view.width - 20, view.height - 24
    left = right - length * kilometre
    yield rule(left, y, right, y, INK, 2)
    yield rule(left, y - 4, left, y, INK, 1.5)
    yield rule(right, y - 4, right, y, INK, 1.5)
    yield text(right, y - 7, kilometres(length), size=10, anchor="end", fill=INK)


def names(
    view: Window, land: Outlines, taken: Sequence[tuple[float, float, float, float]], said: frozenset[str]
) -> list[str]:
    """The names of countries where they fit, and hide nothing of what is ``taken``: left, top, right, bottom.

    What is ``said`` already is not said again.
    """
    found = []
    boxes = [*taken, (view.width - 190, view.height - 44, view.width, view.height)]
    for country, rings in land:
        if country.name in said:
            continue
        wide = measured(country.name, _SIZE)
        for x, y, room in _rooms(rings, view):
            box = (x - wide / 2 - 3, y - 11, x + wide / 2 + 3, y + 5)
            if room > wide + 8 and not any(_meet(box, other) for other in boxes):
                found.append(text(round(x, 1), round(y, 1), country.name, size=_SIZE, anchor="middle"))
                boxes.append(box)
                break
    return found


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rooms(rings: Sequence[Sequence[Spot]], view: Window) -> list[tuple[float, float, float]]:
    """The middles and widths of what lies within the rings, on some levels: the widest first."""
    ups = [y for ring in rings for _, y in ring]
    low, high = max(min(ups), 18.0), min(max(ups), view.height - 16)
    found = []
    for number in range(1, _LEVELS):
        y = low + (high - low) * number / _LEVELS
        for left, right in _both(_inside(rings, y + 3), _inside(rings, y - 9)):
            left, right = max(left, 4.0), min(right, view.width - 4)
            if right > left:
                found.append(((left + right) / 2, y, right - left))
    # Of what is about as wide, what lies nearer to the middle.
    middle = (low + high) / 2
    return sorted(found, key=lambda one: (-one[2] // 30, abs(one[1] - middle)))


def _inside(rings: Sequence[Sequence[Spot]], y: float) -> list[tuple[float, float]]:
    """From where to where a level lies within rings."""
    crossed = sorted(
        x + (u - x) * (y - at) / (v - at)
        for ring in rings
        for (x, at), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (at <= y) != (v <= y)
    )
    return list(zip(crossed[::2], crossed[1::2], strict=False))


def _both(one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """What lies in a stretch of one and in a stretch of the other."""
    for left, right in one:
        for start, end in other:
            if max(left, start) < min(right, end):
                yield max(left, start), min(right, end)
