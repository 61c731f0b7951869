"""What other projects call countries, and the reference of the layouts."""

from __future__ import annotations

from datetime import date

import pytest

from knell.places import country_name
from knell.publish.layouts import find_layout, layout_names
from knell.publish.layouts.countries import _data, country_of, gw_number, region_of
from knell.publish.layouts.reference import page

TODAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("code", "number", "region"),
    [("AZ", 373, "Europe"), ("UZ", 704, "Asia"), ("LB", 660, "Middle East"), ("TR", 640, "Middle East"),
     ("EG", 651, "Middle East"), ("SD", 625, "Africa"), ("CO", 100, "Americas"), ("FJ", 950, "Asia"),
     ("SS", 626, "Africa"), ("PS", None, None), (None, None, None), ("??", None, None)],
)  # fmt: skip
def test_numbers_and_regions(code: str | None, number: int | None, region: str | None) -> None:
    assert (gw_number(code, TODAY), region_of(code)) == (number, region)


def test_a_state_has_its_number_from_its_first_day_on() -> None:
    assert gw_number("AZ", date(1990, 1, 20)) is None
    assert gw_number("AZ", date(1991, 12, 21)) == gw_number("AZ", None) == 373


def test_every_country_is_one_that_the_gazetteer_knows_and_no_number_is_given_twice() -> None:
    countries = _data()[0]
    assert not [code for code in countries if country_name(code) is None]
    for name in ("alpha3", "numeric", "gw"):
        given = [getattr(one, name) for one in countries.values() if getattr(one, name) is not None]
        assert len(set(given)) == len(given), name
    assert not [
        code for code in countries if country_of(code) and (gw_number(code, None) is None) != (region_of(code) is None)
    ]


def test_every_column_of_every_layout_stands_in_the_reference() -> None:
    text = page()
    for name in layout_names():
        assert f"## `{name}`, version {find_layout(name).version}" in text
