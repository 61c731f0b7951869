"""Lives lost are deaths in every language, and what stands beside them is counted by itself."""

from __future__ import annotations

import pytest

from tests.claims.sentences import lows


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The governor mourned the loss of 14 lives and an unknown number of wounded."),
        ("es", "El gobernador lamentó la pérdida de 14 vidas y un número indeterminado de heridos graves."),
        ("fr", "Le préfet a confirmé la perte de 14 vies et un nombre indéterminé de blessés."),
        ("it", "Il prefetto ha confermato la perdita di 14 vite e un numero imprecisato di feriti."),
        ("pt", "O governador lamentou a perda de 14 vidas e um número indeterminado de feridos graves."),
        ("de", "Der Landrat bestätigte den Verlust von 14 Menschenleben und eine unbekannte Zahl von Verletzten."),
        ("ru", "Губернатор подтвердил потерю 14 жизней и неизвестное число раненых."),
    ],
)
def test_lives_lost_are_deaths_and_no_wounds(code: str, text: str) -> None:
    assert lows(code, text) == [("killed", 14)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The storm claimed 14 lives."),
        ("es", "La tormenta cobró 14 vidas."),
        ("fr", "La tempête a coûté 14 vies."),
        ("it", "La tempesta è costata 14 vite."),
        ("pt", "A tempestade custou 14 vidas."),
        ("de", "Der Sturm forderte 14 Menschenleben."),
        ("ru", "Ураган унёс 14 жизней."),
        ("uk", "Ураган забрав 14 життів."),
    ],
)
def test_what_costs_lives_kills(code: str, text: str) -> None:
    assert lows(code, text) == [("killed", 14)]


def test_each_of_a_list_keeps_its_own_number() -> None:
    assert lows("es", "El alcalde confirmó la pérdida de 14 vidas y 23 heridos.") == [("killed", 14), ("injured", 23)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "В Нижней Поляне погиб Олег Сомов."),
        ("ru", "Ещё один рабочий погиб в Нижней Поляне."),
        ("uk", "У Нижній Поляні загинув Олег Сомов."),
        ("ru", "Один рабочий погиб - у мужчины были ожоги."),
    ],
)
def test_the_place_of_a_death_is_nobody_who_died(code: str, text: str) -> None:
    assert [one for one in lows(code, text) if one[0] == "killed"] == [("killed", 1)]
