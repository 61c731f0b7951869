"""A number that is shared out in brackets, one that counts places, and "without" behind what befell people."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Claim, Report, Role


def read(text: str, language: str) -> list[Claim]:
    return list(find(Report("r", text, language=language, published=date(2003, 4, 8))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In the floods 70 people (50 in Harbin, 20 in Daqing) died."),
        ("de", "Bei der Flut sind 70 Menschen (50 in Harbin, 20 in Daqing) gestorben."),
        ("ru", "При наводнении 70 человек (50 в Харбине, 20 в Дацине) погибли."),
        ("tr", "Selde 70 kişi (50 Mersin, 20 Adana) hayatını kaybetti."),
        ("az", "Daşqında 70 nəfər (50 Quba, 20 Qusar) həlak olub."),
    ],
)
def test_the_whole_is_the_total_and_its_shares_are_parts(language: str, text: str) -> None:
    found = read(text, language)
    assert [one.count.low for one in found if one.role is Role.TOTAL] == [70]
    assert {one.count.low for one in found if one.role is Role.PART} <= {50, 20}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Depremde 8 ilde ölü sayısı 900 oldu."),
        ("tr", "Selde 8 köyde toplam can kaybı sayısı 900'e yükseldi."),
        ("tr", "Yangında 8 hanede ölü sayısı 900 oldu."),
        ("az", "Zəlzələdə 8 nöqtədə ölü sayı 900 olub."),
    ],
)
def test_places_are_not_counted_as_people(language: str, text: str) -> None:
    assert [one.count.low for one in read(text, language)] == [900]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Nueve campesinos fueron asesinados sin mediar palabra."),
        ("es", "Murieron sin recibir ayuda nueve campesinos."),
        ("fr", "Neuf paysans ont été exécutés sans avoir été jugés."),
        ("it", "Nove contadini sono stati uccisi senza subire un processo."),
        ("pt", "Nove camponeses foram mortos sem receber socorro."),
    ],
)
def test_without_something_is_not_without_dead(language: str, text: str) -> None:
    assert [one.count.low for one in read(text, language)] == [9]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "El choque de trenes terminó sin muertos."),
        ("fr", "La collision s'est terminée sans morts."),
        ("pt", "A colisão terminou sem mortos."),
    ],
)
def test_without_dead_is_nobody(language: str, text: str) -> None:
    assert [(one.count.low, one.negated) for one in read(text, language)] == [(0, True)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Madende iki işçinin daha cesedi bulundu, ölü sayısı 31'e yükseldi."),
        ("tr", "Yangında iki kişi daha öldü, ölü sayısı 31'e çıktı."),
        ("az", "Yanğında iki nəfər də öldü, ölənlərin sayı 31-ə çatdı."),
    ],
)
def test_more_behind_its_noun_adds(language: str, text: str) -> None:
    assert [(one.count.low, one.role) for one in read(text, language)] == [(2, Role.ADDITIONAL), (31, Role.TOTAL)]


def test_earlier_is_not_more() -> None:
    found = read("Kazada iki kişi daha önce öldü, ölü sayısı 31'e çıktı.", "tr")
    assert (2, Role.ADDITIONAL) not in [(one.count.low, one.role) for one in found]
