"""Axes: what is said lies on them, and what is written beside them lies where it says."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knell.drawing.scales import days, numbers

counts = st.lists(st.integers(0, 10**9), min_size=1, max_size=20)


@given(counts)
def test_every_number_lies_on_its_axis_and_larger_ones_further(values: list[int]) -> None:
    axis = numbers(values, 250.0, 16.0)
    places = [axis.at(value) for value in sorted(values)]
    assert all(15.9 <= place <= 250.1 for place in places)
    assert places == sorted(places, reverse=True)
    assert len(axis.ticks) <= 16 and all(15.9 <= tick.at <= 250.1 for tick in axis.ticks)


@given(counts)
def test_what_is_written_beside_a_number_is_that_number(values: list[int]) -> None:
    axis = numbers(values, 250.0, 16.0)
    assert axis.ticks
    for tick in axis.ticks:
        assert abs(axis.at(int(tick.words.replace(",", ""))) - tick.at) < 0.1


def test_numbers_far_apart_go_up_by_powers() -> None:
    assert numbers([3, 2_500], 0, 1).is_log
    assert not numbers([100, 170], 0, 1).is_log
    assert numbers([0, 5, 4_000], 0, 1).ticks[0].words == "0"


def test_numbers_close_together_do_not_start_at_nothing() -> None:
    assert numbers([131, 137, 170], 0, 1).low > 0
    assert numbers([3, 170], 0, 1).low == 0 or numbers([3, 170], 0, 1).is_log


@given(st.lists(st.dates(), min_size=1, max_size=10))
def test_every_day_lies_on_its_axis(values: list[date]) -> None:
    axis = days(values, 60.0, 600.0)
    places = [axis.at(day) for day in sorted(values)]
    assert places == sorted(places) and all(59.9 <= place <= 600.1 for place in places)
    assert len(axis.ticks) <= 16


def test_days_are_written_as_finely_as_they_lie() -> None:
    years = [tick.words for tick in days([date(1990, 1, 21), date(2026, 1, 20)], 0, 1).ticks]
    assert years == ["1990", "1995", "2000", "2005", "2010", "2015", "2020", "2025"]
    assert "Mar 2023" in [tick.words for tick in days([date(2023, 1, 20), date(2024, 1, 20)], 0, 1).ticks]
    assert "22 Dec 2016" in [tick.words for tick in days([date(2016, 12, 21), date(2016, 12, 22)], 0, 1).ticks]


@given(st.integers(1, 40), st.integers(21, 10**6))
def test_what_lies_highest_has_a_number_written_near_it(least: int, times: int) -> None:
    most = least * times
    written = [int(tick.words.replace(",", "")) for tick in numbers([least, most], 0, 100).ticks]
    assert 3 <= len(written) <= 9
    assert max(written) * 10 > most
    if most < 10_000:
        assert max(written) * 3.4 > most
