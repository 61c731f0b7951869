"""Lists of events answer what is asked, and count exactly, in a file and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knell.model import (
    Cited,
    Claim,
    Count,
    Event,
    Extraction,
    Interval,
    Outcome,
    Place,
    Range,
    Report,
    Role,
    SourceType,
    Victims,
    Wording,
)
from knell.record import Order, Query, Queue, Record, Sealed, Status
from knell.record.listing_words import all_words, folded
from tests.record.test_postgresql import emptied

TBILISI = Place("Tbilisi", "GE", None, 41.7, 44.8, 611717, 1)
LODZ = Place("Łódź", "PL", None, 51.8, 19.5, 3093133, 1)
JERSEY = "killed at the Żubr jersey plant"


def told(
    ident: str, day: date | None, place: Place | None, killed: int, language: str = "en", **more: object
) -> Extraction:
    cited = more.get("cited")
    claim = Claim(
        f"{ident}-1",
        0,
        10,
        str(more.get("quote", f"{killed} people died")),
        Outcome.KILLED,
        Count(killed, killed, Wording.EXACT),
        Victims("people"),
        Role.TOTAL,
        "e",
        cited=Cited(str(cited), 0, 2, SourceType.POLICE) if cited else None,
        confidence=float(str(more.get("confidence", 0.9))),
    )
    when = None if day is None else Interval(day, day, 1)
    name = more.get("name")
    report = Report(ident, f"text of {ident} " * 30, published=day, language=language, outlet=f"Outlet {ident}")
    return Extraction(report, (claim,), (Event("e", None if name is None else str(name), when, place),))


MANY = [
    told("a1", date(1989, 4, 9), TBILISI, 20, "ka", cited="police", name="Tbilisi massacre"),
    told("a2", date(1989, 4, 9), TBILISI, 20, "en", name="Tbilisi massacre"),
    told("a3", date(1989, 4, 9), TBILISI, 21, "ru", cited="a hospital", name="Tbilisi massacre"),
    told("b1", date(2003, 6, 1), LODZ, 5, "pl", quote=JERSEY, confidence=0.3),
    told("c1", None, None, 2),
    told("d1", date(2010, 1, 5), Place("Beqaa", "LB", None, None, None, None, 4), 7),
]


@pytest.fixture(params=["sqlite", "postgresql"])
def listed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    target = str(tmp_path / "r.db")
    if request.param == "postgresql":
        target = emptied(request.getfixturevalue("postgresql"))
    with Record(target) as record:
        record.add_many([Sealed(one) for one in MANY])
        record.link()
        yield record


def first_reports(record: Record, query: Query) -> list[str]:
    return [record.event(row.key).reports[0] for row in record.listed(query).rows]


def test_a_row_shows_what_is_known_of_the_event(listed: Record) -> None:
    page = listed.listed(Query())
    assert (page.total, page.pages, len(page.rows)) == (4, 1, 4)
    row, event = page.rows[0], listed.events()[0]
    assert (row.key, row.name) == (event.key, event.event.name)
    assert (row.reports, row.claims, row.sources) == (3, 3, event.independent_sources)
    assert row.figures == event.event.figures == {Outcome.KILLED: Range(20, 20, 21)}
    assert row.disputed == (Outcome.KILLED,)
    assert row.languages == ("en", "ka", "ru")
    assert (row.first, row.last, row.status) == (date(1989, 4, 9), date(1989, 4, 9), Status.UNREVIEWED)
    assert (row.interval, row.place) == (event.event.interval, event.event.place)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(words="TBILISI"), ["a1"]),
        (Query(words="lodz"), ["b1"]),
        (Query(words="ŁÓDŹ zubr"), ["b1"]),
        (Query(words="zubr tbilisi"), []),
        (Query(words="outlet c1"), ["c1"]),
        (Query(words="100% _"), []),
        (Query(start=date(1989, 4, 9), end=date(1989, 4, 9)), ["a1"]),
        (Query(start=date(2000, 1, 1)), ["b1", "d1"]),
        (Query(end=date(2003, 6, 1)), ["a1", "b1"]),
        (Query(country="PL"), ["b1"]),
        (Query(country=""), ["c1"]),
        (Query(least=7), ["a1", "d1"]),
        (Query(least=3, most=7), ["b1", "d1"]),
        (Query(outcome=Outcome.INJURED), []),
        (Query(language="ru"), ["a1"]),
        (Query(source_type="police"), ["a1"]),
        (Query(status=Status.REVIEWED), []),
        (Query(queue=Queue.DISPUTED), ["a1"]),
        (Query(queue=Queue.UNSURE), ["b1"]),
        (Query(queue=Queue.UNREVIEWED), ["a1", "b1", "d1", "c1"]),
        (Query(queue=Queue.MINE, person="ana"), []),
        (Query(order=Order.NEWEST), ["d1", "b1", "a1", "c1"]),
        (Query(order=Order.OLDEST), ["a1", "b1", "d1", "c1"]),
        (Query(order=Order.KILLED), ["a1", "d1", "b1", "c1"]),
        (Query(order=Order.UNSURE), ["b1", "a1", "d1", "c1"]),
        (Query(page=2, size=3), ["c1"]),
        (Query(page=9), []),
    ],
)
def test_what_is_asked_for_is_found(listed: Record, query: Query, found: list[str]) -> None:
    assert first_reports(listed, query) == found
    whole = replace(query, page=1, size=200)
    assert listed.listed(query).total == len(listed.listed(whole).rows)


def test_facets_count_what_each_choice_would_leave(listed: Record) -> None:
    facets = listed.listed(Query(country="GE", words="outlet")).facets
    assert facets.countries == {"": 1, "GE": 1, "LB": 1, "PL": 1}
    assert facets.languages == {"en": 1, "ka": 1, "ru": 1}
    assert facets.statuses == {"unreviewed": 1}
    assert facets.outcomes == {"killed": 1}
    assert sum(facets.grades.values()) == 1


def test_figures_are_by_the_rule_that_is_asked_for(listed: Record) -> None:
    row = listed.listed(Query(rule="acled")).rows[0]
    figure = listed.figures(row.key, "acled")[Outcome.KILLED].range
    assert row.figures == {Outcome.KILLED: figure}


def test_the_map_and_the_time_line_show_the_same_events(listed: Record) -> None:
    points = listed.map_points(Query())
    assert ([one.place for one in points.points], points.placed, points.total) == (["Tbilisi", "Łódź"], 2, 4)
    assert points.points[0].size == 20
    assert listed.map_points(Query(), most=1).placed == 2
    periods = listed.timeline(Query(start=date(2003, 1, 1)))
    assert [(one.start, one.events) for one in periods.periods] == [(date(2003, 6, 1), 1), (date(2010, 1, 1), 1)]
    whole = listed.timeline(Query())
    assert (whole.by_year, whole.undated, len(whole.periods)) == (True, 1, 3)


def test_lists_change_with_the_record(listed: Record) -> None:
    before = listed.listed(Query()).total, listed.edition()
    listed.add(told("e1", date(2015, 2, 2), LODZ, 9))
    listed.link()
    assert listed.listed(Query()).total == before[0] + 1
    assert listed.edition() > before[1]
    assert listed.queue_sizes()[Queue.UNREVIEWED] == before[0] + 1


def test_lists_show_how_far_people_are(listed: Record) -> None:
    row = listed.listed(Query()).rows[0]
    claims = listed.claims(row.key)
    made = listed.accept(claims[0].id, by="ana")
    started = listed.listed(Query(status=Status.STARTED))
    assert [(one.key, one.decided_by) for one in started.rows] == [(row.key, ("ana",))]
    assert listed.listed(Query(queue=Queue.MINE, person="ana")).total == 1
    assert listed.listed(Query(queue=Queue.MINE, person="ben")).total == 0
    assert listed.listed(Query(order=Order.CHANGED)).rows[0].key == row.key
    assert listed.listed(Query()).facets.statuses == {"unreviewed": 3, "started": 1}
    listed.undo(made.number, by="ben", why="too soon")
    assert listed.listed(Query(status=Status.STARTED)).total == 0
    assert listed.listed(Query(queue=Queue.MINE, person="ben")).total == 1


def test_words_are_found_in_every_script() -> None:
    assert folded("Gəncə QAL‘AH, Ørsted's İstanbul") == ["gence", "qalah", "orsteds", "istanbul"]
    assert folded("Баку Ґанок") == ["баку", "ґанок"]
    assert " 上海 " in all_words(["上海"])
