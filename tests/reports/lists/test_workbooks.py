"""Excel workbooks: values as they are shown, and files that were made to do harm."""

from __future__ import annotations

import datetime
import io
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from knell.cli.app import app
from knell.record import Record
from knell.reports import lists
from tests.hanging import HANGS

Rows = Sequence[Sequence[Any]]
ROWS: Rows = [
    ["Date", "Town", "Country", "Killed", "Injured"],
    [datetime.datetime(2015, 4, 13), "Herat", "Afghanistan", 3, 4.0],
    [datetime.date(2015, 5, 2), "Kunduz", "Afghanistan", 7, None],
]


def book(path: Path, rows: Rows = ROWS, change: Callable[[Any], None] | None = None) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(made)
    made.save(path)
    return path


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook with one of its parts changed."""
    parts = {}
    with zipfile.ZipFile(path) as old:
        parts = {entry: old.read(entry) for entry in old.namelist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, content in parts.items():
            new.writestr(entry, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def cells(path: Path) -> list[tuple[str, ...]]:
    return [line.cells for line in lists.opened(path).lines()]


def refusal(path: Path) -> lists.Unreadable:
    with pytest.raises(lists.Unreadable) as caught:
        list(lists.opened(path).lines())
    return caught.value


def test_values_are_those_that_are_shown(tmp_path: Path) -> None:
    rows: Rows = [
        ["a"],
        [datetime.datetime(2015, 4, 13, 10, 30)],
        [True],
        [1.5],
        [12.0],
        ["x\ny"],
        [None],
        [datetime.time(9, 5)],
    ]
    assert cells(book(tmp_path / "a.xlsx", rows)) == [
        ("a",),
        ("2015-04-13 10:30:00",),
        ("true",),
        ("1.5",),
        ("12",),
        ("x\ny",),
        (),
        ("09:05:00",),
    ]


def test_a_workbook_is_imported_like_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    book(tmp_path / "a.xlsx", [["Incidents"], [], *ROWS])
    (tmp_path / "a.csv").write_text(
        "Date,Town,Country,Killed,Injured\n2015-04-13,Herat,Afghanistan,3,4\n2015-05-02,Kunduz,Afghanistan,7,\n"
    )
    done = CliRunner().invoke(app, ["import", "a.xlsx", "--yes"])
    assert done.exit_code == 0, done.output
    assert "2 added" in done.stdout
    with Record("knell.db", create=False) as record:
        found = [claim.because[0] for one in record.extractions() for claim in one.claims]
    assert sorted(set(found)) == ["imported from a.xlsx row 4", "imported from a.xlsx row 5"]
    # The same cells are the same row, whatever file they stand in.
    assert "0 added, 2 already there" in CliRunner().invoke(app, ["import", "a.csv", "--yes"]).stdout


def test_another_sheet_can_be_named_and_is_spoken_of(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ROWS, lambda made: made.create_sheet("Other").append(["Killed"]))
    assert "the others are Other" in " ".join(lists.opened(path).notes)
    assert [line.cells for line in lists.opened(path, "Other").lines()] == [("Killed",)]
    with pytest.raises(lists.Unreadable, match="bad_value"):
        list(lists.opened(path, "None").lines())


def test_formulas_without_results_and_merged_cells_are_spoken_of(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.active["D4"] = "=D2+D3"
        made.active.merge_cells("A2:A3")

    path = book(tmp_path / "a.xlsx", ROWS, change)
    notes = " ".join(lists.opened(path).notes)
    assert "1 formula(s) without a kept result" in notes and "1 group(s) of merged cells" in notes
    assert cells(path)[3] == ()


def test_one_cell_at_the_far_end_costs_little(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed(path, SHEET, lambda sheet: sheet.replace(b"</sheetData>", far))
    before = time.monotonic()
    assert [line.cells for line in lists.opened(path).lines() if not line.is_empty][1][1] == "Herat"
    assert time.monotonic() - before < HANGS


def test_bombs_are_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx")
    changed(path, "xl/sharedStrings.xml", lambda _: b"<sst>" + b" " * 40_000_000)
    assert "far more than a list holds" in refusal(path).words
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    path = book(tmp_path / "b.xlsx")
    changed(path, SHEET, lambda sheet: laughs + sheet[sheet.index(b"<worksheet") :])
    assert "entities" in refusal(path).words
    path = book(tmp_path / "c.xlsx")
    changed(path, SHEET, lambda sheet: (laughs.decode() + sheet.decode()).encode("utf-16"))
    assert "entities" in refusal(path).words


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"Date,Killed\n", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_workbook_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == "broken_file"
    done = CliRunner().invoke(app, ["import", str(path)])
    assert done.exit_code == 1 and done.stderr.count("\n") == 1


def test_another_zip_file_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "<a/>")
    assert "no Excel workbook" in refusal(path).words


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_broken_part_is_said(tmp_path: Path, name: str) -> None:
    path = changed(book(tmp_path / "a.xlsx"), name, lambda part: part[: len(part) // 2])
    try:
        list(lists.opened(path).lines())
    except lists.Unreadable as refused:
        assert "\n" not in refused.words


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert 'pip install "knell[xlsx]"' in refusal(path).words


def test_a_zip_file_in_memory_needs_no_name() -> None:
    from knell.reports.zips import BadZip, opened_zip

    with pytest.raises(BadZip):
        opened_zip(io.BytesIO(b"PK\x05\x06"))
