"""The reports about Andijan and Beirut give what a careful person finds in them; misreadings are written down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knell.extraction import extract
from knell.model import Claim, Extraction, Outcome
from knell.record import Record, Sealed
from knell.reports import Reading, scan, severity
from knell.reports.problems import Severity

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TODAY = date(2026, 2, 1)


@dataclass(frozen=True)
class Example:
    """An example: what is expected of it, what knell reads in each of its reports, and the record of them."""

    expected: dict[str, Any]
    extractions: dict[str, Extraction]
    readings: dict[str, Reading]
    record: Record

    @property
    def main(self) -> str:
        """The key of the event that most reports tell of."""
        return self.record.events()[0].key


@pytest.fixture(scope="module", params=["andijan", "beirut"])
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Example]:
    name = str(request.param)
    expected = json.loads((EXAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    keys = {title: key for key, title in expected["reports"].items()}
    items = list(scan(EXAMPLES / name, today=TODAY))
    readings = {keys[str(item.report.title)]: item for item in items if isinstance(item, Reading)}
    assert len(readings) == len(items)
    extractions = {key: extract(reading.report) for key, reading in readings.items()}
    with Record(tmp_path_factory.mktemp(name) / "knell.db") as record:
        record.add_many([Sealed(extractions[key], readings[key].raw) for key in readings])
        record.link()
        yield Example(expected, extractions, readings, record)


def states(claim: Claim, figure: dict[str, Any]) -> bool:
    """Whether a claim gives a figure's outcome and bounds."""
    return (claim.outcome.value, claim.count.low, claim.count.high) == (
        figure["outcome"],
        figure["low"],
        figure["high"],
    )


def test_every_report_is_read(example: Example) -> None:
    assert sorted(example.readings) == sorted(example.expected["reports"])
    languages = Counter(reading.report.language for reading in example.readings.values())
    assert languages == example.expected["languages"]
    problems = [problem for reading in example.readings.values() for problem in reading.report.problems]
    assert all(severity(problem) is Severity.NOTE for problem in problems)


def test_every_figure_is_claimed_as_its_report_words_it(example: Example) -> None:
    wrong = []
    for figure in example.expected["figures"]:
        if not any(_says(claim, figure) for claim in example.extractions[figure["report"]].claims):
            wrong.append(_named(figure))
    assert sorted(wrong) == sorted(map(_named, example.expected["misplaced"]))


def _says(claim: Claim, figure: dict[str, Any]) -> bool:
    right = claim.count.wording in figure["wording"] and claim.role in figure["role"]
    return states(claim, figure) and right and (claim.cited.type if claim.cited else None) in figure["cited"]


def _named(figure: dict[str, Any]) -> tuple[str, str, str]:
    """Which figure of which report it is, so that it can be sorted."""
    return figure["report"], figure["outcome"], f"{figure['low']}-{figure['high']}"


def test_nothing_is_invented_but_what_is_known_to_be_misread(example: Example) -> None:
    known = example.expected["figures"]
    invented = [
        (key, claim.outcome.value, f"{claim.count.low}-{claim.count.high}")
        for key, extraction in example.extractions.items()
        for claim in extraction.claims
        if not claim.negated and not any(figure["report"] == key and states(claim, figure) for figure in known)
    ]
    assert sorted(invented) == sorted(map(_named, example.expected["misread"]))


def test_what_is_missed_is_still_missed(example: Example) -> None:
    found = [
        each
        for each in example.expected["missed"]
        if any(states(claim, each) for claim in example.extractions[each["report"]].claims)
    ]
    assert found == [], "found by now: make each a figure"


def test_the_event_is_the_day_and_the_place(example: Example) -> None:
    event = example.record.event(example.main).event
    assert event.interval is not None and event.place is not None
    wanted = example.expected["event"]
    assert (event.interval.start.isoformat(), event.interval.end.isoformat()) == (wanted["start"], wanted["end"])
    assert (event.place.name, event.place.country) == (wanted["place"], wanted["country"])


def test_hardly_anything_stands_beside_the_event(example: Example) -> None:
    events = example.record.events()
    assert len(events) - 1 <= example.expected["stray_events"]
    limit = date.fromisoformat(example.expected["no_casualties_after"])
    assert [one.key for one in events if one.event.interval and one.event.interval.end > limit] == []


def test_the_figure_is_one_that_a_report_gives(example: Example) -> None:
    figure = example.record.figures(example.main, "every-casualty")[Outcome.KILLED].range
    wanted = example.expected["killed"]
    assert figure.high is not None and figure.high >= wanted["high_at_least"]
    assert figure.best in wanted["among"]


def test_copies_count_as_one_source(example: Example) -> None:
    keys = {reading.report.id: key for key, reading in example.readings.items()}
    groups: dict[str, set[str]] = {}
    for each in example.record.statements(example.main):
        groups.setdefault(each.group, set()).add(keys[each.report])
    for copies in example.expected["copies"]:
        assert any(set(copies) <= group for group in groups.values()), copies


def test_commemorations(example: Example) -> None:
    for wanted in example.expected["commemorations"]:
        (day,) = example.extractions[wanted["report"]].commemorations
        assert (day.month, day.day, day.kind) == (wanted["month"], wanted["day"], wanted["kind"])
