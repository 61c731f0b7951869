"""Where events happened, as a sheet: land, marks, and a circle as wide as the place is not known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knell.drawing.ground import ground, names
from knell.drawing.land import Box, Country
from knell.drawing.letters import clean, measured
from knell.drawing.svg import EDGE, INK, MARGIN, PALETTE, PAPER, Sheet, element, linked, text, titled
from knell.drawing.window import KM_A_DEGREE, Window, around, outlines, shifted, window
from knell.drawing.wording import Words
from knell.model import Event

_WIDTH, _HEIGHT = 720.0, 400.0
# How far from its point a place may be, in kilometres, by UCDP's where_prec; a country is shaded instead.
_KILOMETRES = {2: 25, 3: 50, 4: 100, 5: 150}
_COUNTRY = 6
_CELL, _WIDE_CELL, _MOST_CELLS = 22.0, 36.0, 220
_MOST_CIRCLES = 100
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
    is_one = len(ordered) == 1
    within = _countries(ordered)
    corners = [(x, y) for _, (west, south, east, north) in within for x, y in ((west, south), (east, north))]
    spots = [(one.lon, one.lat) for one in ordered] + corners
    view = window(spots, _around(ordered), _WIDTH - 2 * MARGIN, _HEIGHT)
    sheet = Sheet(_WIDTH, title, words.say("map" if is_one else "maps"), note, words.language)
    sheet.has_links = any(one.address for one in ordered)
    sheet.add(_window(sheet.y, view, ordered, frozenset(country.name for country, _ in within), words))
    frame = {"x": MARGIN, "y": sheet.y, "width": view.width, "height": view.height}
    sheet.add(element("rect", **frame, fill="none", stroke=EDGE))
    sheet.y += view.height
    sheet.key(
        words.say("map_key") if any(one.precision != 1 for one in ordered) else "",
        "" if is_one else words.say("dots_key"),
        words.say("nowhere", number=words.number(nowhere)) + "." if nowhere else "",
        words.say("borders"),
    )
    return sheet.drawn(ordered[0].says if is_one else words.say("events", number=words.number(len(ordered))))


def _window(top: float, view: Window, marks: Sequence[Mark], shaded: frozenset[str], words: Words) -> str:
    """A sheet within the sheet, which cuts off what lies beyond the map."""
    land, cells = outlines(view), _cells(marks, view)
    drawn = ground(view, land, shaded, lambda number: words.say("kilometres", number=words.number(number)))
    drawn += _circles(marks, view)
    # The atlas has its names in English.
    if words.language == "en" and not view.is_world:
        drawn += names(view, land, [_box(cell, len(cells)) for cell in cells], frozenset(one.label for one in marks))
    drawn += _dots(cells, view, words)
    box = f"0 0 {view.width:g} {view.height:g}"
    return element(
        "svg", "\n".join(drawn), x=MARGIN, y=top, width=view.width, height=view.height, viewBox=box, overflow="hidden"
    )


def _around(marks: Sequence[Mark]) -> float:
    return max(_KILOMETRES.get(one.precision, 0) for one in marks)


def _countries(marks: Sequence[Mark]) -> list[tuple[Country, Box]]:
    """The countries of events of which no more is known, with the boxes they lie in."""
    places = dict.fromkeys((one.lon, one.lat) for one in marks if one.precision == _COUNTRY)
    return [found for place in places if (found := around(*place)) is not None]


def _circles(marks: Sequence[Mark], view: Window) -> list[str]:
    found = []
    kilometre = view.scale / KM_A_DEGREE
    wide = [one for one in marks if _KILOMETRES.get(one.precision, 0) * kilometre > 6]
    for one in wide if len(wide) <= _MOST_CIRCLES else ():
        x, y = view.at(shifted(one.lon, view), one.lat)
        radius = _KILOMETRES[one.precision] * kilometre
        across = min(radius * view.narrow / max(math.cos(math.radians(one.lat)), 0.05), view.width)
        found.append(
            element("ellipse", cx=x, cy=y, rx=across, ry=radius, fill=PALETTE[5], fill_opacity=0.13,
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


def _dots(cells: Sequence[Cell], view: Window, words: Words) -> list[str]:
    found = []
    for x, y, held in cells:
        if len(held) == 1:
            found.append(linked(titled(held[0].says) + _dot(x, y, held[0].precision), held[0].address))
            continue
        number = words.number(len(held))
        radius = max(8.0, measured(number, 9.5, bold=True) / 2 + 2.5)
        # It is the middle of several places anyway: moved a little, it is not cut off by the edge.
        x, y = (min(max(n, radius + 1), most - radius - 1) for n, most in ((x, view.width), (y, view.height)))
        ring = element("circle", cx=x, cy=y, r=radius, fill=PALETTE[5], stroke=PAPER, stroke_width=1.5)
        inside = text(round(x, 1), round(y + 3.4, 1), number, size=9.5, anchor="middle", fill=PAPER, bold=True)
        more = "; …" if len(held) > _MOST_SAID else ""
        names = "; ".join(one.label for one in held[:_MOST_SAID])
        found.append(element("g", titled(f"{number}: {names}{more}") + ring + inside))
    if len(cells) == 1 and len(cells[0][2]) == 1:
        x, y, (one,) = cells[0]
        found.append(text(x + 10, y + 4, one.label, size=12, fill=INK, bold=True, width=view.width - x - 20))
    return found


def _dot(x: float, y: float, precision: int) -> str:
    """Filled where the place is exact, else hollow: it only stands in the middle."""
    if precision == 1:
        return element("circle", cx=x, cy=y, r=5.0, fill=PALETTE[5], stroke=PAPER, stroke_width=1.5)
    return element("circle", cx=x, cy=y, r=4.0, fill=PAPER, stroke=PALETTE[5], stroke_width=2)


def _box(cell: Cell, cells: int) -> tuple[float, float, float, float]:
    """What a mark takes, with its label where it has one."""
    x, y, held = cell
    label = measured(held[0].label, 12, bold=True) + 12 if cells == len(held) == 1 else 0
    return x - 14, y - 12, x + 14 + label, y + 12
