"""A release on disk, as it is read again: its files as they were written, their rows as they were declared."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO, TypeVar

from knell.figures import find_rule
from knell.publish.formats.sink import plain
from knell.publish.layouts import find_layout
from knell.publish.package import PACKAGE, hashed
from knell.publish.tables import Cell, Field, Table, Type
from knell.publish.terms import Terms

T = TypeVar("T")


class NotReadable(ValueError):
    """A folder that is no release that can be read again, in one line."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk: its tables in a format that is read again."""

    folder: Path
    tables: tuple[Table, ...]
    files: Mapping[str, Path]
    rule: str

    def rows(self, name: str, make: Callable[[dict[str, Any]], T]) -> Iterator[T]:
        """What is made of the rows of a table as they were declared, days as ISO 8601. Raises ``NotReadable``."""
        table = next(one for one in self.tables if one.name == name)
        path = self.files[name]
        number = 1
        with path.open(encoding="utf-8", newline="") as file:
            try:
                for row in map(json.loads, file) if path.suffix == ".jsonl" else _csv(file, table):
                    yield make(as_declared(table, row))
                    number += 1
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise NotReadable(f"{path}: row {number:,} is not as knell writes it: {error}") from None


_PARSED: Mapping[Type, Callable[[str], Any]] = {
    Type.INTEGER: int,
    Type.NUMBER: float,
    Type.BOOLEAN: {"true": True, "false": False}.__getitem__,
    Type.ARRAY: json.loads,
    Type.OBJECT: json.loads,
}
_DAYS: Mapping[Type, Callable[[str], Cell]] = {Type.DATE: date.fromisoformat, Type.DATETIME: datetime.fromisoformat}


def _csv(file: TextIO, table: Table) -> Iterator[dict[str, Any]]:
    for row in csv.DictReader(file):
        parsed = {
            one.name: _PARSED.get(one.type, str)(row[one.name]) if row[one.name] else None for one in table.fields
        }
        yield {**row, **parsed}


def as_declared(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row held to what its table declares; days as ISO 8601. Raises ``ValueError`` or the like for any other."""
    days = {one.name: _DAYS[one.type](row[one.name]) for one in table.fields if _is_day(row, one)}
    return {name: plain(cell) for name, cell in table.checked({**row, **days}).items()}


def _is_day(row: Mapping[str, Any], field: Field) -> bool:
    return field.type in _DAYS and row[field.name] is not None


def is_release(folder: Path) -> bool:
    """Whether a folder looks like a release."""
    return (folder / PACKAGE).is_file()


def opened_release(folder: Path) -> Release:
    """A release whose files are as they were written. Raises ``NotReadable``."""
    try:
        package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
        told, resources = package["knell"], package["resources"]
        layout, texts = str(told["layout"]), bool(told["texts"])
        rule = find_rule(str(told["rule"])).name
        named = {str(one["path"]): str(one["hash"]) for one in resources}
    except (OSError, ValueError, LookupError, TypeError):
        raise NotReadable(f"{folder / PACKAGE}: does not describe a release of knell") from None
    own = find_layout("own")
    if layout != f"{own.name}/{own.version}":
        raise NotReadable(f"{folder}: is laid out as {layout}; only {own.name}/{own.version} can be read again")
    if not texts:
        raise NotReadable(f"{folder}: holds no texts of reports; only a release made --with-texts can be read again")
    tables = own.tables(Terms(date.min, texts=True))
    for ending in (".jsonl", ".csv"):
        files = {one.name: folder / f"{one.name}{ending}" for one in tables}
        if all(path.name in named for path in files.values()):
            for path in files.values():
                _check(path, named[path.name])
            return Release(folder, tables, files, rule)
    raise NotReadable(f"{folder}: holds neither JSON lines nor CSV; only these can be read again")


def _check(path: Path, told: str) -> None:
    if not path.is_file():
        raise NotReadable(f"{path}: is missing")
    if f"sha256:{hashed(path)[1]}" != told:
        raise NotReadable(f"{path}: is not as it was written; its SHA-256 is another")
