"""Which events of which reports are one, seen through ``link``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knell.events import block_keys, explain, link, local_events
from knell.model import Event, Extraction, Interval, Place, Report, Role, Victims
from tests.events.makers import (
    ABROAD,
    COUNTRY,
    HARBOUR,
    INJURED,
    MIRSK,
    NORTH,
    ORVELD,
    days,
    extractions,
    figure,
    several,
    told,
)
from tests.events.test_copies import OTHER, WIRE

NIGHT = days("1990-01-19", "1990-01-20")
DAY = days("1990-01-20")


def together(*reports: Extraction) -> list[tuple[str, ...]]:
    """The report ids of each linked event."""
    return sorted(tuple(sorted(linked.reports)) for linked in link(reports))


def test_one_report_gives_its_own_events() -> None:
    (linked,) = link([told("a", figure(150), when=NIGHT, where=ORVELD, name="Harbour Night")])
    assert linked.event.interval == NIGHT
    assert linked.event.place == ORVELD
    assert linked.event.name == "Harbour Night"
    assert linked.event.figures == {}
    assert linked.claims == ("a-0",)
    assert (linked.independent_sources, linked.grade) == (1, "Weak")


def test_events_without_claims_are_left_out() -> None:
    assert link([told("a", when=NIGHT, where=ORVELD)]) == []


def test_same_place_and_days_are_one_event_decades_apart_in_print() -> None:
    then = told("then", figure(60), when=DAY, where=ORVELD, published="1990-01-21")
    later = told("later", figure(147), when=NIGHT, where=ORVELD, published="2024-01-20")
    (linked,) = link([later, then])
    assert linked.reports == ("then", "later")
    assert linked.event.interval == NIGHT
    assert linked.independent_sources == 2
    assert linked.grade == "Fair"


def test_other_days_or_other_towns_stay_apart() -> None:
    first = told("a", figure(12), when=days("2020-03-01"), where=ORVELD)
    assert len(link([first, told("b", figure(12), when=days("2020-03-04"), where=ORVELD)])) == 2
    assert len(link([first, told("b", figure(13), when=days("2020-03-01"), where=MIRSK)])) == 2
    assert len(link([first, told("b", figure(12), when=days("2020-03-01"), where=ABROAD)])) == 2


def test_a_quarter_of_the_same_town_is_the_same_place() -> None:
    assert together(told("a", figure(12), when=DAY, where=ORVELD), told("b", figure(14), when=DAY, where=HARBOUR)) == [
        ("a", "b")
    ]


def test_reports_may_differ_by_a_day_when_the_figure_agrees() -> None:
    first = told("a", figure(12), when=days("2020-03-01"), where=ORVELD)
    assert len(link([first, told("b", figure(12), when=days("2020-03-02"), where=ORVELD)])) == 1
    small = told("a", figure(6), when=days("2020-03-01"), where=ORVELD)
    assert len(link([small, told("b", figure(6), when=days("2020-03-02"), where=ORVELD)])) == 2


def test_a_region_or_country_needs_a_figure_in_common() -> None:
    town = told("a", figure(59), when=DAY, where=ORVELD)
    for wide in (NORTH, COUNTRY):
        assert len(link([town, told("b", figure(59), when=DAY, where=wide)])) == 1
        assert len(link([town, told("b", figure(7), when=DAY, where=wide)])) == 2


def test_an_unknown_date_needs_strong_evidence() -> None:
    known = told("a", figure(147), figure(744, INJURED), when=NIGHT, where=ORVELD)
    assert len(link([known, told("b", figure(147), figure(744, INJURED), where=ORVELD)])) == 1
    assert len(link([known, told("b", figure(3), where=ORVELD)])) == 2
    assert len(link([known, told("b", figure(147), figure(744, INJURED))])) == 2


def test_a_shared_name_links_what_is_undated() -> None:
    known = told("a", figure(147), when=NIGHT, where=ORVELD, name="Black Harbour Night")
    undated = told("b", figure(200), where=ORVELD, name="the black harbour night")
    assert len(link([known, undated])) == 1
    assert len(link([known, told("b", figure(200), where=COUNTRY, name="Black Harbour Night")])) == 1
    assert len(link([known, told("b", figure(200), where=ORVELD, name="Tragedy")])) == 2


def test_a_place_and_a_kind_of_event_is_hardly_a_name() -> None:
    known = told("a", figure(59), when=DAY, where=ORVELD, name="Orveld blast")
    assert len(link([known, told("b", figure(6), where=ORVELD, name="Orveld blast")])) == 2


def test_an_undated_event_that_fits_two_is_given_to_neither() -> None:
    first = told("a", figure(147), figure(744, INJURED), when=days("2020-03-01"), where=ORVELD)
    second = told("b", figure(147), figure(744, INJURED), when=days("2021-07-01"), where=ORVELD)
    undated = told("c", figure(147), figure(744, INJURED), where=ORVELD)
    assert together(first, second, undated) == [("a",), ("b",), ("c",)]


def test_undated_news_of_the_same_days_joins_what_it_agrees_with() -> None:
    known = told("a", figure(12), when=days("2020-03-01"), where=ORVELD)
    assert len(link([known, told("b", figure(12), where=ORVELD, published="2020-03-02")])) == 1
    assert len(link([known, told("b", figure(12), where=ORVELD, published="2020-05-02")])) == 2
    looking_back = replace(told("b", figure(12), where=ORVELD, published="2020-03-02"), retrospective=True)
    assert len(link([known, looking_back])) == 2


def test_a_superseded_figure_tells_what_it_was_a_figure_of() -> None:
    known = told("a", figure(101), when=days("2023-01-30"), where=ORVELD)
    revised = (figure(84), figure(101, role=Role.REVISED_FROM))
    assert len(link([known, told("b", *revised, where=ORVELD, published="2023-02-04")])) == 1
    assert len(link([known, told("b", figure(84), where=ORVELD, published="2023-02-04")])) == 2


def test_events_told_in_copied_words_are_one() -> None:
    known = told("a", figure(9), when=days("2020-03-01"), where=ORVELD, text=WIRE)
    assert len(link([known, told("b", figure(9), where=ORVELD, text=WIRE)])) == 1
    assert len(link([known, told("b", figure(9), where=ORVELD, text=OTHER)])) == 2


def test_a_date_that_errs_by_days_needs_much_agreement() -> None:
    known = told("a", figure(84), figure(157, INJURED), when=days("2020-03-01"), where=ORVELD)
    assert len(link([known, told("b", figure(84), figure(157, INJURED), when=days("2020-03-03"), where=ORVELD)])) == 1
    assert len(link([known, told("b", figure(84), when=days("2020-03-03"), where=ORVELD)])) == 2
    assert len(link([known, told("b", figure(84), figure(157, INJURED), when=days("2020-03-06"), where=ORVELD)])) == 2


def test_a_year_is_enough_for_a_town_that_lost_hundreds() -> None:
    known = told("a", figure(379), when=days("1919-04-13"), where=ORVELD)
    year = days("1919-01-01", "1919-12-31")
    assert len(link([known, told("b", figure(500), when=year, where=ORVELD)])) == 1
    assert len(link([known, told("b", figure(50), when=year, where=ORVELD)])) == 2


def named(report: str, victim: str, *, where: Place | None = ORVELD, when: Interval | None = DAY) -> Extraction:
    one = told(report, figure(1), when=when, where=where)
    return replace(one, claims=tuple(replace(claim, victims=Victims(victim)) for claim in one.claims))


def test_a_person_is_killed_but_once() -> None:
    assert len(link([named("a", "Senator Ivo Renn"), named("b", "IVO RENN", when=None)])) == 1
    assert len(link([named("a", "Senator Ivo Renn"), named("b", "Judge Marta Sel")])) == 2
    assert len(link([named("a", "a senator"), named("b", "the judge")])) == 1


def test_a_wars_toll_is_not_that_of_a_day() -> None:
    day = told("a", figure(1), when=DAY, where=ORVELD)
    assert len(link([day, told("b", figure(70_000), when=DAY, where=ORVELD)])) == 2


def test_a_month_joins_the_day_that_its_figures_fit() -> None:
    january = days("1990-01-01", "1990-01-31")
    known = told("a", figure(147), when=NIGHT, where=ORVELD)
    assert len(link([known, told("b", figure(147), when=january, where=ORVELD)])) == 1
    assert len(link([known, told("b", figure(9), when=january, where=ORVELD)])) == 2


def test_a_war_does_not_absorb_the_incidents_inside_it() -> None:
    war = days("2015-03-26", "2016-10-09")
    incident = told("a", figure(140), when=days("2016-10-08"), where=ORVELD)
    assert len(link([incident, told("b", figure(10_000), when=war, where=ORVELD)])) == 2
    assert len(link([incident, told("b", figure(10_000), when=war, where=COUNTRY)])) == 2


def test_totals_of_one_war_belong_together() -> None:
    first = told("a", figure(6_800), when=days("2015-03-26", "2016-10-09"), where=COUNTRY)
    second = told("b", figure(10_000), when=days("2015-03-26", "2018-08-09"), where=COUNTRY)
    assert len(link([first, second])) == 1


def test_two_large_tolls_of_one_day_and_country_are_one_disaster() -> None:
    epicentre = told("a", figure(1_910), when=DAY, where=ORVELD)
    assert len(link([epicentre, told("b", figure(2_300), when=DAY, where=COUNTRY)])) == 1
    assert len(link([epicentre, told("b", figure(23), when=DAY, where=COUNTRY)])) == 2


def test_two_events_of_one_report_stay_two() -> None:
    report = Report("both", "", outlet="Post")
    morning = (Event("e1", None, DAY, ORVELD), (figure(12),))
    evening = (Event("e2", None, DAY, ORVELD), (figure(30),))
    linked = link([several(report, morning, evening), told("one", figure(12), when=DAY, where=ORVELD)])
    assert sorted(found.reports for found in linked) == [("both",), ("both", "one")]
    assert next(found for found in linked if len(found.reports) == 2).claims == ("both-0", "one-0")


def test_most_reports_come_first() -> None:
    lone = told("lone", figure(5), when=days("2001-05-05"), where=MIRSK)
    pair = [told(report, figure(9), when=DAY, where=ORVELD) for report in ("x", "y")]
    assert [len(found.reports) for found in link([lone, *pair])] == [2, 1]


def test_the_event_takes_what_most_reports_bear_out() -> None:
    reports = [told(f"r{n}", figure(147), when=NIGHT, where=ORVELD, name="Black January") for n in range(3)]
    reports += [told("day", figure(147), when=DAY, where=ORVELD, name="January 20 tragedy")]
    reports += [told("wide", figure(147), when=NIGHT, where=COUNTRY)]
    (linked,) = link(reports)
    assert (linked.event.interval, linked.event.place, linked.event.name) == (NIGHT, ORVELD, "Black January")


def test_matches_say_why() -> None:
    a = told("a", figure(147), when=NIGHT, where=ORVELD)
    b = told("b", figure(147), when=DAY, where=ORVELD)
    (linked,) = link([a, b])
    (match,) = linked.matches
    assert match.reasons == ("+4 same days", "+3 same place", "+2 both give 147 killed")
    assert match.score == 9.0
    assert explain(a, "e1", b, "e1").reasons == match.reasons


def test_explain_says_what_rules_a_link_out() -> None:
    a = told("a", figure(147), when=NIGHT, where=ORVELD)
    assert explain(a, "e1", told("b", figure(147), when=NIGHT, where=ABROAD), "e1").reasons == (
        "in two countries (XA, XB)",
    )
    assert explain(a, "e1", told("b", figure(147), when=days("1990-02-20"), where=ORVELD), "e1").reasons == (
        "31 days apart",
    )
    with pytest.raises(KeyError, match="no event 'e9'"):
        explain(a, "e9", a, "e1")


def test_days_at_the_ends_of_the_calendar_do_no_harm() -> None:
    link([told("a", figure(40), when=days("0001-01-01"), where=ORVELD)])
    link([told("a", figure(40), when=days("9999-12-31"), where=ORVELD)])
    odd = Place("Pole", "XA", None, 90.0, 180.0, None, 1)
    assert len(link([told("a", figure(40), when=DAY, where=odd), told("b", figure(40), when=DAY, where=odd)])) == 1


@given(extractions().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_the_order_of_reports_does_not_matter(pair: tuple[list[Extraction], list[Extraction]]) -> None:
    assert link(pair[0]) == link(pair[1])


@given(extractions())
def test_every_claim_is_in_exactly_one_event(made: list[Extraction]) -> None:
    linked = link(made)
    claims = [claim for found in linked for claim in found.claims]
    assert sorted(claims) == sorted(claim.id for one in made for claim in one.claims)
    members = [member for found in linked for member in found.members]
    assert len(members) == len(set(members))


@given(extractions())
def test_no_event_holds_two_events_of_a_report_nor_two_countries(made: list[Extraction]) -> None:
    told_of = {(one.report.id, event.key): event for one in made for event in one.events}
    for found in link(made):
        reports = [member.report for member in found.members]
        assert len(reports) == len(set(reports))
        places = [told_of[member.report, member.event].place for member in found.members]
        assert len({place.country for place in places if place is not None}) <= 1


@given(extractions())
def test_the_groups_of_an_event_divide_its_claims(made: list[Extraction]) -> None:
    for found in link(made):
        grouped = [claim for group in found.groups for claim in group.claims]
        assert sorted(grouped) == sorted(found.claims)
        assert found.independent_sources == len(found.groups)
        assert 1 <= found.strict_sources <= found.independent_sources
        assert all(group.reasons for group in found.groups)


@given(extractions(most=4))
def test_blocking_misses_no_pair_that_matches(made: list[Extraction]) -> None:
    events = local_events(made)
    by_report = {one.report.id: one for one in made}
    for a in events:
        for b in events:
            match = explain(by_report[a.member.report], a.member.event, by_report[b.member.report], b.member.event)
            if match.linked:
                assert block_keys(a) & block_keys(b)


@given(extractions(most=5), st.data())
def test_an_exact_copy_adds_no_independent_source(made: list[Extraction], data: st.DataObject) -> None:
    texts = {one.report.id: " ".join(f"{one.report.id}word{n}" for n in range(60)) for one in made}
    made = [replace(one, report=replace(one.report, text=texts[one.report.id])) for one in made]
    if not made:
        return
    source = data.draw(st.sampled_from(made))
    claims = tuple(replace(claim, id=f"copy-{claim.id}") for claim in source.claims)
    copy = replace(source, report=replace(source.report, id="r-copy"), claims=claims)
    before = {found.claims: found.independent_sources for found in link(made)}
    for found in link([*made, copy]):
        own = tuple(claim for claim in found.claims if not claim.startswith("copy-"))
        if own in before and len(own) < len(found.claims):
            assert found.independent_sources == before[own]


def test_parts_alone_do_not_make_a_link() -> None:
    wide = told("a", figure(8, role=Role.PART), when=DAY, where=COUNTRY)
    assert len(link([wide, told("b", figure(8, role=Role.PART), when=DAY, where=ORVELD)])) == 2


def test_hundreds_of_reports_of_one_event_are_one_event() -> None:
    when: list[Interval] = [NIGHT, DAY]
    reports = [told(f"r{n}", figure(130 + n % 40), when=when[n % 2], where=ORVELD) for n in range(400)]
    (linked,) = link(reports)
    assert len(linked.reports) == 400
    assert linked.independent_sources == 400


def test_the_next_day_is_another_day_unless_a_name_or_figure_says_otherwise() -> None:
    """A city in which something happens each day is not one event from the first day to the last."""
    daily = [
        told(f"r{day}{n}", figure(3 + day), when=days(f"2020-03-0{day}"), where=ORVELD)
        for day in (1, 2, 3, 4)
        for n in range(4)
    ]
    over_two = told("two", figure(5), when=days("2020-03-01", "2020-03-02"), where=ORVELD)
    linked = link([*daily, over_two])
    assert len(linked) == 4
    assert max(len(found.reports) for found in linked) == 5


def test_a_report_that_names_two_victims_does_not_make_two_murders_one() -> None:
    first = [named(f"a{n}", "Senator Ivo Renn") for n in range(3)]
    second = [named(f"b{n}", "Colonel Marta Sel") for n in range(3)]
    both = told("both", figure(1), figure(1), when=DAY, where=ORVELD)
    victims = (Victims("Senator Ivo Renn"), Victims("Colonel Marta Sel"))
    both = replace(both, claims=tuple(replace(c, victims=v) for c, v in zip(both.claims, victims, strict=True)))
    assert sorted(len(found.reports) for found in link([*first, *second, both])) == [3, 4]
