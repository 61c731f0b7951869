"""Agreement as the method's author works it out, and what must hold of any agreement."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knell.review.agreement import Agreement, Metric, Value, agreement, by_unit

# The data of section E of "Computing Krippendorff's Alpha-Reliability": four observers, twelve units.
A = (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None)
B = (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3)
C = (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None)
D = (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None)
UNITS = [dict(zip("ABCD", values, strict=True)) for values in zip(A, B, C, D, strict=True)]


@pytest.mark.parametrize(
    ("metric", "alpha"),
    [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849), (Metric.RATIO, 0.797)],
)
def test_the_worked_example_of_four_observers(metric: Metric, alpha: float) -> None:
    found = agreement(UNITS, metric)
    assert found.alpha is not None
    assert round(found.alpha, 3) == alpha
    assert (found.units, found.coders, found.pairable, found.alone) == (11, 4, 40, 1)


def test_the_worked_example_of_two_observers_and_two_values() -> None:
    meg = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
    owen = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    found = agreement([{"Meg": m, "Owen": o} for m, o in zip(meg, owen, strict=True)], Metric.NOMINAL)
    assert found.alpha is not None
    assert round(found.alpha, 3) == 0.095
    assert found.percent == 0.6


def test_the_worked_example_of_two_observers_and_many_values() -> None:
    ben = "aabbdcccedda"
    gerry = "babbbccceddd"
    found = agreement([{"Ben": b, "Gerry": g} for b, g in zip(ben, gerry, strict=True)], Metric.NOMINAL)
    assert found.alpha is not None
    assert round(found.alpha, 3) == 0.692


def test_an_interval_lies_around_alpha_and_is_the_same_each_time() -> None:
    found = agreement(UNITS, Metric.NOMINAL)
    assert found.alpha is not None and found.low is not None and found.high is not None
    assert found.low < found.alpha < found.high <= 1
    assert agreement(UNITS, Metric.NOMINAL) == found
    assert agreement(UNITS, Metric.NOMINAL, seed=1) != found


@pytest.mark.parametrize("metric", Metric)
def test_where_nothing_varies_there_is_no_alpha(metric: Metric) -> None:
    found = agreement([{"a": 4, "b": 4}, {"a": 4, "b": 4}], metric)
    assert found.alpha is None and found.low is None and found.high is None
    assert found.percent == 1
    assert "never varies" in found.reason


@pytest.mark.parametrize("units", [[], [{"a": 1}, {"b": 2}], [{"a": 1, "b": None}], [{}]])
def test_where_nothing_was_coded_twice_there_is_no_alpha(units: list[dict[str, Value | None]]) -> None:
    found = agreement(units, Metric.NOMINAL)
    assert found.alpha is None and found.percent is None
    assert "two people" in found.reason


def test_zeros_do_not_divide_by_zero() -> None:
    found = agreement([{"a": 0, "b": 0}, {"a": 0, "b": 4}, {"a": 3, "b": 3}], Metric.RATIO)
    assert found.alpha is not None and -1 <= found.alpha < 1


def test_a_small_number_apart_counts_for_more_than_a_large_one() -> None:
    small = agreement([{"a": 3, "b": 5}, {"a": 800, "b": 800}], Metric.RATIO)
    large = agreement([{"a": 3, "b": 3}, {"a": 800, "b": 802}], Metric.RATIO)
    assert small.alpha is not None and large.alpha is not None
    assert small.alpha < large.alpha


VALUES = st.one_of(st.none(), st.integers(0, 6))
CODED = st.lists(st.dictionaries(st.sampled_from("abcd"), VALUES, max_size=4), max_size=12)
EACH = st.sampled_from(list(Metric))


def without_draws(units: list[dict[str, Value | None]], metric: Metric) -> Agreement:
    return agreement(units, metric, samples=20)


@given(CODED, EACH, st.randoms(use_true_random=False))
def test_order_of_units_and_names_of_coders_change_nothing(
    units: list[dict[str, Value | None]], metric: Metric, chance: random.Random
) -> None:
    shuffled = [dict(chance.sample(list(unit.items()), len(unit))) for unit in units]
    chance.shuffle(shuffled)
    names = dict(zip("abcd", chance.sample("abcd", 4), strict=True))
    renamed = [{names[coder]: value for coder, value in unit.items()} for unit in shuffled]
    assert without_draws(units, metric) == without_draws(renamed, metric)


@given(CODED, EACH)
def test_values_that_are_missing_change_nothing(units: list[dict[str, Value | None]], metric: Metric) -> None:
    padded = [{**dict.fromkeys("abcdxyz"), **unit} for unit in units] + [{"x": None, "y": None}]
    assert without_draws(units, metric) == without_draws(padded, metric)


@given(st.lists(st.integers(0, 9), min_size=2), st.integers(2, 4), EACH)
def test_perfect_agreement_is_one(values: list[int], coders: int, metric: Metric) -> None:
    assume(len(set(values)) > 1)
    found = without_draws([dict.fromkeys("abcd"[:coders], value) for value in values], metric)
    assert found.alpha == 1 and found.percent == 1
    assert found.low is None and found.high is None


@given(CODED, EACH)
def test_alpha_is_never_more_than_one_and_one_only_without_disagreement(
    units: list[dict[str, Value | None]], metric: Metric
) -> None:
    found = without_draws(units, metric)
    assert (found.alpha is None) == bool(found.reason)
    if found.alpha is not None:
        assert found.alpha <= 1
        assert (found.alpha == 1) == (found.percent == 1)


def test_codings_are_gathered_by_what_they_are_about() -> None:
    said = [("c1", "ann", 3), ("c2", "ann", 4), ("c1", "bo", 3), ("c1", "ann", 5)]
    assert by_unit(said) == [{"ann": 5, "bo": 3}, {"ann": 4}]
