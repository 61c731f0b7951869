"""A deed and what it answers are two events: each has its own people, days and places."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import Reading, read
from knell.model import Outcome, Report


def told(text: str, language: str) -> Reading:
    return read(Report("r", text, language=language, published=date(2012, 4, 10)))


def days(reading: Reading) -> dict[int | None, str | None]:
    """The day of each number that is counted."""
    of_event = {event.key: event.interval for event in reading.events}
    return {one.count.low: str(span.start) if (span := of_event[one.event]) else None for one in reading.claims}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 2 April 2012 gunmen shot dead 12 herders in retaliation for the abduction of three on 9 May 2011."),
        ("en", "In retaliation for the abduction of three on 9 May 2011, gunmen shot dead 12 herders on 2 April 2012."),
        (
            "es",
            "El 2 de abril de 2012 mataron a 12 pastores para vengar el secuestro de tres el 9 de mayo de 2011.",
        ),
        (
            "fr",
            "Le 2 avril 2012, 12 bergers ont été tués en représailles à l'enlèvement de trois personnes le 9 mai 2011.",
        ),
        (
            "it",
            "Il 2 aprile 2012 sono stati uccisi 12 pastori per vendicare il rapimento di tre persone il 9 maggio 2011.",
        ),
        (
            "pt",
            "Em 2 de abril de 2012, 12 pastores foram mortos para vingar o sequestro de três em 9 de maio de 2011.",
        ),
        (
            "de",
            "Am 2. April 2012 erschossen sie 12 Menschen aus Rache für die Entführung dreier Männer am 9. Mai 2011.",
        ),
        ("ru", "2 апреля 2012 года убиты 12 пастухов в отместку за похищение трех человек 9 мая 2011 года."),
        ("uk", "2 квітня 2012 року вбито 12 пастухів у відповідь на викрадення трьох людей 9 травня 2011 року."),
        ("tr", "9 Mayıs 2011'de üç kişinin kaçırılmasına misilleme olarak 2 Nisan 2012'de 12 çoban öldürüldü."),
        ("az", "9 may 2011-ci ildə üç nəfərin qaçırılmasına cavab olaraq 2 aprel 2012-ci ildə 12 çoban öldürülüb."),
    ],
)
def test_each_has_its_own_day(language: str, text: str) -> None:
    found = days(told(text, language))
    assert found[12] == "2012-04-02"
    assert found.get(3) in ("2011-05-09", None)


def test_the_deed_has_the_day_told_before_and_not_the_one_it_answers() -> None:
    text = (
        "Gunmen raided the camp at Lodwar on 2 April 2012. "
        "There 12 herders were shot dead to avenge the killing of three in Kitale on 9 May 2011."
    )
    reading = told(text, "en")
    assert days(reading) == {12: "2012-04-02", 3: "2011-05-09"}
    places = {event.interval.start.year: event.place.name for event in reading.events if event.interval and event.place}
    assert places == {2012: "Lodwar", 2011: "Kitale"}


def test_what_is_answered_may_have_no_day() -> None:
    found = told("Soldiers shot dead 12 herders on Friday in revenge for the killing of three policemen.", "en")
    assert days(found) == {12: "2012-04-06", 3: None}
    assert {one.outcome for one in found.claims} == {Outcome.KILLED}


def test_what_stands_first_is_answered_by_what_its_verb_tells() -> None:
    found = told("Als Vergeltung für die Tötung von neun Soldaten erschoss die Armee am Freitag 37 Bauern.", "de")
    assert days(found) == {9: None, 37: "2012-04-06"}
