"""Numbers in words and digits, both ways against num2words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from knell.languages import load
from knell.text import Number, find_numbers, tokenize

ENGLISH = load("en")
UP_TO_A_MILLION = st.one_of(st.integers(0, 1_000_000), st.integers(0, 2_000))


def numbers(text: str) -> list[Number]:
    return find_numbers(tokenize(text, ENGLISH), ENGLISH)


def value_of(text: str) -> int | None:
    found = numbers(f"Officials said that {text} people had died.")
    assert len(found) == 1
    return found[0].value


@given(UP_TO_A_MILLION)
def test_every_way_to_write_a_number_in_words_reads_back(number: int) -> None:
    words = num2words(number)
    plain = words.replace(",", "")
    for written in (words, plain, plain.replace("-", " "), plain.replace(" and ", " "), plain.upper(), plain.title()):
        assert value_of(written) == number


@given(st.integers(1, 999_999))
def test_ordinals_are_read_as_such(number: int) -> None:
    for written in (num2words(number, to="ordinal"), num2words(number, to="ordinal_num")):
        assert [(one.value, one.ordinal) for one in numbers(f"the {written} victim")] == [(number, True)]


@given(st.integers(0, 999_999_999))
def test_digits_read_with_any_separator(number: int) -> None:
    grouped = f"{number:,}"
    for written in (str(number), grouped, *(grouped.replace(",", sign) for sign in ". \u00a0\u202f\u2009")):
        assert value_of(written) == number


@given(st.integers(1_000, 999_999_999))
def test_indian_grouping(number: int) -> None:
    head, tail = divmod(number, 1000)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02d}")
    assert value_of(",".join([*reversed(pairs), f"{tail:03d}"]).lstrip("0")) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("a dozen and a half", 18),
        ("half a million", 500_000),
        ("a hundred and one", 101),
        ("one-hundred-and-five", 105),
        ("fifteen hundred", 1500),
        ("1.2 million", 1_200_000),
        ("2.5 lakh", 250_000),
        ("three crore", 30_000_000),
        ("two thousand million", 2_000_000_000),
        ("hundred and fifty", 150),
    ],
)
def test_multipliers(words: str, value: int) -> None:
    assert value_of(words) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two thousand, five of them children", [2000, 5]),
        ("one thousand, two hundred of them children", [1000, 200]),
        ("twenty and thirty", [20, 30]),
        ("five, six", [5, 6]),
        ("5.57", [None]),
        ("1,23", [None]),
        ("12345678901234567890", [None]),
        ("3\ufffd0", []),
    ],
)
def test_what_is_not_one_number(text: str, values: list[int | None]) -> None:
    assert [one.value for one in numbers(text)] == values


def test_endless_numbers_are_no_numbers() -> None:
    assert all(one.value is None for one in numbers("thousand " * 300))
    assert {one.value for one in numbers("123 " * 300)} <= {None, 123_123_123_123}


@given(
    st.lists(
        st.sampled_from(
            [
                "one",
                "two",
                "twenty",
                "hundred",
                "thousand",
                "and",
                "half",
                "a",
                "dozen",
                "first",
                ",",
                "-",
                "12",
                "1,200",
            ]
        )
    )
)
def test_numbers_are_in_order_and_apart(words: list[str]) -> None:
    found = numbers(" ".join(words))
    assert all(one.start < one.end for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
