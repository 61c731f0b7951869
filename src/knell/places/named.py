"""Look a place up by its name, for a person who chooses among all that bear it."""

from __future__ import annotations

from functools import cache

from knell.model import Place
from knell.places.countries import country_name
from knell.places.gazetteer import Gazetteer, Kind, gazetteer
from knell.places.normal import key


def named(name: str, most: int = 20) -> list[Place]:
    """Places that bear a name, by any of their names: countries first, then regions, then towns by size.

    What stands behind a comma narrows them: "Paris, Texas", "Baku, Azerbaijan". Places without a number of GeoNames
    are left out.
    """
    head, _, rest = name.partition(",")
    places = gazetteer()
    rows = sorted({posting >> 1 for posting in places.look(key(head))[0]}, key=lambda row: _order(places, row))
    found = [places.place(row) for row in rows]
    within = key(rest)
    return [place for place in found if place.geonames_id and (not within or _lies_in(place, within))][:most]


def with_geonames_id(ident: int) -> Place | None:
    """The place that has a number of GeoNames; None where the gazetteer has none."""
    row = _by_number().get(ident)
    return None if row is None else gazetteer().place(row)


def _order(places: Gazetteer, row: int) -> tuple[int, int, int]:
    kind = Kind(places.kind[row])
    return (Kind.CITY if kind is Kind.CAPITAL else kind, -places.population[row], row)


def _lies_in(place: Place, within: str) -> bool:
    country = place.country and country_name(place.country)
    return any(within in key(one) for one in (place.admin1, country, place.country) if one)


@cache
def _by_number() -> dict[int, int]:
    """The first row of each number: a wide place before a narrow one of the same number."""
    found: dict[int, int] = {}
    for row, number in enumerate(gazetteer().numbers()):
        if number:
            found.setdefault(number, row)
    return found
