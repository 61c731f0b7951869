"""Which countries and divisions a text is about, and the points it names: the light in which each name is read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import cos, log10, pi, sqrt

from knell.places.gazetteer import Gazetteer, Kind
from knell.places.geometry import km

_MOST_POINTS = 40
_NEARNESS = ((50.0, 1.5), (150.0, 1.0), (400.0, 0.5), (900.0, 0.1))
_ANYWHERE = frozenset((Kind.FORMER, Kind.WORLD, Kind.WATER))
# Degrees of latitude beyond which nothing is near.
_FAR_LAT = 8.2
_POINTED = frozenset((Kind.ADMIN1, Kind.ADMIN2, Kind.AREA, Kind.CAPITAL, Kind.CITY))


class Scene:
    """Evidence gathered by name, so that a name is not read in its own light."""

    def __init__(self, places: Gazetteer) -> None:
        self._places = places
        self._countries: defaultdict[str, float] = defaultdict(float)
        self._divisions: defaultdict[int, float] = defaultdict(float)
        self._own_countries: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._own_divisions: defaultdict[tuple[str, int], float] = defaultdict(float)
        self._total = self._total_divisions = 0.0
        self._own: defaultdict[str, float] = defaultdict(float)
        self._points: Counter[tuple[str, int]] = Counter()
        self._ranked: list[tuple[str, tuple[float, float]]] | None = None

    def add_country(self, key: str, country: str, weight: float) -> None:
        """Evidence from a name that the text is about a country."""
        self._countries[country] += weight
        self._own_countries[key, country] += weight
        self._own[key] += weight
        self._total += weight

    def add_place(self, key: str, row: int, count: int) -> None:
        """A name that was read as this place, so many times."""
        weight = sqrt(count)
        country = self._places.country(row)
        lands = self._places.lands.get(row, ()) or ((country,) if country else ())
        for land in lands:
            self.add_country(key, land, weight / len(lands))
        first = self._places.admin1_row(row)
        if first is not None:
            self._divisions[first] += weight
            self._own_divisions[key, first] += weight
            self._total_divisions += weight
        if self._places.kind[row] in _POINTED:
            self._points[key, row] += count
            self._ranked = None

    def supports(self, key: str, rows: Iterable[int]) -> list[float]:
        """How much the rest of the text speaks for each of the places that a name may mean: 0 to about 5.

        They lie in few countries and divisions, so that what speaks for one of those is found out once.
        """
        places, found = self._places, []
        in_lands: dict[tuple[str, ...], float] = {}
        in_divisions: dict[int | None, float] = {None: 0.0}
        for row in rows:
            kind, first, lands = places.kind[row], places.admin1_row(row), self._lands(row)
            if kind in _ANYWHERE and places.country(row) is None:
                found.append(1.5)
                continue
            if lands not in in_lands:
                in_lands[lands] = 3.0 * sqrt(self._share(key, lands))
            if first is not None and first not in in_divisions:
                in_divisions[first] = 2.0 * sqrt(self._division_share(key, first))
            support = in_lands[lands] + in_divisions[first]
            obscurity = self._obscurity(row) if kind in _POINTED else 0.0
            found.append(support + self.nearness(key, row) * obscurity if obscurity else support)
        return found

    def country_share(self, key: str, row: int) -> float:
        """The share of the evidence, apart from this name's own, for the country of a place."""
        return self._share(key, self._lands(row))

    def _lands(self, row: int) -> tuple[str, ...]:
        """The countries on whose land a place lies."""
        lands = self._places.lands.get(row)
        if lands is None:
            country = self._places.country(row)
            lands = (country,) if country else ()
        return lands

    def _division_share(self, key: str, division: int) -> float:
        """The share of the evidence, apart from this name's own, for a first-order division."""
        if not self._total_divisions:
            return 0.0
        rest = self._divisions.get(division, 0.0) - self._own_divisions.get((key, division), 0.0)
        return max(0.0, rest / self._total_divisions)

    def _share(self, key: str, lands: tuple[str, ...]) -> float:
        """The share of the evidence, apart from this name's own, for countries."""
        rest = self._total - self._own.get(key, 0.0)
        if rest <= 0:
            return 0.0
        weight = 0.0
        for land in lands:
            weight += self._countries.get(land, 0.0) - self._own_countries.get((key, land), 0.0)
        return min(1.0, max(0.0, weight / (rest + 1.0)))

    def weight(self, key: str) -> float:
        """How much evidence there is apart from a name's own."""
        return self._total - self._own.get(key, 0.0)

    def leading(self, share: float) -> list[str]:
        """Countries that hold at least this share of the evidence, strongest first."""
        ranked = sorted(self._countries.items(), key=lambda item: (-item[1], item[0]))
        return [country for country, weight in ranked if weight >= share * self._total]

    def nearness(self, key: str, row: int) -> float:
        """How near a place is to others the text names: 0 to 1.5."""
        lat, lon = here = self._places.point(row)
        wide = _FAR_LAT / max(0.1, cos(lat * pi / 180))
        least = 1e9
        for name, there in self._nearest_points():
            if name != key and abs(there[0] - lat) < _FAR_LAT and abs(there[1] - lon) < wide:
                least = min(least, km(here, there))
        return next((bonus for limit, bonus in _NEARNESS if least <= limit), 0.0)

    def _obscurity(self, row: int) -> float:
        """How much a place needs neighbours to be thought of: 1 for a village, 0 for a large city."""
        people = self._places.population[row]
        return min(1.0, max(0.0, (5.5 - log10(people + 1)) / 2))

    def _nearest_points(self) -> list[tuple[str, tuple[float, float]]]:
        if self._ranked is None:
            ranked = sorted(self._points.items(), key=lambda item: (-item[1], item[0]))
            self._ranked = [(name, self._places.point(row)) for (name, row), _ in ranked[:_MOST_POINTS]]
        return self._ranked
