"""Finding in a whole text: what holds for all of it, what stays in focus, what has been told before."""

from __future__ import annotations

import pytest

from knell.model import Outcome
from tests.claims.reading import body_of, found_in

PLAIN = "Six guards were killed. "


def told(text: str) -> list[tuple[Outcome, int | None]]:
    """Outcome and low of each claim, in order."""
    return [(f.candidate.predication.outcome, f.candidate.group.count.low) for f in found_in(text)]


def test_sentences_are_read_in_order() -> None:
    assert told(PLAIN + "Nine nurses were hurt. Two boys are missing.") == [
        (Outcome.KILLED, 6),
        (Outcome.INJURED, 9),
        (Outcome.MISSING, 2),
    ]


@pytest.mark.parametrize(
    "kind",
    [
        "The whole thing was a training exercise with actors.",
        "The scenario was fictional.",
    ],
)
def test_a_text_about_a_drill_is_less_sure_throughout(kind: str) -> None:
    sure = {f.candidate.group.count.low: f.probability for f in found_in(PLAIN)}
    doubted = {f.candidate.group.count.low: f.probability for f in found_in(PLAIN + kind)}
    assert doubted.get(6, 0.0) < sure[6]


def test_a_toll_stays_in_focus_for_a_while_only() -> None:
    again = "Some estimates put it at more than 90."
    idle = "It rained all week. " * 4
    assert (Outcome.KILLED, 90) in told(PLAIN + again)
    assert (Outcome.KILLED, 90) not in told(PLAIN + idle + again)


def test_a_number_of_animals_stays_one_of_animals() -> None:
    assert told("The storm hit 40 sheep. Of the 40, 40 were killed.") == []


def test_a_single_name_told_before_is_known_again() -> None:
    assert (Outcome.KILLED, 1) in told("Hanna Brask left at noon. Brask was killed on the road.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIX GUARDS WERE KILLED IN THE NIGHT.", True),
        ("Six guards were killed in the night.", False),
        ("NATO said six guards were killed.", False),
        ("12 345", False),
        ("", False),
    ],
)
def test_only_a_text_in_capitals_shouts(text: str, expected: bool) -> None:
    assert body_of(text).shouting is expected


@pytest.mark.parametrize(
    "text",
    [
        "The cell plotted the murder of a bishop.",
        "Officers foiled the assassination of a senator.",
        "The captain planned and executed grenade attacks.",
        "Troops Detain Suspected Poachers",
    ],
)
def test_what_was_only_meant_or_counts_nobody_is_no_claim(text: str) -> None:
    assert told(text) == []


def test_what_a_denial_takes_as_known_happened() -> None:
    assert told("Vesco denied that the delay is linked to the murder of six monks.") == [(Outcome.KILLED, 6)]
    assert told("Vesco denied that six monks had been murdered.") == []


def test_what_was_ordered_or_added_happened() -> None:
    assert told("The captain ordered the murder of six monks.") == [(Outcome.KILLED, 6)]
    assert told("Boats were burned, in addition to wounding four fishermen.") == [(Outcome.INJURED, 4)]


def test_a_year_ago_is_a_time_and_a_year_a_rate() -> None:
    assert len(found_in("Nine people were killed at the dam a year ago.")) == 1
    assert found_in("Nine people are killed at the dam a year.") == []
