"""The times of an event that cannot be told, compared by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knell.claims.opentimes import OpenTimes
from tests.steps import grown

TIMES = st.lists(st.sampled_from(["that", "night", "ago", "years", "3", "12"]), min_size=1, max_size=4).map(" ".join)


def _may_be_one(one: str, other: str) -> bool:
    """Two times may be the same that share a word; two with figures, that share a figure and another word."""
    first, second = set(one.split()), set(other.split())
    figures = [{word for word in words if word.isdigit()} for words in (first, second)]
    if all(figures):
        return bool(figures[0] & figures[1]) and len(first & second) > 1
    return bool(first & second)


@given(st.lists(TIMES, max_size=5), TIMES)
def test_a_time_is_like_some_others_if_it_is_like_one_of_them(told: list[str], asked: str) -> None:
    times = OpenTimes()
    for text in told:
        times.add(text)
    assert times.like(asked) is any(_may_be_one(asked, text) for text in told)
    assert bool(times) is bool(told)


def test_asking_takes_no_longer_the_more_times_are_told() -> None:
    def ask(size: int) -> None:
        times = OpenTimes()
        for number in range(size):
            times.like(f"{number} weeks before")
            times.add(f"{number} days ago")

    assert grown(ask, 300) == []
