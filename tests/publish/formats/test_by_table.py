"""Formats that write a file a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knell.publish import Terms
from knell.publish.formats.csv_files import CsvFiles
from knell.publish.formats.geojson_files import GeoJson
from knell.publish.tables import Field, Table, Type

FIELDS = (Field("key", Type.STRING, ""), Field("lat", Type.NUMBER, ""), Field("lon", Type.NUMBER, ""))
TABLES = tuple(Table(name, "", FIELDS, ("key",), point=("lat", "lon")) for name in ("one", "two"))


@pytest.mark.filterwarnings("error::ResourceWarning", "error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("made", [CsvFiles, GeoJson])
def test_where_one_file_cannot_be_opened_none_stays_open(made: type[CsvFiles | GeoJson], tmp_path: Path) -> None:
    (tmp_path / f"two.{made.ending}").mkdir()
    with pytest.raises(IsADirectoryError):
        made(tmp_path, TABLES, Terms(date(2026, 1, 1)))
    (tmp_path / f"two.{made.ending}").rmdir()
    files = made(tmp_path, TABLES, Terms(date(2026, 1, 1)))
    files.write(TABLES[0], {"key": "a", "lat": 1.5, "lon": None})
    files.close()
    files.close()
    assert files.counted() == {"one": 1, "two": 0}
    assert [file.path for file in files.files()] == [f"one.{made.ending}", f"two.{made.ending}"]
