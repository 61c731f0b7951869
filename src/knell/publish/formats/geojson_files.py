"""GeoJSON after RFC 7946, a file a table that has points; what has no known point has no geometry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from knell.contract import dumps
from knell.publish.formats.sink import File, plain
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms

_END = "\n]}\n"


class GeoJson:
    """A collection of features for each table with points; each feature stands on a line of its own."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._folder, self._tables, self._stack, self._closed = folder, tables, ExitStack(), False
        self._files: dict[str, TextIO] = {}
        self._begun: set[str] = set()
        for table in tables:
            file = self._stack.enter_context((folder / _name(table)).open("w", encoding="utf-8", newline="\n"))
            file.write(_beginning(table))
            self._files[table.name] = file

    def write(self, table: Table, row: Row) -> None:
        """One more feature."""
        assert table.point is not None
        latitude, longitude = (row[name] for name in table.point)
        known = latitude is not None and longitude is not None
        feature = {
            "type": "Feature",
            **({"id": row[table.key[0]]} if len(table.key) == 1 else {}),
            "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
            "properties": {name: plain(cell) for name, cell in row.items()},
        }
        self._files[table.name].write((",\n" if table.name in self._begun else "\n") + dumps(feature))
        self._begun.add(table.name)

    def close(self) -> None:
        """Finish the files."""
        if not self._closed:
            self._closed = True
            with self._stack:
                for file in self._files.values():
                    file.write(_END)

    def files(self) -> tuple[File, ...]:
        """A file a table."""
        return tuple(File(_name(table), (table.name,)) for table in self._tables)

    def counted(self) -> Mapping[str, int]:
        """Features, each read as JSON."""
        found: dict[str, int] = {}
        for table in self._tables:
            with (self._folder / _name(table)).open(encoding="utf-8", newline="\n") as file:
                # The first line is that of the collection, the last closes it.
                features = (json.loads(line.rstrip(",\n")) for line in file if line.startswith('{"type":"Feature",'))
                found[table.name] = sum(1 for one in features if one["properties"])
        return found


def _name(table: Table) -> str:
    return f"{table.file or table.name}.geojson"


def _beginning(table: Table) -> str:
    return f'{{"type":"FeatureCollection","name":{dumps(table.name)},"features":['
