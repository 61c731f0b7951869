"""Ten real pages, read by a person: what stands over them, and which day they show.

They lie beside the project and are not ours, so only what they are called and when they appeared stands here. Two of
them show the day of their last change and no other; a machine is told the day of publication too.
"""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from knell.evaluate import corpora
from knell.model import Report
from knell.reports import Reading, scan

PAGES = corpora.folder() / "html" / "pages"
SHOWN = {
    "0d461229": ("Nadal keeps Spain alive against Russia in Davis Cup Finals", "2019-11-19"),
    "2c46804d": ('Video shows dramatic rescue of 8-year-old kidnapping victim: "We got her!"', "2019-11-19"),
    "42aad16b": ("NASA’s commercial moon shot: Musk's and Bezos's firms to bid", "2019-11-19"),
    "5fa3154e": ("The Guardian view on Hong Kong: a city on the brink", "2019-11-18"),
    "7a664e40": ("Key moments from Kurt Volker's and Tim Morrison's impeachment hearing testimony", "2019-11-20"),
    "aade2ec8": ("Google Stadia Red Dead Redemption 2 doesn’t run at a stable 60fps", "2019-11-19"),
    "c00962aa": ("Seeking a bigger role for a big rocket", "2019-11-18"),
    "d90bda7e": ("Amnesty. More than 100 protesters killed in Iran unrest", "2019-11-20"),
}
SHOWN_CHANGED = {
    "94fbcc26": (
        "Milan Design Week 2018 | Michael Anastassiades’ light installation for FLOS",
        "2018-04-18",
        "2019-04-10",
    ),
    "ec3878db": ("How to Tackle Game Day Snack Temptations", "2018-01-29", "2019-02-01"),
}

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the pages are not beside the project")


def report_of(name: str, folder: Path) -> Report:
    (packed,) = PAGES.glob(f"{name}*.html.gz")
    path = folder / "page.html"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    (item,) = scan(path)
    assert isinstance(item, Reading)
    return item.report


@pytest.mark.parametrize("name", SHOWN)
def test_title_and_day_are_those_a_person_reads(name: str, tmp_path: Path) -> None:
    report = report_of(name, tmp_path)
    title, day = SHOWN[name]
    assert (report.title, report.published) == (title, date.fromisoformat(day))


@pytest.mark.parametrize("name", SHOWN_CHANGED)
def test_a_page_that_shows_the_day_of_its_change(name: str, tmp_path: Path) -> None:
    report = report_of(name, tmp_path)
    title, published, shown = SHOWN_CHANGED[name]
    assert (report.title, str(report.published), str(report.updated)) == (title, published, shown)
