"""What columns mean, by their names, in every language that has words for them."""

from __future__ import annotations

import pytest

from knell.imports.headers import read_header
from knell.imports.targets import is_target
from knell.languages import available, load


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Date", "start"),
        ("date_of_incident", "start"),
        ("EventDate", "start"),
        ("End date", "end"),
        ("Killed", "killed"),
        ("No. of people killed", "killed"),
        ("# wounded", "injured"),
        ("Deaths (min)", "killed.low"),
        ("max_fatalities", "killed.high"),
        ("Best estimate of deaths", "killed"),
        ("Civilians killed", "killed civilian"),
        ("Children injured (max.)", "injured.high child"),
        ("Of whom women killed", "killed woman"),
        ("Number missing", "missing"),
        ("Incident", "title"),
        ("Incident number", "id"),
        ("LATITUDE", "lat"),
        ("Lng", "lon"),
        ("Source URL", "url"),
        ("Date of report", "source_date"),
    ],
)
def test_columns_in_english(name: str, target: str) -> None:
    assert read_header(["Country", name]).targets.get(name) == target


@pytest.mark.parametrize(
    "name", ["Casualties", "Killed or wounded", "Dead cattle", "Killed by", "Weapon", "Deaths 2014", "Injured dogs", ""]
)
def test_a_column_with_a_word_that_is_not_understood_is_not_read(name: str) -> None:
    assert name not in read_header(["Date", name]).targets


@pytest.mark.parametrize(
    ("language", "names", "targets"),
    [
        ("ru", ["Дата", "Населённый пункт", "Погибло", "Ранено (мин.)"], ["start", "place", "killed", "injured.low"]),
        ("uk", ["Дата події", "Місто", "Загинуло", "Поранено дітей"], ["start", "place", "killed", "injured child"]),
        ("az", ["Tarix", "Yer", "Ölənlər", "Yaralıların sayı"], ["start", "place", "killed", None]),
        ("tr", ["Tarih", "İlçe", "Ölü sayısı", "Yaralı sayısı"], ["start", "place", "killed", "injured"]),
        ("de", ["Datum", "Ort", "Tote", "Verletzte (mindestens)"], ["start", "place", "killed", "injured.low"]),
        ("fr", ["Date", "Lieu", "Nombre de tués", "Blessés civils"], ["start", "place", "killed", "injured civilian"]),
        ("es", ["Fecha", "Lugar", "Muertos", "Heridos (máximo)"], ["start", "place", "killed", "injured.high"]),
        ("it", ["Data", "Luogo", "Morti", "Feriti"], ["start", "place", "killed", "injured"]),
        ("pt", ["Data", "Lugar", "Mortos", "Feridos civis"], ["start", "place", "killed", "injured civilian"]),
    ],
)
def test_columns_in_other_languages(language: str, names: list[str], targets: list[str | None]) -> None:
    read = read_header(names)
    assert [read.targets.get(name) for name in names] == targets
    assert read.language == language


def test_of_two_columns_that_mean_the_same_the_first_is_read() -> None:
    assert read_header(["Killed", "Deaths"]).targets == {"Killed": "killed"}


def test_well_known_layouts_need_no_guessing() -> None:
    ged = ["id", "date_start", "date_end", "date_prec", "where_prec", "best", "low", "high", "deaths_a", "country"]
    read = read_header(ged)
    assert read.layout is not None and read.layout.name == "UCDP GED"
    assert read.targets["best"] == "killed" and read.targets["low"] == "killed.low"
    acled = ["event_id_cnty", "event_date", "time_precision", "geo_precision", "fatalities", "notes", "event_type"]
    read = read_header(acled)
    assert read.layout is not None and read.layout.name == "ACLED" and "event_type" not in read.targets
    assert read_header(["eventid", "iyear", "imonth", "iday", "nkill", "nwound"]).targets["iyear"] == "year"


@pytest.mark.parametrize("language", [code for code in available() if load(code).section("lists")])
def test_the_words_of_a_language_name_what_a_column_can_mean(language: str) -> None:
    lists = load(language).section("lists")
    assert set(lists) == {"filling", "blank", "columns", "counts", "bounds", "groups"}
    assert all(is_target(target) for target in (*lists["columns"], *lists["counts"]))
    assert all(is_target(f"killed {group}") for group in lists["groups"])
    assert set(lists["bounds"]) <= {"low", "high", "best"}


def test_every_language_has_words_for_columns() -> None:
    assert [code for code in available() if not load(code).section("lists")] == []
