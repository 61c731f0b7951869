"""Totals that their own source replaced while the toll was still being counted."""

from __future__ import annotations

from datetime import date

import pytest

from knell.figures import Statement, reconcile, rules
from knell.model import Figure, Outcome, Range, SourceType, Wording
from tests.figures.makers import claim, said


def ministry(
    number: int, day: int, *, wording: Wording = Wording.EXACT, kind: SourceType | None = SourceType.GOVERNMENT
) -> Statement:
    """What the same ministry gives on a day of August 2020."""
    made = claim(number, id=f"m{number}", wording=wording, cited="the health ministry", kind=kind)
    return said(made, f"r{day}", "ministry", date(2020, 8, day))


def killed(*made: Statement, rule: str = "every-casualty") -> Figure:
    return reconcile(made, rule)[Outcome.KILLED]


def test_what_a_source_replaced_is_no_rival_of_what_it_gave_in_its_place() -> None:
    found = killed(ministry(27, 4), ministry(135, 5), ministry(171, 11))
    assert found.range == Range(171, 171, 171)
    assert dict(found.left_out) == {
        "m27": "given up: the same source gave 171 on 2020-08-11",
        "m135": "given up: the same source gave 171 on 2020-08-11",
    }


def test_a_toll_that_was_lowered_is_lowered() -> None:
    assert killed(ministry(359, 4), ministry(253, 8)).range == Range(253, 253, 253)


@pytest.mark.parametrize("rule", [rule.name for rule in rules()])
def test_every_rule_leaves_it_out(rule: str) -> None:
    assert killed(ministry(27, 4), ministry(171, 11), rule=rule).range.low == 171


def test_what_others_give_stays() -> None:
    other = said(claim(27, id="x"), "x", published=date(2020, 8, 4))
    assert killed(ministry(27, 4), ministry(171, 11), other).range == Range(27, None, 171)


def test_a_source_that_comes_back_to_its_figure_gave_nothing_up() -> None:
    back = said(
        claim(27, id="again", cited="the ministry", kind=SourceType.GOVERNMENT), "r9", "ministry", date(2020, 8, 9)
    )
    assert killed(ministry(27, 4), ministry(30, 5), back).range == Range(27, 27, 27)


def test_words_that_the_figure_fits_replace_nothing() -> None:
    assert killed(ministry(135, 5), ministry(100, 11, wording=Wording.MORE_THAN)).used == ("m135", "m100")
    assert killed(ministry(27, 4), ministry(100, 11, wording=Wording.AT_LEAST)).range == Range(100, 100, None)


def test_unnamed_officials_and_later_years_keep_the_disagreement() -> None:
    loose = SourceType.UNSPECIFIED_OFFICIAL
    assert killed(ministry(131, 4, kind=loose), ministry(150, 11, kind=loose)).range.low == 131
    years = [
        said(
            claim(number, id=f"{number}", cited="the ministry", kind=SourceType.GOVERNMENT),
            f"r{year}",
            "m",
            date(year, 1, 20),
        )
        for number, year in ((131, 1990), (150, 2024))
    ]
    assert (killed(*years).range.low, killed(*years).range.high) == (131, 150)


def test_without_dates_nothing_is_given_up() -> None:
    made = [said(claim(n, id=f"{n}", cited="m", kind=SourceType.GOVERNMENT), f"r{n}", "m") for n in (27, 171)]
    assert killed(*made).range.low == 27


def test_an_outlet_in_its_own_voice_replaces_its_own_figure() -> None:
    made = [said(claim(n, id=f"{n}"), f"r{n}", "own", date(2020, 8, n), "gazette.example") for n in (4, 9)]
    assert killed(*made).range == Range(9, 9, 9)
