"""What the sentence before leads to, bodies that are found later, and chronicles of many places."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.model import Extraction, Outcome, Report, Role


def told(text: str, published: date | None = date(2015, 7, 4), language: str = "en") -> Extraction:
    return extract(Report(id="r", text=text, published=published, language=language))


def events(
    text: str, published: date | None = date(2015, 7, 4), language: str = "en"
) -> list[tuple[str, str | None, int | None]]:
    """The first day, the place and the best number of killed of each event, in order of days."""
    found = [
        (str(e.interval.start) if e.interval else "", e.place.name if e.place else None, e.figures[Outcome.KILLED].best)
        for e in told(text, published, language).events
    ]
    return sorted(found, key=lambda one: one[0])


@pytest.mark.parametrize("verb", ["occurred", "occured", "took place"])
def test_a_like_event_of_long_ago_and_far_away_takes_what_follows(verb: str) -> None:
    text = f"A blast on Thursday in Osh killed 17 people. A similar blast {verb} in Peru in 2004. Thirty people died."
    assert events(text) == [("2004-01-01", "Peru", 30), ("2015-07-02", "Osh", 17)]


def test_what_is_led_to_lends_its_place_to_nothing_before_it() -> None:
    text = (
        "In an attack on Thursday, 17 people were killed. A like attack took place in Peru in 2004. Thirty people died."
    )
    assert events(text) == [("2004-01-01", "Peru", 30), ("2015-07-02", None, 17)]


def test_some_of_the_killed_are_of_the_same_event() -> None:
    text = "A raid on Tuesday killed 47 people in Osh. On Friday an aide spoke. He said 39 of those killed were boys."
    assert events(text) == [("2015-06-30", "Osh", 47)]


def test_a_visit_elsewhere_shortly_before_takes_nothing() -> None:
    text = (
        "A blast on Thursday in Osh killed 17 people. The mayor was in Lima in May. Ten more people died in hospital."
    )
    assert [place for _, place, _ in events(text)] == ["Osh"]


def test_bodies_found_days_later_are_of_the_toll() -> None:
    text = "The death toll of Tuesday's accident off Osh has reached 59. The bodies of three boys were found on Friday."
    assert events(text) == [("2015-06-30", "Osh", 59)]
    far = text.replace("were found on Friday", "were found in Manila on Friday")
    assert len(events(far)) == 2


def test_the_items_of_a_chronicle_keep_to_their_own_places() -> None:
    text = (
        "June 2010: A blast south of Medellin in Colombia killed 73 people.\n\n"
        "May 2009: Two explosions in the Siberian city of Tomsk killed 75 men.\n\n"
        "April 2008: A roof fell in and killed 12."
    )
    assert events(text) == [("2008-04-01", None, 12), ("2009-05-01", "Tomsk", 75), ("2010-06-01", "Medellín", 73)]


def test_a_sea_is_no_town() -> None:
    text = "1992 - Kozlu (Türkei): In Kozlu am Schwarzen Meer kamen 63 Bergleute ums Leben."
    assert events(text, None, "de") == [("1992-01-01", "Kozlu", 63)]


def test_whose_strike_it_was_is_not_where_it_was() -> None:
    text = (
        "A U.S. strike this week killed 47 people, an inquiry said on Friday. The strike on Tuesday hit a hall in Osh."
    )
    assert [(place, best) for _, place, best in events(text)] == [("Osh", 47)]
    assert told("A U.S. air strike killed 47 people.").events[0].place is None


def test_an_inquiry_of_today_does_not_date_what_it_concludes() -> None:
    text = "An inquiry released today concludes that soldiers killed 47 people attending a wedding on June 6 near Osh."
    assert events(text) == [("2015-06-06", "Osh", 47)]


@pytest.mark.parametrize("term", ["prisión", "cárcel", "edad"])
def test_a_term_of_years_is_no_time_since(term: str) -> None:
    text = f"Un juez sentenció al coronel a 25 años de {term} por el asesinato de 69 campesinos ocurrido en 1985."
    assert events(text, date(2016, 9, 2), "es")[0][0] == "1985-01-01"
    since = "A 25 años de la matanza de 69 campesinos siguen los juicios."
    assert events(since, date(2016, 9, 2), "es")[0][0] == "1991-01-01"


def test_those_hurt_a_little_are_some_of_all_who_were_hurt() -> None:
    text = "Plus de 40 personnes ont été blessées dont 12 grièvement. En tout 30 personnes ont été blessées légèrement."
    found = told(text, language="fr")
    assert [claim.role for claim in found.claims] == [Role.TOTAL, Role.PART, Role.PART]


def test_also_dead_are_no_more_than_the_toll() -> None:
    text = "Il crollo ha causato finora 39 morti. Morti anche quattro ragazzi."
    assert [best for _, _, best in events(text, language="it")] == [39]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Since 2002, 754 miners died."),
        ("ru", "По данным профсоюза, с 2002 года погибли 754 шахтёра."),
        ("uk", "З 2002 року загинули 754 шахтарі."),
        ("de", "Seit 2002 starben 754 Bergleute."),
        ("es", "Desde 2002 murieron 754 mineros."),
        ("pt", "Desde 2002 morreram 754 mineiros."),
        ("tr", "2002 yılından bu yana 754 maden işçisi yaşamını yitirdi."),
        ("az", "2002-ci ildən bəri 754 fəhlə həlak olub."),
    ],
)
def test_what_is_counted_since_a_year_goes_on_to_the_report(language: str, text: str) -> None:
    interval = told(text, date(2019, 12, 4), language).events[0].interval
    assert interval is not None
    assert (interval.start, interval.end) == (date(2002, 1, 1), date(2019, 12, 4))


def test_what_was_closed_since_may_is_not_counted_since_then() -> None:
    assert events("Closed since May, the mine fell in on Monday and killed five men.")[0][0] > "2015-06-27"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Two of those hurt in the blast at the mill near Osh died in hospital."),
        ("ru", "Двое из пострадавших в аварии с участием автобуса в Оше скончались в больнице."),
        ("fr", "Deux des blessés de l'explosion sont morts."),
        ("es", "Dos de los heridos en la explosión murieron."),
        ("de", "Zwei der Verletzten der Explosion starben."),
    ],
)
def test_the_hurt_who_died_are_dead(language: str, text: str) -> None:
    assert [(claim.outcome, claim.count.low) for claim in told(text, language=language).claims] == [(Outcome.KILLED, 2)]


def test_the_hurt_who_may_die_are_hurt() -> None:
    assert [claim.outcome for claim in told("Two of the wounded may die.").claims] == [Outcome.INJURED]
