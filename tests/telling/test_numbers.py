"""Figures in words."""

from __future__ import annotations

from knell.model import Outcome, Range
from knell.telling import many, span, toll


def test_a_range_says_what_no_report_bounds() -> None:
    assert span(None) == "—"
    assert span(Range(12, None, None)) == "12–?"
    assert span(Range(12, 1500, 1500)) == "12–1,500 (1,500)"
    assert span(Range(None, None, None)) == "?"


def test_figures_stand_in_the_order_of_outcomes() -> None:
    assert toll({Outcome.MISSING: Range(4, 4, 4), Outcome.KILLED: Range(3, 5, 7)}) == "killed 3–7 (5), missing 4"


def test_one_of_a_thing_is_not_many() -> None:
    assert (many(1, "copy", "copies"), many(1200, "copy", "copies")) == ("1 copy", "1,200 copies")
