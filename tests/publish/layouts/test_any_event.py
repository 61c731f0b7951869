"""Whatever a record says of an event, each layout takes it, keeps its own rules, and loses no death."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knell.model import Interval, Outcome, Place, Range
from knell.publish import Entry, find_layout
from tests.publish.layouts.conftest import TERMS

words = st.text(alphabet=st.sampled_from(list("ab яş;,\"'\n\t\u00a0\u200f|")), max_size=12)
degrees = st.floats(allow_nan=False, allow_infinity=False, min_value=-1, max_value=1)


@st.composite
def intervals(draw: st.DrawFn) -> Interval | None:
    """Days of any number, with any precision."""
    if draw(st.booleans()):
        return None
    first = draw(st.dates(date(1800, 1, 1), date(2100, 1, 1)))
    length = draw(st.sampled_from([0, 1, 5, 6, 7, 27, 30, 31, 364, 365, 366, 4000]))
    return Interval(first, first + timedelta(days=length), draw(st.integers(1, 5)))


@st.composite
def places(draw: st.DrawFn) -> Place | None:
    """Places of any precision, in any country, with a point, half a point or none."""
    if draw(st.booleans()):
        return None
    return Place(
        name=draw(words),
        country=draw(st.sampled_from(["AZ", "LB", "XK", "PS", "az", "AN", "", None])),
        admin1=draw(st.none() | words),
        lat=draw(st.none() | degrees.map(lambda part: part * 90)),
        lon=draw(st.none() | degrees.map(lambda part: part * 180)),
        geonames_id=None,
        precision=draw(st.integers(1, 7)),
    )


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """Ranges with bounds open or known."""
    numbers = sorted(draw(st.lists(st.integers(0, 500), min_size=3, max_size=3)))
    kept = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    return Range(*(number if keep else None for number, keep in zip(numbers, kept, strict=True)))


@pytest.mark.parametrize("name", ["ged", "acled", "followthemoney"])
@settings(max_examples=60, deadline=None)
@given(interval=intervals(), place=places(), deaths=st.none() | ranges(), text=words)
def test_every_event_is_taken(
    entries: dict[str, Entry],
    name: str,
    interval: Interval | None,
    place: Place | None,
    deaths: Range | None,
    text: str,
) -> None:
    entry = entries["bridge"]
    event = replace(entry.linked.event, name=text, aliases=(text,), interval=interval, place=place)
    reports = tuple(replace(one, title=text, outlet=text, url=text) for one in entry.reports)
    by_hand = {} if deaths is None else {Outcome.KILLED: deaths}
    changed = replace(entry, linked=replace(entry.linked, event=event), reports=reports, by_hand=by_hand)
    layout = find_layout(name)
    tables = {table.name: table for table in layout.tables(TERMS)}
    rows = [(table, tables[table].checked(row)) for table, row in layout.rows(changed, TERMS)]
    assert rows
    coding = [row for table, row in rows if table == "coding"]
    assert all((row["why_not"] is None) == row["coded"] for row in coding)
    if name == "acled" and coding[0]["coded"] and deaths is not None:
        total = sum(int(str(row["fatalities"])) for table, row in rows if table == "acled")
        assert total == (deaths.best if deaths.best is not None else deaths.low)
