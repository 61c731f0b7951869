"""Publication dates: the forms that mean one day, and those that do not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.reports.dates import published

TODAY = date(2025, 6, 1)
DAY = date(2024, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-05",
        " 2024-03-05\n",
        "2024-03-05T23:59:59Z",
        "2024-03-05T00:30:00.123456+04:00",
        "2024-03-05 10:00",
        "2024-03-05 10:00:00 UTC",
        "2024-03-05T10:00:00+0000",
        "20240305",
        "20240305T100000Z",
        "2024/03/05",
        "2024.3.5",
        "Tue, 05 Mar 2024 10:00:00 +0000",
        "Tue, 5 Mar 2024 10:00:00 GMT",
        "05 Mar 2024 23:00 -0800",
        "5 Mar 2024",
    ],
)
def test_forms_that_mean_one_day(value: str) -> None:
    assert published(value, TODAY).day == DAY


@pytest.mark.parametrize(
    "value",
    [
        "05/03/2024",
        "03-05-2024",
        "05.03.24",
        "2024",
        "2024-03",
        "2024-02-30",
        "2024-00-10",
        "yesterday",
        "March 5, 2024",
        "Tue, 35 Mar 2024",
        "1709636400",
        1709636400,
        20240305,
        True,
        ["2024-03-05"],
        "0001-01-01",
        "２０２４-０３-０５",
        "2024-03-05 to 2024-03-07",
        "9" * 10_000,
    ],
)
def test_forms_that_do_not(value: object) -> None:
    found = published(value, TODAY)
    assert (found.day, found.code) == (None, "bad_date")
    assert len(found.words) < 250


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_not_a_wrong_one(value: object) -> None:
    assert (published(value, TODAY).day, published(value, TODAY).code) == (None, "no_date")


def test_the_future_is_refused_and_today_is_not() -> None:
    assert published("2025-06-01", TODAY).day == TODAY
    assert (published("2025-06-02", TODAY).day, published("2025-06-02", TODAY).code) == (None, "future_date")


@given(st.dates(min_value=date(1600, 1, 1), max_value=TODAY))
def test_every_past_day_is_read(day: date) -> None:
    assert published(day.isoformat(), TODAY).day == day


@given(st.text())
def test_no_text_raises(value: str) -> None:
    found = published(value, TODAY)
    assert (found.day is None) == (found.code is not None)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_empty_field_says_that_the_day_is_unknown(value: object) -> None:
    found = published(value, TODAY, asked=True)
    assert (found.day, found.code) == (None, "date_unknown")
