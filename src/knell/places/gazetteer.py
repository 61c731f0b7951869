"""The compiled table of places: look up a name, get the places that bear it. Loaded once, on first use.

Contains GeoNames data (https://www.geonames.org), CC BY 4.0; see ``build.py`` for all sources.
"""

from __future__ import annotations

import json
import lzma
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any, Protocol

from knell.model import Place
from knell.places.normal import digest

FILE = "gazetteer.bin"
NONE = 0xFFFF
_MAGIC = b"KNELLGZ1"
_LATLON = 1000
_LONGER = 0x8000


class Kind(IntEnum):
    """What a place is, wide before narrow."""

    COUNTRY = 0
    FORMER = 1
    WORLD = 2
    ADMIN1 = 3
    OLD_ADMIN1 = 4
    ADMIN2 = 5
    AREA = 6
    WATER = 7
    CAPITAL = 8
    CITY = 9


_PRECISION = {
    Kind.COUNTRY: 6,
    Kind.FORMER: 6,
    Kind.WORLD: 6,
    Kind.ADMIN1: 4,
    Kind.OLD_ADMIN1: 4,
    Kind.ADMIN2: 3,
    Kind.AREA: 5,
    Kind.WATER: 7,
    Kind.CAPITAL: 1,
    Kind.CITY: 1,
}


class Row(Protocol):
    """What ``Table.of`` reads of a place."""

    kind: Kind
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    geonames_id: int
    lands: tuple[str, ...]
    fame: int


@dataclass
class Table:
    """The columns of the compiled file.

    Places are numbered by row; a posting is twice a row, plus one if the name is not the place's main one.
    """

    texts: dict[str, Any]
    columns: dict[str, array[int]]

    @classmethod
    def of(cls, rows: Sequence[Row], firsts: Mapping[tuple[str, str], int], postings: Mapping[str, list[int]]) -> Table:
        """Lay out places and the index of their names."""
        countries = sorted({row.country for row in rows})
        number = {country: i for i, country in enumerate(countries)}
        columns = {
            "kind": array("B", (row.kind for row in rows)),
            "country": array("H", (number[row.country] for row in rows)),
            "admin1": array("H", (firsts.get((row.country, row.admin1), NONE) for row in rows)),
            "lat": array("i", (round(row.lat * _LATLON) for row in rows)),
            "lon": array("i", (round(row.lon * _LATLON) for row in rows)),
            "population": array("I", (row.population for row in rows)),
            "fame": array("B", (row.fame for row in rows)),
            "geonames": array("I", (row.geonames_id for row in rows)),
        }
        columns |= _index(postings)
        texts = {
            "names": [row.name for row in rows],
            "countries": countries,
            "lands": {str(i): row.lands for i, row in enumerate(rows) if row.lands},
        }
        return cls(texts, columns)


def _index(postings: Mapping[str, list[int]]) -> dict[str, array[int]]:
    entries: dict[int, tuple[list[int], bool]] = {digest(name): (places, False) for name, places in postings.items()}
    if len(entries) != len(postings):
        raise ValueError("two names have the same digest")
    # The beginnings of names are kept too, so that a reader knows when no name goes on from here.
    for name in postings:
        parts = name.split(" ")
        for size in range(1, len(parts)):
            number = digest(" ".join(parts[:size]))
            places, _ = entries.get(number, ([], True))
            entries[number] = (places, True)
    keys = sorted(entries)
    gaps = [b - a for a, b in zip([0, *keys], keys, strict=False)]
    steps = array("I" if max(gaps, default=0) < 1 << 32 else "Q", gaps)
    sizes = array("H", (len(entries[k][0]) | (_LONGER if entries[k][1] else 0) for k in keys))
    flat = array("I", (posting for k in keys for posting in entries[k][0]))
    return {"steps": steps, "sizes": sizes, "postings": flat}


def pack(table: Table) -> bytes:
    """The bytes of the file: magic, length of the head, head (JSON), texts (xz), columns (zlib).

    Bytes of equal weight stand together in a column: they are alike, and so take less room.
    """
    texts = lzma.compress(json.dumps(table.texts, ensure_ascii=False, separators=(",", ":")).encode(), preset=9)
    head: dict[str, Any] = {"texts": len(texts), "columns": []}
    blocks = [texts]
    for name, column in table.columns.items():
        raw = _little(column).tobytes()
        block = zlib.compress(b"".join(raw[i :: column.itemsize] for i in range(column.itemsize)), 9)
        head["columns"].append([name, column.typecode, len(block)])
        blocks.append(block)
    opening = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([_MAGIC, struct.pack("<I", len(opening)), opening, *blocks])


def unpack(data: bytes) -> Table:
    """The table in a file's bytes. Raises ``ValueError`` if they are not a gazetteer."""
    if data[:8] != _MAGIC:
        raise ValueError("not a compiled gazetteer")
    (size,) = struct.unpack_from("<I", data, 8)
    at = 12 + size
    head = json.loads(data[12:at])
    texts = json.loads(lzma.decompress(data[at : at + head["texts"]]))
    at += head["texts"]
    columns = {}
    for name, typecode, length in head["columns"]:
        planes = zlib.decompress(data[at : at + length])
        at += length
        column: array[int] = array(typecode)
        raw = bytearray(len(planes))
        step = len(planes) // column.itemsize
        for i in range(column.itemsize):
            raw[i :: column.itemsize] = planes[i * step : (i + 1) * step]
        column.frombytes(bytes(raw))
        columns[name] = _little(column)
    return Table(texts, columns)


def _little(column: array[int]) -> array[int]:
    if sys.byteorder == "big":
        column = column[:]
        column.byteswap()
    return column


class Gazetteer:
    """All known places; ``look`` finds the rows that bear a name. ``fame`` counts the names GeoNames has for a town."""

    def __init__(self, table: Table) -> None:
        columns = table.columns
        self.kind = columns["kind"]
        self.population, self.fame = columns["population"], columns["fame"]
        self.names: list[str] = table.texts["names"]
        self.codes: list[str | None] = [code or None for code in table.texts["countries"]]
        self.lands: dict[int, tuple[str, ...]] = {int(i): tuple(c) for i, c in table.texts["lands"].items()}
        self._country, self._admin1 = columns["country"], columns["admin1"]
        self._lat, self._lon, self._geonames = columns["lat"], columns["lon"], columns["geonames"]
        self._keys = array("Q", accumulate(columns["steps"]))
        self._sizes, self._postings = columns["sizes"], columns["postings"]
        self._country_rows: dict[str, int] = {}
        self._ends = array("I", accumulate(size & ~_LONGER for size in self._sizes))

    def look(self, key: str) -> tuple[Sequence[int], bool]:
        """The postings of a key (twice the row, plus one for an alternate name), and whether longer names begin so."""
        number = digest(key)
        at = bisect_left(self._keys, number)
        if at == len(self._keys) or self._keys[at] != number:
            return (), False
        size, end = self._sizes[at], self._ends[at]
        count = size & ~_LONGER
        return self._postings[end - count : end], size >= _LONGER

    def country(self, row: int) -> str | None:
        """The ISO alpha-2 code of a row's country."""
        return self.codes[self._country[row]]

    def admin1_row(self, row: int) -> int | None:
        """The row of the first-order division a row lies in (or is)."""
        first = self._admin1[row]
        return None if first == NONE else first

    def admin1(self, row: int) -> str | None:
        """The name of that division."""
        first = self.admin1_row(row)
        return None if first is None else self.names[first]

    def country_rows(self) -> dict[str, int]:
        """The row of each of today's countries by its code."""
        if not self._country_rows:
            for row, kind in enumerate(self.kind):
                if kind != Kind.COUNTRY:
                    break
                self._country_rows[self.country(row) or ""] = row
        return self._country_rows

    def lands_of(self, name: str) -> tuple[str, ...]:
        """The codes of today's countries on the land of a former state or a wide area, by its name."""
        for row, lands in self.lands.items():
            if self.names[row] == name:
                return lands
        return ()

    def numbers(self) -> Sequence[int]:
        """GeoNames' number of every row; 0 where it has none."""
        return self._geonames

    def point(self, row: int) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return self._lat[row] / _LATLON, self._lon[row] / _LATLON

    def place(self, row: int, precision: int | None = None) -> Place:
        """A row as a ``Place``, with UCDP's precision for its kind unless one is given."""
        lat, lon = self.point(row)
        return Place(
            name=self.names[row],
            country=self.country(row),
            admin1=self.admin1(row),
            lat=lat,
            lon=lon,
            geonames_id=self._geonames[row] or None,
            precision=precision or _PRECISION[Kind(self.kind[row])],
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package."""
    return Gazetteer(unpack((resources.files(__package__) / FILE).read_bytes()))
