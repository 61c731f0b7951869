"""Pages: every letter of every cell is printed, whatever the width, and notes say which report is meant."""

from __future__ import annotations

import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from knell.cli.console import print_table, share
from knell.model import Interval, Place, Report
from knell.telling import Notes, days, place_name

WORDS = st.text("abcdef –“”0123456789", min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


def printed(columns: list[str], rows: list[list[str]], width: int) -> str:
    page = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    print_table(page, columns, rows, whole=(0,))
    assert isinstance(page.file, io.StringIO)
    return page.file.getvalue()


@given(st.lists(st.lists(WORDS, min_size=7, max_size=7), min_size=1, max_size=4), st.integers(20, 160))
def test_no_letter_of_a_table_is_lost(rows: list[list[str]], width: int) -> None:
    columns = [f"column {n}" for n in range(7)]
    shown = printed(columns, rows, width)
    wanted = "".join("".join(cell.split()) for row in [columns, *rows] for cell in row)
    assert sorted("".join(shown.replace("─", "").split())) == sorted(wanted)


def test_a_word_of_sixteen_letters_keeps_its_last_on_a_narrow_page() -> None:
    row = [
        "147",
        "own voice",
        "4",
        "2",
        "2021-01-20 – 2026-01-20",
        "“At least 50 people were killed” — 5e5f0d9ed5a4a231",
    ]
    assert "5e5f0d9ed5a4a231" in printed(["figure", "said by", "reports", "sources", "published", "words"], [row], 60)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 60)), min_size=1, max_size=8), st.integers(10, 300))
def test_a_page_is_used_but_not_exceeded(columns: list[tuple[int, int]], page: int) -> None:
    least = [low for low, _ in columns]
    most = [low + more for low, more in columns]
    widths = share(least, most, most, page)
    assert all(low <= width <= high for low, width, high in zip(least, widths, most, strict=True))
    assert sum(widths) == max(sum(least), min(page, sum(most)))


def test_reports_are_cited_by_number_and_runs_are_shortened() -> None:
    notes = Notes([Report(f"r{n}", "text", title=f"Title {n}", published=date(2024, 1, n)) for n in range(1, 9)])
    assert notes.cite(["r1"]) == "[1]"
    assert notes.cite(["r7", "r1", "r2", "r4", "r5", "r6", "r4"]) == "[1, 2, 4–7]"
    assert notes.cite(["r1", "elsewhere"]) == "[1, elsewhere]"
    assert notes.full("r3") == "[3] 2024-01-03, Title 3 (r3)"


def test_days_and_places_are_named_as_people_name_them() -> None:
    assert days(Interval(date(1994, 1, 1), date(1994, 12, 31), 5)) == "1994"
    assert days(Interval(date(2024, 2, 1), date(2024, 2, 29), 4)) == "February 2024"
    assert days(Interval(date(2023, 12, 1), date(2024, 1, 31), 5)) == "1 December 2023 – 31 January 2024"
    assert place_name(Place("Baku", "AZ", "Baki", None, None, None, 1)) == "Baku, Azerbaijan"
    assert place_name(Place("Peja", "XX", "Elsewhere", None, None, None, 1)) == "Peja, Elsewhere, XX"
