from __future__ import annotations

import re
from pathlib import Path

from knell.reports.dating import MARGIN_DAYS, ORDER
from knell.reports.pages.apart import MOST_MEMORY, MOST_PAGE_BYTES, MOST_SECONDS
from knell.reports.pages.tree import MOST_DEPTH, MOST_ELEMENTS

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "read-web-pages.md").read_text(encoding="utf-8")


def test_the_order_and_the_margin_are_stated_as_they_are() -> None:
    rows = re.findall(r"^\| `([a-z -]+)` \|", PAGE.split("## How the day")[1].split("##")[0], re.MULTILINE)
    assert tuple(rows) == ORDER
    assert f"more than {MARGIN_DAYS} days" in PAGE


def test_the_limits_are_stated_as_they_are() -> None:
    for words in (
        f"{MOST_PAGE_BYTES // 1_000_000} MB",
        f"{MOST_SECONDS} seconds or {MOST_MEMORY >> 30} GB",
        f"{MOST_ELEMENTS:,} elements",
        f"deeper than {MOST_DEPTH} elements",
    ):
        assert words in PAGE
