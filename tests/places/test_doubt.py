"""A name is no place where what it would mean lies nowhere near."""

from __future__ import annotations

import pytest

from knell.places import find


def named(text: str) -> list[str | None]:
    return [one.place.name if one.place else None for one in find(text, language="en")]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen opened fire at the Iman Mosque on Friday.",
        "The fire began in the kitchen of the Leningrad Hotel.",
    ],
)
def test_a_building_is_not_called_after_what_a_small_town_abroad_was_once_called(text: str) -> None:
    assert not {"Dalnerechensk", "Leningrad"} & set(named(text))


def test_a_building_called_after_its_city_is_there() -> None:
    assert named("A bomb went off near Bombay Hospital.") == ["Mumbai"]
