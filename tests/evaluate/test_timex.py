from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.evaluate.timex import value_of


def accepts(val: str, start: str, end: str, mod: str | None = None) -> bool:
    value = value_of(val, mod)
    return value is not None and value.accepts(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("val", "start", "end"),
    [
        ("1987-02-20", "1987-02-20", "1987-02-20"),
        ("1987-02-20T04:30", "1987-02-20", "1987-02-20"),
        ("1987-02-20TMO", "1987-02-20", "1987-02-20"),
        ("1987-02-20TNI", "1987-02-20", "1987-02-20"),
        ("1987-02-20TNI", "1987-02-20", "1987-02-21"),
        ("1988-02", "1988-02-01", "1988-02-29"),
        ("1987", "1987-01-01", "1987-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("1987-Q2", "1987-04-01", "1987-06-30"),
        ("1987-H2", "1987-07-01", "1987-12-31"),
        ("1987-SU", "1987-06-01", "1987-08-31"),
        ("1987-SU", "1987-06-21", "1987-09-22"),
        ("1987-WI", "1987-12-01", "1988-02-29"),
        ("1987-WI", "1986-12-01", "1987-02-28"),
        ("1987-W03", "1987-01-12", "1987-01-18"),
        ("1987-W03-WE", "1987-01-17", "1987-01-18"),
        ("1987-W03-2", "1987-01-13", "1987-01-13"),
    ],
)
def test_values_stand_for_days(val: str, start: str, end: str) -> None:
    assert accepts(val, start, end)


@pytest.mark.parametrize(
    ("val", "start", "end"),
    [
        ("1987-02-20", "1987-02-20", "1987-02-21"),
        ("1987-02-20TNI", "1987-02-19", "1987-02-20"),
        ("1987", "1987-01-01", "1987-06-30"),
        ("1987-SU", "1987-01-01", "1987-12-31"),
        ("1987-WI", "1988-12-01", "1989-02-28"),
    ],
)
def test_other_days_are_not_the_value(val: str, start: str, end: str) -> None:
    assert not accepts(val, start, end)


@pytest.mark.parametrize(
    "val",
    ["", "P3D", "PT2H", "PAST_REF", "BC0264", "XXXX-XX-XX", "1987-XX", "1987-02-XX", "1987-13", "1987-02-31", "0"],
)
def test_what_is_no_stretch_of_days_is_not_asked_for(val: str) -> None:
    assert value_of(val) is None


def test_a_part_of_the_period_is_right_when_the_words_ask_for_a_part() -> None:
    assert accepts("1987", "1987-01-01", "1987-04-30", "START")
    assert not accepts("1987", "1987-02-01", "1987-04-30", "START")
    assert accepts("1987", "1987-09-01", "1987-12-31", "END")
    assert accepts("1987", "1987-05-01", "1987-08-31", "MID")
    assert not accepts("1987", "1987-05-01", "1988-08-31", "MID")


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_every_day_is_its_own_value_and_no_neighbour_is(day: date) -> None:
    value = value_of(day.isoformat())
    assert value is not None
    assert value.accepts(day, day)
    assert not value.accepts(day + timedelta(days=1), day + timedelta(days=1))


@given(st.text(alphabet="0123456789-TPWXQHSUNI:", max_size=20))
def test_no_value_breaks_the_reader(val: str) -> None:
    value = value_of(val)
    assert value is None or all(first <= last for first, last in value.choices)
