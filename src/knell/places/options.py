"""The places a name may mean, and how likely each is before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10

from knell.places.gazetteer import Gazetteer, Kind, gazetteer
from knell.places.geometry import km
from knell.places.normal import key
from knell.places.respell import alike

MOST_OPTIONS = 64
_BASE = {
    Kind.COUNTRY: 6.0,
    Kind.FORMER: 5.0,
    Kind.WORLD: 5.0,
    Kind.ADMIN1: 2.4,
    Kind.OLD_ADMIN1: 3.0,
    Kind.ADMIN2: -1.5,
    Kind.AREA: 4.5,
    Kind.WATER: 5.5,
    Kind.CAPITAL: 1.5,
    Kind.CITY: -2.9,
}
# Added for each tenfold of people, and of names GeoNames has for a town.
_POPULATION = {Kind.ADMIN1: 0.35, Kind.ADMIN2: 0.6, Kind.CAPITAL: 0.65, Kind.CITY: 1.0}
_FAME = 0.4
# A name of the place in other languages, or an old one.
_ALTERNATE = {Kind.COUNTRY: 2.0, Kind.CAPITAL: 2.0, Kind.CITY: 1.2}
_OTHER_ALTERNATE = 0.3
# A town of so many people and of so large a share of a division's is meant rather than the division, or as likely.
_LARGE_TOWN = 100_000
_OUTWEIGHS, _MATCHES = 0.8, 0.3
_CLEARLY = 0.5


@dataclass(slots=True, frozen=True)
class Option:
    """One place a name may mean: its row, its likelihood before reading, whether the name is not its main one."""

    row: int
    kind: Kind
    base: float
    alternate: bool


@lru_cache(maxsize=1 << 14)
def options_of(postings: tuple[int, ...]) -> tuple[Option, ...]:
    """The options of a name's postings, likeliest first."""
    found = [_option(posting) for posting in postings[:MOST_OPTIONS]]
    found = [_beside_towns(option, found) for option in found]
    found.sort(key=lambda option: (-option.base, option.row))
    return tuple(found)


def _option(posting: int) -> Option:
    places, row = gazetteer(), posting >> 1
    kind = Kind(places.kind[row])
    base = _BASE[kind] + _POPULATION.get(kind, 0.0) * log10(places.population[row] + 10)
    if kind >= Kind.CAPITAL:
        base += _FAME * log10(places.fame[row] + 1)
    if posting & 1:
        base -= _ALTERNATE.get(kind, _OTHER_ALTERNATE)
    return Option(row, kind, base, bool(posting & 1))


def _beside_towns(option: Option, options: Sequence[Option]) -> Option:
    """A division that a town of its name elsewhere outweighs is not meant by the name alone: Manchester, Gaza."""
    if option.kind is not Kind.ADMIN1:
        return option
    places, base = gazetteer(), option.base
    people = places.population[option.row]
    for town in options:
        if town.kind not in (Kind.CAPITAL, Kind.CITY) or town.alternate:
            continue
        share = places.population[town.row] / (people + 1)
        if places.country(town.row) != places.country(option.row) and places.population[town.row] > _LARGE_TOWN:
            base = min(base, town.base - _CLEARLY) if share > _OUTWEIGHS else base
            base = min(base, town.base) if share > _MATCHES else base
    return option if base == option.base else replace(option, base=base)


def apart(places: Gazetteer, a: int, b: int) -> float:
    """Kilometres between two rows."""
    return km(places.point(a), places.point(b))


def lies_in(places: Gazetteer, row: int, wide: int) -> bool:
    """Whether a place lies in a wider one, as far as the gazetteer can tell."""
    kind = places.kind[wide]
    if row == wide or places.kind[row] <= Kind.WORLD or kind == Kind.WORLD:
        return False
    country = places.country(row)
    if kind in (Kind.FORMER, Kind.AREA, Kind.WATER):
        return country in places.lands.get(wide, ()) and (kind == Kind.FORMER or apart(places, row, wide) < 600)
    if country != places.country(wide):
        return False
    if kind == Kind.COUNTRY:
        return True
    if kind == Kind.ADMIN1:
        return places.admin1_row(row) == wide
    if kind == Kind.OLD_ADMIN1:
        return apart(places, row, wide) < 250
    if kind == Kind.ADMIN2:
        same = places.admin1_row(row) == places.admin1_row(wide)
        return same and places.kind[row] >= Kind.CAPITAL and apart(places, row, wide) < 80
    larger = places.population[wide] > 3 * places.population[row]
    return larger and places.kind[row] == Kind.CITY and apart(places, row, wide) < 40


def finer(places: Gazetteer, options: tuple[Option, ...], best: int) -> int:
    """The number of the chief town of a division that bears its name, else of the division itself."""
    division = options[best]
    if division.kind not in (Kind.ADMIN1, Kind.ADMIN2, Kind.OLD_ADMIN1):
        return best
    country, people = places.country(division.row), places.population[division.row]
    for n, town in enumerate(options):
        if town.kind >= Kind.CAPITAL and places.country(town.row) == country:
            if town.alternate and not division.alternate and not _named_alike(places, town.row, division.row):
                continue  # Hatay is the division; its chief town is Antakya
            least = max(300_000, 0.25 * people) if town.alternate else max(5000, 0.10 * people)
            if places.population[town.row] < least:
                continue
            if places.admin1_row(town.row) == division.row or apart(places, town.row, division.row) < 120:
                return n
    return best


def _named_alike(places: Gazetteer, town: int, division: int) -> bool:
    return alike(key(places.names[town]), places.names[division])


def country_first(places: Gazetteer, options: tuple[Option, ...], best: int) -> int:
    """The number of the country that bears the name of its own town, else of the town itself."""
    if options[best].kind < Kind.CAPITAL:
        return best
    country = places.country(options[best].row)
    for n, option in enumerate(options):
        if option.kind is Kind.COUNTRY and places.country(option.row) == country:
            return n
    return best
