"""The names of today's countries and territories."""

from __future__ import annotations

from collections.abc import Iterable

from knell.model import Place
from knell.places.gazetteer import gazetteer


def country_name(code: str | None) -> str | None:
    """The English name of a country by its ISO 3166-1 alpha-2 code; None where there is none."""
    row = gazetteer().country_rows().get((code or "").upper())
    return None if row is None else gazetteer().names[row]


def country_of(places: Iterable[Place]) -> Place | None:
    """The country in which all these places lie, as a place; None where they lie in several or in none known."""
    codes = {place.country for place in places}
    row = gazetteer().country_rows().get(next(iter(codes)) or "") if len(codes) == 1 else None
    return None if row is None else gazetteer().place(row)
