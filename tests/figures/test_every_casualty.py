"""The every-casualty rule, through ``reconcile``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.figures import Statement, UnknownRule, reconcile
from knell.model import Figure, Outcome, Range, Role, Wording
from tests.figures.makers import claim, said, statements


def killed(*made: Statement) -> Figure:
    return reconcile(made)[Outcome.KILLED]


def test_the_range_runs_from_lowest_to_highest_total() -> None:
    found = killed(
        said(claim(150, id="a"), "r1", "official data"),
        said(claim(147, id="b"), "r2"),
        said(claim(147, id="c"), "r3"),
        said(claim(131, id="d"), "r4"),
    )
    assert found.range == Range(131, 147, 150)
    assert found.rule == "every-casualty/1"
    assert set(found.used) == {"a", "b", "c", "d"}
    assert found.note == "147 given by 2 of 4 independent sources; 4 of other outlets and origins (p. 25)"


def test_ten_outlets_on_one_source_are_one_source() -> None:
    repeated = [said(claim(150, id=f"o{n}"), f"r{n}", "official data") for n in range(10)]
    independent = [said(claim(147, id="x"), "x"), said(claim(147, id="y"), "y")]
    assert killed(*repeated, *independent).range == Range(147, 147, 150)


def test_ties_go_to_the_lower() -> None:
    twice = [said(claim(number, id=f"{n}"), f"r{n}") for n, number in enumerate((150, 147, 150, 147, 131))]
    assert killed(*twice).range == Range(131, 147, 150)


def test_a_number_that_no_two_sources_give_is_unconfirmed_and_no_best() -> None:
    found = killed(said(claim(150), "r1"), said(claim(147), "r2"))
    assert found.range == Range(147, None, 150)
    assert found.note.startswith("unconfirmed: no number is given by two of 2 independent sources")


def test_words_without_a_number_widen_the_range_but_are_never_best() -> None:
    vague = [said(claim(200, wording=Wording.VAGUE, id=f"v{n}"), f"v{n}") for n in range(3)]
    assert killed(*vague, said(claim(187), "r1")).range == Range(187, 187, None)
    assert killed(*vague).range == Range(200, None, None)


def test_sub_totals_superseded_figures_and_zeros_are_left_out_with_reasons() -> None:
    found = killed(
        said(claim(147, id="total", at=200), "r1"),
        said(claim(82, id="part", role=Role.PART), "r1"),
        said(claim(131, id="old", role=Role.REVISED_FROM, at=60), "r1"),
        said(claim(21, id="elsewhere", role=Role.PART), "r2"),
        said(claim(0, id="nobody", negated=True), "r3"),
        said(claim(1, id="attacker", status="perpetrator"), "r4"),
    )
    assert found.range == Range(147, 147, 147)
    assert found.used == ("total",)
    assert dict(found.left_out) == {
        "part": "part of a total given in the same text",
        "old": "superseded in the same text",
        "elsewhere": "a sub-total; a total is given elsewhere",
        "nobody": "says nobody, but a figure is given elsewhere",
        "attacker": "counts perpetrators only",
    }


def test_parts_are_summed_per_report_when_nobody_gives_a_total() -> None:
    first = [said(claim(40, id="a", role=Role.PART), "r1"), said(claim(8, id="b", role=Role.PART, at=50), "r1")]
    second = [said(claim(50, id="c", role=Role.PART), "r2")]
    found = killed(*first, *second)
    assert found.range == Range(48, None, 50)
    assert set(found.used) == {"a", "b", "c"}


def test_one_source_is_flagged_as_uncorroborated() -> None:
    assert killed(said(claim(3), "r1")).note == "uncorroborated: one source"


def test_two_origins_in_one_outlet_do_not_corroborate_each_other() -> None:
    officials = said(claim(187, id="a"), "r1", "officials")
    rights = said(claim(700, id="b", at=40), "r1", "rights groups")
    assert killed(officials, rights).note == (
        "uncorroborated: one outlet; unconfirmed: no number is given by two of 2 independent sources"
    )


def test_bare_claims_are_one_reports() -> None:
    found = reconcile([claim(150), claim(744, outcome=Outcome.INJURED, at=40)], rule="every-casualty")
    assert found[Outcome.KILLED].range == Range(150, 150, 150)
    assert found[Outcome.INJURED].range == Range(744, 744, 744)


def test_an_unknown_rule_is_refused_by_name() -> None:
    with pytest.raises(UnknownRule, match="every-casualty"):
        reconcile([claim(1)], rule="guess")


@given(statements())
def test_every_claim_is_used_or_left_out_and_never_both(made: list[Statement]) -> None:
    figures = reconcile(made)
    for found in figures.values():
        assert not set(found.used) & {claim for claim, _ in found.left_out}
    mentioned = {one for found in figures.values() for one in (*found.used, *(claim for claim, _ in found.left_out))}
    assert mentioned == {statement.claim.id for statement in made}


@given(statements().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_order_does_not_matter(pair: tuple[list[Statement], list[Statement]]) -> None:
    assert reconcile(pair[0]) == reconcile(pair[1])


@given(statements(), st.data())
def test_an_exact_copy_changes_no_figure(made: list[Statement], data: st.DataObject) -> None:
    if not made:
        return
    report = data.draw(st.sampled_from(sorted({statement.report for statement in made})))
    copy = [
        replace(statement, report="copy", claim=replace(statement.claim, id=f"copy-{statement.claim.id}"))
        for statement in made
        if statement.report == report
    ]
    before, after = reconcile(made), reconcile([*made, *copy])
    assert {outcome: (found.range, found.note) for outcome, found in before.items()} == {
        outcome: (found.range, found.note) for outcome, found in after.items()
    }


def test_those_whom_a_report_names_are_no_rival_of_many_times_as_many() -> None:
    named = claim(3, id="n", victims="Vera Lund, Karl Maria Orn and Tomas Berg")
    found = killed(said(named, "r1"), said(claim(338, id="a"), "r2"), said(claim(333, id="b"), "r3"))
    assert found.range == Range(333, None, 338)
    assert ("n", "counts only those it names") in found.left_out
    assert killed(said(named, "r1"), said(claim(7, id="c"), "r2")).range == Range(3, None, 7)
    assert killed(said(claim(3, id="m", victims="miners"), "r1"), said(claim(338, id="a"), "r2")).range.low == 3


def test_two_outlets_of_one_author_do_not_corroborate_each_other() -> None:
    made = [replace(said(claim(7, id=name), name), authors=("Ivo Renn",)) for name in ("a", "b")]
    assert killed(*made).note.startswith("uncorroborated: one outlet")
    other = replace(said(claim(7, id="c"), "c"), authors=("Marta Sel",))
    assert killed(*made, other).note == "7 given by 3 of 3 independent sources; 2 of other outlets and origins (p. 25)"
