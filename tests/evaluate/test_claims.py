from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.evaluate.claims import mark, mark_all, summary
from knell.evaluate.measures import Tally
from knell.evaluate.predicted import Predicted
from knell.model import Claim, Count, Outcome, Wording
from tests.evaluate.samples import INJURED, KILLED, LATER, REPORT, claim_like, gold_claim, gold_report, perfect

COUNTS = st.integers(0, 3)


def test_a_perfect_prediction_scores_one() -> None:
    tally = mark(REPORT, perfect()).tally
    assert (tally.precision, tally.recall, tally.f1) == (1.0, 1.0, 1.0)


def test_an_empty_prediction_has_no_precision_and_no_recall() -> None:
    tally = mark(REPORT, Predicted("r1")).tally
    assert (tally.precision, tally.recall, tally.f1) == (None, 0.0, 0.0)


def test_a_report_without_prediction_counts_as_missed() -> None:
    assert summary(mark_all([REPORT], {})) == Tally(0, 3, 0, 0)


@pytest.mark.parametrize(
    "changed",
    [
        claim_like(KILLED, outcome=Outcome.INJURED),
        claim_like(KILLED, count=Count(12, None, Wording.AT_LEAST)),
        claim_like(KILLED, count=Count(13, 13, Wording.EXACT)),
        claim_like(KILLED, start=KILLED.end, end=KILLED.end + 3),
    ],
)
def test_another_outcome_figure_or_place_in_the_text_is_a_miss_and_an_invention(changed: Claim) -> None:
    marked = mark(gold_report(KILLED), Predicted("r1", (changed,)))
    assert (marked.missed, marked.invented) == ((KILLED,), (changed,))


def test_the_wording_is_not_part_of_the_match() -> None:
    vague = claim_like(KILLED, count=Count(12, 12, Wording.ABOUT))
    assert mark(gold_report(KILLED), Predicted("r1", (vague,))).tally.f1 == 1.0


def test_one_prediction_cannot_serve_two_gold_claims() -> None:
    wide = gold_claim("killed 12 people and wounded 30", 12, 12)
    marked = mark(gold_report(KILLED, wide), Predicted("r1", (claim_like(KILLED),)))
    assert marked.tally == Tally(1, 2, 1, 1)


def test_a_repeated_prediction_is_an_invention() -> None:
    twice = Predicted("r1", (claim_like(KILLED, id="a"), claim_like(KILLED, id="b")))
    assert mark(gold_report(KILLED), twice).tally == Tally(1, 1, 1, 2)


def test_optional_gold_is_neither_missed_nor_invented() -> None:
    optional = replace(INJURED, optional=True)
    report = gold_report(KILLED, optional)
    assert mark(report, Predicted("r1", (claim_like(KILLED),))).tally == Tally(1, 1, 1, 1)
    marked = mark(report, Predicted("r1", (claim_like(KILLED), claim_like(optional))))
    assert marked.tally == Tally(1, 1, 1, 1)
    assert [c.outcome for c in marked.ignored] == [Outcome.INJURED]


def test_required_gold_comes_before_optional_gold_over_the_same_words() -> None:
    report = gold_report(replace(KILLED, optional=True), KILLED)
    marked = mark(report, Predicted("r1", (claim_like(KILLED),)))
    assert (len(marked.pairs), len(marked.ignored)) == (1, 0)


def test_an_explicit_nobody_without_gold_is_ignored() -> None:
    nobody = claim_like(LATER, count=Count(0, 0, Wording.EXACT), negated=True)
    marked = mark(gold_report(KILLED), Predicted("r1", (nobody,)))
    assert (marked.invented, marked.ignored) == ((), (nobody,))


def test_a_negated_figure_is_not_ignored() -> None:
    marked = mark(gold_report(KILLED), Predicted("r1", (claim_like(LATER, negated=True),)))
    assert len(marked.invented) == 1


@given(st.permutations([KILLED, INJURED, LATER]), st.permutations(perfect().claims))
def test_order_does_not_matter(gold: list[object], predicted: list[Claim]) -> None:
    marked = mark(gold_report(*gold), Predicted("r1", tuple(predicted)))  # type: ignore[arg-type]
    expected = mark(REPORT, perfect())
    assert marked.pairs == expected.pairs


@st.composite
def figures(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    spans = st.tuples(st.integers(0, 8), st.integers(1, 4), COUNTS)
    return [(start, start + length, count) for start, length, count in draw(st.lists(spans, max_size=7))]


@given(figures(), figures())
def test_the_tally_is_symmetric_bounded_and_greedy_cannot_beat_it(
    gold: list[tuple[int, int, int]], said: list[tuple[int, int, int]]
) -> None:
    def tally(left: list[tuple[int, int, int]], right: list[tuple[int, int, int]]) -> Tally:
        wanted = [replace(KILLED, start=s, end=e, low=n, high=n) for s, e, n in left]
        given_ = [claim_like(KILLED, start=s, end=e, count=Count(n, n, Wording.EXACT)) for s, e, n in right]
        return mark(gold_report(*wanted), Predicted("r1", tuple(given_))).tally

    there, back = tally(gold, said), tally(said, gold)
    assert (there.found, there.gold, there.predicted) == (back.found, back.predicted, back.gold)
    assert 0.0 <= (there.f1 or 0.0) <= 1.0
    used: set[int] = set()
    for start, end, count in gold:
        fitting = (i for i, (s, e, n) in enumerate(said) if i not in used and n == count and s < end and start < e)
        if (first := next(fitting, None)) is not None:
            used.add(first)
    assert there.found >= len(used)
