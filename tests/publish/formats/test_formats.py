"""Each format, read again by a library that others wrote: the same rows, of the types that are declared."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import Cut, Terms, export, find_layout, known_formats
from knell.publish.formats import CannotWrite, UnknownFormat, open_sink, tables_for
from knell.publish.tables import Field, Table, Type

DAY = date(2026, 1, 1)
WORDS = (
    "The clash in Osh on 3 May 2001 killed 12 people, police said.",
    '=SUM(1), "quotes"\nand Tıxac: the clash in Osh on 3 May 2001 killed 14 people, a hospital doctor said.',
    "An earthquake killed 40 people in Osh on 5 June 1890, an old chronicle says.",
)
ODD = Table(
    "odd",
    "All types, with what is hard to write.",
    (
        Field("id", Type.STRING, "A key.", required=True),
        Field("words", Type.STRING, "Words."),
        Field("number", Type.INTEGER, "A number."),
        Field("share", Type.NUMBER, "A share."),
        Field("sure", Type.BOOLEAN, "Whether."),
        Field("day", Type.DATE, "A day."),
        Field("moment", Type.DATETIME, "A moment."),
        Field("list", Type.ARRAY, "Words.", items=Type.STRING),
        Field("object", Type.OBJECT, "An object."),
        Field("lat", Type.NUMBER, "North."),
        Field("lon", Type.NUMBER, "East."),
    ),
    key=("id",),
    point=("lat", "lon"),
)


def row(ident: str, **cells: Any) -> dict[str, Any]:
    return {**{field.name: None for field in ODD.fields}, "id": ident, **cells}


ROWS = [
    row("a", words='=1+1, "x"\r\nTıxac مرحبا \x00\ud800', number=2**40, share=0.1, sure=False, day=date(1890, 6, 5)),
    row(
        "b",
        words="",
        number=2**53 + 1,
        day=date(2001, 5, 3),
        list=["=x", "y"],
        object={"a": [1, None]},
        lat=40.5,
        lon=72.8,
    ),
    row("c", moment=datetime.fromisoformat("2001-05-03T06:00:00+02:00"), sure=True, lat=-1.0, lon=0.0),
]


def written(name: str, folder: Path) -> Path:
    sink = open_sink(name, folder, (ODD,), Terms(DAY))
    for one in ROWS:
        sink.write(ODD, ODD.checked(one))
    sink.close()
    sink.close()
    assert sink.counted() == {"odd": len(ROWS)}
    return folder / sink.files()[0].path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("record") / "r.db") as made:
        for number, text in enumerate(WORDS):
            told = Report(id=f"r{number}", text=text, published=date(2003, 6, 10), language="en")
            made.add(extract(told))
        made.link()
        yield made


def test_csv_keeps_what_is_hard_to_write(tmp_path: Path) -> None:
    with written("csv", tmp_path).open(encoding="utf-8", newline="") as file:
        a, b, c = csv.DictReader(file)
    assert a["words"] == '=1+1, "x"\r\nTıxac مرحبا \ufffd\ufffd'
    assert (a["number"], a["share"], a["sure"], a["day"]) == ("1099511627776", "0.1", "false", "1890-06-05")
    assert (b["words"], b["list"], b["object"]) == ("", '["=x","y"]', '{"a":[1,null]}')
    assert (c["moment"], c["sure"], c["number"]) == ("2001-05-03T04:00:00Z", "true", "")


def test_json_lines_keep_types(tmp_path: Path) -> None:
    a, b, c = (json.loads(line) for line in written("jsonl", tmp_path).read_text(encoding="utf-8").splitlines())
    assert (a["number"], a["share"], a["sure"], a["list"]) == (2**40, 0.1, False, None)
    assert (b["words"], b["list"], b["object"]) == (None, ["=x", "y"], {"a": [1, None]})
    assert c["moment"] == "2001-05-03T04:00:00Z"


def test_parquet_has_days_moments_and_lists(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    a, b, c = pq.read_table(written("parquet", tmp_path)).to_pylist()
    assert (a["number"], a["sure"], a["day"]) == (2**40, False, date(1890, 6, 5))
    assert (b["words"], b["list"], json.loads(b["object"])) == (None, ["=x", "y"], {"a": [1, None]})
    assert c["moment"] == ROWS[2]["moment"]


def test_a_workbook_has_no_formula_and_old_days_as_words(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(written("xlsx", tmp_path))["odd"]
    cells = {name: [sheet.cell(number, at + 1) for number in (2, 3, 4)] for at, name in enumerate(row("x"))}
    assert cells["words"][0].data_type == "s" and cells["words"][0].value.startswith("=1+1")
    assert [one.value for one in cells["day"]] == ["1890-06-05", datetime(2001, 5, 3), None]
    assert [one.value for one in cells["sure"]] == [False, None, True]
    assert [one.value for one in cells["number"]] == [2**40, "9007199254740993", None]


def test_a_workbook_says_what_it_has_no_room_for(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    sink = open_sink("xlsx", tmp_path, (ODD,), Terms(DAY))
    with pytest.raises(CannotWrite, match=r"odd\.words has 40,000"):
        sink.write(ODD, ODD.checked(row("a", words="x" * 40_000)))
    sink.close()


def test_geojson_has_points_east_first_and_none_where_unknown(tmp_path: Path) -> None:
    found = json.loads(written("geojson", tmp_path).read_text(encoding="utf-8"))
    assert [one["geometry"] and one["geometry"]["coordinates"] for one in found["features"]] == [
        None,
        [72.8, 40.5],
        [0.0, -1.0],
    ]
    assert [one["id"] for one in found["features"]] == ["a", "b", "c"]
    empty = open_sink("geojson", tmp_path, (ODD,), Terms(DAY))
    empty.close()
    assert json.loads((tmp_path / "odd.geojson").read_text())["features"] == []


def test_a_geopackage_opens_where_others_are_opened(tmp_path: Path) -> None:
    path = written("geopackage", tmp_path)
    pyogrio = pytest.importorskip("pyogrio")
    raw = pytest.importorskip("pyogrio.raw")
    assert pyogrio.list_layers(path).tolist() == [["odd", "Point"]]
    info = pyogrio.read_info(path, layer="odd")
    assert info["crs"] == "EPSG:4326" and info["features"] == 3
    assert info["total_bounds"] == (0.0, -1.0, 72.8, 40.5)
    assert list(info["fields"]) == [field.name for field in ODD.fields]
    meta, _, shapes, cells = raw.read(path)
    found = dict(zip(meta["fields"], cells, strict=True))
    assert found["id"].tolist() == ["a", "b", "c"] and shapes[0] is None
    assert str(found["day"][0]) == "1890-06-05"
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_only_tables_with_points_go_on_a_map() -> None:
    tables = find_layout("own").tables(Terms(DAY))
    assert [one.name for one in tables_for("geojson", tables)] == ["events", "mentions"]
    assert tables_for("csv", tables) == tables


def test_every_format_gives_the_same_bytes_again(record: Record, tmp_path: Path) -> None:
    for library in ("pyarrow", "xlsxwriter", "openpyxl"):
        pytest.importorskip(library)
    formats = ("csv", "jsonl", "parquet", "xlsx", "geojson", "geopackage", "sqlite")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(Cut(record, Terms(DAY, unreviewed=True)), find_layout("own"), formats, tmp_path / name)
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1]


def test_a_format_that_there_is_not_is_told() -> None:
    with pytest.raises(UnknownFormat, match="no format 'stata'"):
        known_formats(["csv", "stata"])
    with pytest.raises(UnknownFormat, match="no format is named"):
        known_formats([])
