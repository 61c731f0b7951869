"""Names that two reports keep to bring together what has no date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knell.events import explain, link
from knell.model import Extraction, Interval
from tests.events.makers import ORVELD, days, figure, told

TEXT = "The bodies lay at the Lady Merrow Hospital, said Ivan Dresk, its director, in the evening."
LATER = "Twelve years on, Ivan Dresk still works at the Lady Merrow Hospital and remembers the evening."


def about(report: str, text: str, *, when: Interval | None = None, number: int = 40, **fields: str) -> Extraction:
    return told(report, figure(number), when=when, where=ORVELD, text=text, **fields)


def test_an_undated_report_of_the_same_town_and_names_is_of_the_same_event() -> None:
    known = about("a", TEXT, when=days("2020-03-01"))
    (linked,) = link([known, about("b", LATER, number=44)])
    assert any("both speak of" in reason for reason in linked.matches[0].reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The bodies lay at a hospital, said its director, in the evening.",
        LATER.upper(),
        "Human Rights Watch and Amnesty International asked the Prime Minister for an inquiry on Monday.",
    ],
)
def test_words_that_any_report_may_use_are_no_names(text: str) -> None:
    known = about("a", TEXT + " " + text, when=days("2020-03-01"))
    assert len(link([known, about("b", text, number=44)])) == 2


def test_names_alone_do_not_bring_other_days_together() -> None:
    assert len(link([about("a", TEXT, when=days("2020-03-01")), about("b", LATER, when=days("2020-03-09"))])) == 2


def test_nothing_is_told_before_it_happens() -> None:
    known = about("a", TEXT, when=days("2020-03-01"))
    early = about("b", LATER, published="2020-02-11")
    assert explain(known, "e1", early, "e1").reasons == ("published 19 days before",)
    assert len(link([known, replace(early, report=replace(early.report, published=None))])) == 1
