"""Releases in the columns of UCDP GED."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from knell.model import Interval, Outcome, Place, Range
from knell.publish import Entry
from knell.publish.layouts.ged import LAYOUT
from knell.publish.layouts.ged_checks import check
from knell.publish.layouts.ged_tables import EVENTS
from knell.publish.layouts.grid import cell_of
from knell.publish.tables import BadRow, Row
from tests.publish.layouts.conftest import TERMS

HEADER = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id "
    "side_b number_of_sources source_article source_office source_date source_headline source_original "
    "where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid "
    "country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians "
    "deaths_unknown best high low gwnoa gwnob"
)


def row_of(entry: Entry) -> Row:
    """The event's row in the main table."""
    return next(EVENTS.checked(row) for table, row in LAYOUT.rows(entry, TERMS) if table == EVENTS.name)


def coding_of(entry: Entry) -> Row:
    """How the event was coded."""
    return next(row for table, row in LAYOUT.rows(entry, TERMS) if table == "coding")


def moved(entry: Entry, **changes: object) -> Entry:
    """The entry with its event changed."""
    event = replace(entry.linked.event, **changes)  # type: ignore[arg-type]
    return replace(entry, linked=replace(entry.linked, event=event))


def test_the_columns_are_those_of_ged_in_their_order() -> None:
    names = [field.name for field in EVENTS.fields]
    assert " ".join(names) == HEADER and len(names) == 49


def test_a_reviewed_event_with_two_sources(entries: dict[str, Entry]) -> None:
    row = row_of(entries["bridge"])
    filled = {name: cell for name, cell in row.items() if cell is not None}
    assert filled == {
        "id": int(entries["bridge"].key[:13], 16),
        "relid": entries["bridge"].key,
        "year": 2022,
        "code_status": "Clear",
        "number_of_sources": 2,
        "source_article": '"Courier,2022-04-15,Shells, \'a bridge\' hit";"Herald The,2022-04-16,Toll rises"',
        "source_office": "Courier;Herald The",
        "source_date": "2022-04-15;2022-04-16",
        "source_headline": "Shells, 'a bridge' hit;Toll rises",
        "source_original": row["source_original"],
        "where_prec": 1,
        "where_coordinates": "Mykolayiv",
        "adm_1": "Mykolaiv",
        "latitude": 46.976,
        "longitude": 31.993,
        "geom_wkt": "POINT (31.993000 46.976000)",
        "priogrid_gid": 196984,
        "country": "Ukraine",
        "country_id": 369,
        "region": "Europe",
        "date_prec": 1,
        "date_start": "2022-04-14 00:00:00.000",
        "date_end": "2022-04-14 00:00:00.000",
        "deaths_civilians": 9,
        "deaths_unknown": 0,
        "best": 9,
        "low": 9,
    }
    assert set(str(row["source_original"]).split(", ")) == {"doctors", "the regional governor"}
    assert coding_of(entries["bridge"])["reviewed"] is True


def test_an_unknown_day_place_and_number_stay_empty(entries: dict[str, Entry]) -> None:
    entry = entries["nowhere"]
    assert entry.linked.event.interval is None and entry.linked.event.place is None
    row = row_of(entry)
    empty = ("year", "date_prec", "date_start", "where_prec", "latitude", "country", "region", "source_office")
    assert all(row[name] is None for name in (*empty, "best", "high", "deaths_unknown", "deaths_civilians"))
    assert (row["low"], row["code_status"]) == (24, "Check deaths")


def test_an_event_without_a_death_is_listed_but_not_coded(entries: dict[str, Entry]) -> None:
    (only,) = LAYOUT.rows(entries["crowd"], TERMS)
    assert only[0] == "coding"
    assert (only[1]["coded"], only[1]["why_not"]) == (False, "no death is reported")


def test_what_a_person_set_goes_before_the_rule(entries: dict[str, Entry]) -> None:
    row = row_of(replace(entries["bridge"], by_hand={Outcome.KILLED: Range(10, 12, None)}))
    assert (row["low"], row["best"], row["high"], row["deaths_civilians"]) == (10, 12, None, None)
    assert row["deaths_unknown"] == 12


def test_a_place_without_its_point_has_no_cell(entries: dict[str, Entry]) -> None:
    district = Place("Mykolaiv", "UA", None, None, None, None, 4)
    row = row_of(moved(entries["bridge"], place=district))
    assert (row["where_prec"], row["country_id"]) == (4, 369)
    assert row["latitude"] is row["geom_wkt"] is row["priogrid_gid"] is row["adm_1"] is None


def test_a_country_that_was_no_state_then_has_no_number(entries: dict[str, Entry]) -> None:
    day = date(1986, 4, 14)
    row = row_of(moved(entries["bridge"], interval=Interval(day, day, 1)))
    assert (row["country"], row["country_id"], row["region"]) == ("Ukraine", None, "Europe")


def test_date_prec_is_never_more_exact_than_the_days_allow(entries: dict[str, Entry]) -> None:
    night = Interval(date(2022, 4, 14), date(2022, 4, 15), 1)
    assert row_of(moved(entries["bridge"], interval=night))["date_prec"] == 2
    years = Interval(date(2012, 1, 1), date(2014, 6, 1), 5)
    assert "more than a year" in str(coding_of(moved(entries["bridge"], interval=years))["why_not"])


@pytest.mark.parametrize(
    ("point", "cell"),
    [((34.531094, 69.162796), 179779), ((-90.0, -180.0), 1), ((90.0, 180.0), 259200), ((-0.1, -0.1), 129240)],
)
def test_cells_of_prio_grid(point: tuple[float, float], cell: int) -> None:
    assert cell_of(*point) == cell


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"low": 10}, "low <= best <= high does not hold: 10, 9, None"),
        ({"deaths_unknown": 3}, "best is 9, but its parts make 12"),
        ({"low": 0, "best": 0, "deaths_civilians": 0}, "there is no death"),
        ({"where_prec": 8}, "where_prec: is above 7"),
        ({"date_prec": None}, "some are empty and some are not"),
        ({"date_start": "2022-04-13 00:00:00.000"}, "date_prec 1 does not allow for days"),
        ({"date_start": "2022-04-15 00:00:00.000"}, "the first day is after the last"),
        ({"date_start": "2022-04-14"}, "not written as GED does"),
        ({"year": 2021}, "the year is 2021"),
        ({"priogrid_gid": 7}, "does not lie in PRIO-GRID cell 7"),
        ({"longitude": None}, "the coordinates are not whole"),
        ({"country": None}, "no country"),
        ({"region": "Antarctica"}, "none of the values"),
        ({"number_of_sources": 3}, "does not hold 3 values"),
    ],
)
def test_a_row_that_breaks_the_rules_is_named(entries: dict[str, Entry], change: dict[str, object], said: str) -> None:
    row = dict(row_of(entries["bridge"]))
    check(row)
    with pytest.raises(BadRow, match=entries["bridge"].key) as refused:
        check({**row, **change})  # type: ignore[dict-item]
    assert said in str(refused.value)
