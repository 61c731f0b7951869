"""What one report by itself gives."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from knell.figures import alone
from knell.model import Claim, Outcome, Range, Role, Wording
from tests.figures.makers import claim, claims
from tests.steps import grown

KILLED, INJURED, MISSING = Outcome.KILLED, Outcome.INJURED, Outcome.MISSING
PART, MORE, BEFORE = Role.PART, Role.ADDITIONAL, Role.REVISED_FROM


def killed(*made: Claim) -> Range:
    return alone(made)[KILLED]


def test_each_outcome_has_its_own_figure() -> None:
    made = [claim(150), claim(744, outcome=INJURED, at=30), claim(4, outcome=MISSING, at=60)]
    assert alone(made) == {
        KILLED: Range(150, 150, 150),
        INJURED: Range(744, 744, 744),
        MISSING: Range(4, 4, 4),
    }


def test_no_claims_no_figures() -> None:
    assert alone([]) == {}


def test_the_highest_of_those_that_say_at_least_is_best() -> None:
    made = [claim(19, wording=Wording.AT_LEAST), claim(23, wording=Wording.AT_LEAST, at=30)]
    assert killed(*made) == Range(19, 23, None)


def test_an_addition_that_its_total_holds_is_left_out() -> None:
    assert killed(claim(33), replace(claim(2, role=MORE, at=30), held=True)) == Range(33, 33, 33)


def test_words_bound_the_figure() -> None:
    assert killed(claim(12, wording=Wording.AT_LEAST)) == Range(12, 12, None)
    assert killed(claim(12, wording=Wording.MORE_THAN)) == Range(12, 12, None)
    assert killed(claim(300, wording=Wording.AT_MOST)) == Range(None, None, 300)
    assert killed(claim(24, wording=Wording.VAGUE)) == Range(24, None, None)
    assert killed(claim(10, high=14, wording=Wording.RANGE)) == Range(10, 10, 14)
    assert killed(claim(150, wording=Wording.ABOUT)) == Range(150, 150, 150)


def test_parts_are_summed_when_no_total_is_given() -> None:
    assert killed(claim(82, role=PART), claim(20, role=PART, at=40), claim(21, role=PART, at=80)) == Range(
        123, 123, 123
    )
    civilians = claim(40, role=PART, wording=Wording.AT_LEAST, status="civilian")
    assert killed(civilians, claim(8, role=PART, at=30, status="combatant")) == Range(48, 48, None)
    vague = claim(3, role=PART, wording=Wording.VAGUE, at=30)
    assert killed(claim(40, role=PART), vague) == Range(43, None, None)


def test_a_total_is_not_added_to_its_parts() -> None:
    parts = [claim(82, role=PART), claim(20, role=PART, at=40), claim(21, role=PART, at=80)]
    assert killed(*parts, claim(8, role=MORE, at=120), claim(147, at=160)) == Range(147, 147, 147)


def test_parts_of_one_of_two_totals_that_stand_side_by_side_are_not_added_to_it() -> None:
    guerrillas = claim(9, status="combatant", victims="guerrillas")
    farmer = claim(1, status="civilian", victims="a farmer", at=200)
    assert killed(guerrillas, farmer) == Range(10, 10, 10)
    assert killed(guerrillas, claim(6, role=PART, status="combatant", at=100), farmer) == Range(10, 10, 10)
    assert killed(guerrillas, claim(2, role=PART, groups=("women",), at=100), farmer) == Range(10, 10, 10)
    assert killed(guerrillas, claim(2, role=PART, status="police", at=100), farmer) == Range(12, 12, 12)


def test_an_addition_goes_on_top_of_the_total_before_it() -> None:
    assert killed(claim(40), claim(6, role=MORE, at=50)) == Range(46, 46, 46)
    least = claim(40, wording=Wording.AT_LEAST)
    assert killed(least, claim(6, role=MORE, at=50)) == Range(46, 46, None)


def test_the_same_addition_named_twice_counts_once() -> None:
    first, again = (claim(6, role=MORE, at=at, victims="of the wounded") for at in (50, 90))
    assert killed(claim(40), first, again) == Range(46, 46, 46)


def test_an_addition_that_its_total_already_holds_is_not_added() -> None:
    in_headline = [claim(20), claim(12, role=PART, at=40), claim(8, role=MORE, at=80)]
    assert killed(*in_headline) == Range(20, 20, 20)
    assert killed(claim(8, role=MORE), claim(20, at=40)) == Range(20, 20, 20)


def test_a_total_said_twice_takes_the_addition_both_times() -> None:
    assert killed(claim(12), claim(12, at=40), claim(3, role=MORE, at=80)) == Range(15, 15, 15)


def test_superseded_figures_are_left_out() -> None:
    assert killed(claim(359), claim(290, role=BEFORE, at=30)) == Range(359, 359, 359)
    assert alone([claim(290, role=BEFORE)]) == {}


def test_rival_totals_make_a_range_with_the_first_exact_one_as_best() -> None:
    told = [claim(200, wording=Wording.ABOUT), claim(187, at=40), claim(173, at=80)]
    assert killed(*told) == Range(173, 187, 200)
    assert killed(claim(187), claim(700, wording=Wording.MORE_THAN, at=50)) == Range(187, 187, None)
    assert killed(claim(60), claim(300, wording=Wording.AT_MOST, at=50)) == Range(60, 60, 300)
    assert killed(claim(12, wording=Wording.AT_LEAST), claim(14, at=50)) == Range(12, 14, 14)


def test_nobody_counts_only_when_nothing_else_is_said() -> None:
    nobody = claim(0, negated=True)
    assert killed(nobody) == Range(0, 0, 0)
    assert killed(nobody, claim(3, at=50)) == Range(3, 3, 3)


def test_a_subgroup_is_not_added_to_what_holds_it() -> None:
    forty = claim(40, role=PART, status="civilian", victims="40 civilians")
    children = claim(12, role=PART, groups=("children",), at=20, victims="12 children")
    soldiers = claim(8, role=PART, status="combatant", groups=("soldiers",), at=60, victims="eight soldiers")
    assert killed(forty, children, soldiers) == Range(48, 48, 48)


def test_a_group_whose_words_stand_inside_another_is_not_added() -> None:
    family = claim(4, role=PART, length=40, victims="a family of four, two of them girls")
    girls = claim(2, role=PART, at=20, length=10, victims="two girls")
    assert killed(family, girls) == Range(4, 4, 4)


def test_subgroups_that_may_share_people_give_only_a_lower_bound() -> None:
    children = claim(20, role=PART, groups=("children",), victims="20 children")
    foreign = claim(35, role=PART, groups=("foreigners",), at=200, victims="35 foreigners")
    assert killed(children, foreign) == Range(35, None, None)


def test_kinds_of_people_that_nobody_is_at_once_are_added() -> None:
    priest = claim(1, role=PART, groups=("clergy",), victims="a priest")
    reporter = claim(1, role=PART, groups=("journalists",), at=90, victims="a reporter")
    assert killed(priest, reporter) == Range(2, 2, 2)


def test_sub_tolls_of_the_same_kind_of_people_are_added() -> None:
    here = claim(2, role=PART, groups=("children",), victims="two children in the school")
    there = claim(3, role=PART, groups=("children",), at=90, victims="three children at home")
    assert killed(here, there) == Range(5, 5, 5)


def test_groups_named_side_by_side_are_added() -> None:
    three = claim(3, role=PART, length=12, victims="three people")
    policeman = claim(1, role=PART, groups=("police",), at=17, length=11, victims="a policeman")
    assert killed(three, policeman) == Range(4, 4, 4)
    woman = claim(1, role=PART, groups=("women",), length=7, victims="a woman")
    children = claim(2, role=PART, groups=("children",), at=12, length=12, victims="two children")
    assert killed(woman, children) == Range(3, 3, 3)


def test_a_person_mentioned_twice_counts_once() -> None:
    full = claim(1, role=PART, victims="Archbishop Teófilo Ramos")
    short = claim(1, role=PART, at=90, victims="Ramos")
    other = claim(1, role=PART, at=130, victims="his driver")
    assert killed(full, short, other) == Range(2, 2, 2)


def test_totals_of_different_people_are_added_and_attackers_are_no_rival_total() -> None:
    assert killed(claim(40, status="civilian"), claim(8, status="combatant", at=40)) == Range(48, 48, 48)
    assert killed(claim(59), claim(1, status="perpetrator", at=40)) == Range(59, 59, 59)
    assert killed(claim(1, status="perpetrator")) == Range(1, 1, 1)


@given(claims())
def test_low_best_high_always_stand_in_order(made: list[Claim]) -> None:
    for known in alone(made).values():
        numbers = [n for n in (known.low, known.best, known.high) if n is not None]
        assert numbers == sorted(numbers)


@given(claims().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_of_claims_does_not_matter(pair: tuple[list[Claim], list[Claim]]) -> None:
    assert alone(pair[0]) == alone(pair[1])


def test_very_many_claims_are_no_trouble() -> None:
    made = [claim(1, role=PART, at=at, victims=f"person {at}", id=str(at)) for at in range(30_000)]
    assert killed(*made) == Range(30_000, 30_000, 30_000)


def test_a_total_that_is_added_to_and_summed_up_is_a_part() -> None:
    first, more = claim(82, at=0), [claim(21, role=MORE, at=20), claim(8, role=MORE, at=40)]
    assert killed(first, *more, claim(131, at=60)) == Range(131, 131, 131)
    rival = killed(first, *more, claim(500, at=60))
    assert (rival.low, rival.high) == (82, 500)
    assert killed(first, *more, claim(131, at=60, cited="the rebels")).low == 82


def test_two_parts_never_hold_each_other() -> None:
    children = claim(12, role=PART, at=0, length=20, groups=("children",))
    assert killed(children, claim(12, role=PART, at=5, length=5)) == Range(12, 12, 12)


def test_what_stands_in_one_list_is_added_up() -> None:
    one = claim(1, role=PART, at=10, victims="a clerk")
    rest = claim(3, role=PART, at=10, wording=Wording.VAGUE, victims="several guards")
    longer = replace(rest, id="list", end=one.end + 20)
    assert killed(one, longer) == Range(4, None, None)


def test_a_person_whose_status_is_told_only_once_is_one_person() -> None:
    named = claim(1, role=PART, status="combatant", victims="the captain Ilario Vesco")
    again = claim(1, role=PART, at=90, victims="Ilario Vesco")
    assert killed(named, again, claim(2, role=PART, at=150, victims="two guards")) == Range(3, 3, 3)


def test_additions_to_a_total_given_often_are_counted_once() -> None:
    def count(size: int) -> None:
        totals = [claim(40, at=20 * n) for n in range(size)]
        more = [claim(n + 2, role=MORE, at=20 * (size + n)) for n in range(size)]
        whole = 40 + sum(range(2, size + 2))
        assert killed(*totals, *more) == Range(whole, whole, whole)

    assert grown(count, 100) == []


def test_parts_are_held_against_the_largest_totals_only() -> None:
    def count(size: int) -> None:
        totals = [claim(40 + n % 3, at=20 * n, status=("civilian", "combatant")[n % 2]) for n in range(size)]
        parts = [claim(50 + n, role=PART, at=20 * (size + n)) for n in range(size)]
        killed(*totals, *parts)

    assert grown(count, 100) == []


def test_a_part_of_a_part_is_not_added_to_it() -> None:
    treated = claim(53, role=PART, victims="injured citizens")
    worst = replace(claim(7, role=PART, at=30, victims="of whom"), held=True)
    assert killed(treated, worst, claim(20, role=PART, at=90, victims="others")) == Range(73, 73, 73)


def test_two_divisions_of_the_same_people_are_not_added_up() -> None:
    by_place = [claim(10, role=PART, victims="at the gate"), claim(11, role=PART, at=40, victims="in the hall")]
    women = claim(13, role=PART, at=90, groups=("women",), status="civilian", victims="13 women")
    men = claim(8, role=PART, at=150, groups=("men",), status="civilian", victims="eight men")
    assert killed(*by_place, women, men) == Range(21, 21, 21)


def test_of_subgroups_that_may_share_people_the_largest_division_is_the_least() -> None:
    women = claim(12, role=PART, groups=("women",), victims="12 women")
    children = claim(9, role=PART, at=90, groups=("children",), victims="nine children")
    students = claim(14, role=PART, at=180, groups=("students",), victims="14 students")
    assert killed(women, children, students) == Range(21, None, None)


def test_what_is_added_behind_a_rise_is_among_what_it_rose_by() -> None:
    risen = [claim(52), replace(claim(12, role=MORE, at=20), held=True)]
    assert killed(*risen, claim(9, role=PART, at=60), claim(3, role=MORE, at=90)) == Range(52, 52, 52)
    assert killed(*risen, claim(14, role=MORE, at=90)) == Range(66, 66, 66)
