"""One workbook with a sheet a table, for people who work in spreadsheets; nothing in it is ever a formula."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import xlsxwriter

from knell.publish.formats.sink import CannotWrite, File, flat
from knell.publish.tables import Cell, Row, Table, Type
from knell.publish.terms import Terms

_NAME = "release.xlsx"
_ROW, _PIECE = b"<row ", 1 << 20
_MOST_ROWS, _MOST_LETTERS, _LONGEST_NAME = 1_048_576, 32_767, 31
# Spreadsheets would round what is larger.
_LARGEST = 2**53
# Spreadsheets count days from 1900 and have a day in it that never was.
_FIRST_DAY = date(1900, 3, 1)
_WIDTHS = {Type.STRING: 24, Type.DATE: 11, Type.ARRAY: 24, Type.OBJECT: 24}


class XlsxBook:
    """A workbook with a sheet for each table; rows go to disk as they come."""

    def __init__(self, folder: Path, tables: Sequence[Table], terms: Terms) -> None:
        self._path, self._tables, self._closed = folder / _NAME, tables, False
        options = {"constant_memory": True, "tmpdir": str(folder), "strings_to_formulas": False}
        self._book = xlsxwriter.Workbook(str(self._path), {**options, "strings_to_urls": False})
        made = datetime.combine(terms.day, time(), UTC).replace(tzinfo=None)
        self._book.set_properties({"title": terms.title, "company": terms.publisher, "created": made})
        bold, self._day = self._book.add_format({"bold": True}), self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._sheets = {table.name: self._book.add_worksheet(table.name[:_LONGEST_NAME]) for table in tables}
        self._rows: Counter[str] = Counter()
        for table in tables:
            sheet = self._sheets[table.name]
            sheet.freeze_panes(1, 0)
            for at, field in enumerate(table.fields):
                sheet.set_column(at, at, _WIDTHS.get(field.type, 12))
                sheet.write_string(0, at, field.name, bold)

    def write(self, table: Table, row: Row) -> None:
        """One more row."""
        self._rows[table.name] += 1
        number = self._rows[table.name]
        if number >= _MOST_ROWS:
            raise CannotWrite(f"xlsx: a sheet holds {_MOST_ROWS:,} rows, {table.name} has more; take another format")
        for at, (name, cell) in enumerate(row.items()):
            self._put(table, name, number, at, cell)

    def _put(self, table: Table, name: str, number: int, at: int, cell: Cell) -> None:
        sheet = self._sheets[table.name]
        if isinstance(cell, date) and not isinstance(cell, datetime) and cell >= _FIRST_DAY:
            sheet.write_datetime(number, at, datetime.combine(cell, time()), self._day)
            return
        value = flat(cell)
        if isinstance(value, bool):
            sheet.write_boolean(number, at, value)
        elif isinstance(value, str):
            if len(value) > _MOST_LETTERS:
                raise CannotWrite(
                    f"xlsx: a cell holds {_MOST_LETTERS:,} letters, {table.name}.{name} has {len(value):,}; "
                    "take another format"
                )
            sheet.write_string(number, at, value)
        elif isinstance(value, int) and abs(value) > _LARGEST:
            sheet.write_string(number, at, str(value))
        elif value is not None:
            sheet.write_number(number, at, value)

    def close(self) -> None:
        """Finish the workbook."""
        if not self._closed:
            self._closed = True
            self._book.close()

    def files(self) -> tuple[File, ...]:
        """The workbook."""
        return (File(_NAME, tuple(table.name for table in self._tables)),)

    def counted(self) -> Mapping[str, int]:
        """Rows of each sheet in the finished file; only cells escape what is looked for, so nothing else is a row."""
        with zipfile.ZipFile(self._path) as book:
            return {
                table.name: _occurrences(book, f"xl/worksheets/sheet{number}.xml") - 1
                for number, table in enumerate(self._tables, 1)
            }


def _occurrences(book: zipfile.ZipFile, name: str) -> int:
    """How many rows begin in a sheet, read piece by piece; to its end, where its checksum is looked at."""
    found, left = 0, b""
    with book.open(name) as sheet:
        while piece := sheet.read(_PIECE):
            found += (left + piece).count(_ROW)
            left = piece[-len(_ROW) + 1 :]
    return found
