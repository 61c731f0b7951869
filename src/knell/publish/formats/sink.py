"""What every format does: take rows as they come, finish its files, and count what is in them by reading them again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

from knell.contract import dumps
from knell.publish.tables import Cell, Row, Table
from knell.publish.terms import Terms

# A text may be longer than what Python's reader of CSV takes unless it is told so.
csv.field_size_limit(2**31 - 1)


class CannotWrite(ValueError):
    """A row that a format has no room for: said in one line, and nothing is published."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: its path below the release, and the tables in it; one file may hold several."""

    path: str
    tables: tuple[str, ...]


class Sink(Protocol):
    """Files of one format that are being written below a folder."""

    def write(self, table: Table, row: Row) -> None:
        """One more row, as ``Table.checked`` gives it. Raises ``CannotWrite``."""

    def close(self) -> None:
        """Finish the files."""

    def files(self) -> tuple[File, ...]:
        """The files, in the order of the tables."""

    def counted(self) -> Mapping[str, int]:
        """How many rows of each table stand in the closed files, counted by reading them again."""


OpenSink = Callable[[Path, Sequence[Table], Terms], Sink]


def moment(value: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def plain(cell: Cell) -> Any:
    """A cell as JSON has it."""
    if isinstance(cell, datetime):
        return moment(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def flat(cell: Cell) -> str | int | float | bool | None:
    """A cell as a format has it that knows no lists, objects or days: those as JSON and ISO 8601."""
    if isinstance(cell, list | tuple | dict):
        return dumps(cell)
    found: str | int | float | bool | None = plain(cell)
    return found
