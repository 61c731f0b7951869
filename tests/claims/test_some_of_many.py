"""Of a number of people only some: how many is told, or it is not known."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Claim, Outcome, Report


def read(text: str, language: str) -> list[Claim]:
    return list(find(Report("r", text, language=language, published=date(2003, 4, 8))))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Half of the 24 workers were injured in the blast."),
        ("en", "Half the 24 workers were injured in the blast."),
        ("en", "Two thirds of the 24 workers were injured in the blast."),
        ("es", "La mayoría de los 24 obreros resultaron heridos en la explosión."),
        ("fr", "Une partie des 24 ouvriers ont été blessés dans l'explosion."),
        ("fr", "L'explosion a blessé la moitié des 24 ouvriers."),
        ("it", "L'esplosione ha ferito la maggior parte dei 24 operai."),
        ("pt", "Um terço dos 24 operários ficou ferido na explosão."),
        ("de", "Bei der Explosion wurde die Hälfte der 24 Arbeiter verletzt."),
        ("ru", "Большинство из 24 рабочих ранены при взрыве."),
        ("uk", "Частина з 24 робітників поранена під час вибуху."),
        ("tr", "Patlamada 24 işçinin çoğu yaralandı."),
        ("az", "Partlayışda 24 işçinin yarısı yaralandı."),
    ],
)
def test_how_many_of_them_is_not_known(language: str, text: str) -> None:
    assert not [one for one in read(text, language) if one.count.low is not None or one.count.high is not None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A guard shot dead one of the four robbers."),
        ("es", "Un guardia mató a uno de los cuatro asaltantes."),
        ("fr", "Un garde a tué l'un des quatre assaillants."),
        ("fr", "L'une des quatre passagères a été tuée."),
        ("it", "Una guardia ha ucciso uno dei quattro rapinatori."),
        ("pt", "Um guarda matou um dos quatro assaltantes."),
        ("de", "Ein Wachmann erschoss einen der vier Räuber."),
    ],
)
def test_one_of_many_is_one(language: str, text: str) -> None:
    assert [(one.outcome, one.count.low, one.count.high) for one in read(text, language)] == [(Outcome.KILLED, 1, 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The raid left 60 dead (excluding the four raiders) and 90 injured."),
        ("es", "El asalto dejó 60 muertos (sin contar a los cuatro asaltantes) y 90 heridos."),
        ("fr", "L'attaque a fait 60 morts (sans les quatre assaillants) et 90 blessés."),
        ("it", "L'assalto ha causato 60 morti (esclusi i quattro assalitori) e 90 feriti."),
    ],
)
def test_who_is_left_out_in_brackets_is_not_counted_behind_them(language: str, text: str) -> None:
    found = [(one.outcome, one.count.low) for one in read(text, language) if one.outcome is Outcome.INJURED]
    assert found == [(Outcome.INJURED, 90)]


def test_who_is_counted_in_brackets_is_of_what_stands_behind_them() -> None:
    found = read("Twelve men (among them two boys) were killed.", "en")
    assert sorted(one.count.low or 0 for one in found) == [2, 12]
