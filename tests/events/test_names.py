"""Names of one event in several languages, and what they help to link."""

from __future__ import annotations

from datetime import date

import pytest

from knell import extract
from knell.events import LinkedEvent, link
from knell.events.names import names_of
from knell.model import Event, Report


def report(ident: str, language: str, text: str, published: date | None = None) -> Report:
    return Report(id=ident, text=text, language=language, published=published)


def linked(*reports: Report) -> list[LinkedEvent]:
    return link(extract(one) for one in reports)


DATED = report(
    "dated",
    "en",
    "On the night of 3-4 March 1991 troops killed 131 people in Odesa. The night, which became known as Black March, "
    "is remembered every year.",
    date(1991, 3, 9),
)
UNDATED = {
    "az": "Qara Mart Odesada 137 nəfərin həyatına son qoydu.",
    "ru": "«Чёрный март» унёс жизни 147 мирных жителей Одессы.",
    "uk": "«Чорний березень» забрав життя 147 мешканців Одеси.",
    "tr": "Kara Mart olarak bilinen katliamda Odesa'da 140 kişi öldü.",
    "es": "El «marzo negro» dejó 150 muertos en Odesa.",
    "fr": "Le « mars noir » a fait 170 morts à Odesa.",
    "de": "Der „Schwarze März“ forderte 131 Tote.",
    "pt": "O «março negro» deixou 150 mortos em Odesa.",
    "it": "Il «marzo nero» causò 150 morti a Odesa.",
}


@pytest.mark.parametrize("language", UNDATED)
def test_an_undated_report_finds_its_event_by_the_name_in_its_own_language(language: str) -> None:
    other = report("other", language, UNDATED[language])
    (event,) = linked(DATED, other)
    assert event.reports == ("dated", "other")
    assert "Black March" in (event.event.name, *event.event.aliases)
    assert len({event.event.name, *event.event.aliases}) == 2


def test_a_report_that_knows_two_names_brings_together_reports_that_know_one_each() -> None:
    both = report("both", "ru", "Трагедия 4 марта 1991 года, «Чёрный март»: в Одессе погибли 133 человека.")
    one = report("one", "en", "The 4 March tragedy left 1,310 people dead.")
    other = report("other", "fr", "Le « mars noir » a fait 1 320 morts à Odesa.")
    assert len(linked(one, other)) == 2
    assert [event.reports for event in linked(one, other, both)] == [("both", "one", "other")]


def test_a_month_of_the_same_colour_in_another_country_is_another_event() -> None:
    assert len(linked(DATED, report("other", "en", "Black March: 60 people were killed in Srinagar."))) == 2


def test_all_that_an_event_is_called_is_kept() -> None:
    texts = {"ru": "Чёрный март: 4 марта 1991 года в Одессе погибли 133 человека. Трагедия 4 марта не забыта."}
    (event,) = linked(DATED, *(report(code, code, text) for code, text in texts.items()))
    assert {event.event.name, *event.event.aliases} == {"Black March", "Чёрный март", "Трагедия 4 марта"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("en", "January 20 tragedy"), ("az", "20 Yanvar faciəsi")),
        (("en", "20 January 1990 tragedy"), ("ru", "трагедия 20 января")),
        (("fr", "massacre du 17 octobre"), ("en", "17 October massacre")),
        (("de", "Erdbeben vom 6. Februar"), ("tr", "6 Şubat depremleri")),
        (("en", "Odesa siege"), ("ru", "захват в Одессе")),
        (("uk", "трагедія 20 січня"), ("es", "tragedia del 20 de enero")),
        (("pt", "massacre de Odesa"), ("it", "strage di Odesa")),
    ],
)
def test_names_of_several_languages_say_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    said = [names_of(Event("e", name), language) for language, name in (one, other)]
    assert said[0] == said[1] != frozenset()


@pytest.mark.parametrize("name", ["tragedy", "the massacre", "1990"])
def test_one_word_names_no_event(name: str) -> None:
    assert names_of(Event("e", name), "en") == frozenset()


def test_a_language_without_data_has_names_of_its_own_words() -> None:
    assert names_of(Event("e", "Tragjedia Otrantos"), "sq") == {frozenset({"tragjedia", "otrantos"})}
