"""Fitting weights: what is seen moves them, the penalty holds them, the file keeps its shape."""

from __future__ import annotations

from knell.claims.evidence import weights
from knell.evaluate.gold import GoldClaim, GoldPlace, GoldReport
from knell.model import Outcome, Report, Wording
from scripts.fit_weights import BIAS, WEIGHTS, Example, examples, fit, fold, left_out, loss, rewritten

START = {BIAS: 0.0, "link=subject": 1.0, "irrealis": -1.0, "unseen": 0.7}
SEEN = [
    *(Example(f"a{i}", ("link=subject",), True) for i in range(30)),
    *(Example(f"b{i}", ("link=subject", "irrealis"), False) for i in range(20)),
    Example("c", ("link=subject", "irrealis"), True),
]


def test_what_is_seen_moves_the_weights_and_what_is_not_seen_stays() -> None:
    fitted = fit(SEEN, START, 1.0)
    assert loss(SEEN, fitted) < loss(SEEN, START)
    assert fitted["irrealis"] < START["irrealis"]
    assert fitted["unseen"] == START["unseen"]


def test_a_hard_penalty_holds_the_weights_where_they_were_set() -> None:
    fitted = fit(SEEN, START, 1e6)
    assert all(abs(fitted[name] - START[name]) < 0.001 for name in START)


def test_every_example_is_left_out_once_and_a_report_as_a_whole() -> None:
    judged = left_out(SEEN, START, 1.0)
    assert sorted(one.report for one, _ in judged) == sorted(one.report for one in SEEN)
    assert {fold(one.report) for one in SEEN} <= set(range(5))


def test_the_file_keeps_its_order_and_its_comments() -> None:
    text = WEIGHTS.read_text(encoding="utf-8")
    same = {BIAS: weights().bias, **weights().features}
    assert rewritten(text, same) == text
    changed = rewritten(text, {**same, "irrealis": -9.26})
    assert '\n"irrealis" = -9.3\n' in changed
    assert len(changed.splitlines()) == len(text.splitlines())


def test_candidates_are_judged_by_the_gold() -> None:
    text = "Six guards were killed and nine nurses were hurt."
    place = GoldPlace(None, None)
    claim = GoldClaim(
        0,
        21,
        "Six guards were killed",
        Outcome.KILLED,
        6,
        6,
        Wording.EXACT,
        None,
        "",
        None,
        None,
        "",
        None,
        None,
        place,
    )
    seen = list(examples([GoldReport(Report("r", text, language="en"), (claim,))]))
    assert any(one.right and "subject:be" in one.facts for one in seen)
    assert any(not one.right for one in seen), "the nurses are not in this gold"
    assert {one.report for one in seen} == {"r"}
