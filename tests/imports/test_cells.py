"""Numbers, days and places in cells: read whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from knell.imports.days import Order, days_in, of_parts, order_of
from knell.imports.numbers import count_in
from knell.imports.where import coordinates, place_of
from knell.model import Count, Interval, Wording

EN = ("en",)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", Count(12, 12, Wording.EXACT)),
        ("12.0", Count(12, 12, Wording.EXACT)),
        ("0", Count(0, 0, Wording.EXACT)),
        ("1,234", Count(1234, 1234, Wording.EXACT)),
        ("twelve", Count(12, 12, Wording.EXACT)),
        ("12+", Count(12, None, Wording.MORE_THAN)),
        (">= 7", Count(7, None, Wording.AT_LEAST)),
        ("<10", Count(None, 10, Wording.FEWER_THAN)),
        ("about 30", Count(30, 30, Wording.ABOUT)),
        ("5-7", Count(5, 7, Wording.RANGE)),
        ("at least 4", Count(4, None, Wording.AT_LEAST)),
        ("dozens", Count(24, None, Wording.VAGUE)),
    ],
)
def test_numbers_of_people(text: str, count: Count) -> None:
    assert count_in(text, EN) == count


@pytest.mark.parametrize(
    "text", ["unknown", "-99", "12.5", "12?", "10 (2 children)", "3 dead", "x", "", "1e3", "12/7", "9" * 40]
)
def test_what_is_no_number_of_people_is_none(text: str) -> None:
    assert count_in(text, EN) is None


def test_numbers_are_read_in_the_language_of_the_list() -> None:
    assert count_in("не менее 5", ("ru", "en")) == Count(5, None, Wording.AT_LEAST)
    assert count_in("about 5", ("ru", "en")) == Count(5, 5, Wording.ABOUT)


DAY = Interval(date(2015, 4, 3), date(2015, 4, 3), 1)


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("2015-04-03", None, DAY),
        ("2015/4/3 10:30", None, DAY),
        ("20150403", None, DAY),
        ("03.04.2015", None, DAY),
        ("03/04/2015", Order.DAY_FIRST, DAY),
        ("04/03/2015", Order.MONTH_FIRST, DAY),
        ("3 April 2015", None, DAY),
        ("April 3, 2015", None, DAY),
        ("42097", Order.EXCEL, DAY),
        ("2015-04", None, Interval(date(2015, 4, 1), date(2015, 4, 30), 4)),
        ("2015", None, Interval(date(2015, 1, 1), date(2015, 12, 31), 5)),
        ("13/04/2015", Order.UNKNOWN, Interval(date(2015, 4, 13), date(2015, 4, 13), 1)),
        ("04/04/2015", Order.UNKNOWN, Interval(date(2015, 4, 4), date(2015, 4, 4), 1)),
        ("03/04/2015", Order.UNKNOWN, None),
        ("03/04/15", Order.DAY_FIRST, None),
        ("31/02/2015", Order.DAY_FIRST, None),
        ("42097", None, None),
        ("soon", None, None),
        ("between 3 April 2015 and the summer", None, None),
        ("0000-00-00", None, None),
    ],
)
def test_days(text: str, order: Order | None, found: Interval | None) -> None:
    assert days_in(text, order, EN) == found


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2015", "13/04/2015"], Order.DAY_FIRST),
        (["03/04/2015", "04/13/2015"], Order.MONTH_FIRST),
        (["13/04/2015", "04/13/2015"], Order.UNKNOWN),
        (["03/04/2015", "05/06/2015"], Order.UNKNOWN),
        (["2015-04-03", "3 April 2015", "03.04.2015"], None),
        (["42097", "42098.5"], Order.EXCEL),
        (["42097", "2015-04-03"], None),
        ([], None),
    ],
)
def test_the_order_of_a_column_is_told_by_numbers_that_are_no_month(values: list[str], order: Order | None) -> None:
    assert order_of(values) == order


def test_days_in_columns_of_their_own() -> None:
    assert of_parts("2015", "4", "3") == DAY
    assert of_parts("2015", "4", "0") == Interval(date(2015, 4, 1), date(2015, 4, 30), 4)
    assert of_parts("2015", "0", "0") == Interval(date(2015, 1, 1), date(2015, 12, 31), 5)
    assert of_parts("2015", "13", "1") is None and of_parts("x", "", "") is None


def test_places_keep_the_coordinates_of_the_list() -> None:
    own = place_of("Kunduz", "Kunduz", "Afghanistan", (36.7, 68.9), None, EN)
    assert own is not None and (own.lat, own.lon, own.country, own.geonames_id) == (36.7, 68.9, "AF", None)
    known = place_of("Kunduz", "Kunduz", "Afghanistan", None, None, EN)
    assert known is not None and known.geonames_id is not None and known.precision == 1
    unknown = place_of("Nosuchplace", "", "Mali", None, None, EN)
    assert unknown is not None and (unknown.name, unknown.country, unknown.lat) == ("Nosuchplace", "ML", None)
    assert place_of("", "", "", None, None, EN) is None


def test_a_place_that_only_begins_as_a_town_is_not_that_town() -> None:
    bridge = place_of("Kunduz bridge", "", "Afghanistan", None, None, EN)
    assert bridge is not None and bridge.lat is None and bridge.name == "Kunduz bridge"


@pytest.mark.parametrize("pair", [("0", "0"), ("95", "10"), ("x", "1"), ("", "4")])
def test_coordinates_that_are_none(pair: tuple[str, str]) -> None:
    assert coordinates(*pair) is None
