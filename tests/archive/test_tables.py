"""What events and reports give to the tables: each column that is declared, of its type, by the names of a release."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from knell.archive.rows import unpacked
from knell.archive.tables import COMMEMORATIONS, EXTRACTIONS, TABLES, TEXTS, Row, event_rows, report_rows
from knell.events import link
from knell.extraction import extract
from knell.model import Extraction, Report
from knell.publish.layouts import find_layout
from knell.publish.terms import Terms

DAY = date(2021, 6, 9)
TOLD = {
    "a": "Seven people were killed and at least 12 injured on 8 June 2021 in a bombing in Kutaisi, police said.",
    "b": "At least nine people, three of them children, were killed on 8 June 2021 in a bombing in Kutaisi, according "
    "to the Red Cross. A court found the city's former police chief responsible for the bombing. The date is observed "
    "every year on 8 June as a day of mourning.",
    "c": "Two soldiers were killed.",
}
# Columns that the layout of a release has otherwise: what people decided is in no archive, objects are columns.
OTHERWISE = {"clarity", "status", "reviewed"}


@pytest.fixture(scope="module")
def said() -> list[Extraction]:
    reports = (Report(name, text, published=None if name == "c" else DAY, language="en") for name, text in TOLD.items())
    return [extract(report) for report in reports]


@pytest.fixture(scope="module")
def rows(said: list[Extraction]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for linked in link(said):
        told = {one.report.id: one for one in said if one.report.id in linked.reports}
        for table, row in event_rows(linked, told):
            found[table.name].append(row)
    for one in said:
        for table, row in report_rows(one, texts=True):
            found[table.name].append(row)
    return found


def test_each_row_has_the_columns_of_its_table_and_their_types(rows: dict[str, list[Row]]) -> None:
    for table in TABLES:
        for row in rows[table.name]:
            assert row.keys() == {*table.columns, "month"}, table.name
        made = pa.Table.from_pylist(rows[table.name], schema=table.schema)
        assert made.num_rows == len(rows[table.name])
        assert set(table.order) <= set(table.columns)
    assert {name for name, held in rows.items() if held} >= {"events", "claims", "sources", "figures", "mentions"}


def test_rows_lie_in_the_month_of_the_event_or_of_publication(rows: dict[str, list[Row]]) -> None:
    assert {(row["place"], row["month"]) for row in rows["events"]} == {("Kutaisi", "2021-06"), (None, "unknown")}
    assert {row["report"]: row["month"] for row in rows["claims"]} == {"a": "2021-06", "b": "2021-06", "c": "unknown"}
    assert {row["id"]: row["month"] for row in rows["reports"]} == {"a": "2021-06", "b": "2021-06", "c": "unknown"}


def test_every_rule_gives_its_figures(rows: dict[str, list[Row]]) -> None:
    (event,) = (row for row in rows["events"] if row["place"] == "Kutaisi")
    assert (event["killed_low"], event["reports"]) == (7, 2)
    mine = [row for row in rows["figures"] if row["event"] == event["key"] and row["outcome"] == "killed"]
    assert len({row["rule"] for row in mine}) >= 5
    claims = {row["id"] for row in rows["claims"]}
    assert all({*row["used"], *(one["claim"] for one in row["left_out"])} <= claims for row in mine)


def test_reports_come_back_as_they_were_read(said: list[Extraction]) -> None:
    for one in said:
        held = {table.name: row for table, row in report_rows(one, texts=True)}
        bare = unpacked(held[EXTRACTIONS.name]["said"], Extraction)
        assert bare.claims == one.claims and bare.events == one.events
        assert (bare.report.text, held[TEXTS.name]["text"]) == ("", one.report.text)
        assert [table.name for table, _ in report_rows(one, texts=False)] == ["reports"]


def test_columns_are_named_as_in_a_release() -> None:
    terms = Terms(DAY, texts=True)
    own = {table.name: {field.name for field in table.fields} for table in find_layout("own").tables(terms)}
    for table in TABLES:
        if table in (EXTRACTIONS, TEXTS, COMMEMORATIONS) or table.name == "mentions":
            continue
        assert set(table.columns) == own[table.name] - OTHERWISE, table.name
