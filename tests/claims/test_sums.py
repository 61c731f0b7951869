"""What is summed over years or in a war, and what another attack did, stays out of the figures of one event."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Event, Extraction, Outcome, Report

LEAD = "Soldiers shot 31 farmers dead in Herat on March 3, 1987."


def read(text: str, published: date | None = date(2016, 9, 21)) -> Extraction:
    return extract(Report(id="r", text=text, published=published, language="en"))


def killed(event: Event) -> tuple[int | None, int | None]:
    figure = event.figures[Outcome.KILLED]
    return figure.low, figure.high


@pytest.mark.parametrize(
    "sum_of_years",
    [
        "About 48,000 people were killed in the 1979-1992 conflict, a panel found.",
        "Between 1979 and 1992, 48,000 people were killed across the country.",
        "In the 1980s, 48,000 people were killed.",
        "Since 1998, the remains of 48,000 victims have been exhumed.",
        "The civil war left 48,000 people dead.",
        "Some 48,000 people died in the 13-year war.",
        "In recent years, militias have killed 48,000 people in the south.",
        "At least 48,000 people have been killed over the past years, a panel said.",
    ],
)
def test_the_sum_of_a_war_or_of_years_is_no_figure_of_a_day(sum_of_years: str) -> None:
    extraction = read(f"{LEAD} {sum_of_years}")
    assert [killed(event)[0] for event in extraction.events] == [31, 48000]
    assert killed(extraction.events[0]) == (31, 31)


@pytest.mark.parametrize(
    "figure_of_the_day",
    [
        "In March 1987, 31 people died there, a panel found.",
        "In 1987 the army said 31 people were killed.",
        "Police had killed 31 people, in a town that has seen protests in recent years.",
    ],
)
def test_a_coarse_time_of_the_same_day_is_still_its_own(figure_of_the_day: str) -> None:
    assert len(read(f"{LEAD} {figure_of_the_day}").events) == 1


def test_a_day_inside_a_war_is_an_event_beside_its_sum() -> None:
    extraction = read(f"About 48,000 people were killed in the 1979-1992 conflict. {LEAD}")
    assert {killed(event) for event in extraction.events} == {(31, 31), (48000, 48000)}


@pytest.mark.parametrize("before", ["a day after a truck bomb killed 14", "three weeks after an ambush killed 14"])
def test_what_came_so_long_before_is_another_event(before: str) -> None:
    extraction = read(f"Five people were killed in a blast in Herat on Friday, police said, {before}.")
    assert [killed(event) for event in extraction.events] == [(5, 5), (14, 14)]
    assert extraction.events[1].interval is None


def test_the_search_for_the_missing_does_not_date_what_befell_them() -> None:
    text = "Rescuers were searching Wednesday for 40 people missing after a ferry sank near Mombasa on Tuesday night."
    (event,) = read(text, date(2018, 6, 21)).events
    assert event.interval is not None and event.interval.start == date(2018, 6, 19)


def test_years_back_are_years_ago() -> None:
    text = "Tributes were paid to the victims of the massacre at Herat 29 years back, where 31 farmers were killed."
    (event,) = read(text).events
    assert event.interval is not None and event.interval.start.year == 1987


def test_a_war_that_has_killed_is_summed_apart() -> None:
    extraction = read(f"{LEAD} The country endures a civil war that has left an estimated 48,000 people dead.")
    assert [killed(event) for event in extraction.events] == [(31, 31), (48000, 48000)]


@pytest.mark.parametrize(
    ("people", "number"),
    [
        ("Three soldiers and two nurses were killed", 5),
        ("At least 38 inmates and a guard were killed", 39),
        ("Five clerks, two drivers and 12 pupils were killed", 19),
        ("The blast killed three soldiers and two nurses", 5),
    ],
)
def test_a_list_in_front_of_its_verb_is_added_up(people: str, number: int) -> None:
    (event,) = read(f"{people} in Herat on Saturday.").events
    assert killed(event)[0] == number


@pytest.mark.parametrize(
    "text",
    [
        "There is no clear information about the number of people killed in Herat.",
        "No information on how many people were killed was available.",
        "No details about those wounded have come out.",
    ],
)
def test_no_information_is_no_zero(text: str) -> None:
    assert not read(text).claims


@pytest.mark.parametrize(("text", "count"), [("No Danes on the bus were killed.", 1), ("No one was hurt.", 1)])
def test_nobody_is_still_nobody(text: str, count: int) -> None:
    assert [claim.negated or claim.count.high == 0 for claim in read(text).claims] == [True] * count


def test_a_margin_of_error_counts_nobody() -> None:
    (claim,) = read("The mission put the number of dead at around 70 persons (plus or minus 15).").claims
    assert claim.count.low == 70


@pytest.mark.parametrize("how", ["of a gunshot wound", "with a gunshot wound to the head", "of stab wounds"])
def test_one_found_dead_of_a_wound_is_not_wounded(how: str) -> None:
    claims = read(f"A baker was found dead {how} on Monday.").claims
    assert [claim.outcome for claim in claims] == [Outcome.KILLED]


def test_a_strike_by_a_country_was_not_in_it() -> None:
    text = "A US air strike on Sunday killed 17 guests at a wedding in Nangarhar. The US military is looking into it."
    (event,) = read(text).events
    assert event.place is not None and event.place.country == "AF"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El 3 de marzo de 2016 murieron 31 personas en Herat. Unas 48.000 murieron durante la guerra civil."),
        ("es", "El 3 de marzo de 2016 murieron 31 personas en Herat. En los últimos años han muerto 48.000 personas."),
        ("fr", "Le 3 mars 2016, 31 personnes ont été tuées à Herat. Ces dernières années, 48 000 ont été tuées."),
        ("de", "Am 3. März 2016 wurden in Herat 31 Menschen getötet. Im Bürgerkrieg wurden 48.000 Menschen getötet."),
        ("ru", "3 марта 2016 года в Герате погибли 32 человека. В ходе гражданской войны погибли 48 тысяч человек."),
        ("uk", "3 березня 2016 року в Гераті загинули 32 людини. За роки війни загинули 48 тисяч людей."),
        ("tr", "3 Mart 2016'da Herat'ta 31 kişi öldürüldü. Son yıllarda 48 bin kişi öldürüldü."),
        ("az", "2016-cı il martın 3-də Heratda 31 nəfər öldürülüb. Müharibə illərində 48 min nəfər öldürülüb."),
        ("it", "Il 3 marzo 2016 a Herat sono morte 31 persone. Negli ultimi anni sono morte 48.000 persone."),
        ("pt", "Em 3 de março de 2016, 31 pessoas morreram em Herat. Na guerra civil morreram 48.000 pessoas."),
    ],
)
def test_the_sum_of_a_long_time_is_told_apart_in_every_language(language: str, text: str) -> None:
    events = extract(Report(id="r", text=text, published=date(2016, 9, 21), language=language)).events
    assert [killed(event)[0] in (31, 32) for event in events] == [True, False]
