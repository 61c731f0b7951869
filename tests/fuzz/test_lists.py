"""Whatever a list holds, every claim made of it stands on its cell, says no more than it, and comes out again."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.imports import extraction_of, parsed, propose, readings, written
from knell.model import Problem
from knell.reports import lists, rederive, scan
from tests.fuzz.changing import changed, fuzzed
from tests.fuzz.test_readers import warc
from tests.reports.test_properties import TODAY, check

pytestmark = pytest.mark.fuzz

HEADERS = [
    "Date",
    "End date",
    "Year",
    "Month",
    "Town",
    "Country",
    "Lat",
    "Lon",
    "Killed",
    "Deaths (min)",
    "Deaths (max)",
]
HEADERS += ["Children killed", "Injured", "Source", "Notes", "URL", "ID", "Погибло", "", "Killed", "date_start", "best"]
CELLS = [
    "",
    "0",
    "3",
    "12+",
    "5-7",
    "7-5",
    "-99",
    "unknown",
    "about 30",
    "1e5",
    "12.0",
    "9" * 30,
    "03/04/2015",
    "2015-02-31",
]
CELLS += [
    "13/04/2015",
    "3 May 2015",
    "42097",
    "2015",
    "Herat",
    "Mali",
    "91.5",
    "=1+1",
    "a\nb",
    '"',
    "https://example.org/a",
]
LIST = "Date,Town,Country,Killed,Injured (min),Injured (max),Source\n"
LIST += "13/04/2015,Herat,Afghanistan,3,5,8,police\n02/05/2015,Kunduz,Afghanistan,about 30,,,\n"


def workbook() -> bytes:
    """A small workbook."""
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in csv.reader(io.StringIO(LIST)):
        made.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    """A workbook whose parts are not packed, so that a change of a byte is one of a word."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def wacz() -> bytes:
    """A small WACZ."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("archive/a.warc", warc())
    return out.getvalue()


def imported(name: str, content: bytes) -> None:
    """Import a list; whatever it holds must hold together."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        try:
            sheet = lists.opened(path)
            proposal = propose(path, sheet)
        except lists.Unreadable as refused:
            assert refused.words and "\n" not in refused.words
            return
        assert parsed(written(proposal.plan)) == proposal.plan
        for item in readings(path, sheet, proposal):
            if isinstance(item, Problem):
                continue
            found = extraction_of(item.report, item.raw, proposal.plan, item.where)
            assert rederive(item.raw, item.report) == item.report.text
            for claim in found.claims:
                assert claim.quote == item.report.text[claim.start : claim.end] != ""
                assert claim.because[0].startswith("imported from ")
                low, high = claim.count.low, claim.count.high
                assert (low is not None or high is not None) and (low is None or high is None or low <= high)
                assert all(str(n) in claim.quote.replace(",", "") or n > 9 for n in (low, high) if n is not None)
            for event in found.events:
                assert event.interval is None or event.interval.start <= event.interval.end


@fuzzed
@given(
    rows=st.integers(1, 7).flatmap(
        lambda width: st.tuples(
            st.lists(st.sampled_from(HEADERS) | st.text(max_size=8), min_size=width, max_size=width),
            st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=8), max_size=width + 1), max_size=5),
        )
    )
)
def test_lists_of_any_cells(rows: tuple[list[str], list[list[str]]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([rows[0], *rows[1]])
    imported("a.csv", out.getvalue().encode("utf-8", "replace"))


@pytest.mark.parametrize(
    ("name", "sound"), [("a.csv", [LIST.encode()]), ("a.xlsx", [workbook(), unpacked(workbook())])], ids=["csv", "xlsx"]
)
def test_changed_lists(name: str, sound: list[bytes]) -> None:
    @fuzzed
    @given(content=changed(sound))
    def test(content: bytes) -> None:
        imported(name, content)

    test()


@fuzzed
@given(content=changed([wacz()]))
def test_changed_wacz(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.wacz")
        path.write_bytes(content)
        check(list(scan(path, today=TODAY)))
