"""GeoJSON after RFC 7946, a file a table that has points; what has no known point has no geometry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from knell.contract import dumps
from knell.publish.formats.by_table import FilePerTable
from knell.publish.formats.sink import plain
from knell.publish.tables import Row, Table
from knell.publish.terms import Terms


class GeoJson(FilePerTable):
    """A collection of features for each table with points; each feature stands on a line of its own."""

    ending = "geojson"

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._files: dict[str, TextIO] = {}
        self._begun: set[str] = set()
        super().__init__(folder, tables, terms)

    def _begin(self, table: Table) -> None:
        file = self._files[table.name] = self._text(table)
        file.write(f'{{"type":"FeatureCollection","name":{dumps(table.name)},"features":[')
        # Before it is closed.
        self._stack.callback(file.write, "\n]}\n")

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

    def _count(self, table: Table) -> int:
        """Features, each read as JSON."""
        with self._read(table) as file:
            # The first line is that of the collection, the last closes it.
            features = (json.loads(line.rstrip(",\n")) for line in file if line.startswith('{"type":"Feature",'))
            return sum(1 for one in features if one["properties"])
