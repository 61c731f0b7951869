"""One input file to what it says: reports with claims, and what was passed over and why."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from knell.archive.pages import Kept, Reason, Skipped, pages_of
from knell.reports import Stretch
from tests.reports.archives.making_warcs import answer, page, record

pytest.importorskip("pyarrow")
TODAY = date(2026, 1, 1)
QUIET = (
    b"<html><head><title>Bridge reopens</title></head><body><article><h1>Bridge reopens</h1><p>The old bridge over the "
    b"river was opened again on Friday after a year of work, the mayor of the town said at a small ceremony.</p>"
    b"</article></body></html>"
)
TEXT = "Six miners were killed on Monday when a shaft collapsed near Tkibuli, the rescue service said."


def said(path: Path, *, fast: bool) -> tuple[list[Kept], Counter[str]]:
    """The reports kept, and the counts by reason."""
    kept, counts = [], Counter[str]()
    for item in pages_of(Stretch(str(path)), fast=fast, today=TODAY):
        if isinstance(item, Kept):
            kept.append(item)
        else:
            assert isinstance(item, Skipped)
            counts[item.reason] += item.count
    return kept, counts


def test_an_archive_is_read_page_by_page_and_what_is_passed_over_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    bodies = [
        answer(page("mine")),
        answer(QUIET),
        answer(page("mine")),
        answer(b"gone", status=404),
        answer(page("raid")),
    ]
    path.write_bytes(b"".join(record(body, url=f"https://n.example.org/{n}") for n, body in enumerate(bodies)))
    slow, slow_counts = said(path, fast=False)
    fast, counts = said(path, fast=True)
    assert [k.reading.report.title for k in fast] == [
        "Mine collapse kills six",
        "Mine collapse kills six",  # met twice: for whoever brings the stretches together
        "Raid leaves four dead",
    ]
    assert fast == slow
    assert slow_counts == {Reason.NO_CLAIM: 1, Reason.NOT_FOUND: 1}
    assert sum(counts.values()) == 2
    assert counts[Reason.NOT_FOUND] == 1


def test_parquet_gives_what_the_same_rows_give_as_json_lines(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {"id": "a", "text": TEXT, "published": date(2021, 6, 8), "title": "Shaft collapses", "outlet": "The Post"},
        {"id": "b", "text": "The old bridge was opened again on Friday.", "published": date(2021, 6, 9)},
        {"id": "b", "text": TEXT.replace("Six", "Nine"), "published": date(2021, 6, 9)},
    ]
    names = ("id", "text", "published", "title", "outlet")
    pq.write_table(pa.table({n: [row.get(n) for row in rows] for n in names}), tmp_path / "rows.parquet")
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row, default=str) + "\n" for row in rows))
    for fast in (True, False):
        one, _ = said(tmp_path / "rows.parquet", fast=fast)
        other, _ = said(tmp_path / "rows.jsonl", fast=fast)
        assert [k.reading.report.text for k in one] == [k.reading.report.text for k in other]
        assert [k.reading.report.published for k in one] == [date(2021, 6, 8), date(2021, 6, 9)]
        assert [k.reading.report.id for k in one] == ["a", "b"]


def test_a_column_of_pages_is_read_as_pages(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    url = "https://news.example.org/2021/06/08/mine"
    table = pa.table({"html": [page("mine"), QUIET], "url": [url, None], "published": [None, "2021-06-09"]})
    pq.write_table(table, tmp_path / "pages.parquet")
    kept, counts = said(tmp_path / "pages.parquet", fast=True)
    assert [(k.reading.report.title, k.reading.report.outlet) for k in kept] == [
        ("Mine collapse kills six", "news.example.org")
    ]
    assert sum(counts.values()) == 1


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(b"PAR1 this is none")
    (item,) = pages_of(Stretch(str(path)), today=TODAY)
    assert isinstance(item, Skipped)
    assert item.reason == Reason.BROKEN
    assert item.problem is not None and "x.parquet" in item.problem.message
