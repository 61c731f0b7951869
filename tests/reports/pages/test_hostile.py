"""What is sent to break a reader of pages: nothing takes more than the stated time and memory, or ends the program."""

from __future__ import annotations

import gzip
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knell.model import Problem
from knell.reports import Reading, scan
from knell.reports.pages import apart
from knell.reports.pages.apart import MOST_MEMORY, MOST_PAGE_BYTES, Failed, derived
from knell.reports.pages.page import Page
from tests.hanging import HANGS
from tests.reports.pages.makers import PARAGRAPHS, page

END = "<p>In the evening it was said that all of the missing had been found alive and well.</p>"
TOLD = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
# Far under the limit of a minute, and far over what any of these takes.


@pytest.fixture
def own_reader() -> Iterator[None]:
    """A process for this test alone, so that what it takes can be measured."""
    waiting = list(apart._at_work)
    apart._at_work.clear()
    yield
    for reader in apart._at_work:
        reader.close()
    apart._at_work[:] = waiting


def memory() -> int:
    """The most bytes that the process that reads pages has held."""
    if not sys.platform.startswith("linux"):
        return 0
    pid = apart._at_work[0]._process.pid
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def outcome(folder: Path, content: bytes) -> Reading | Problem:
    path = folder / "page.html"
    path.write_bytes(content)
    (item,) = scan(path)
    return item


def text(content: str) -> str:
    found = derived(content.encode())
    assert isinstance(found, Page) and found.refused is None, found
    return found.text


DIVS = 100_000


@pytest.mark.parametrize(
    "content",
    [
        TOLD + "<div>" * DIVS + TOLD + "</div>" * DIVS + END,
        TOLD + "<b>" * DIVS + END,
        TOLD + "<table><tr><td>" * DIVS + END,
        TOLD + "<ul><li>" * DIVS + END,
        TOLD + "<svg>" * DIVS + "</svg>" * DIVS + END,
    ],
    ids=["div", "b", "table", "list", "svg"],
)
def test_pages_nested_a_hundred_thousand_deep_keep_their_text(content: str) -> None:
    began = time.monotonic()
    assert END[3:-4] in text(page(body=content)) and time.monotonic() - began < HANGS


@pytest.mark.usefixtures("own_reader")
def test_a_table_of_a_million_cells() -> None:
    row = "<tr>" + "<td>12</td>" * 100 + "</tr>"
    began = time.monotonic()
    found = derived(page(body=f"{TOLD}<table>{row * 10_000}</table>{END}").encode())
    assert isinstance(found, Page)
    assert " | ".join(["12"] * 100) in found.text and END[3:-4] in found.text
    assert [code for code, _ in found.problems] == ["large_page"]
    assert time.monotonic() - began < HANGS and memory() < MOST_MEMORY // 2


@pytest.mark.usefixtures("own_reader")
def test_a_page_of_three_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as file:
        file.write(page().encode())
        file.truncate(300_000_000)
    began = time.monotonic()
    (item,) = scan(path)
    assert isinstance(item, Problem) and item.code == "too_long" and str(path) in item.message
    assert time.monotonic() - began < HANGS and not apart._at_work


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(10 * MOST_PAGE_BYTES))
    assert len(bomb) < 300_000
    item = outcome(tmp_path, bomb)
    assert isinstance(item, Problem) and item.code == "too_long"


@pytest.mark.parametrize(
    "content",
    [
        "<p>" + "Twelve people were killed. " * 700_000,
        "<p>" + " " * 19_000_000 + "x",
        "&" * 5_000_001,
        "<!--" * 1_000_000,
        "<" * 6_000_000,
    ],
    ids=["text", "spaces", "signs", "comments", "brackets"],
)
def test_pages_of_one_thing_are_read_or_refused_soon(tmp_path: Path, content: str) -> None:
    began = time.monotonic()
    item = outcome(tmp_path, content.encode())
    assert isinstance(item, Problem) and item.code in ("too_long", "too_complex", "no_text")
    assert time.monotonic() - began < HANGS


@pytest.mark.parametrize(
    "part",
    [
        "<p>" + "<b>12 killed</b> and " * 9_000,
        "<ul>" + "<li>12 killed in the town</li>" * 19_000 + "</ul>",
        "<h1>A title of this page</h1>" * 19_000,
        '<time datetime="2024-01-01">1</time>' * 19_000,
        "<p>" + "1 January 2024 " * 50_000,
        '<div class="' + "caption " * 100_000 + '">x</div>',
        "<p>" + "12 killed here and there<br>" * 19_000,
    ],
    ids=["bold", "items", "titles", "times", "dates", "classes", "breaks"],
)
def test_time_grows_with_the_page_only(part: str) -> None:
    began = time.monotonic()
    assert PARAGRAPHS[1] in text(page(body=TOLD + part))
    assert time.monotonic() - began < HANGS


def test_json_that_is_deep_or_long_is_passed_over() -> None:
    deep = '<script type="application/ld+json">' + "[" * 200_000 + "]" * 200_000 + "</script>"
    long = '<script type="application/ld+json">["' + "x" * 3_000_000 + '"]</script>'
    assert text(page(head=deep + long)).endswith(PARAGRAPHS[-1])


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    names = " ".join(f"a{number}=b" for number in range(200_000))
    began = time.monotonic()
    found = derived(f"<div {names}>x</div>".encode(), seconds=1)
    assert isinstance(found, Failed) and "within 1 seconds" in found.words
    assert time.monotonic() - began < HANGS
    assert text(page()).endswith(PARAGRAPHS[-1])


@pytest.mark.usefixtures("own_reader")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs signals")
def test_a_reader_that_dies_costs_one_page(tmp_path: Path) -> None:
    text(page())
    apart._at_work[0]._process.kill()
    apart._at_work[0]._process.wait()
    assert text(page()).endswith(PARAGRAPHS[-1])


def test_nuls_are_left_out_and_said(tmp_path: Path) -> None:
    item = outcome(tmp_path, page().replace("miners", "mi\x00ners").encode())
    assert isinstance(item, Reading)
    assert PARAGRAPHS[0] in item.report.text
    assert {problem.code for problem in item.report.problems} == {"mended_characters", "no_date"}


def test_marks_that_turn_the_direction_stay_in_the_text(tmp_path: Path) -> None:
    turned = f"The police said that \u202e21\u202c people had been killed. {PARAGRAPHS[0]}"
    item = outcome(tmp_path, page(body=f"<p>{turned}</p>{TOLD}").encode())
    assert isinstance(item, Reading) and turned in item.report.text
