"""Tolls: numbers said of a toll noun, what they came from, and figures said again."""

from __future__ import annotations

import pytest

from knell import extract
from knell.model import Outcome, Report
from tests.claims.reading import found_in


def told(text: str) -> list[tuple[str, str, int | None, int | None]]:
    """The link, outcome, low and high of each claim."""
    return [
        (
            f.candidate.kind,
            f.candidate.predication.outcome.value,
            f.candidate.group.count.low,
            f.candidate.group.count.high,
        )
        for f in found_in(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The death toll rose to 73.",
        "The death toll stands at 73.",
        "The toll is now 73.",
        "The official death toll, which had been disputed for weeks, was put at 73.",
        "The number of dead went up to 73.",
        "Dead: 73.",
        "Killed: 73",
    ],
)
def test_a_number_is_said_of_a_toll(text: str) -> None:
    assert [(outcome, low, high) for _, outcome, low, high in told(text)] == [("killed", 73, 73)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("The number of injured rose to 51.", Outcome.INJURED),
        ("The number of missing stands at 51.", Outcome.MISSING),
        ("The number of arrests climbed to 51.", Outcome.DETAINED),
        ("The number of displaced people reached 51.", Outcome.DISPLACED),
    ],
)
def test_every_outcome_has_a_toll(text: str, outcome: Outcome) -> None:
    assert told(text) == [("toll", outcome.value, 51, 51)]


def test_the_earlier_number_is_marked() -> None:
    new, old = found_in("The toll rose to 73 from 61.")
    assert "toll:from" not in new.candidate.features
    assert "toll:from" in old.candidate.features


@pytest.mark.parametrize(
    "text",
    [
        "The death toll could rise to 400.",
        "The death toll is expected to reach 400.",
        "The toll road is 73 kilometres long.",
        "The death toll rose on 14 March.",
        "The death toll rose; 73 houses burned.",
    ],
)
def test_what_is_only_feared_or_is_no_count_is_no_toll(text: str) -> None:
    assert told(text) == []


def test_a_bare_figure_is_said_again_of_the_toll_before_it() -> None:
    kinds = [(kind, low, high) for kind, _, low, high in told("The blaze killed 30. Some reports say more than 90.")]
    assert kinds == [("object", 30, 30), ("restated", 90, None)]


def test_without_a_toll_before_it_a_bare_figure_says_nothing() -> None:
    assert told("Some reports say more than 90.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The toll has climbed to 71 with six people still missing as the search goes on.",
        "The death toll rose to 71 amid reports of six people trapped as the water rose.",
    ],
)
def test_those_brought_in_behind_a_toll_are_none_of_it(text: str) -> None:
    killed = [f.candidate.group.count.low for f in found_in(text) if f.candidate.predication.outcome is Outcome.KILLED]
    assert killed == [71]


@pytest.mark.parametrize(
    "when", ["on 2 May", "in May 2021", "on 2 May 2021", "of the 2 May bombing", "on Monday", "in Brno on 2 May 2021"]
)
def test_a_date_between_a_toll_and_its_number_is_no_number_and_no_doubt(when: str) -> None:
    text = f"The death toll from the attack {when} has risen to 359, the ministry said."
    claims = extract(Report("r", text, language="en")).claims
    assert [(one.outcome.value, one.count.low) for one in claims] == [("killed", 359)]
