"""When tries are refused: after five failures within a quarter of an hour, each time longer, never for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from knell.review.tries import LONG_AGO, MOST, WITHIN, locked_until

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
failures = st.lists(st.integers(0, 86_400).map(lambda second: AT + timedelta(seconds=second)), max_size=30)


def at(*minutes: float) -> list[datetime]:
    return [AT + timedelta(minutes=one) for one in minutes]


def test_five_within_a_quarter_of_an_hour_lock() -> None:
    assert locked_until(at(0, 1, 2, 3)) == LONG_AGO
    assert locked_until(at(0, 1, 2, 3, 4)) == at(5)[0]
    assert locked_until(at(0, 4, 8, 12, 16)) == LONG_AGO
    assert locked_until(at(0, 4, 8, 12, 14.9)) == at(15.9)[0]


def test_a_failure_soon_after_locks_for_twice_as_long_and_one_much_later_does_not() -> None:
    assert locked_until(at(0, 0, 0, 0, 0, 5)) == at(7)[0]
    assert locked_until(at(0, 0, 0, 0, 0, 5, 8)) == at(12)[0]
    assert locked_until(at(0, 0, 0, 0, 0, 30)) == at(1)[0]
    assert locked_until(at(*range(0, 200, 10), *range(200, 220))) <= at(219 + 60)[0]


@given(failures)
def test_few_failures_never_lock_and_none_locks_for_more_than_an_hour(failed: list[datetime]) -> None:
    until = locked_until(failed)
    ordered = sorted(failed)
    crowded = any(late - early < WITHIN for early, late in zip(ordered, ordered[MOST - 1 :], strict=False))
    assert (until > LONG_AGO) == crowded
    if crowded:
        assert until <= ordered[-1] + timedelta(hours=1)


@given(failures, st.integers(0, 86_400))
def test_one_failure_more_never_opens_what_was_locked(failed: list[datetime], second: int) -> None:
    later = max([*failed, AT]) + timedelta(seconds=second)
    assert locked_until([*failed, later]) >= locked_until(failed)
