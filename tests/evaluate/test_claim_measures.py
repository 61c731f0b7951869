from __future__ import annotations

from dataclasses import replace

import pytest

from knell.evaluate.claim_measures import killed_tally, measures
from knell.evaluate.claims import mark
from knell.evaluate.measures import Share, values
from knell.evaluate.predicted import Predicted
from knell.model import Event, Outcome, Range, Role
from tests.evaluate.samples import BLAST, INJURED, KILLED, LATER, REPORT, claim_like, gold_claim, gold_report, perfect


def test_a_perfect_prediction_is_right_in_everything() -> None:
    for name, measure in measures([mark(REPORT, perfect())]).items():
        assert all(value in (1.0, None) for value in values(measure).values()), name


def test_an_empty_prediction_leaves_nothing_to_judge_beside_the_figure() -> None:
    found = measures([mark(REPORT, Predicted("r1"))])
    assert found["role right"] == Share(0, 0)
    assert values(found["en"]) == {"precision": None, "recall": 0.0, "f1": 0.0}


def test_classes_count_gold_by_gold_and_predictions_by_prediction() -> None:
    part = Predicted("r1", (claim_like(KILLED, role=Role.PART),), (BLAST,))
    found = measures([mark(gold_report(KILLED), part)])
    assert values(found["role: total"]) == {"precision": None, "recall": 1.0, "f1": 0.0}
    assert values(found["role: part"]) == {"precision": 1.0, "recall": None, "f1": None}
    assert found["role right"] == Share(0, 1)


def test_a_claim_in_a_text_without_claims_soils_it_but_an_explicit_nobody_does_not() -> None:
    nothing = gold_report()
    said = Predicted("r1", (claim_like(KILLED),))
    assert measures([mark(nothing, said)])["clean distractors"] == Share(0, 1)
    assert measures([mark(nothing, Predicted("r1"))])["clean distractors"] == Share(1, 1)


def best(figure: int) -> Event:
    return replace(BLAST, figures={Outcome.KILLED: Range(figure, figure, figure)})


@pytest.mark.parametrize(("figure", "right"), [(12, True), (14, True), (2, False), (44, False)])
def test_the_killed_tally_is_the_total_with_or_without_later_deaths(figure: int, right: bool) -> None:
    said = replace(perfect(), events=(best(figure),))
    assert killed_tally(mark(REPORT, said)) is right


def test_the_killed_tally_of_parts_is_their_sum() -> None:
    parts = gold_report(replace(KILLED, role=Role.PART), replace(LATER, role=Role.PART))
    assert killed_tally(mark(parts, replace(perfect(), events=(best(14),)))) is True
    assert killed_tally(mark(parts, replace(perfect(), events=(best(12),)))) is False


def test_of_three_parts_one_may_lie_within_another() -> None:
    parts = gold_report(*(replace(KILLED, role=Role.PART, low=n, high=n) for n in (50, 20, 5)))
    right = {n for n in range(80) if killed_tally(mark(parts, replace(perfect(), events=(best(n),))))}
    assert right == {75, 70, 55, 25}


def test_the_killed_tally_is_asked_of_the_event_most_killed_claims_are_about() -> None:
    other = replace(gold_claim("killed 12 people", 500, 500), event="war")
    report = gold_report(other, KILLED, LATER)
    assert killed_tally(mark(report, replace(perfect(), events=(best(12),)))) is True
    assert killed_tally(mark(report, replace(perfect(), events=(best(500),)))) is False


def test_the_killed_tally_is_not_asked_where_nobody_is_killed() -> None:
    assert killed_tally(mark(gold_report(INJURED), perfect())) is None
    assert killed_tally(mark(REPORT, Predicted("r1"))) is False
