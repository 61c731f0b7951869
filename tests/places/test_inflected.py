"""Places in languages that inflect: names in any case, and names that the language's dictionary attests."""

from __future__ import annotations

import pytest

from knell.places import find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Поезд сошёл с рельсов в Беслане.", ["Beslan"]),
        ("Обстрел Винницы продолжался час.", ["Vinnytsya"]),
        ("В Нижнем Новгороде и в Новой Зеландии выпал снег.", ["Nizhniy Novgorod", "New Zealand"]),
        ("Все больницы Баку переполнены.", ["Baku"]),
        ("Землетрясение ощущалось в Дагестане и Чечне.", ["Dagestan", "Chechnya"]),
        ("Автобус ехал из Москвы в Тулу.", ["Moscow", "Tula"]),
        ("Старик Белозёров молчал.", []),
    ],
)
def test_a_russian_name_is_found_in_any_case(text: str, names: list[str]) -> None:
    assert [one.place.name for one in find(text, language="ru") if one.place] == names
