"""Deaths that are still to come are no figures; nor is who was told of in front of another clause."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Outcome, Report


def read(text: str, language: str) -> list[tuple[Outcome, int | None, int | None]]:
    found = find(Report("r", text, language=language, published=date(2015, 5, 4)))
    return [(one.outcome, one.count.low, one.count.high) for one in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There will be hundreds of dead, the governor warned."),
        ("en", "There will certainly be dozens of deaths, the doctor said."),
        ("de", "Es wird Hunderte Tote geben, warnte der Gouverneur."),
        ("fr", "Il y aura certainement des centaines de morts, a prévenu le gouverneur."),
        ("es", "El gobernador advirtió que habrá cientos de muertos."),
        ("it", "Ci saranno centinaia di morti, ha avvertito il governatore."),
        ("pt", "Haverá centenas de mortos, advertiu o governador."),
        ("ru", "Будут сотни погибших, предупредил губернатор."),
        ("uk", "Будуть сотні загиблих, попередив губернатор."),
    ],
)
def test_who_is_still_to_die_is_nobody_yet(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Погибли 12 человек (из них 1 ребёнок), ранены 73 человека (из них 14 детей)."),
        ("uk", "Загинули 12 людей (з них 1 дитина), поранено 73 людини (з них 14 дітей)."),
    ],
)
def test_who_stands_behind_a_verb_is_not_of_the_next_clause(language: str, text: str) -> None:
    killed, injured = Outcome.KILLED, Outcome.INJURED
    assert read(text, language) == [(killed, 12, 12), (killed, 1, 1), (injured, 73, 73), (injured, 14, 14)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("tr", "Ölü sayısı 17'ye yükselirken, 5 kişiyi arama çalışmaları sürüyor.", [(Outcome.KILLED, 17, 17)]),
        (
            "uk",
            "Кількість загиблих зросла до 5 осіб. Поранено 4 людини.",
            [(Outcome.KILLED, 5, 5), (Outcome.INJURED, 4, 4)],
        ),
        ("az", "Ölənlərin sayı 79-a qədər artdı.", [(Outcome.KILLED, 79, 79)]),
    ],
)
def test_a_toll_ends_with_its_verb(language: str, text: str, wanted: list[tuple[Outcome, int, int]]) -> None:
    assert read(text, language) == wanted
