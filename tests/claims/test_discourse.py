"""The events of a report: told apart, dated and placed, seen through what extract gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell import extract
from knell.model import Event, Extraction, Outcome, Report
from knell.reports import read


def _read(text: str, published: date | None = None, title: str | None = None) -> Extraction:
    return extract(Report(id="r", text=text, title=title, published=published, language="en"))


def _days(event: Event) -> tuple[date, date] | None:
    return (event.interval.start, event.interval.end) if event.interval else None


def _only(text: str, published: date | None = None, title: str | None = None) -> Event:
    events = _read(text, published, title).events
    assert len(events) == 1, [(_days(event), event.place) for event in events]
    return events[0]


def test_a_number_that_is_an_estimate_is_dated_by_its_verb() -> None:
    event = _only("The sack of the port killed an estimated 300 people in the 14th century.", date(2013, 5, 9))
    assert _days(event) == (date(1300, 1, 1), date(1399, 12, 31))


def test_a_year_that_opens_what_was_found_dates_it() -> None:
    event = _only("The inquiry found that in 2009, there were 90 deaths in raids on the villages.", date(2013, 5, 9))
    assert _days(event) == (date(2009, 1, 1), date(2009, 12, 31))


def test_the_day_of_a_statement_is_not_the_days_of_the_event() -> None:
    event = _only(
        "The interior ministry conceded Thursday that Monday's bombing in Kabul killed 12 people.", date(2013, 5, 9)
    )
    assert _days(event) == (date(2013, 5, 6), date(2013, 5, 6))


def test_later_tolls_and_late_deaths_stay_with_their_event() -> None:
    text = (
        "A bomb exploded at a market in Kabul on Monday, killing 12 people. "
        "On Wednesday the health department said the number of deaths rose to 14. "
        "The toll went up on Thursday when one of the wounded succumbed to his injuries."
    )
    event = _only(text, date(2013, 5, 9))
    assert _days(event) == (date(2013, 5, 6), date(2013, 5, 6))


def test_a_day_that_names_an_event_dates_it() -> None:
    event = _only("On Friday officials said the May 6 mosque bombing in Kabul had killed 12 people.", date(2013, 5, 10))
    assert _days(event) == (date(2013, 5, 6), date(2013, 5, 6))


def test_what_stands_behind_after_happened_before_the_day_of_the_main_verb() -> None:
    text = (
        "Relatives walked to the square on Friday, three decades after soldiers killed 40 people in Osh. "
        "The soldiers had opened fire on 4 June 1990."
    )
    event = _read(text, date(2020, 6, 5)).events[0]
    assert _days(event) == (date(1990, 6, 4), date(1990, 6, 4))


def test_background_with_its_own_year_is_another_event() -> None:
    text = (
        "Gunmen killed nine people at a hotel in Mombasa on Tuesday, police said. "
        "In 2002, 13 people were killed when a bomb exploded at another hotel."
    )
    events = _read(text, date(2014, 3, 6)).events
    assert _days(events[0]) == (date(2014, 3, 4), date(2014, 3, 4))
    assert [_days(event) for event in events[1:]] == [(date(2002, 1, 1), date(2002, 12, 31))]


def test_a_roundup_has_an_event_a_day() -> None:
    text = (
        "On 3 May 2011 a car bomb in Mosul killed four people. On 7 May 2011 gunmen shot dead two teachers in Baghdad."
    )
    events = _read(text).events
    assert [_days(event) for event in events] == [(date(2011, 5, 3),) * 2, (date(2011, 5, 7),) * 2]
    assert [event.place.name for event in events if event.place] == ["Mosul", "Baghdad"]


def test_what_the_pluperfect_goes_back_to_is_another_event() -> None:
    text = """Gunmen shot dead four farmers on a road in Dhale province, police said yesterday.

Jets had bombed the port city of Aden on Friday. Doctors put the toll of the raid at 31 dead."""
    found = _read(text, date(2015, 5, 6))
    shot, bombed = found.events
    assert (shot.figures[Outcome.KILLED].best, _days(shot)) == (4, (date(2015, 5, 4), date(2015, 5, 5)))
    assert (bombed.figures[Outcome.KILLED].best, _days(bombed)) == (31, (date(2015, 5, 1), date(2015, 5, 1)))
    assert (shot.place and shot.place.precision, bombed.place and bombed.place.name) == (4, "Aden")
    assert [c.perpetrator and c.perpetrator.text for c in found.claims] == ["Gunmen", "Jets"]


def test_the_pluperfect_may_also_tell_how_the_news_came_about() -> None:
    text = "Twelve people died when a bus plunged into a ravine. The bus had left Oruro on Friday, police said."
    assert len(_read(text, date(2015, 5, 6)).events) == 1


def test_the_date_above_a_report_is_not_its_events_day(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(" date 2015-05-06 News\n\nA mine killed two children in Herat province.\n")
    (report,) = read(path)
    assert _days(extract(report).events[0]) == (date(2015, 5, 5), date(2015, 5, 6))


def test_more_dead_some_days_on_stay_with_their_event() -> None:
    text = (
        "On the night of 4-5 June 1990 soldiers killed 40 people in Osh. "
        "Six more people were killed in the villages on 9 June. In all, 46 people were killed."
    )
    assert _days(_only(text)) == (date(1990, 6, 4), date(1990, 6, 5))


def test_more_dead_elsewhere_or_months_on_are_another_event() -> None:
    first = "On 4 June 1990 soldiers killed 40 people in Osh. "
    assert len(_read(first + "Six more people were killed in Bishkek on 9 June 1990.").events) == 2
    assert len(_read(first + "Six more people were killed on 9 September 1990.").events) == 2


def test_the_day_of_a_legal_decision_is_not_that_of_the_event() -> None:
    text = (
        "The files of the massacre of June 4, 1990 in Osh are lost. Prosecutors annulled the ruling on March 3, 1992. "
        "According to the investigation, 40 people were killed."
    )
    assert _days(_only(text)) == (date(1990, 6, 4), date(1990, 6, 4))


def test_an_anniversary_that_gives_a_year_takes_the_only_day_named_in_it() -> None:
    text = (
        "On the anniversary the ministry issued a statement on June 4, 1990. "
        "Thirty years ago soldiers killed 40 people in Osh."
    )
    assert _days(_only(text, date(2020, 6, 4))) == (date(1990, 6, 4), date(1990, 6, 4))


def test_news_without_a_day_is_of_the_last_two_days() -> None:
    event = _only("A huge blast in a depot in Beirut has killed 30 people, rescuers said.", date(2012, 8, 4))
    assert _days(event) == (date(2012, 8, 3), date(2012, 8, 4))


def test_a_look_back_without_a_day_has_none() -> None:
    event = _read("Survivors still recall the massacre in Osh on its anniversary; 30 people died.", date(2012, 8, 4))
    assert _days(event.events[0]) is None


@pytest.mark.parametrize(
    ("first", "start"),
    [
        ("A court has ordered a probe of the 1987 massacre of farmers by troops.", date(1987, 1, 1)),
        ("A bomb exploded beside the memorial to the 1987 massacre.", date(2014, 2, 14)),
    ],
)
def test_the_year_that_names_what_a_report_is_about_dates_it(first: str, start: date) -> None:
    event = _only(f"{first} Around 45 people were killed in the town of Tarma.", date(2014, 2, 15))
    assert event.interval is not None and event.interval.start == start


def test_a_year_far_from_the_days_news_does_not_date_it() -> None:
    text = (
        "An airstrike on a village in Myanmar killed ten civilians, residents said on Wednesday. "
        "The army took power in 2021. It has fought rebels since. Many have fled."
    )
    event = _only(text, date(2023, 6, 28))
    assert _days(event) == (date(2023, 6, 27), date(2023, 6, 28))


def test_a_dateline_dates_a_release_that_names_no_day() -> None:
    event = _only("KABUL, Afghanistan (Oct. 5, 2011) In Zurmat district a security force killed two insurgents.")
    assert _days(event) == (date(2011, 10, 5), date(2011, 10, 5))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BANGKOK: An airstrike in Mandalay killed ten civilians on 3 May 2011.", "Mandalay"),
        ("A flight to London crashed in Ahmedabad on 3 May 2011, killing 40 people.", "Ahmedabad"),
        ("The London mayor mourned the 40 people killed in Ahmedabad on 3 May 2011.", "Ahmedabad"),
        ("Forty people were killed on 3 May 2011 in Kabul, Afghanistan.", "Kabul"),
        ("She visited Amritsar, where soldiers killed 40 people on 3 May 1911.", "Amritsar"),
    ],
)
def test_an_event_lies_where_it_happened(text: str, name: str) -> None:
    event = _read(text).events[0]
    assert event.place is not None
    assert event.place.name == name


def test_the_title_places_an_event_that_the_text_does_not() -> None:
    event = _only("The blast killed 30 people, rescuers said.", date(2012, 8, 4), title="Beirut blast kills 30")
    assert event.place is not None
    assert event.place.name == "Beirut"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("On 4 June 1990 soldiers killed 40 people in Osh.", date(2020, 6, 4), True),
        ("On Monday gunmen killed 4 people in Osh.", date(2020, 6, 4), False),
        ("On the 30th anniversary of the Osh massacre families gathered. In 1990, 40 people were killed.", None, True),
        ("On 4 June 1990 soldiers killed 40 people in Osh. A trial opened on 3 May 2005.", None, True),
        ("On 4 June 1990 soldiers killed 40 people in Osh.", None, False),
        ("Families pay tribute to the dead. On 4 June 1990 soldiers killed 40 people in Osh.", None, True),
        ("Red June is the name of the massacre of 4 June 1990 in Osh, in which 40 people were killed.", None, True),
    ],
)
def test_a_report_is_retrospective_when_its_event_is_long_past(
    text: str, published: date | None, expected: bool
) -> None:
    assert _read(text, published).retrospective is expected


_PIECES = st.sampled_from(
    [
        "Ten people were killed",
        "on Monday",
        "on 4 June 1990",
        "in Baku",
        "after a bombing",
        "police said",
        ". ",
        ", ",
        "in 1994",
        "two died in hospital",
        "the May 6 blast",
        "near Kabul",
        ": ",
        "the day before",
    ]
)


@given(st.lists(_PIECES, max_size=14), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))))
@settings(max_examples=40, deadline=None)
def test_every_claim_belongs_to_a_listed_event(pieces: list[str], published: date | None) -> None:
    found = _read(" ".join(pieces), published)
    keys = [event.key for event in found.events]
    assert len(keys) == len(set(keys))
    assert {claim.event for claim in found.claims} == set(keys)
    assert _read(" ".join(pieces), published) == found


def _told(text: str, published: date | None = None) -> list[tuple[tuple[date, date] | None, list[str]]]:
    read = _read(text, published)
    return [(_days(event), [claim.quote for claim in read.claims if claim.event == event.key]) for event in read.events]


def test_the_telling_comes_back_from_what_news_tells_in_passing() -> None:
    text = (
        "A bomb in Quetta killed 12 people on Monday, police said. Gunmen killed 40 people at a bus station in Quetta "
        "three weeks ago. At least nine of the dead were children, a doctor said."
    )
    assert [quotes for _, quotes in _told(text, date(2013, 5, 9))] == [
        ["killed 12 people", "At least nine of the dead"],
        ["killed 40 people"],
    ]
    pointed = text.replace("At least nine of the dead were children", "In that attack nine children were killed")
    assert [len(quotes) for _, quotes in _told(pointed, date(2013, 5, 9))] == [1, 2]


def test_a_sum_since_then_is_an_event_of_its_own() -> None:
    text = (
        "Shelling killed six people in Aden on Monday. More than 3,000 people have been killed since March, they said."
    )
    first, whole = _told(text, date(2015, 8, 5))
    assert first == ((date(2015, 8, 3),) * 2, ["killed six people"])
    assert whole == ((date(2015, 3, 1), date(2015, 8, 5)), ["More than 3,000 people have been killed"])


def test_a_sum_since_what_is_remembered_is_of_it() -> None:
    text = "Survivors of the 1984 leak in Bhopal met on its anniversary. At least 9,000 people have died since 1984."
    assert len(_read("The 1984 leak in Bhopal killed 40 people. " + text, date(2012, 12, 3)).events) == 1


def test_the_sum_of_a_war_is_not_that_of_the_days_attack() -> None:
    text = (
        "Shelling killed six people in Aden on Monday, medics said. "
        "The war has killed more than 3,000 people, the agency says. Ten others were hurt."
    )
    assert _told(text, date(2015, 8, 5)) == [
        ((date(2015, 8, 3),) * 2, ["killed six people", "Ten others were hurt"]),
        (None, ["killed more than 3,000 people"]),
    ]


def test_what_a_later_sentence_brings_in_does_not_date_the_lead() -> None:
    lead = "A car bomb killed nine people at a hotel in Kabul, police said. "
    fresh = (date(2016, 4, 1), date(2016, 4, 2))
    anew = lead + "The army said that its chief was hurt in a March 27 air strike."
    assert [days for days, _ in _told(anew, date(2016, 4, 2))] == [fresh, (date(2016, 3, 27),) * 2]
    elsewhere = lead + "Marches in Herat went on. Rioting took place in Herat on Thursday."
    assert [days for days, _ in _told(elsewhere, date(2016, 4, 2))] == [fresh]


def test_a_memorial_or_martyrs_do_not_make_a_report_a_look_back() -> None:
    struck = "Police on Friday lowered the toll of the March 27 bombing in Kabul to 20, with a new list of martyrs."
    guarded = "On March 27 a guard at a war memorial in Kabul was killed by gunmen."
    for text in (struck, guarded):
        assert _days(_only(text, date(2016, 4, 1))) == (date(2016, 3, 27),) * 2


def test_a_day_counted_from_a_statement_is_not_that_of_the_event() -> None:
    text = (
        "A ferry sank off Aden on Wednesday, a day after the ministry announced a search. "
        "Divers recovered the bodies of 25 people."
    )
    assert _days(_only(text, date(2015, 8, 7))) == (date(2015, 8, 5),) * 2


def test_a_limit_by_which_people_had_died_is_no_day() -> None:
    text = "The council counted 2,500 deaths by 1985, and 900 up to 2009, after the leak of June 4, 1984 in Osh."
    assert _days(_only(text)) == (date(1984, 6, 4),) * 2


def test_days_without_a_year_are_told_apart_by_their_figures() -> None:
    text = "On 17 May gunmen killed 14 people in Jos. On 21 May a bomb killed nine people in Kano."
    assert [quotes for _, quotes in _told(text)] == [["killed 14 people"], ["killed nine people"]]


def test_a_heading_tells_beforehand_what_the_text_begins_with() -> None:
    text = (
        "Bomb Kills Several Soldiers in Kandahar\nPress Office\nFor Immediate Release\nDownload\n"
        "KABUL (Aug. 13, 2010) - A bomb killed three soldiers in Kandahar Thursday."
    )
    assert _days(_only(text)) == (date(2010, 8, 12),) * 2


def test_a_day_that_no_word_claims_is_that_of_the_next_sentence() -> None:
    text = "A patrol found a store of weapons near Kandahar yesterday. The patrol then detained two men."
    assert _days(_only(text, date(2010, 8, 13))) == (date(2010, 8, 12),) * 2


def test_a_year_on_counts_back_to_the_year() -> None:
    text = "A year after the Osh massacre nobody knows how many died. A doctor said that soldiers killed 400 people."
    assert _days(_only(text, date(2011, 6, 4))) == (date(2010, 1, 1), date(2010, 12, 31))


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Police arrested 30 students on the eve of a march that will take place tomorrow.", date(2004, 5, 9)),
        ("Police arrested 30 students ahead of the march called for 12 May.", date(2004, 5, 9)),
        ("The envoys will meet on 2 June 2004 to end a war that has killed 900 people.", date(2004, 5, 9)),
        ("Nine dockers were killed in the raid. Next week their union will meet the minister.", date(2004, 5, 9)),
        ("KHARTOUM (9 May 2004) - Nine dockers were killed in the raid. The inquiry opens on 12 May 2004.", None),
        ("BEIRA, 11 May 2004 (AP) - Nine dockers were killed in a raid on the port.", date(2004, 5, 9)),
        ("A clerk was shot at 11.50 pm (1.50 am GMT 10 May) as he came home.", date(2004, 5, 9)),
    ],
)
def test_no_event_begins_after_its_report_was_published(text: str, published: date | None) -> None:
    for event in _read(text, published).events:
        assert event.interval is None or event.interval.start <= date(2004, 5, 9)


def test_what_is_to_come_does_not_date_what_was_told_before_it() -> None:
    text = "Gunmen killed nine dockers in Beira on Friday. On 12 May their union will bury them."
    assert _days(_only(text, date(2004, 5, 9))) == (date(2004, 5, 7), date(2004, 5, 7))


HEADED = "Several Rebels Detained in Tete\nJoint Staff\nPress Desk\nFor Release\nMAPUTO, Mozambique (Aug. 28, 2004) - "


def test_a_headline_in_the_body_tells_the_event_of_the_news() -> None:
    event = _only(HEADED + "Troops detained several rebels in Tete province on Friday.")
    assert _days(event) == (date(2004, 8, 27), date(2004, 8, 27))


def test_news_goes_on_with_the_day_of_the_sentence_before() -> None:
    text = (
        "MAPUTO, Mozambique (Aug. 28, 2004) - Troops found a store of rifles near Tete yesterday. They detained a man."
    )
    assert _days(_only(text)) == (date(2004, 8, 27), date(2004, 8, 27))


def test_a_day_at_the_end_of_a_long_sentence_is_still_that_of_its_verb() -> None:
    text = (
        "MAPUTO, Mozambique (Aug. 28, 2004) - Troops detained two rebels while they searched the houses and sheds of a "
        "village for the brother of the commander of the northern front in Tete district, Tete province, yesterday."
    )
    assert _days(_only(text)) == (date(2004, 8, 27), date(2004, 8, 27))


def _place(text: str, published: date | None = None, title: str | None = None) -> tuple[str | None, str | None] | None:
    place = _only(text, published, title).place
    return (place.name, place.country) if place else None


def test_a_roundup_has_an_event_a_town() -> None:
    text = (
        "A bomb in Mosul killed four people. Gunmen shot dead two teachers in Tikrit. "
        "A mortar hit a house in Falluja, killing a woman. Gunmen also killed two policemen."
    )
    events = _read(text, date(2014, 5, 28)).events
    assert [event.place and event.place.precision for event in events] == [1, 1, 1, None]
    assert len({event.place.name for event in events if event.place}) == 3
    assert {_days(event) for event in events} == {(date(2014, 5, 27), date(2014, 5, 28))}


def test_undated_news_comes_back_from_what_has_a_year() -> None:
    text = (
        "Five soldiers were killed in a clash near Cebu, officers said Saturday. The group was behind a bombing in "
        "Manila that killed 100 people in 2004. The dead soldiers included three privates killed in the first minute."
    )
    assert [days for days, _ in _told(text)] == [None, (date(2004, 1, 1), date(2004, 12, 31))]
    assert [len(quotes) for _, quotes in _told(text)] == [2, 1]


def test_an_attack_within_the_months_of_a_count_is_an_event_of_its_own() -> None:
    text = (
        "In the first half of the year 600 civilians were killed in Kabul. "
        "In May a truck bomb killed 92 people in Kabul."
    )
    assert [days for days, _ in _told(text, date(2017, 7, 17))] == [
        (date(2017, 1, 1), date(2017, 6, 30)),
        (date(2017, 5, 1), date(2017, 5, 31)),
    ]


def test_what_news_comes_after_is_another_event() -> None:
    text = (
        "The crash in Alaska killed ten people on Monday. "
        "It comes days after a collision near Washington that killed 67 people."
    )
    events = _read(text, date(2025, 2, 8)).events
    assert [event.place and event.place.name for event in events] == ["Alaska", "Washington"]
    assert _days(events[1]) is None


def test_a_town_says_no_more_than_the_state_of_its_name() -> None:
    text = "Nine people were killed when gunmen attacked a village in Kano State, police said."
    assert _place(text, date(2018, 2, 1), "Nine killed in Kano") == ("Kano State", "NG")


def test_the_town_of_a_people_is_the_one_named_later() -> None:
    text = (
        "Some 300 bodies lie in a school in the eastern Uzbek city where troops opened fire, a doctor said. "
        "Relatives were coming to Andijan's hospital."
    )
    assert _place(text) == ("Andijon", "UZ")


def test_a_dateline_lies_in_the_country_behind_it() -> None:
    text = "KARASU, Kyrgyzstan - Officials put the dead of last week's clashes at 40."
    assert _place(text, date(2005, 5, 18)) == ("Kyrgyzstan", "KG")


def test_neither_a_mayors_town_nor_a_victims_home_is_where_it_happened() -> None:
    massacre = (
        "The chief minister has welcomed the London mayor's call for an apology for the massacre of June 4, 1990. "
        "Soldiers killed 40 people, the inquiry said."
    )
    assert _place(massacre) is None
    crash = "Two people were killed in a crash in Minnesota on Monday. The dead are A. Hernandez, 20, of Sauk Centre."
    assert _place(crash, date(2018, 2, 1)) == ("Minnesota", "US")


def test_what_came_before_the_news_of_the_day_has_not_its_day() -> None:
    text = "Crews went in on Tuesday and carried the hurt to clinics after the flood that killed more than 500 people."
    assert _days(_only(text, date(2015, 4, 28))) is None


def test_hours_later_count_from_what_befell_those_who_are_saved() -> None:
    text = (
        "A quake on 3 March 2011 killed 40 people in Lima. Of the inn where nine guests died little is left; two women "
        "were pulled from the rubble injured about 30 hours later."
    )
    assert _days(_only(text)) == (date(2011, 3, 3), date(2011, 3, 3))


def test_sub_totals_far_apart_leave_the_country_they_lie_in() -> None:
    event = _only("In Arequipa 21 people died, in Piura nine people died and in Cusco four people died.")
    assert event.place is not None and (event.place.country, event.place.precision) == ("PE", 6)


def test_a_clause_about_another_place_is_an_aside() -> None:
    text = (
        "A truck drove into a market in Cusco on Monday, killing 12 people. It recalled Lima, where an attacker had "
        "killed more than 80 people. Dozens were injured by the truck."
    )
    events = _read(text, date(2015, 5, 12)).events
    assert [event.place.name for event in events if event.place is not None] == ["Cusco", "Lima"]
    assert Outcome.INJURED in events[0].figures


def test_another_toll_of_a_day_before_the_news_is_another_event() -> None:
    text = (
        "A rocket hit a bakery in Aleppo, killing 12 people and wounding 40, the governor said. "
        "Rescuers searched the ruins. On 3 May a rocket had fallen on the same street and killed 9 people."
    )
    found = _read(text, date(2015, 5, 9))
    by_low = {claim.count.low: claim.event for claim in found.claims}
    assert by_low[12] == by_low[40] != by_low[9]
    days = {event.key: _days(event) for event in found.events}
    assert days[by_low[12]] == (date(2015, 5, 8), date(2015, 5, 9))
    assert days[by_low[9]] == (date(2015, 5, 3), date(2015, 5, 3))


def test_a_toll_that_rose_is_of_the_day_it_counts() -> None:
    text = (
        "The toll of the bakery rocket in Aleppo rose to 12. Rescuers searched the ruins. "
        "On 3 May the rocket fell on the street and killed 9 people."
    )
    assert _days(_only(text, date(2015, 5, 9))) == (date(2015, 5, 3), date(2015, 5, 3))


def test_the_days_of_an_aside_do_not_date_the_news() -> None:
    text = (
        "Gunmen killed 5 guards at a depot in Mosul. "
        "Recall that on 11 May another depot was attacked: 9 guards were killed. "
        "On 12 May one of the wounded died in hospital."
    )
    found = _read(text, date(2016, 5, 17))
    first = next(event for event in found.events if event.key == found.claims[0].event)
    assert _days(first) == (date(2016, 5, 16), date(2016, 5, 17))


def test_sub_totals_of_countries_lie_in_them() -> None:
    text = "The quake killed 900 people in Nepal. In India 61 people died, and in Tibet 25 were found dead."
    found = _read(text, date(2015, 4, 26))
    assert {event.place.name for event in found.events if event.place is not None} == {"Nepal"}


def test_a_stretch_of_years_before_of_is_one() -> None:
    found = _read("The council counted 9,000 people who died from 1985 to 1993 of hunger.")
    assert _days(found.events[0]) == (date(1985, 1, 1), date(1993, 12, 31))


def test_the_only_day_that_a_look_back_names_is_of_the_year_it_counts_back_to() -> None:
    text = "Sixty years ago police crushed a peaceful march in Lyon and killed 30 people, historians recall."
    event = _only(text, date(2021, 10, 17), "Wreaths for the massacre of 9 October")
    assert _days(event) == (date(1961, 10, 9), date(1961, 10, 9))


def test_a_stated_year_takes_no_day_from_elsewhere() -> None:
    text = (
        "Relatives recalled the massacre of 9 October, when police killed 30 people sixty years ago. "
        "In 1956 another 12 people were killed in Lille."
    )
    days = [_days(event) for event in _read(text, date(2021, 10, 17)).events]
    assert (date(1956, 10, 9), date(1956, 10, 9)) not in days


def test_a_toll_climbed_from_what_was_counted_before() -> None:
    text = (
        "The death toll of the depot blast in Homs climbed to 90. It went up as bodies were dug out. "
        "Doctors spoke of burns. The site was closed. On Monday 51 people were killed when the depot exploded."
    )
    found = _read(text, date(2013, 5, 7))
    assert len(found.events) == 1
    assert [(claim.count.low, claim.role.value) for claim in found.claims] == [(90, "total"), (51, "revised_from")]


def test_the_day_of_a_ceremony_is_not_that_of_what_it_remembers() -> None:
    text = (
        "Relatives gathered outside the theatre on Sunday in memory of those killed a year ago. "
        "The attack killed 67 people and left the capital unsettled."
    )
    event = _only(text, date(2014, 9, 21), "Minsk marks one year since the theatre attack")
    assert _days(event) == (date(2013, 1, 1), date(2013, 12, 31))


def test_the_day_a_toll_rose_on_is_not_the_events() -> None:
    text = (
        "On 21 September ten gunmen attacked a hotel in Minsk. The Red Cross said the death toll on Sunday rose to 68."
    )
    assert _days(_only(text, date(2013, 9, 22))) == (date(2013, 9, 21), date(2013, 9, 21))


def test_those_who_were_inside_are_not_the_dead_told_of_before() -> None:
    found = _read(
        "The collapse killed 40 people in Minsk. Locals say over 3,500 people, mostly weavers were inside the mill."
    )
    assert [claim.count.low for claim in found.claims] == [40]


def test_one_killed_in_another_deed_is_no_rival_of_the_many() -> None:
    text = (
        "Gunmen massacred at least 67 people at a hotel in Minsk. "
        "It comes weeks after the mastermind of the attack was killed in an air strike abroad."
    )
    figures = _read(text, date(2014, 9, 22)).events[0].figures
    assert figures[Outcome.KILLED].best == 67


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the attack on a Minsk theatre, whose guards came from Russia.",
        "Gunmen attacked Minsk's Lenin theatre and massacred 9 people, and fled to Russia.",
    ],
)
def test_what_is_struck_is_where_it_happened(text: str) -> None:
    place = _only(text).place
    assert place is not None and place.name == "Minsk"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In the massacre of 2003 at Lodwar 14 herders were killed. Between 1991 and 2015 the district saw 220 "
            "massacres. The plague of raids left 3,100 people dead.",
        ),
        (
            "es",
            "En la masacre de 2003 fueron asesinados 14 pastores. Entre 1991 y 2015 hubo 220 masacres en el distrito. "
            "La violencia dejó 3.100 muertos.",
        ),
    ],
)
def test_a_sum_behind_a_stretch_of_years_is_not_of_the_event_before(language: str, text: str) -> None:
    found = extract(Report("r", text, language=language, published=date(2016, 1, 1)))
    of = {event.key: event.interval for event in found.events}
    spans = {one.count.low: (span.start.year, span.end.year) for one in found.claims if (span := of[one.event])}
    assert spans == {14: (2003, 2003), 3100: (1991, 2015)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "At least 11 people died in a raid in Kitale on Tuesday. With it the county has seen 24 attacks "
            "this year, leaving 90 people dead. Of the 24 attacks, nine were at night and left 31 dead.",
        ),
        (
            "es",
            "Al menos 11 personas murieron el martes en un asalto en Kitale. Con él el condado suma 24 ataques "
            "a lo largo de 2016, que dejaron 90 muertos. De los 24 ataques, nueve de noche dejaron 31 muertos.",
        ),
        (
            "pt",
            "Ao menos 11 pessoas morreram na terça-feira em um ataque em Kitale. Com ele o condado teve 24 ataques "
            "ao longo de 2016, deixando 90 mortos. Dos 24 ataques, nove foram à noite e deixaram 31 mortos.",
        ),
        (
            "fr",
            "Au moins 11 personnes sont mortes mardi dans une attaque à Kitale. Avec celle de mardi, le comté a connu "
            "24 attaques au cours de 2016, qui ont fait 90 morts.",
        ),
    ],
)
def test_a_year_of_attacks_is_not_the_one_that_is_news(language: str, text: str) -> None:
    found = extract(Report("r", text, language=language, published=date(2016, 9, 15)))
    of = {event.key: event.interval for event in found.events}
    spans = {one.count.low: (span.start, span.end) for one in found.claims if (span := of[one.event])}
    day, year = (date(2016, 9, 13),) * 2, (date(2016, 1, 1), date(2016, 12, 31))
    assert spans[11] == day
    assert spans[90] == year
    assert spans.get(31, year) == year


def test_a_sum_at_the_head_is_of_the_years_before_it() -> None:
    text = (
        "Between 1991 and 2015 raiders took part in 220 massacres. In all, 3,100 people died in them.\n"
        "The largest was on 6 May 2003 in Lodwar. It ended with 27 herders dead."
    )
    found = extract(Report("r", text, language="en", published=date(2016, 1, 1)))
    of = {event.key: event.interval for event in found.events}
    spans = {one.count.low: (span.start.year, span.end.year) for one in found.claims if (span := of[one.event])}
    assert spans == {3100: (1991, 2015), 27: (2003, 2003)}


def test_a_month_in_the_name_of_a_place_is_no_time() -> None:
    text = "Três pessoas foram mortas na zona norte do Rio de Janeiro."
    found = extract(Report("r", text, language="pt", published=date(2016, 9, 15)))
    (event,) = found.events
    assert event.interval is None or event.interval.start >= date(2016, 9, 14)
