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


@pytest.mark.parametrize(
    ("code", "text", "places"),
    [
        ("ru", "Пожар в Ярославской области, в Нижегородскую область и под Самарской областью.",
         [("Yaroslavl Oblast", 4), ("Nizhny Novgorod Oblast", 4), ("Samara Oblast", 4)]),
        ("ru", "Наводнение в Приморском крае и в Киевской области.", [("Primorye", 4), ("Kiev", 4)]),
        ("uk", "Злива на Полтавщині, у Київській області та в Харківській області.",
         [("Poltava", 4), ("Kiev", 4), ("Kharkivs’ka Oblast’", 4)]),
    ],
)  # fmt: skip
def test_a_region_is_found_by_its_adjective_and_kind(code: str, text: str, places: list[tuple[str, int]]) -> None:
    assert [(one.place.name, one.place.precision) for one in find(text, language=code) if one.place] == places


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("ru", "Жертвы саратовского взрыва и пожара в казанской гимназии.", ["Saratov", "Kazan"]),
        ("ru", "Пермская трагедия потрясла страну.", ["Perm"]),
        ("ru", "Саратовский губернатор и казанские студенты молчали.", []),
        ("ru", "Пожар в детской больнице, в русской школе и в советской школе.", []),
        ("uk", "Після харківської пожежі закрили полтавський ринок.", ["Kharkiv", "Poltava"]),
        ("uk", "Пожежа в дитячій лікарні та міській школі.", []),
    ],
)
def test_an_adjective_names_a_town_in_front_of_what_happened_there(code: str, text: str, names: list[str]) -> None:
    assert [one.place.name for one in find(text, language=code) if one.place] == names
