"""Lists in Excel workbooks (.xlsx): the values as they were last shown, row by row, with care for hostile files."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from knell.reports.lists.sheet import MOST_CELLS, Line, Unreadable, bounded
from knell.reports.zips import BadZip, opened_zip, pieces, swells

# Unpacked; the letters of a sheet's cells are held in memory all at once, its rows are not.
_MOST_SHEET, _MOST_TEXTS = 2_000_000_000, 300_000_000
_TEXTS = "xl/sharedStrings.xml"
_MOST_ROWS = 2_000_000
_FIRST_ROWS = 100
_PROLOG = 1 << 16
_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb'<mergeCell[^>]{0,100}\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_TAIL = 200


@dataclass
class Workbook:
    """A sheet of a workbook; the first one where none is named."""

    path: Path
    sheet: str | None = None
    kind: str = field(default="xlsx", init=False)

    def lines(self) -> Iterator[Line]:
        """All rows, from the first. Formulas give what the workbook says they came to."""
        self._check()
        with self._opened(data_only=True) as sheet:
            width = _width(sheet)
            before: tuple[object, ...] | None = None
            cells: list[str] = []
            # One cell more than the widest of the first rows has, so that a wider row shows.
            for number, row in enumerate(sheet.iter_rows(max_col=width + 1, values_only=True), 1):
                if number > _MOST_ROWS:
                    raise Unreadable("too_long", f"the sheet has more than {_MOST_ROWS:,} rows; split it")
                # Rows that the file leaves out are all one and the same.
                cells = cells if row is before else _cells(row)
                before = row
                fault = bounded(cells)
                yield Line(number, () if fault else tuple(cells), fault)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a person should know: other sheets, merged cells, formulas whose results were not kept."""
        self._check()
        found = []
        with self._opened(data_only=False) as formulas, self._opened(data_only=True) as results:
            names = [name for name in formulas.parent.sheetnames if name != formulas.title]
            if names:
                found.append(f"only the sheet {formulas.title!r} is read; the others are {', '.join(names)[:200]}")
            empty = _without_result(formulas, results, _width(results))
        if empty:
            found.append(f"{empty:,} formula(s) without a kept result are read as empty: open and save it in Excel")
        if merged := self._merged():
            found.append(f"{merged:,} group(s) of merged cells: only the first cell of each has the value")
        return tuple(found)

    def _check(self) -> None:
        """Refuse what is no workbook, or one that was made to do harm."""
        if importlib.util.find_spec("openpyxl") is None:
            raise Unreadable("missing_library", 'reading workbooks needs one more package: pip install "knell[xlsx]"')
        try:
            with self.path.open("rb") as stream, opened_zip(stream) as archive:
                if "xl/workbook.xml" not in archive.namelist():
                    raise Unreadable("broken_file", "this is no Excel workbook; save the list as .xlsx or .csv")
                for entry in archive.infolist():
                    _check_entry(archive, entry)
        except BadZip as bad:
            raise Unreadable("broken_file", f"{bad}; save the list as .xlsx or .csv again") from None

    @contextmanager
    def _opened(self, *, data_only: bool) -> Iterator[Any]:
        import openpyxl

        try:
            book = openpyxl.load_workbook(self.path, read_only=True, data_only=data_only, keep_links=False)
        except Exception as error:
            words = f"the workbook cannot be opened ({type(error).__name__}); save the list as .xlsx or .csv again"
            raise Unreadable("broken_file", words) from None
        try:
            sheet = self._chosen(book)
            sheet.reset_dimensions()
            yield sheet
        except Unreadable:
            raise
        except Exception as error:
            words = f"the sheet is broken ({type(error).__name__}); save the list as .xlsx or .csv again"
            raise Unreadable("broken_file", words) from None
        finally:
            book.close()

    def _chosen(self, book: Any) -> Any:
        names = [sheet.title for sheet in book.worksheets]
        if self.sheet is not None and self.sheet not in names:
            raise Unreadable("bad_value", f"there is no sheet {self.sheet!r}; there are {', '.join(names)[:200]}")
        if not names:
            raise Unreadable("empty", "there is no sheet with cells in it")
        return book[self.sheet or names[0]]

    def _merged(self) -> int:
        """How many groups of merged cells there are beneath each other, in all sheets."""
        found = 0
        with self.path.open("rb") as stream, opened_zip(stream) as archive:
            for entry in archive.infolist():
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    tail = b""
                    for piece in pieces(archive, entry, _MOST_SHEET):
                        window = tail + piece
                        found += sum(one[2] != one[4] for one in _MERGED.finditer(window) if one.end() > len(tail))
                        tail = window[-_TAIL:]
        return found


def shown(value: object) -> str:
    """A value as text: days as YYYY-MM-DD, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, int) and value.bit_length() > 200:
        return ""
    return str(value) if not isinstance(value, timedelta) else str(value.total_seconds())


def _width(sheet: Any) -> int:
    """How many cells the widest of the first rows has."""
    rows = sheet.iter_rows(max_row=_FIRST_ROWS, max_col=MOST_CELLS + 1, values_only=True)
    return min(max((len(_cells(row)) for row in rows), default=1), MOST_CELLS)


def _cells(row: tuple[object, ...]) -> list[str]:
    cells = [shown(value) for value in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _without_result(formulas: Any, results: Any, width: int) -> int:
    missing = 0
    before = None
    rows = zip(formulas.iter_rows(max_col=width), results.iter_rows(max_col=width), strict=False)
    for number, (written, shown_) in enumerate(rows):
        if number > _MOST_ROWS:
            break
        if written is before:
            continue
        before = written
        for cell, result in zip(written, shown_, strict=False):
            missing += cell.data_type == "f" and result.value is None
    return missing


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if swells(entry, _MOST_TEXTS if entry.filename == _TEXTS else _MOST_SHEET):
        raise BadZip("it would unpack to far more than a list holds")
    if not entry.filename.endswith((".xml", ".rels")):
        return
    head = b""
    for piece in pieces(archive, entry, _MOST_SHEET):
        head += piece
        if len(head) >= _PROLOG:
            break
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in head[:64] or _ENTITIES.search(head[:_PROLOG]):
        raise BadZip("it defines entities of its own, which no workbook needs")
