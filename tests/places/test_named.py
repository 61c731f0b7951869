"""A person looks a place up by its name and chooses among all that bear it."""

from __future__ import annotations

from knell.places import named, with_geonames_id


def test_places_of_one_name_come_widest_and_largest_first() -> None:
    found = named("georgia")
    assert (found[0].name, found[0].precision) == ("Georgia", 6)
    assert found[1].precision == 4
    assert [place.country for place in found[:2]] == ["GE", "US"]


def test_what_stands_behind_a_comma_narrows_them() -> None:
    assert {place.admin1 for place in named("Springfield, Illinois")} == {"Illinois"}
    assert {place.country for place in named("Cordoba, Argentina")} == {"AR"}
    assert named("Bergen, Portugal") == []


def test_any_of_its_names_finds_a_place_and_its_number_finds_it_again() -> None:
    place = named("Баку")[0]
    assert place.country == "AZ"
    assert place.geonames_id is not None
    assert with_geonames_id(place.geonames_id) == place


def test_nothing_is_found_for_what_is_no_place() -> None:
    assert named("") == []
    assert named("Xyzzyville") == []
    assert with_geonames_id(1) is None
