"""The toll over time, and who revised it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knell.figures import Statement, Step, timeline
from knell.model import Claim, Count, Outcome, Role, Wording
from tests.figures.makers import claim, statements

KILLED, INJURED = Outcome.KILLED, Outcome.INJURED
BEFORE = Role.REVISED_FROM


def said(day: int | None, one: Claim, *, source: str = "police", report: str | None = None) -> Statement:
    name = report or f"r{day}"
    claimed = replace(one, id=f"{name}-{one.id}")
    return Statement(claimed, name, source, None if day is None else date(2023, 2, day), "Post")


def exactly(number: int) -> Count:
    return Count(number, number, Wording.EXACT)


def numbers(steps: list[Step]) -> list[tuple[int | None, tuple[int | None, ...]]]:
    return [(step.count.low, tuple(count.low for count in step.before)) for step in steps]


def test_a_source_that_gives_another_figure_later_has_revised_it() -> None:
    steps = timeline([said(4, claim(253)), said(1, claim(290)), said(3, claim(359))])
    assert numbers(steps) == [(290, ()), (359, (290,)), (253, (359,))]
    assert [step.revised for step in steps] == [False, True, True]
    assert [step.first for step in steps] == [date(2023, 2, day) for day in (1, 3, 4)]


def test_saying_it_again_is_no_step() -> None:
    (step,) = timeline([said(1, claim(290)), said(2, claim(290), report="copy"), said(5, claim(290))])
    assert (step.first, step.last) == (date(2023, 2, 1), date(2023, 2, 5))
    assert step.reports == ("r1", "copy", "r5")


def test_a_source_that_comes_back_to_a_figure_has_revised_it_twice() -> None:
    steps = timeline([said(1, claim(290)), said(2, claim(359)), said(3, claim(290))])
    assert numbers(steps) == [(290, ()), (359, (290,)), (290, (359,))]


def test_another_source_revises_nothing() -> None:
    steps = timeline([said(1, claim(290)), said(2, claim(359), source="hospital")])
    assert [step.revised for step in steps] == [False, False]


def test_two_figures_of_one_day_are_no_revision() -> None:
    assert numbers(timeline([said(1, claim(82, at=0)), said(1, claim(147, at=30))])) == [(82, ()), (147, ())]


def test_what_a_text_says_is_superseded_is_shown_with_what_replaced_it() -> None:
    (step,) = timeline([said(4, claim(84, cited="police", at=0)), said(4, claim(101, role=BEFORE, at=30))])
    assert (step.cited, step.superseded, step.before) == ("police", (exactly(101),), ())
    assert step.revised


def test_undated_figures_come_last_and_revise_nothing() -> None:
    steps = timeline([said(None, claim(84)), said(2, claim(101))])
    assert numbers(steps) == [(101, ()), (84, ())]
    assert steps[-1].first is None


def test_an_undated_copy_hides_no_day() -> None:
    (step,) = timeline([said(2, claim(101)), said(None, claim(101), report="copy")])
    assert (step.first, step.last, step.reports) == (date(2023, 2, 2), date(2023, 2, 2), ("r2", "copy"))


def test_outcomes_stand_apart_and_parts_make_no_steps() -> None:
    steps = timeline(
        [said(1, claim(744, outcome=INJURED)), said(2, claim(147)), said(3, claim(8, role=Role.ADDITIONAL))]
    )
    assert [step.outcome for step in steps] == [KILLED, INJURED]


@given(statements().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_does_not_matter_and_every_total_is_in_one_step(
    pair: tuple[list[Statement], list[Statement]],
) -> None:
    steps = timeline(pair[0])
    assert steps == timeline(pair[1])
    claims = [one for step in steps for one in step.claims]
    known = [s for s in pair[0] if s.claim.count.low is not None or s.claim.count.high is not None]
    assert sorted(claims) == sorted(s.claim.id for s in known if s.claim.role is Role.TOTAL)
