"""The compiled table and what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import pytest

from knell.places import country_name
from knell.places.gazetteer import FILE, Gazetteer, Kind, Table, gazetteer, pack, unpack
from knell.places.normal import key


@dataclass
class Row:
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


ROWS = [
    Row(Kind.COUNTRY, "Erewhon", "EW", "", 1.0, 2.0, 10, 7, (), 0),
    Row(Kind.ADMIN1, "North Nowhere", "EW", "01", 1.5, 2.5, 5, 0, (), 0),
    Row(Kind.CITY, "Higgs", "EW", "01", -33.868, 151.207, 3, 9, (), 4),
]


def small() -> Table:
    return Table.of(ROWS, {("EW", "01"): 1}, {"erewhon": [0], "north nowhere": [2], "higgs": [4], "chowbok": [5]})


def find(name: str) -> list[tuple[str, str | None, str | None]]:
    places = gazetteer()
    rows = [posting >> 1 for posting in places.look(key(name))[0]]
    return [(places.names[row], places.country(row), places.admin1(row)) for row in rows]


def test_what_is_packed_is_unpacked() -> None:
    table = unpack(pack(small()))
    assert table.texts["names"] == [row.name for row in ROWS]
    assert table.columns == small().columns


def test_packing_is_repeatable() -> None:
    assert pack(small()) == pack(small())


def test_looking_up_a_small_table() -> None:
    places = Gazetteer(small())
    assert list(places.look("higgs")[0]) == [4]
    assert list(places.look("chowbok")[0]) == [5]
    assert places.look("north") == (places.look("north")[0], True)
    assert list(places.look("north")[0]) == []
    assert places.look("nowhere") == ((), False)
    place = places.place(2)
    assert (place.name, place.country, place.admin1) == ("Higgs", "EW", "North Nowhere")
    assert (place.lat, place.lon, place.geonames_id, place.precision) == (-33.868, 151.207, 9, 1)
    assert places.place(1).geonames_id is None


@pytest.mark.parametrize("junk", [b"", b"KNELL", b"not a gazetteer at all"])
def test_other_bytes_are_refused(junk: bytes) -> None:
    with pytest.raises(ValueError, match="gazetteer"):
        unpack(junk)


def test_the_file_is_small() -> None:
    assert len((resources.files("knell.places") / FILE).read_bytes()) < 15_000_000


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Leningrad", ("Saint Petersburg", "RU")),
        ("Kirovabad", ("Ganja", "AZ")),
        ("Гянджа", ("Ganja", "AZ")),
        ("Gəncə", ("Ganja", "AZ")),
        ("Bombay", ("Mumbai", "IN")),
        ("Madras", ("Chennai", "IN")),
        ("Zaire", ("Zaire", "CD")),
        ("USSR", ("Soviet Union", "SU")),
        ("Yugoslavia", ("Yugoslavia", "YU")),
        ("Beyrouth", ("Beirut", "LB")),
        ("Киев", ("Kyiv", "UA")),
        ("Азербайджан", ("Azerbaijan", "AZ")),
        ("Helmand", ("Helmand", "AF")),
        ("Gaza Strip", ("Gaza Strip", "PS")),
        ("Mediterranean", ("Mediterranean Sea", None)),
    ],
)
def test_names_of_many_kinds(name: str, expected: tuple[str, str | None]) -> None:
    assert expected in [(found, country) for found, country, _ in find(name)]


def test_codes_and_letterwise_transliterations_are_no_names() -> None:
    assert ("Beirut", "LB", "Beyrouth") not in find("BEY")
    assert not find("byrwt")


def test_every_capital_is_a_capital() -> None:
    places = gazetteer()
    capitals = {places.country(row) for row, kind in enumerate(places.kind) if kind == Kind.CAPITAL}
    assert {"AF", "AZ", "BR", "CD", "IQ", "SV", "UA", "US"} <= capitals


def test_a_sea_is_international_and_a_country_is_a_country() -> None:
    places = gazetteer()
    precision = {
        name: places.place(places.look(key(name))[0][0] >> 1).precision for name in ("Black Sea", "Iraq", "Darfur")
    }
    assert precision == {"Black Sea": 7, "Iraq": 6, "Darfur": 5}


def test_countries_have_names() -> None:
    assert (country_name("AZ"), country_name("gb"), country_name("XX")) == ("Azerbaijan", "United Kingdom", None)
