"""Numbers with their bounds, and which of them may count people."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.languages import load
from knell.model import Count, Wording
from knell.text import Quantity, find_quantities, tokenize

ENGLISH = load("en")


def quantities(text: str) -> list[Quantity]:
    return find_quantities(tokenize(text, ENGLISH), ENGLISH)


def counts(text: str) -> list[Count]:
    return [one.count for one in quantities(text) if one.kind == "count"]


@pytest.mark.parametrize(
    ("words", "low", "high", "wording"),
    [
        ("12", 12, 12, Wording.EXACT),
        ("twelve", 12, 12, Wording.EXACT),
        ("about 12", 12, 12, Wording.ABOUT),
        ("some 5,000", 5000, 5000, Wording.ABOUT),
        ("nearly two dozen", 24, 24, Wording.ABOUT),
        ("at least some 40", 40, None, Wording.AT_LEAST),
        ("150-odd", 150, 150, Wording.ABOUT),
        ("12 or so", 12, 12, Wording.ABOUT),
        ("at least 12", 12, None, Wording.AT_LEAST),
        ("at least, twelve", 12, None, Wording.AT_LEAST),
        ("atleast 12", 12, None, Wording.AT_LEAST),
        ("least 12", 12, None, Wording.AT_LEAST),
        ("no fewer than 12", 12, None, Wording.AT_LEAST),
        ("12 or more", 12, None, Wording.AT_LEAST),
        ("more than a dozen", 12, None, Wording.MORE_THAN),
        ("over 300", 300, None, Wording.MORE_THAN),
        ("50+", 50, None, Wording.MORE_THAN),
        ("up to 83", None, 83, Wording.AT_MOST),
        ("as many as 1,457", None, 1457, Wording.AT_MOST),
        ("12 at most", None, 12, Wording.AT_MOST),
        ("fewer than 10", None, 10, Wording.FEWER_THAN),
        ("between 70 and 80", 70, 80, Wording.RANGE),
        ("40 to 50", 40, 50, Wording.RANGE),
        ("40-50", 40, 50, Wording.RANGE),
        ("40–50", 40, 50, Wording.RANGE),
        ("five or six", 5, 6, Wording.RANGE),
        ("two to three hundred", 200, 300, Wording.RANGE),
        ("between 1.5 and 2 million", 1_500_000, 2_000_000, Wording.RANGE),
        ("20,000-30,000", 20_000, 30_000, Wording.RANGE),
        ("several", 3, None, Wording.VAGUE),
        ("dozens of", 24, None, Wording.VAGUE),
        ("scores of", 40, None, Wording.VAGUE),
        ("several hundred", 300, None, Wording.VAGUE),
        ("hundreds of", 200, None, Wording.VAGUE),
        ("tens of thousands of", 20_000, None, Wording.VAGUE),
        ("an unknown number of", None, None, Wording.VAGUE),
    ],
)
def test_bounds(words: str, low: int | None, high: int | None, wording: Wording) -> None:
    assert counts(f"Police said {words} people died") == [Count(low, high, wording)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a 16-year-old boy", "age"),
        ("Mina Paz, 34, died", "age"),
        ("aged 38", "age"),
        ("at 0815", "label"),
        ("0815 hours", "time"),
        ("for 48 hours", "time"),
        ("at 8:30 in the morning", "time"),
        ("$446 billion", "money"),
        ("5,000 euros", "money"),
        ("20% of people", "share"),
        ("20 per cent", "share"),
        ("two thirds of the dead", "share"),
        ("one in five people", "share"),
        ("60 kilometres away", "measure"),
        ("the 366th victim", "ordinal"),
        ("the third victim", "ordinal"),
        ("on Highway 61", "label"),
        ("Flight 171", "label"),
        ("an F-16", "label"),
        ("#5", "label"),
        ("24/7", "label"),
        ("a 100,000-strong crowd", "attribute"),
        ("won by 58-42", "score"),
        ("a quake of 7.9", "decimal"),
    ],
)
def test_what_counts_nobody(text: str, kind: str) -> None:
    found = quantities(text)
    assert found[0].kind == kind
    assert counts(text) == []


def test_ages_in_a_list_are_ages() -> None:
    assert [one.kind for one in quantities("two men, aged 38 and 24, died")] == ["count", "age", "age"]


def test_a_licence_plate_counts_nobody_and_capitals_do_not_hide_a_count() -> None:
    assert counts("the car 38 GY 652 hit a tree") == []
    assert len(counts("BOMBS KILLED 5 IN 3 TOWNS")) == 2


def test_a_code_is_no_quantity() -> None:
    assert quantities("MH17 and a 60mm shell") == []


@pytest.mark.parametrize("spoiled", ["3\ufffd0", "\ufffd30", "30\ufffd"])
def test_a_number_with_a_lost_byte_gives_no_figure(spoiled: str) -> None:
    assert quantities(f"{spoiled} people died") == []


def test_bare_years_are_marked() -> None:
    assert [one.year_like for one in quantities("in 1990 and 2,000 and 1990s and 150")] == [True, False, False]


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_ranges_keep_their_order(first: int, second: int) -> None:
    found = counts(f"killed {first:,} to {second:,} people")
    low, high = sorted((first, second))
    if first < second:
        assert found == [Count(low, high, Wording.RANGE)]
    else:
        assert Count(low, high, Wording.RANGE) not in found or first == second


@given(st.text(alphabet="about at least or -to 1 2 0 , . % $ dozen ", max_size=60))
def test_quantities_are_in_order_apart_and_sound(text: str) -> None:
    found = quantities(text)
    assert all(one.start <= one.core <= one.end and one.start < one.end for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(one.count.low is None or one.count.high is None or one.count.low <= one.count.high for one in found)


@pytest.mark.parametrize(
    "text",
    ["10:28 GMT", "November 20, 2019 - 10:28 local", "by 7:05 the street", "the score was 3:12", "2019 - 11:45 CET"],
)
def test_the_halves_of_a_clock_count_nobody(text: str) -> None:
    assert all(count.low not in (10, 28, 7, 5, 12, 11, 45) for count in counts(text))


def test_a_count_in_front_of_a_clock_is_no_range() -> None:
    assert [(count.low, count.high) for count in counts("guards shot dead 2 - 09:45")] == [(2, 2)]
