"""Adjectives of German towns stand in front of what lies in them."""

from __future__ import annotations

import pytest

from knell import places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In einem Kölner Hotel brach ein Feuer aus.", ["Köln"]),
        ("Am Münchner Hauptbahnhof und in der Dresdner Altstadt war es ruhig.", ["Munich", "Dresden"]),
        ("Drei Berliner reisten nach Hamburg.", ["Hamburg"]),
        ("Der Leiter Peter Wagner und die Arbeiter Hans Meister und Otto Winter sprachen.", []),
        ("Die Kinder Israels sangen.", ["Israel"]),
    ],
)
def test_a_town_is_told_by_its_adjective_and_people_are_not(text: str, names: list[str]) -> None:
    found = [mention.place.name for mention in places.find(text, language="de") if mention.place is not None]
    assert found == names


def test_the_police_of_a_town_are_no_government() -> None:
    (found,) = places.find("Das teilte die Berliner Polizei am Abend mit.", language="de")
    assert found.role == "location"


def test_a_state_is_found_by_its_german_name() -> None:
    (found,) = places.find("Das Feuer brach in Sachsen-Anhalt aus.", language="de")
    assert found.place is not None and (found.place.name, found.place.precision) == ("Saxony-Anhalt", 4)
