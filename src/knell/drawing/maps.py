"""Where events happened, as a sheet: land, marks, and a circle as wide as the place is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knell.drawing.letters import clean, measured
from knell.drawing.svg import EDGE, INK, MARGIN, PALETTE, PAPER, QUIET, Sheet, element, linked, rule, text, titled
from knell.drawing.window import KM_A_DEGREE, Window, outlines, path, shifted, window
from knell.drawing.wording import Words
from knell.model import Event

_WIDTH, _HEIGHT = 720.0, 400.0
_SEA, _LAND, _BORDER, _GRID = "#eef2f4", "#dcdad2", "#ffffff", "#d3dbe0"
# How far from its point a place may be, in kilometres, by UCDP's where_prec.
_KILOMETRES = {1: 0, 2: 25, 3: 50, 4: 100, 5: 150, 6: 300, 7: 300}
_CELL, _WIDE_CELL, _MOST_CELLS = 22.0, 36.0, 220
_MOST_CIRCLES = 100
_STEPS = (0.5, 1, 2, 5, 10, 15, 30, 45)
_BARS = (10, 20, 50, 100, 200, 500, 1000, 2000)
_MOST_SAID, _MOST_LETTERS = 3, 60


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a map: what is said of it, and the address it leads to."""

    lon: float
    lat: float
    precision: int
    says: str
    label: str
    address: str | None = None


def mark(event: Event, words: Words, says: str = "", address: str | None = None) -> Mark | None:
    """An event's mark; None where its place has no point. ``says`` is added to its name, place and precision."""
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    name, label = (_short(one) for one in (words.event(event), clean(place.name)))
    told = dict.fromkeys(part for part in (name, label, words.precision(place), clean(says)) if part)
    return Mark(place.lon, place.lat, place.precision, "; ".join(told), label, address)


def _short(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"


def map_svg(title: str, marks: Iterable[Mark], words: Words, *, nowhere: int = 0, note: str = "") -> str | None:
    """The drawing, or None where no event has a place; ``nowhere`` events have none that could be drawn."""
    ordered = sorted(marks, key=lambda one: (-one.lat, one.lon, one.says))
    if not ordered:
        return None
    view = window([(one.lon, one.lat) for one in ordered], _around(ordered), _WIDTH - 2 * MARGIN, _HEIGHT)
    is_one = len(ordered) == 1
    sheet = Sheet(_WIDTH, title, words.say("map" if is_one else "maps"), note, words.language)
    sheet.has_links = any(one.address for one in ordered)
    top = sheet.y
    cells = _cells(ordered, view)
    drawn = [*_ground(view), *_circles(ordered, view), *_names(view, cells, words), *_dots(cells, words)]
    box = f"0 0 {view.width:g} {view.height:g}"
    sheet.add(
        element("svg", "\n".join(drawn), x=MARGIN, y=top, width=view.width, height=view.height, viewBox=box,
                overflow="hidden")
    )  # fmt: skip
    sheet.add(element("rect", x=MARGIN, y=top, width=view.width, height=view.height, fill="none", stroke=EDGE))
    sheet.y += view.height
    sheet.key(
        words.say("map_key") if any(_KILOMETRES.get(one.precision, 0) for one in ordered) else "",
        "" if is_one else words.say("dots_key"),
        words.say("nowhere", number=words.number(nowhere)) + "." if nowhere else "",
        words.say("borders"),
    )
    return sheet.drawn(ordered[0].says if is_one else words.say("events", number=words.number(len(ordered))))


def _around(marks: Sequence[Mark]) -> float:
    return max(_KILOMETRES.get(one.precision, 300) for one in marks)


def _ground(view: Window) -> list[str]:
    parts = [element("rect", width=view.width, height=view.height, fill=_SEA)]
    step = next((one for one in _STEPS if view.height / view.scale / one <= 6), 45)
    lines = []
    for degree in _between(view.south, view.north, step):
        y = view.at(0, degree)[1]
        lines.append((rule(0, y, view.width, y, _GRID), text(4, y - 3, _degrees(degree), size=9, fill=QUIET)))
    for degree in _between(view.west, view.east, step):
        x = view.at(degree, 0)[0]
        turned = (degree + 180) % 360 - 180
        at = min(x + 3, view.width - 34)
        lines.append(
            (rule(x, 0, x, view.height, _GRID), text(at, view.height - 4, _degrees(turned), size=9, fill=QUIET))
        )
    data = "".join(path(rings) for _, rings in outlines(view))
    land = element("path", d=data, fill=_LAND, stroke=_BORDER, stroke_width=0.8, fill_rule="evenodd") if data else ""
    return [*parts, *(line for line, _ in lines), land, *(words for _, words in lines), *_bar(view)]


def _between(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _degrees(value: float) -> str:
    return f"{value:g}°".replace("-", "−")


def _bar(view: Window) -> list[str]:
    """How long a kilometre is; not where it is of many lengths."""
    if view.is_world:
        return []
    kilometre = view.scale / KM_A_DEGREE
    length = max((one for one in _BARS if one * kilometre <= 150), default=_BARS[0])
    left, y = view.width - 20 - length * kilometre, view.height - 24
    return [
        rule(left, y, view.width - 20, y, INK, 2),
        rule(left, y - 4, left, y, INK, 1.5),
        rule(view.width - 20, y - 4, view.width - 20, y, INK, 1.5),
        text(view.width - 20, y - 7, f"{length:,} km", size=10, anchor="end", fill=INK),
    ]


def _circles(marks: Sequence[Mark], view: Window) -> list[str]:
    found = []
    wide = [one for one in marks if _KILOMETRES.get(one.precision, 300) * view.scale / KM_A_DEGREE > 6]
    for one in wide if len(wide) <= _MOST_CIRCLES else ():
        x, y = view.at(shifted(one.lon, view), one.lat)
        radius = _KILOMETRES.get(one.precision, 300) * view.scale / KM_A_DEGREE
        across = radius * view.narrow / max(math.cos(math.radians(one.lat)), 0.05)
        found.append(
            element("ellipse", cx=x, cy=y, rx=min(across, view.width), ry=radius, fill=PALETTE[5], fill_opacity=0.13,
                    stroke=PALETTE[5], stroke_dasharray="4 3")
        )  # fmt: skip
    return found


Cell = tuple[float, float, list[Mark]]


def _cells(marks: Sequence[Mark], view: Window) -> list[Cell]:
    """The marks that would lie on each other, together, in the middle of where they lie."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for size in (_CELL, _WIDE_CELL):
        found.clear()
        for one in marks:
            x, y = view.at(shifted(one.lon, view), one.lat)
            found.setdefault((int(x // size), int(y // size)), []).append(one)
        if len(found) <= _MOST_CELLS:
            break
    cells = []
    for held in found.values():
        places = [view.at(shifted(one.lon, view), one.lat) for one in held]
        cells.append((sum(x for x, _ in places) / len(held), sum(y for _, y in places) / len(held), held))
    return cells


def _dots(cells: Sequence[Cell], words: Words) -> list[str]:
    found = []
    for x, y, held in cells:
        if len(held) == 1:
            dot = element("circle", cx=x, cy=y, r=5.0, fill=PALETTE[5], stroke=PAPER, stroke_width=1.5)
            found.append(linked(titled(held[0].says) + dot, held[0].address))
            continue
        number = words.number(len(held))
        radius = max(8.0, measured(number, 9.5, bold=True) / 2 + 2.5)
        ring = element("circle", cx=x, cy=y, r=radius, fill=PALETTE[5], stroke=PAPER, stroke_width=1.5)
        inside = text(round(x, 1), round(y + 3.4, 1), number, size=9.5, anchor="middle", fill=PAPER, bold=True)
        more = "; …" if len(held) > _MOST_SAID else ""
        names = "; ".join(one.label for one in held[:_MOST_SAID])
        found.append(element("g", titled(f"{number}: {names}{more}") + ring + inside))
    if len(cells) == 1 and len(cells[0][2]) == 1:
        x, y, (one,) = cells[0]
        found.append(text(x + 10, y + 4, one.label, size=12, fill=INK, bold=True, width=_WIDTH - 2 * MARGIN - x - 20))
    return found


def _names(view: Window, cells: Sequence[Cell], words: Words) -> list[str]:
    """The names of countries, where the atlas has them in the language and they fit; never over a mark."""
    if words.language != "en" or view.is_world:
        return []
    found = []
    for country, rings in outlines(view):
        x, y, area = max((_middle(ring) for ring in rings), key=lambda one: one[2])
        half = measured(country.name, 11) / 2
        fits = half + 6 < x < view.width - half - 6 and 20 < y < view.height - 20 and area > half * 60
        free = all(abs(x - mx) > half + 14 or abs(y - my) > 16 for mx, my, _ in cells)
        if fits and free and _is_clear_of_label(x, y, half, cells):
            found.append(text(round(x, 1), round(y, 1), country.name, anchor="middle"))
    return found


def _is_clear_of_label(x: float, y: float, half: float, cells: Sequence[Cell]) -> bool:
    if len(cells) != 1 or len(cells[0][2]) != 1:
        return True
    mx, my, (one,) = cells[0]
    return abs(y - my) > 18 or x + half < mx or x - half > mx + 14 + measured(one.label, 12, bold=True)


def _middle(ring: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of a ring and its area."""
    twice = cx = cy = 0.0
    for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x * v - u * y
        twice, cx, cy = twice + cross, cx + (x + u) * cross, cy + (y + v) * cross
    if abs(twice) < 1:
        return 0.0, 0.0, 0.0
    return cx / (3 * twice), cy / (3 * twice), abs(twice) / 2
