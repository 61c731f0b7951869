"""Azerbaijani and Turkish places stand with endings, which say where something is."""

from __future__ import annotations

import pytest

from knell import places


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("az", "Körpü Sumqayıtda uçub.", "Sumgayit"),
        ("az", "Qatar Mingəçevirdən gəlib.", "Mingachevir"),
        ("az", "Qonaqlar Suriyaya gediblər.", "Syria"),
        ("tr", "Köprü İzmir'de çöktü.", "İzmir"),
        ("tr", "Köprü Trabzon'da çöktü.", "Trabzon"),
        ("tr", "Tren Konya’dan geldi.", "Konya"),
    ],
)
def test_a_place_with_an_ending_is_found(code: str, text: str, name: str) -> None:
    found = [mention.place.name for mention in places.find(text, language=code) if mention.place is not None]
    assert name in found


@pytest.mark.parametrize(
    ("code", "text", "cases"),
    [
        ("az", "Maşın Bakıdan Gəncəyə gedib, Yevlaxda dayanıb.", ["from", "toward", "at"]),
        ("tr", "Tren Konya'dan İzmir'e gitti, Afyonkarahisar'da durdu.", ["from", "toward", "at"]),
    ],
)
def test_an_ending_says_how_a_place_lies_to_what_is_told(code: str, text: str, cases: list[str]) -> None:
    assert [mention.case for mention in places.find(text, language=code)] == cases


def test_a_place_in_the_genitive_only_says_where_the_next_one_lies() -> None:
    found = places.find("Dün Trabzon'un Of ilçesinde köprü çöktü.", language="tr")
    assert [(m.place.name if m.place else None, m.qualifies) for m in found] == [("Trabzon", True), ("Of", False)]


def test_a_province_is_not_its_chief_town_of_another_name() -> None:
    (found,) = places.find("Köprü Hatay'da çöktü.", language="tr")
    assert found.place is not None and (found.place.name, found.place.precision) == ("Hatay", 4)


def test_those_who_are_told_give_a_place_no_title() -> None:
    (found,) = places.find("Vali, gazetecilere Konya'daki köprüyü anlattı.", language="tr")
    assert found.place is not None and found.place.name == "Konya"
