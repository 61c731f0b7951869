"""What the documentation says an archive takes is what the script works out."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.sizing import DAY, Rates, Size, table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "run-on-a-cluster.md"


def test_the_page_holds_the_table() -> None:
    assert table(Rates()) in PAGE.read_text(encoding="utf-8")


def test_a_day_costs_its_pages_and_its_reports() -> None:
    size = Size(DAY, Rates(page_ms=36, report_ms=360, of_hundred=5, reports_an_event=2, price=0.1, cores=10))
    assert (size.reports, size.events) == (19_000, 9_500)
    assert (size.reading, size.linking) == pytest.approx((3.8, 1.9))
    assert (size.cost, size.hours) == pytest.approx((0.57, 0.57))
