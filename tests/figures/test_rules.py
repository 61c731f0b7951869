"""The rules after the field's codebooks, and what holds for every rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.figures import Rule, Statement, UnknownRule, find_rule, headline, reconcile, reference, rules
from knell.model import (
    Event,
    Figure,
    Interval,
    Outcome,
    Perpetrator,
    Place,
    Range,
    Role,
    SourceType,
    Wording,
)
from tests.figures.makers import claim, said, statements

KILLED, INJURED = Outcome.KILLED, Outcome.INJURED
TOWN = Place("Orveld", "XA", "North", 40.4, 49.9, 1, 1)
COUNTRY = Place("Xandria", "XA", None, 40.0, 49.0, 2, 6)
DAY = Interval(date(2020, 3, 1), date(2020, 3, 1), 1)
WEEK = Interval(date(2020, 3, 1), date(2020, 3, 7), 3)
YEAR = Interval(date(2020, 1, 1), date(2020, 12, 31), 5)

each_rule = pytest.mark.parametrize("rule", [rule.name for rule in rules()])


def killed(rule: str, *made: Statement, event: Event | None = None) -> Figure:
    return reconcile(made, rule, event)[KILLED]


def by(statement: Statement, perpetrator: str) -> Statement:
    return replace(statement, claim=replace(statement.claim, perpetrator=Perpetrator(perpetrator, 0, 0)))


RIVALS = (said(claim(150, id="a"), "r1"), said(claim(147, id="b"), "r2"), said(claim(170, id="c"), "r3"))


def test_the_rules_of_the_field_are_there_the_default_first() -> None:
    assert [rule.name for rule in rules()] == ["every-casualty", "ucdp", "acled", "airwars", "ibc", "aoav", "gtd"]


def test_a_rule_is_found_by_name_or_by_version() -> None:
    assert find_rule("UCDP").id == "ucdp/1"
    assert find_rule("every_casualty") is find_rule("every-casualty/1")
    with pytest.raises(UnknownRule, match="no coding rule is called 'ucdp/9'"):
        find_rule("ucdp/9")


def test_the_same_claims_give_each_rule_its_figure() -> None:
    found = {rule.name: killed(rule.name, *RIVALS).range for rule in rules()}
    assert found == {
        "every-casualty": Range(147, None, 170),
        "ucdp": Range(147, 147, 170),
        "acled": Range(147, 147, 147),
        "airwars": Range(147, None, 170),
        "ibc": Range(147, None, 170),
        "aoav": Range(147, 147, 147),
        "gtd": Range(147, 147, 147),
    }


def test_ucdp_takes_the_source_that_a_reviewer_rated_most_reliable() -> None:
    rated = replace(RIVALS[0], reliability=0.9), replace(RIVALS[1], reliability=0.2), RIVALS[2]
    assert killed("ucdp", *rated).range == Range(147, 150, 170)


def test_ucdp_is_about_deaths_and_gives_the_precision() -> None:
    injured = said(claim(9, outcome=INJURED), "r4")
    found = reconcile([*RIVALS, injured], "ucdp", Event("e", None, WEEK, TOWN))
    assert set(found) == {KILLED}
    assert found[KILLED].note == "best: the lower, as no source is rated more reliable; date_prec 3; where_prec 1"


@pytest.mark.parametrize(("least", "number"), [(3, 3), (24, 12), (200, 100)])
def test_acled_reads_vague_words_by_its_scale(least: int, number: int) -> None:
    assert killed("acled", said(claim(least, wording=Wording.VAGUE), "r")).range == Range(number, number, number)


def test_acled_gives_nought_where_no_death_is_mentioned_and_nothing_without_reports() -> None:
    assert killed("acled", said(claim(9, outcome=INJURED), "r")).range == Range(0, 0, 0)
    assert reconcile([], "acled") == {}


def test_acled_codes_no_event_known_to_a_country_or_a_year_only() -> None:
    for event in (Event("e", None, DAY, COUNTRY), Event("e", None, YEAR, TOWN)):
        found = killed("acled", *RIVALS, event=event)
        assert found.range == Range(None, None, None)
        assert found.note.startswith("not coded")
        assert len(found.left_out) == 3


def test_acled_spreads_several_days_and_gives_the_rest_to_the_first() -> None:
    week = Event("e", None, WEEK, TOWN)
    codes = "time_precision 2; geo_precision 1"
    assert killed("acled", *RIVALS, event=week).note == f"over 7 days: 21 a day, 21 on the first; {codes}"
    assert killed("acled", said(claim(16), "r"), event=week).note == f"over 7 days: 2 a day, 4 on the first; {codes}"


@pytest.mark.parametrize(("ucdp", "acled"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_acled_codes_the_days_from_ucdps_codes(ucdp: int, acled: int) -> None:
    event = Event("e", None, replace(DAY, precision=ucdp), None)
    assert killed("acled", *RIVALS, event=event).note == f"time_precision {acled}"


@pytest.mark.parametrize(("ucdp", "acled"), [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3)])
def test_acled_codes_the_place_from_ucdps_codes(ucdp: int, acled: int) -> None:
    event = Event("e", None, None, replace(TOWN, precision=ucdp))
    assert killed("acled", *RIVALS, event=event).note == f"geo_precision {acled}"


def test_acled_divides_no_total_over_days_that_are_only_vague() -> None:
    month = Event("e", None, Interval(date(2020, 3, 1), date(2020, 3, 31), 4), None)
    assert killed("acled", *RIVALS, event=month).note == "time_precision 3"


def test_acled_reads_several_as_ten_where_many_were_harmed() -> None:
    several = said(claim(3, wording=Wording.VAGUE), "r1")
    assert killed("acled", several, said(claim(12, outcome=INJURED), "r2")).range.best == 3
    assert killed("acled", several, said(claim(60, outcome=INJURED), "r2")).range.best == 10
    assert killed("acled", several, said(claim(15), "r2")).range.best == 10


def test_ucdp_adds_perpetrators_counted_apart_to_high_only() -> None:
    attackers = said(claim(2, id="p", status="perpetrator", at=50), "r1")
    found = killed("ucdp", *RIVALS, attackers)
    assert found.range == Range(147, 147, 172)
    assert "p" in found.used
    assert "high holds 2 perpetrators" in found.note
    among = said(claim(2, id="p", status="perpetrator", role=Role.PART, at=50), "r1")
    assert killed("ucdp", *RIVALS, among).range == Range(147, 147, 170)
    assert killed("ucdp", attackers).range == Range(2, 2, 2)


def test_other_rules_say_that_perpetrators_are_left_out() -> None:
    attackers = said(claim(2, id="p", status="perpetrator", at=50), "r1")
    for rule in ("every-casualty", "ibc", "aoav"):
        assert dict(killed(rule, *RIVALS, attackers).left_out)["p"] == "counts perpetrators only"


def test_the_criterion_of_every_casualty_is_computed_and_named() -> None:
    assert killed("every-casualty", *RIVALS).note.endswith("; 3 of other outlets and origins (p. 25)")
    one_origin = [replace(one, group="officials") for one in RIVALS]
    assert killed("every-casualty", *one_origin).note == "uncorroborated: one source"
    one_outlet = [replace(one, outlet="The Coast Tribune") for one in RIVALS]
    assert killed("every-casualty", *one_outlet).note.startswith("uncorroborated: one outlet; ")
    spelled = [
        replace(one, outlet=name) for one, name in zip(RIVALS, ("Coast Tribune", "coasttribune.com"), strict=False)
    ]
    assert killed("every-casualty", *spelled).note.startswith("uncorroborated: one outlet; ")


def test_airwars_takes_the_word_of_the_accused_about_combatants_as_context() -> None:
    strike = by(said(claim(12, id="s"), "r2"), "the Northern Army")
    militants = claim(9, id="m", status="combatant", cited="Northern Army spokesman", kind=SourceType.MILITARY)
    found = killed("airwars", strike, said(militants, "r3"))
    assert (found.range, found.note) == (Range(12, None, 12), "Weak; conceded: 9")
    alone = killed("airwars", by(said(militants, "r3"), "the Northern Army"))
    assert (alone.range, alone.note) == (Range(None, None, None), "conceded: 9")


def test_the_headline_total_of_airwars_is_over_fair_events_only() -> None:
    fair, weak = killed("airwars", *RIVALS), killed("airwars", RIVALS[0])
    opened = killed("airwars", *RIVALS[:2], said(claim(400, wording=Wording.MORE_THAN), "r9"))
    assert headline([fair, fair, weak]) == {KILLED: Range(294, None, 340)}
    assert headline([fair, opened]) == {KILLED: Range(294, None, None)}
    assert headline([weak, killed("ibc", *RIVALS)]) == {}


def test_acled_says_why_higher_figures_are_left_out() -> None:
    found = killed("acled", *RIVALS)
    assert found.used == ("b",)
    assert dict(found.left_out)["a"] == "150; the lowest (147) is taken"


def test_airwars_grades_by_independent_sources() -> None:
    assert killed("airwars", *RIVALS).note == "Fair"
    assert killed("airwars", RIVALS[0], said(claim(147), "r9", RIVALS[0].group)).note == "Weak"


def test_airwars_leaves_combatants_out_and_keeps_concessions_apart() -> None:
    fighters = said(claim(20, id="f", status="combatant"), "r1")
    strike = by(said(claim(12, id="s"), "r2"), "the Northern Army")
    conceding = said(claim(2, id="m", cited="Northern Army spokesman", kind=SourceType.MILITARY), "r3")
    found = killed("airwars", fighters, strike, conceding)
    assert found.range == Range(12, None, 12)
    assert found.note == "Weak; conceded: 2"
    assert dict(found.left_out) == {
        "f": "counts combatants only",
        "m": "conceded by the side said to have done it, kept apart",
    }
    assert killed("airwars", fighters).note == "Discounted"


def test_ibc_is_provisional_with_one_source() -> None:
    assert killed("ibc", *RIVALS).note == "3 independent sources"
    assert killed("ibc", RIVALS[0]).note == "Provisional"


def test_aoav_takes_the_most_detailed_report_then_the_most_recent() -> None:
    detailed = [said(claim(12, id="a"), "long"), said(claim(30, outcome=INJURED, at=40), "long")]
    short = said(claim(10, id="b"), "short", published=date(2020, 3, 9))
    assert killed("aoav", *detailed, short).range == Range(12, 12, 12)
    older = said(claim(14, id="c"), "older", published=date(2020, 3, 2))
    assert killed("aoav", short, older).range == Range(10, 10, 10)


def test_aoav_rejects_vague_numbers_long_events_and_countries() -> None:
    assert killed("aoav", said(claim(24, wording=Wording.VAGUE), "r")).range == Range(None, None, None)
    assert killed("aoav", *RIVALS, event=Event("e", None, WEEK, TOWN)).note == "not recorded: longer than 24 hours"
    assert killed("aoav", *RIVALS, event=Event("e", None, DAY, COUNTRY)).range == Range(None, None, None)


def test_gtd_takes_the_most_recent_number_but_not_the_perpetrators() -> None:
    early = said(claim(40, id="early"), "r1", published=date(2020, 3, 1))
    late = by(said(claim(53, id="late"), "r2", published=date(2020, 3, 5)), "Dawn Brigade")
    own = claim(4, id="own", cited="a Dawn Brigade commander", kind=SourceType.ARMED_GROUP)
    found = killed("gtd", early, late, said(own, "r3", published=date(2020, 3, 8)))
    assert found.range == Range(53, 53, 53)
    assert found.note == "as published on 2020-03-05"
    assert dict(found.left_out)["own"] == "from the side said to have done it"


def test_gtd_takes_what_most_sources_of_the_day_give() -> None:
    day = date(2020, 3, 1)
    made = [said(claim(n, id=r), r, published=day) for r, n in (("a", 12), ("b", 14), ("c", 14))]
    assert killed("gtd", *made).range == Range(14, 14, 14)
    assert killed("gtd", *made[:2]).range == Range(12, 12, 12)


@each_rule
def test_a_total_is_never_added_to_its_parts(rule: str) -> None:
    parts = [said(claim(82, role=Role.PART), "r"), said(claim(65, role=Role.PART, at=40), "r")]
    found = killed(rule, *parts, said(claim(147, at=90), "r")).range
    assert (found.low, found.high) == (147, 147)
    assert killed(rule, *parts).range.low == 147


@each_rule
@settings(max_examples=30)
@given(made=statements())
def test_every_claim_of_an_outcome_is_used_or_left_out_and_never_both(rule: str, made: list[Statement]) -> None:
    for outcome, found in reconcile(made, rule).items():
        left_out = [claim for claim, _ in found.left_out]
        assert not set(found.used) & set(left_out)
        wanted = {one.claim.id for one in made if one.claim.outcome is outcome}
        assert {*found.used, *left_out} == wanted
        assert found.rule == find_rule(rule).id


@each_rule
@settings(max_examples=30)
@given(pair=statements().flatmap(lambda made: st.tuples(st.just(made), st.permutations(made))))
def test_order_does_not_matter(rule: str, pair: tuple[list[Statement], list[Statement]]) -> None:
    assert reconcile(pair[0], rule) == reconcile(pair[1], rule)


@each_rule
@settings(max_examples=30)
@given(made=statements(), data=st.data())
def test_an_exact_copy_changes_no_figure(rule: str, made: list[Statement], data: st.DataObject) -> None:
    if not made:
        return
    report = data.draw(st.sampled_from(sorted({statement.report for statement in made})))
    copy = [
        replace(statement, report="copy", claim=replace(statement.claim, id=f"copy-{statement.claim.id}"))
        for statement in made
        if statement.report == report
    ]
    before, after = reconcile(made, rule), reconcile([*made, *copy], rule)
    assert {outcome: found.range for outcome, found in before.items()} == {
        outcome: found.range for outcome, found in after.items()
    }


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_says_where_it_comes_from(rule: Rule) -> None:
    assert rule.text.count("[read]") + rule.text.count("[quoted]") + rule.text.count("[recalled]")
    assert rule.summary.endswith(".")


def test_the_page_about_rules_is_made_from_them() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "rules.md"
    assert page.read_text(encoding="utf-8") == reference.page()
