"""The language of a report: given, contradicted, detected or unknown."""

from __future__ import annotations

import pytest

from knell.reports.languages import detect, settle

SENTENCES = {
    "en": "Twelve people were killed when a bridge fell in the northern town.",
    "ru": "Двенадцать человек погибли при обрушении моста в северном городе.",
    "uk": "Дванадцять осіб загинули внаслідок обвалу мосту в північному місті.",
    "az": "Şimal şəhərində körpünün uçması nəticəsində on iki nəfər həlak olub.",
    "tr": "Kuzeydeki kentte köprünün çökmesi sonucu on iki kişi hayatını kaybetti.",
    "es": "Doce personas murieron al derrumbarse un puente en la ciudad del norte.",
    "fr": "Douze personnes sont mortes dans l'effondrement d'un pont dans le nord.",
    "de": "Zwölf Menschen starben beim Einsturz einer Brücke in der Stadt im Norden.",
    "it": "Dodici persone sono morte nel crollo di un ponte nella città del nord.",
    "pt": "Doze pessoas morreram no desabamento de uma ponte na cidade do norte.",
    "ka": "ხიდის ჩამონგრევის შედეგად თორმეტი ადამიანი დაიღუპა.",
}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_enough(code: str) -> None:
    assert detect(SENTENCES[code]) == code
    assert settle(None, SENTENCES[code], None).code == code


def test_capitals_do_not_matter() -> None:
    assert detect(SENTENCES["en"].upper()) == "en"


@pytest.mark.parametrize("text", ["", "12", "12 dead", "Blast: 5 killed", "....", "\U0001f30d" * 50])
def test_too_little_is_unknown(text: str) -> None:
    found = settle(None, text, None)
    assert (found.code, found.problem) == (None, "unknown_language")


def test_the_title_helps_a_short_text() -> None:
    assert settle(None, "12 dead.", "Bridge falls in the northern town, many feared dead").code == "en"


@pytest.mark.parametrize("given", ["en", "EN", "en-GB", "en_US", " en "])
def test_a_given_code_is_taken(given: str) -> None:
    assert settle(given, SENTENCES["fr"], None).code == "en"
    assert settle(given, "12 dead", None).problem is None


def test_a_language_without_a_pack_keeps_its_code() -> None:
    assert (settle("ka", SENTENCES["ka"], None).code, settle("ti", "x" * 50, None).problem) == ("ka", None)


def test_a_script_that_contradicts_is_said() -> None:
    found = settle("en", SENTENCES["ru"], None)
    assert (found.code, found.problem) == ("ru", "language_mismatch")
    assert settle("en", "12 погибли", None).code == "en"
    mixed = SENTENCES["en"] + " " + "Погибли двенадцать."
    assert settle("en", mixed, None).problem is None


@pytest.mark.parametrize("given", ["English", "eng", "e", "12", 5, ["en"], True, "日本"])
def test_what_is_no_code_is_said_and_the_text_decides(given: object) -> None:
    found = settle(given, SENTENCES["en"], None)
    assert (found.code, found.problem) == ("en", "bad_language")
