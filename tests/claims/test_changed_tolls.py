"""What a toll came from, and what it grew or fell by, are no tolls; what it came to is one, and no bound of one."""

from __future__ import annotations

from datetime import date

import pytest

from knell.claims import find
from knell.model import Report, Role

FROM_TO = [
    ("en", "The death toll rose from 31 to 38."),
    ("en", "The death toll fell from 41 to 38."),
    ("de", "Die Zahl der Toten stieg von 31 auf 38."),
    ("fr", "Le nombre de morts est passé de 31 à 38."),
    ("es", "El número de muertos pasó de 31 a 38."),
    ("it", "Il numero dei morti è salito da 31 a 38."),
    ("pt", "O número de mortos subiu de 31 para 38."),
    ("ru", "Число погибших возросло с 31 до 38 человек."),
    ("ru", "Число погибших выросло за ночь с 31 до 38."),
    ("ru", "Число погибших сократилось с 41 до 38."),
    ("uk", "Кількість загиблих збільшилася з 31 до 38 осіб."),
    ("uk", "Кількість загиблих зросла за ніч з 31 до 38."),
    ("uk", "Кількість загиблих зменшилася з 41 до 38 осіб."),
    ("tr", "Ölü sayısı 31'den 38'e çıktı."),
    ("tr", "Ölü sayısı 31 kişiden 38 kişiye yükseldi."),
    ("tr", "Ölü sayısı 41'den 38'e düştü."),
    ("az", "Ölənlərin sayı 31-dən 38-ə yüksəlib."),
    ("az", "Ölənlərin sayı 31 nəfərdən 38 nəfərə çatıb."),
]
GREW_BY = [
    ("en", "The death toll rose by seven to 38."),
    ("de", "Die Zahl der Toten stieg um sieben auf 38."),
    ("de", "Die Zahl der Toten stieg über Nacht um 7 auf 38."),
    ("fr", "Le nombre de morts a augmenté de 7 pour atteindre 38."),
    ("es", "El número de muertos aumentó en 7 hasta 38."),
    ("it", "Il numero dei morti è aumentato di 7 a 38."),
    ("pt", "O número de mortos subiu em 7 para 38."),
    ("ru", "Число погибших возросло на 7 до 38."),
    ("uk", "Кількість загиблих зросла на 7 до 38."),
    ("tr", "Ölü sayısı 7 artarak 38'e yükseldi."),
    ("az", "Ölənlərin sayı 7 nəfər artaraq 38-ə çatıb."),
]
FELL_BY = [
    ("en", "The death toll fell by seven to 38."),
    ("de", "Die Zahl der Toten sank um sieben auf 38."),
    ("ru", "Число погибших сократилось на 7 до 38."),
    ("uk", "Кількість загиблих зменшилася на 7 до 38."),
    ("tr", "Ölü sayısı 7 azalarak 38'e düştü."),
]


def read(text: str, language: str) -> list[tuple[Role, int | None, int | None]]:
    found = find(Report("r", text, language=language, published=date(2015, 5, 4)))
    return [(one.role, one.count.low, one.count.high) for one in found]


@pytest.mark.parametrize(("language", "text"), FROM_TO)
def test_what_a_toll_came_from_is_no_toll(language: str, text: str) -> None:
    before = 41 if "41" in text else 31
    assert read(text, language) == [(Role.REVISED_FROM, before, before), (Role.TOTAL, 38, 38)]


@pytest.mark.parametrize(("language", "text"), GREW_BY)
def test_what_a_toll_grew_by_is_more_and_no_toll(language: str, text: str) -> None:
    assert read(text, language) == [(Role.ADDITIONAL, 7, 7), (Role.TOTAL, 38, 38)]


@pytest.mark.parametrize(("language", "text"), FELL_BY)
def test_what_a_toll_fell_by_counts_nobody(language: str, text: str) -> None:
    assert read(text, language) == [(Role.TOTAL, 38, 38)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Zahl der Toten stieg um sieben."),
        ("ru", "Число погибших увеличилось на 7 человек."),
        ("uk", "Кількість загиблих збільшилася на сімох."),
        ("es", "El número de muertos subió en siete."),
        ("tr", "Ölü sayısı 7 arttı."),
        ("az", "Ölənlərin sayı 7 nəfər artıb."),
    ],
)
def test_nor_where_nothing_says_what_it_came_to(language: str, text: str) -> None:
    assert read(text, language) == [(Role.ADDITIONAL, 7, 7)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "Погибли от 31 до 38 человек.", (31, 38)),
        ("ru", "Число погибших снизилось до 38 человек.", (38, 38)),
        ("uk", "Загинули від 31 до 38 людей.", (31, 38)),
        ("fr", "Le bilan est de 38 victimes.", (38, 38)),
        ("it", "Il numero dei morti è di 38.", (38, 38)),
        ("tr", "Ölü sayısı 38'e arttı.", (38, 38)),
        ("az", "Ölənlərin sayı 38 nəfərə artıb.", (38, 38)),
    ],
)
def test_ranges_and_plain_tolls_stay(language: str, text: str, wanted: tuple[int, int]) -> None:
    assert [(low, high) for _, low, high in read(text, language)] == [wanted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Las autoridades elevaron a 38 el número provisional de víctimas mortales."),
        ("es", "La cifra preliminar de muertos subió a 38."),
        ("fr", "Le nombre officiel de morts est monté à 38."),
        ("it", "Il numero ufficiale delle vittime è salito a 38."),
        ("it", "Il numero provvisorio dei morti è salito a 38."),
        ("pt", "O número oficial de mortos subiu para 38."),
    ],
)
def test_a_toll_may_be_described(language: str, text: str) -> None:
    assert read(text, language) == [(Role.TOTAL, 38, 38)]
