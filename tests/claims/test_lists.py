"""Lists: single persons are added up, numbers with their nouns stay apart."""

from __future__ import annotations

import pytest

from tests.claims.reading import found_in


def counts(text: str) -> list[tuple[int | None, int | None]]:
    """Low and high of each claim, in order."""
    return [(f.candidate.group.count.low, f.candidate.group.count.high) for f in found_in(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A nurse and a driver were killed.", 2),
        ("A nurse, a driver and a guard were killed.", 3),
        ("The bomb killed a nurse, her husband and a guard.", 3),
        ("Two brothers and their father were shot dead.", 3),
        ("Gunmen killed a judge, two clerks and a driver.", 4),
        ("Ruben Tasker and Odile Marsh were killed.", 2),
        ("The murder of a nurse and a driver shocked the town.", 2),
    ],
)
def test_a_list_with_single_persons_is_one_claim(text: str, number: int) -> None:
    assert counts(text) == [(number, number)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three soldiers and five nurses were killed.", [3, 5]),
        ("The bomb killed 30 soldiers and 12 nurses.", [30, 12]),
        ("A guard and 40 passengers were killed.", [1, 40]),
    ],
)
def test_numbers_with_their_nouns_stay_apart(text: str, numbers: list[int]) -> None:
    assert [low for low, _ in counts(text)] == numbers


def test_a_lower_bound_opens_a_list_and_holds_for_all_of_it() -> None:
    assert counts("At least 30 nurses and eight guards were killed.") == [(30, None), (8, None)]


def test_different_outcomes_are_never_added_up() -> None:
    assert counts("A nurse was killed and a driver wounded.") == [(1, 1), (1, 1)]


def test_names_that_spell_out_a_number_are_not_counted_again() -> None:
    assert counts("The bomb killed two clerks, Ada Fenn and Tom Rusk.") == [(2, 2)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Two officers, a driver and her son were killed.", 4),
        ("The bomb killed two clerks, a porter and his wife.", 4),
        ("Two people, a porter and his wife, were killed.", 2),
        ("The bomb killed two people, a porter and his wife.", 2),
        ("Two clerks, a porter and a typist, were killed.", 2),
    ],
)
def test_persons_spell_out_a_number_of_whoever_or_between_commas(text: str, number: int) -> None:
    assert sum(low or 0 for low, _ in counts(text)) == number
