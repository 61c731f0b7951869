"""Releases in the columns of an ACLED export."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knell.model import Interval, Outcome, Place, Range
from knell.publish import Entry
from knell.publish.layouts.acled import LAYOUT, check
from knell.publish.layouts.acled_tables import EVENTS
from knell.publish.tables import BadRow, Row
from tests.publish.layouts.conftest import TERMS
from tests.publish.layouts.test_ged import moved

HEADER = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)


def rows_of(entry: Entry, table: str = EVENTS.name) -> list[Row]:
    """The event's rows in a table."""
    tables = {one.name: one for one in LAYOUT.tables(TERMS)}
    return [tables[name].checked(row) for name, row in LAYOUT.rows(entry, TERMS) if name == table]


def why_not(entry: Entry) -> str:
    """Why the event is not coded."""
    (only,) = LAYOUT.rows(entry, TERMS)
    return str(only[1]["why_not"])


def test_the_columns_are_those_of_acled_in_their_order() -> None:
    names = [field.name for field in EVENTS.fields]
    assert " ".join(names) == HEADER and len(names) == 31


def test_the_lowest_number_and_who_gave_it(entries: dict[str, Entry]) -> None:
    (row,) = rows_of(entries["bridge"])
    number = int(entries["bridge"].key[:13], 16)
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "event_id_cnty": f"UKR{number}01",
        "event_date": date(2022, 4, 14),
        "year": 2022,
        "time_precision": 1,
        "iso": 804,
        "country": "Ukraine",
        "admin1": "Mykolaiv",
        "location": "Mykolayiv",
        "latitude": 46.976,
        "longitude": 31.993,
        "geo_precision": 1,
        "source": "Courier",
        "notes": "acled/1",
        "fatalities": 9,
        "tags": "reviewed",
    }


def test_a_total_of_several_days_is_divided_and_nothing_is_lost(entries: dict[str, Entry]) -> None:
    rows = rows_of(entries["siege"])
    days = [(row["event_date"], row["fatalities"]) for row in rows]
    assert days == [(date(2010, 6, 10), 14), (date(2010, 6, 11), 13), (date(2010, 6, 12), 13)]
    assert {row["tags"] for row in rows} == {"unreviewed"} and {row["time_precision"] for row in rows} == {2}
    parts = rows_of(entries["siege"], "days")
    assert [row["event_id_cnty"] for row in parts] == [row["event_id_cnty"] for row in rows]
    assert {row["of"] for row in parts} == {40}


def test_fewer_deaths_than_days_make_no_day_without_a_death(entries: dict[str, Entry]) -> None:
    rows = rows_of(replace(entries["siege"], by_hand={Outcome.KILLED: Range(2, 2, 2)}))
    assert [(row["event_date"], row["fatalities"]) for row in rows] == [(date(2010, 6, 10), 2)]


def test_a_month_is_coded_in_its_middle_and_undivided(entries: dict[str, Entry]) -> None:
    month = Interval(date(2010, 6, 1), date(2010, 6, 30), 4)
    (row,) = rows_of(moved(entries["siege"], interval=month))
    assert (row["event_date"], row["time_precision"], row["fatalities"]) == (date(2010, 6, 15), 3, 40)


def test_no_death_mentioned_is_none(entries: dict[str, Entry]) -> None:
    (row,) = rows_of(entries["crowd"])
    assert (row["fatalities"], row["source"]) == (0, "Gazette")


def test_what_acled_does_not_code_is_said(entries: dict[str, Entry]) -> None:
    assert why_not(entries["bus"]) == "the place is known only to a country, or lies in none"
    assert why_not(entries["nowhere"]) == "the day is not known"
    assert why_not(moved(entries["siege"], place=None)) == "the place is not known"
    year = Interval(date(2010, 1, 1), date(2010, 12, 31), 5)
    assert why_not(moved(entries["siege"], interval=year)) == "the day is not known to within a month"


def test_a_place_without_its_point_keeps_its_precision(entries: dict[str, Entry]) -> None:
    district = Place("Osh Region", "KG", "Osh Region", None, None, None, 4)
    row = rows_of(moved(entries["siege"], place=district))[0]
    assert (row["geo_precision"], row["latitude"], row["longitude"]) == (3, None, None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"geo_precision": 4}, "geo_precision: is above 3"),
        ({"fatalities": 15}, "the rows have 41 deaths, the event 40"),
        ({"year": 2009}, "the year is 2009"),
        ({"latitude": None}, "the coordinates are not whole"),
        ({"event_date": date(2010, 6, 11)}, "two rows have the same day"),
    ],
)
def test_rows_that_break_the_rules_are_named(entries: dict[str, Entry], change: dict[str, object], said: str) -> None:
    first, *others = rows_of(entries["siege"])
    key = entries["siege"].key
    check(key, [first, *others], 40)
    with pytest.raises(BadRow, match=key) as refused:
        check(key, [{**first, **change}, *others], 40)  # type: ignore[dict-item]
    assert said in str(refused.value)
