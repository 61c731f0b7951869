"""The light that the rest of a text throws on the places a name may mean."""

from __future__ import annotations

import pytest

from knell.places.gazetteer import Kind, gazetteer
from knell.places.scene import Scene


def rows(name: str) -> list[int]:
    postings, _ = gazetteer().look(name)
    return sorted({posting >> 1 for posting in postings})


def test_a_text_speaks_for_the_places_of_its_own_country() -> None:
    scene, places, towns = Scene(gazetteer()), gazetteer(), rows("tripoli")
    scene.add_country("benghazi", "LY", 2.0)
    by_country = {places.country(row): support for row, support in zip(towns, scene.supports("x", towns), strict=True)}
    assert by_country["LY"] == max(by_country.values()) > by_country["LB"]


def test_a_name_is_not_read_in_its_own_light() -> None:
    scene, towns = Scene(gazetteer()), rows("tripoli")
    scene.add_country("tripoli", "LY", 2.0)
    towns = [row for row in towns if gazetteer().kind[row] == Kind.CITY]
    assert scene.supports("tripoli", towns) == pytest.approx([0.0] * len(towns))


def test_places_weigh_together_what_each_weighs_alone() -> None:
    scene, towns = Scene(gazetteer()), rows("tripoli")
    for key in ("beirut", "benghazi"):
        scene.add_place(key, rows(key)[0], 2)
    assert scene.supports("tripoli", towns) == [scene.supports("tripoli", [row])[0] for row in towns]
