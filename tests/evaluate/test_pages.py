from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from knell.evaluate import pages
from knell.evaluate.gold import BadGold
from knell.evaluate.measures import Closeness, Share
from knell.evaluate.pages import GoldPage, MarkedPage
from tests.reports.pages.makers import PARAGRAPHS, page

BODY = "one two three four five six"


def marked(said: str, true: str = BODY, alone: str = "") -> MarkedPage:
    return MarkedPage(GoldPage("p", b"", true), said, alone, has_title=bool(said))


def values(*items: MarkedPage) -> dict[str, float | None]:
    return {name: value.value for name, value in pages.measures(items).items()}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "precision", "recall"),
    [
        (BODY, 1.0, 1.0),
        ("one two three four five", 1.0, 2 / 3),
        (f"{BODY} seven", 3 / 4, 1.0),
        ("seven eight nine ten", 0.0, 0.0),
        (f"{BODY}\n{BODY}", 3 / 9, 1.0),
    ],
)
def test_runs_of_four_words_are_counted(said: str, precision: float, recall: float) -> None:
    found = values(marked(said))
    assert [found["precision"], found["recall"]] == pytest.approx([precision, recall])


def test_the_set_is_scored_by_the_means_of_its_pages() -> None:
    found = values(marked(BODY), marked(f"{BODY} seven"))
    precision = (1 + 3 / 4) / 2
    assert found["f1"] == pytest.approx(2 * precision / (precision + 1))


def test_a_page_of_which_nothing_is_read_costs_recall_only() -> None:
    found = values(marked(BODY), marked(""))
    assert (found["precision"], found["recall"], found["titled"]) == (1.0, 0.5, 0.5)


def test_trafilatura_alone_stands_beside() -> None:
    assert values(marked(BODY, alone="one two three four five"))["trafilatura alone f1"] == pytest.approx(0.8)
    assert pages.measures([marked(BODY)])["titled"] == Share(1, 1)


def test_lines_that_are_lost_and_put_in_are_listed() -> None:
    errors = pages.page_errors([marked(f"{BODY}\na b c d e", f"{BODY}\nu v w x y")])
    assert [(error.group, error.sentence) for error in errors] == [("lost", "u v w x y"), ("put in", "a b c d e")]


def test_pages_are_read_as_they_are_stored(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html.gz").write_bytes(gzip.compress(page().encode()))
    truth = {"a": {"articleBody": "\n".join(PARAGRAPHS), "url": "https://example.org/"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    (gold,) = pages.read_pages(tmp_path)
    found = pages.measures([pages.mark(gold)])
    assert found["f1"] == Closeness(1.0, 1) and found["titled"] == Share(1, 1)


def test_a_broken_set_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadGold):
        pages.read_pages(tmp_path)
