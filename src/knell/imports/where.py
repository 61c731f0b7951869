"""Places in cells: as the list gives them, with the country's code and, where the list has none, coordinates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knell.model import Place
from knell.places import find

_MEMORY = 1 << 16
_LONGEST = 200
_CODE = re.compile(r"[A-Z]{2}")
_EXACT, _DIVISION, _COUNTRY = 1, 4, 6


@lru_cache(_MEMORY)
def place_of(
    name: str,
    admin1: str,
    country: str,
    at: tuple[float, float] | None,
    precision: int | None,
    languages: Sequence[str],
) -> Place | None:
    """The place that the cells of a row name together; None where they name none."""
    code = _country(country, languages)
    shown = name or admin1 or country
    if not shown and at is None:
        return None
    coarse = _EXACT if name or at is not None else _DIVISION if admin1 else _COUNTRY
    found = _resolved(name, admin1, country, code, languages)
    if at is not None:
        # The coordinates of the list are its own; those of a gazetteer would be another's.
        return Place(shown or _written(at), code, admin1 or None, at[0], at[1], None, precision or coarse)
    if found is not None:
        return Place(found.name, found.country, found.admin1, found.lat, found.lon, found.geonames_id, found.precision)
    return Place(shown, code, admin1 or None, None, None, None, precision or coarse)


@lru_cache(_MEMORY)
def coordinates(lat: str, lon: str) -> tuple[float, float] | None:
    """A pair of coordinates; None where either is no number, out of bounds, or where both are 0 (nothing)."""
    try:
        pair = float(lat.replace(",", ".")), float(lon.replace(",", "."))
    except ValueError:
        return None
    inside = -90 <= pair[0] <= 90 and -180 <= pair[1] <= 180
    return pair if inside and pair != (0.0, 0.0) else None


@lru_cache(_MEMORY)
def _country(name: str, languages: Sequence[str]) -> str | None:
    if _CODE.fullmatch(name):
        return name
    found = [place for place in _named((name,), languages) if place.precision >= _COUNTRY]
    return found[0].country if found else None


def _resolved(name: str, admin1: str, country: str, code: str | None, languages: Sequence[str]) -> Place | None:
    """The place of the gazetteer that the cells name, in the country that they name."""
    # A town often has the name of its province: named twice, it would be read as the province.
    given = (name, "" if admin1 == name else admin1, country)
    found = [place for place in _named(given, languages) if code is None or place.country == code]
    return found[0] if found else None


@lru_cache(_MEMORY)
def _named(names: tuple[str, ...], languages: Sequence[str]) -> tuple[Place, ...]:
    """The places that names, the finest first, mean together, in the first language in which the first is known."""
    given = [name for name in names if name]
    text = ", ".join(given)
    if not text or len(text) > _LONGEST:
        return ()
    first = len(given[0])
    for code in languages:
        mentions = find(text, language=code)
        # "Kunduz bridge" is no town of the gazetteer, though it begins with one.
        if mentions and (mentions[0].start, mentions[0].end) == (0, first) and mentions[0].place is not None:
            return tuple(mention.place for mention in mentions if mention.place is not None)
    return ()


def _written(at: tuple[float, float]) -> str:
    return f"{at[0]:g}, {at[1]:g}"
