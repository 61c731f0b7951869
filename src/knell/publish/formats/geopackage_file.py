"""GeoPackage 1.3 (OGC 12-128r17), one file with a layer a table that has points; written with SQLite alone."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from knell.publish.formats.sink import File, flat
from knell.publish.tables import Row, Table, Type
from knell.publish.terms import Terms

_NAME = "release.gpkg"
_APPLICATION, _VERSION = 0x47504B47, 10300
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in decimal degrees on WGS 84"),
)
_TYPES = {
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "REAL",
    Type.BOOLEAN: "BOOLEAN",
    Type.DATE: "DATE",
    Type.DATETIME: "DATETIME",
}
_CORE = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""


class GeoPackage:
    """A GeoPackage with a layer of points for each table that has them."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._path, self._tables, self._closed = folder / _NAME, tables, False
        self._bounds: dict[str, tuple[float, float, float, float]] = {}
        self._moment = f"{terms.day.isoformat()}T00:00:00.000Z"
        # A half-written release is thrown away whole: nothing has to survive a crash here.
        self._database = sqlite3.connect(self._path, isolation_level=None)
        for pragma in (f"application_id={_APPLICATION}", f"user_version={_VERSION}", "journal_mode=OFF"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(_CORE)
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        for table in tables:
            columns = "".join(f", {_quoted(one.name)} {_TYPES.get(one.type, 'TEXT')}" for one in table.fields)
            first = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT"
            self._database.execute(f"CREATE TABLE {_quoted(table.name)} ({first}{columns})")

    def write(self, table: Table, row: Row) -> None:
        """One more row."""
        assert table.point is not None
        latitude, longitude = (row[name] for name in table.point)
        point = None
        if isinstance(latitude, int | float) and isinstance(longitude, int | float):
            point = _point(longitude, latitude)
            west, south, east, north = self._bounds.get(table.name, (longitude, latitude, longitude, latitude))
            self._bounds[table.name] = (
                *(min(west, longitude), min(south, latitude)),
                *(max(east, longitude), max(north, latitude)),
            )
        cells: list[Any] = [flat(cell) for cell in row.values()]
        marks = ", ".join("?" * (len(cells) + 2))
        self._database.execute(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", (None, point, *cells))

    def close(self) -> None:
        """Say where the layers lie, and finish."""
        if self._closed:
            return
        self._closed = True
        for one in self._tables:
            bounds = self._bounds.get(one.name, (None, None, None, None))
            said = (one.name, "features", one.name, one.description, self._moment, *bounds, 4326)
            self._database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", said)
            geometry = (one.name, "geom", "POINT", 4326, 0, 0)
            self._database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", geometry)
        self._database.execute("COMMIT")
        self._database.close()

    def files(self) -> tuple[File, ...]:
        """The file with all layers."""
        return (File(_NAME, tuple(table.name for table in self._tables)),)

    def counted(self) -> Mapping[str, int]:
        """Rows of each layer, as the file is opened anew."""
        database = sqlite3.connect(self._path.absolute().as_uri() + "?mode=ro", uri=True)
        try:
            asked = {one.name: f"SELECT count(*) FROM {_quoted(one.name)}" for one in self._tables}
            return {name: int(database.execute(question).fetchone()[0]) for name, question in asked.items()}
        finally:
            database.close()


def _point(x: float, y: float) -> bytes:
    """A point as GeoPackage has it: its header (little-endian, no envelope, EPSG 4326), then well-known binary."""
    return struct.pack("<2sBBi", b"GP", 0, 1, 4326) + struct.pack("<BIdd", 1, 1, x, y)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
