"""What a layout is made of: named tables of declared fields, and the rows that an event gives to each of them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from knell.publish.cut import Entry
from knell.publish.terms import Terms

# A cell is of the type of its field, or None where it is unknown. A list or an object is written as JSON where a
# format has nothing of the kind.
Cell: TypeAlias = "str | int | float | bool | date | datetime | Sequence[Any] | Mapping[str, Any] | None"
Row: TypeAlias = Mapping[str, Cell]


class Type(StrEnum):
    """What the cells of a field are, by the names that Frictionless gives the types."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    ARRAY = "array"
    OBJECT = "object"


_PYTHON: Mapping[Type, tuple[type, ...]] = {
    Type.STRING: (str,),
    Type.INTEGER: (int,),
    Type.NUMBER: (float, int),
    Type.BOOLEAN: (bool,),
    Type.DATE: (date,),
    Type.DATETIME: (datetime,),
    Type.ARRAY: (list, tuple),
    Type.OBJECT: (dict,),
}


_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


class BadRow(ValueError):
    """A row that is not what its table declares: a fault of the layout, said before anything is published."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``required`` cells are never None; ``enum`` are all values there may be, none where any may.

    ``items`` is of what type all items of an array are, None where they are of several.
    """

    name: str
    type: Type
    description: str
    required: bool = False
    unique: bool = False
    minimum: int | float | None = None
    maximum: int | float | None = None
    enum: tuple[str, ...] = ()
    items: Type | None = None

    def fault(self, cell: Cell) -> str | None:
        """What is wrong with a cell; None where nothing is."""
        if cell is None:
            return "is empty, but must not be" if self.required else None
        is_other = isinstance(cell, bool) != (self.type is Type.BOOLEAN) or (
            isinstance(cell, datetime) and self.type is Type.DATE
        )
        if is_other or not isinstance(cell, _PYTHON[self.type]):
            return f"is of type {type(cell).__name__}, not {self.type.value}"
        if self.enum and cell not in self.enum:
            return "is none of the values there may be"
        if isinstance(cell, int | float):
            if not math.isfinite(cell):
                return "is no number"
            if self.minimum is not None and cell < self.minimum:
                return f"is below {self.minimum}"
            if self.maximum is not None and cell > self.maximum:
                return f"is above {self.maximum}"
        return None


@dataclass(frozen=True, slots=True)
class Foreign:
    """Fields that name a row of another table (or of the same) by ``to``, its fields."""

    fields: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its fields in order, those that make its key, and which name rows of others.

    ``point`` names the fields of latitude and longitude, where rows lie on a map: only such tables go into GeoJSON and
    GeoPackage. ``formats`` are all that the table may be written in, any where there are none; ``file`` is the name of
    its file without the ending, ``name`` unless given.
    """

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    point: tuple[str, str] | None = None
    formats: tuple[str, ...] = ()
    file: str = ""

    def checked(self, row: Row) -> Row:
        """The row as every format takes it, with its cells in the order of the fields. Raises ``BadRow``.

        An empty string is as good as none: CSV does not tell them apart. What UTF-8 or a reader of CSV cannot take
        stands as U+FFFD, one for one, so that spans stay true.
        """
        if len(row) != len(self.fields) or any(one.name not in row for one in self.fields):
            odd = sorted(row.keys() ^ {one.name for one in self.fields})
            raise BadRow(f"{self.name}: the row's columns are not those declared: {', '.join(odd)}")
        made: dict[str, Cell] = {}
        for one in self.fields:
            cell = row[one.name]
            if isinstance(cell, str):
                cell = _UNWRITABLE.sub("\ufffd", cell) or None
            fault = one.fault(cell)
            if fault is not None:
                raise BadRow(f"{self.name}.{one.name}: {fault}")
            made[one.name] = cell
        return made


class Layout(Protocol):
    """A way to lay a release out in tables; one object without state, so that it may be used again.

    ``name`` is what ``--layout`` calls it, ``version`` that of what it follows ("25.1").
    """

    name: str
    version: str
    description: str

    # A layout may have ``rest`` too: it is given the whole cut behind the last event, for rows that are of no event.
    def tables(self, terms: Terms) -> tuple[Table, ...]:
        """Its tables on these terms, each after those it refers to."""

    def rows(self, entry: Entry, terms: Terms) -> Iterator[tuple[str, Row]]:
        """What an event gives: the name of a table and a row of it, each row once in a release, in a fixed order."""
