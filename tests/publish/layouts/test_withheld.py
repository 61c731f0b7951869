"""What a policy withholds is in no row of any layout, and the rows still keep the rules of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell import Record, extract
from knell.model import Report
from knell.publish import Cut, Policy, find_layout
from tests.publish.layouts.conftest import TERMS

TEXT = (
    "Soldiers killed 8 civilians in Kutaisi on 2 June 1993, said Nodar Lomidze, a witness. "
    "Lomidze counted 20 injured."
)  # fmt: skip
POLICY = Policy.of(
    {
        "names": [{"of": "witness", "spellings": ["Nodar Lomidze", "Lomidze"]}],
        "places": [{"to": "country", "names": ["Kutaisi"]}],
        "fields": [{"field": "claims.perpetrator"}],
    }
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("withheld") / "r.db"
    with Record(path) as made:
        made.add(extract(Report("lomidze-1", TEXT, title="Lomidze speaks", published=date(1993, 6, 3), language="en")))
        made.link()
    return path


@pytest.mark.parametrize("name", ["ged", "acled", "followthemoney"])
def test_nothing_withheld_is_in_a_row(record: Path, name: str) -> None:
    layout, terms = find_layout(name), replace(TERMS, policy=POLICY)
    tables = {table.name: table for table in layout.tables(terms)}
    with Record(record) as opened:
        rows: list[Mapping[str, Any]] = [
            tables[table].checked(row)
            for entry in Cut(opened, terms).entries()
            for table, row in layout.rows(entry, terms)
        ]
    told = repr(rows).casefold()
    assert rows and not any(word in told for word in ("lomidze", "kutaisi", "soldiers", "42.", "imereti"))


def test_an_event_whose_place_is_made_a_country_is_not_coded_by_acled(record: Path) -> None:
    layout, terms = find_layout("acled"), replace(TERMS, policy=POLICY)
    with Record(record) as opened:
        (entry,) = Cut(opened, terms).entries()
    (coding,) = layout.rows(entry, terms)
    assert coding[1]["why_not"] == "the place is known only to a country, or lies in none"
    rows = dict(find_layout("ged").rows(entry, terms))
    ged = rows["ged"]
    assert rows["coding"]["figure"] == "ucdp/1"
    assert (ged["where_prec"], ged["where_coordinates"], ged["latitude"]) == (6, "Georgia", None)
    assert (ged["best"], ged["country_id"]) == (8, 372)
