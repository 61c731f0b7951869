"""What people place stays where they placed it, and linking says so where it would have moved it."""

from __future__ import annotations

from knell.events import Linked, Member, Placement, link, link_anew, local_key
from knell.model import Extraction
from tests.events.makers import MIRSK, ORVELD, days, figure, told

FIRST = told("first", figure(12), when=days("2020-03-01"), where=ORVELD)
SECOND = told("second", figure(12), when=days("2020-03-01"), where=ORVELD)
THIRD = told("third", figure(12), when=days("2020-03-01"), where=ORVELD)
ELSEWHERE = told("elsewhere", figure(40), when=days("2020-06-01"), where=MIRSK)


def groups(linked: Linked) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(event.reports)) for event in linked.events)


def placed(one: Extraction, other: Extraction, together: bool = True) -> Placement:
    return Placement(one.claims[0].id, one.report.id, Member(other.report.id, "e1"), together)


def test_a_placed_claim_is_where_it_was_placed_and_nothing_else_moves() -> None:
    made = [FIRST, SECOND, THIRD, ELSEWHERE]
    done = link_anew(made, [placed(ELSEWHERE, FIRST)])
    assert groups(done) == [("elsewhere", "first", "second", "third")]
    (over,) = done.overruled
    assert (over.placement.claim, over.would) == ("elsewhere-0", local_key("elsewhere", "e1"))
    moved = link_anew(made, [placed(FIRST, ELSEWHERE)])
    assert groups(moved) == [("elsewhere", "first"), ("second", "third")]
    assert [one.placement for one in moved.overruled] == [placed(FIRST, ELSEWHERE)]


def test_a_claim_is_kept_apart_from_an_event_and_others_are_not() -> None:
    done = link_anew([FIRST, SECOND, ELSEWHERE], [placed(FIRST, SECOND, together=False)])
    assert groups(done) == [("elsewhere",), ("first",), ("second",)]
    assert [one.placement.together for one in done.overruled] == [False]
    assert link_anew([FIRST, ELSEWHERE], [placed(FIRST, ELSEWHERE, together=False)]).overruled == ()


def test_what_is_placed_with_a_claim_that_is_kept_apart_is_apart_too() -> None:
    decided = [placed(ELSEWHERE, FIRST), placed(ELSEWHERE, SECOND, together=False)]
    assert groups(link_anew([FIRST, SECOND, ELSEWHERE], decided)) == [("elsewhere", "first"), ("second",)]


def test_a_placement_that_agrees_with_the_reports_overrules_nothing() -> None:
    done = link_anew([FIRST, SECOND], [placed(FIRST, SECOND)])
    assert groups(done) == [("first", "second")]
    assert done.overruled == ()


def test_the_last_word_holds_and_what_is_so_already_changes_nothing() -> None:
    decided = [placed(ELSEWHERE, FIRST), placed(ELSEWHERE, SECOND)]
    assert groups(link_anew([FIRST, SECOND, ELSEWHERE], [*decided, placed(FIRST, ELSEWHERE)])) == [
        ("elsewhere", "first", "second")
    ]
    assert groups(link_anew([THIRD, ELSEWHERE], [placed(THIRD, ELSEWHERE), placed(ELSEWHERE, THIRD)])) == [
        ("elsewhere", "third")
    ]


def test_placements_of_unknown_claims_change_nothing() -> None:
    made = [FIRST, SECOND]
    assert link(made, [Placement("nobody-0", "nobody", Member("first", "e1"))]) == link(made)
    assert link(made, [Placement("first-0", "first", Member("first", "e9"))]) == link(made)


def test_two_events_of_one_report_may_be_placed_together() -> None:
    made = [FIRST, SECOND, ELSEWHERE]
    (event,) = link(made, [placed(ELSEWHERE, FIRST), placed(FIRST, ELSEWHERE)])
    assert event.claims == ("elsewhere-0", "first-0", "second-0")


def test_of_together_and_apart_the_later_word_holds() -> None:
    made = [FIRST, SECOND, ELSEWHERE]
    decided = [placed(ELSEWHERE, FIRST), placed(SECOND, FIRST), placed(ELSEWHERE, SECOND, together=False)]
    assert groups(link_anew(made, decided)) == [("elsewhere",), ("first", "second")]
    decided = [placed(ELSEWHERE, FIRST), placed(SECOND, FIRST), placed(FIRST, SECOND, together=False)]
    assert groups(link_anew(made, decided)) == [("elsewhere", "first"), ("second",)]
    assert groups(link_anew(made, [placed(FIRST, SECOND, together=False), placed(FIRST, SECOND)])) == [
        ("elsewhere",),
        ("first", "second"),
    ]
