from __future__ import annotations

from datetime import date

import pytest

from knell.reports.dating import day_of
from knell.reports.dating.words import days_in

THE_DAY = date(2023, 3, 9)


@pytest.mark.parametrize(
    "words",
    [
        "2023-03-09",
        "2023-03-09T23:10:00+04:00",
        "20230309",
        "2023/3/9",
        "9.3.2023",
        "09.03.2023 14:20",
        "9 March 2023",
        "March 9, 2023",
        "Mar. 9th, 2023 at 3:15 pm",
        "Thu, 09 Mar 2023 10:00:00 GMT",
        "9 марта 2023, 10:15",
        "9 березня 2023 р.",
        "9 mart 2023",
        "9 Mart 2023 Perşembe, 10.15",
        "9. März 2023",
        "9 de marzo de 2023",
        "le 9 mars 2023 à 10h15",
        "9 março 2023",
        "9 marzo 2023",
        "09-Mar-2023",
    ],
)
def test_one_day_is_read_in_any_language(words: str) -> None:
    assert day_of(words) == THE_DAY


@pytest.mark.parametrize(
    "words",
    [
        "03/09/2023",
        "March 2023",
        "9 March",
        "yesterday",
        "",
        "31.02.2023",
        "9 miles 2023",
        "9 March 2023, 10 March 2023",
    ],
)
def test_what_could_be_two_days_or_none_is_none(words: str) -> None:
    assert day_of(words) is None


def test_a_number_over_twelve_tells_which_is_the_day() -> None:
    assert day_of("03/19/2023") == day_of("19/03/2023") == date(2023, 3, 19)


def test_places_of_dates_in_a_line() -> None:
    line = "Published 9 March 2023, updated 10 March 2023"
    assert [line[found.start : found.end] for found in days_in(line)] == ["9 March 2023", "10 March 2023"]


def test_no_other_value_is_a_day() -> None:
    assert day_of(None) is None and day_of(20230309) is None and day_of(["2023-03-09"]) is None
