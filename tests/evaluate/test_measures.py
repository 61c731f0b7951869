from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.evaluate.calibration import table
from knell.evaluate.measures import Closeness, Measure, Share, Tally, share, values


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    found, right = draw(st.integers(0, 50)), draw(st.integers(0, 50))
    return Tally(found, found + draw(st.integers(0, 50)), right, right + draw(st.integers(0, 50)))


@given(tallies())
def test_f1_lies_between_precision_and_recall(tally: Tally) -> None:
    if tally.f1 is None:
        assert tally.gold == 0
    elif tally.precision is not None and tally.recall is not None:
        low, high = sorted((tally.precision, tally.recall))
        assert low - 1e-9 <= tally.f1 <= high + 1e-9


@given(tallies(), tallies())
def test_adding_tallies_does_not_depend_on_the_order(one: Tally, other: Tally) -> None:
    assert one + other == other + one
    assert one + Tally() == one


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Tally(1, 2, 1, 4), {"precision": 0.25, "recall": 0.5, "f1": 1 / 3}),
        (Tally(), {"precision": None, "recall": None, "f1": None}),
        (Share(1, 4), {"": 0.25}),
        (Share(), {"": None}),
        (Closeness(0.5, 2), {"": 0.5}),
    ],
)
def test_values_are_none_where_there_is_nothing_to_divide_by(measure: Measure, expected: dict[str, float]) -> None:
    assert values(measure) == pytest.approx(expected)


def test_a_share_counts_what_is_true() -> None:
    assert share([True, False, True]) == Share(2, 3)


def test_calibration_error_is_the_gap_between_said_and_right() -> None:
    sure = table([(0.9, True)] * 9 + [(0.9, False)])
    assert sure.error == pytest.approx(0.0)
    boasting = table([(1.0, False), (1.0, True)])
    assert boasting.error == pytest.approx(0.5)
    assert boasting.measure == Closeness(0.5, 2)
    assert table([]).error is None


@given(st.lists(st.tuples(st.floats(-0.5, 1.5), st.booleans()), min_size=1))
def test_every_judged_claim_is_in_one_bin(judged: list[tuple[float, bool]]) -> None:
    found = table(judged)
    assert sum(one.claims for one in found.bins) == len(judged)
    assert found.error is not None
    assert 0.0 <= found.error <= 1.0
