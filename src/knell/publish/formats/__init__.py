"""The files a release is written in, by format; each writes rows as they come, and counts them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from knell.publish.formats.sink import CannotWrite, File, OpenSink, Sink
from knell.publish.tables import Table
from knell.publish.terms import Terms

__all__ = ["CannotWrite", "File", "Sink", "UnknownFormat", "format_names", "known_formats", "open_sink", "tables_for"]


class UnknownFormat(ValueError):
    """There is no format of this name, or what it needs is not installed."""


@dataclass(frozen=True, slots=True)
class _Format:
    """Where a format is written, whether only tables with a point go into it, and which extra it needs."""

    module: str
    made_by: str
    points: bool = False
    needs: str = ""
    extra: str = ""


_FORMATS = {
    "csv": _Format("csv_files", "CsvFiles"),
    "jsonl": _Format("jsonl_files", "JsonLines"),
    "parquet": _Format("parquet_files", "ParquetFiles", needs="pyarrow", extra="parquet"),
    "xlsx": _Format("xlsx_book", "XlsxBook", needs="xlsxwriter", extra="xlsx"),
    "geojson": _Format("geojson_files", "GeoJson", points=True),
    "geopackage": _Format("geopackage_file", "GeoPackage", points=True),
    "sqlite": _Format("sqlite_file", "SqliteFile"),
}


def format_names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(_FORMATS)


def known_formats(names: Sequence[str]) -> tuple[str, ...]:
    """These formats, if there are all of them and what they need is installed. Raises ``UnknownFormat``."""
    if not names:
        raise UnknownFormat(f"no format is named; there are {', '.join(_FORMATS)}")
    return tuple(name for name in names if _format(name))


def tables_for(name: str, tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables of a layout that go into a format."""
    points = _format(name).points
    return tuple(
        one for one in tables if (not one.formats or name in one.formats) and (one.point is not None or not points)
    )


def open_sink(name: str, folder: Path, tables: Sequence[Table], terms: Terms) -> Sink:
    """Files of a format to write these tables into. Raises ``UnknownFormat``."""
    found = _format(name)
    make: OpenSink = getattr(import_module(f"knell.publish.formats.{found.module}"), found.made_by)
    return make(folder, tables, terms)


def _format(name: str) -> _Format:
    if name not in _FORMATS:
        raise UnknownFormat(f"there is no format {name!r}; there are {', '.join(_FORMATS)}")
    found = _FORMATS[name]
    if found.needs and find_spec(found.needs) is None:
        raise UnknownFormat(f'{name} needs {found.needs}; install it with: pip install "knell[{found.extra}]"')
    return found
