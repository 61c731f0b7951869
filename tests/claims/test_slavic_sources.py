"""Who says so in Russian and Ukrainian reports: speakers behind their verb, in asides, carried on from a lead."""

from __future__ import annotations

import pytest

from knell.claims import find
from knell.model import Report


def _cited(code: str, text: str) -> list[str | None]:
    claims = find(Report(id="r", text=text, language=code))
    return [claim.cited.text if claim.cited else None for claim in claims]


@pytest.mark.parametrize(
    ("code", "text", "cited"),
    [
        ("ru", "Погибли 14 шахтёров, написал 5 мая в Telegram губернатор Олег Снегов.", "губернатор Олег Снегов"),
        ("ru", "Погибли 14 шахтёров, сказал в эфире канала мэр Олег Снегов.", "мэр Олег Снегов"),
        ("ru", "Погибли 14 шахтёров, сообщили в полиции города.", "в полиции города"),
        ("ru", "В заложниках, по данным прокуратуры, находилось свыше 56 человек.", "прокуратуры"),
        ("ru", "Официальная версия – погибли 14 шахтёров.", "Официальная версия"),
        ("uk", "Загинули 14 шахтарів, написав 5 травня в Telegram мер Олег Сніг.", "мер Олег Сніг"),
        ("uk", "Загинули 14 шахтарів у Львові (дані на 17.35), повідомила поліція.", "поліція"),
    ],
)
def test_a_source_is_found_where_the_sentence_puts_it(code: str, text: str, cited: str) -> None:
    assert _cited(code, text) == [cited]


@pytest.mark.parametrize(
    ("code", "text", "cited"),
    [
        ("ru", "На шахте вспыхнул пожар, сообщает полиция. Погибли 14 шахтёров.", ["полиция"]),
        ("ru", "Мэрия показала запись пожара. Погибли 14 шахтёров.", [None]),
        ("ru", "Погибли 14 шахтёров, сообщает полиция. Сообщается о 9 раненых.", ["полиция", None]),
        ("uk", "На шахті спалахнула пожежа, повідомляє поліція. Загинули 14 шахтарів.", ["поліція"]),
        ("uk", "Загинули 14 шахтарів, сказав мер Сніг. У лікарнях лікують 9 поранених.", ["мер Сніг", "мер Сніг"]),
        ("uk", "Мер Сніг розповів про пожежу. За його словами, загинули 14 шахтарів.", ["Мер Сніг"]),
    ],
)
def test_who_tells_what_happened_tells_of_its_victims(code: str, text: str, cited: list[str | None]) -> None:
    assert _cited(code, text) == cited


def test_what_follows_that_is_said_by_the_one_in_front() -> None:
    text = "Официальные данные: погибли 18 человек, но врачи утверждают, что погибших было 30."
    assert _cited("ru", text) == ["Официальные данные", "врачи"]


def test_the_ministry_just_named_is_meant_by_its_noun() -> None:
    text = "МЧС тушит шахту, сообщило МЧС. По данным ведомства, погибли 14 шахтёров."
    assert _cited("ru", text) == ["МЧС"]


@pytest.mark.parametrize(
    ("code", "text", "cited"),
    [
        ("ru", "Погибли 14 шахтёров. Об этом сообщает мэрия.", ["мэрия"]),
        ("ru", "Погибли 14 шахтёров, сообщает полиция. «Ранены 9 шахтёров», – пояснили в ведомстве.", ["полиция"] * 2),
        ("uk", "Загинули 14 шахтарів. Про це повідомила прокуратура.", ["прокуратура"]),
        (
            "uk",
            "Загинули 14 шахтарів, повідомила поліція. «Поранено 9 осіб», – йдеться у повідомленні.",
            ["поліція"] * 2,
        ),
    ],
)
def test_a_sentence_may_point_to_the_one_that_names_its_source(code: str, text: str, cited: list[str]) -> None:
    assert _cited(code, text) == cited
