"""How well claims are grouped into events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knell.evaluate import events, sets
from knell.evaluate.events import event_errors, gold_extraction, mark_events, measures
from knell.evaluate.gold import GoldReport
from knell.evaluate.grouping import Agreement, Grouped, at_best, averages, b_cubed, mostly
from knell.model import Event, Extraction, Interval
from tests.evaluate.samples import BLAST, KILLED, REPORT, claim_like, gold_report, gold_row, write_rows

ELSEWHERE = replace(KILLED, event="other", event_start=date(2021, 7, 1), event_end=date(2021, 7, 1))


def test_each_item_has_the_share_of_its_group_and_of_its_gold_group() -> None:
    items = [Grouped("a", "x"), Grouped("a", "x"), Grouped("a", "y"), Grouped("b", "y")]
    assert b_cubed(items) == [Agreement(1, 2 / 3), Agreement(1, 2 / 3), Agreement(1 / 2, 1 / 3), Agreement(1 / 2, 1)]
    assert b_cubed([]) == []


def test_groups_are_joined_at_best_to_what_they_are_most_of() -> None:
    items = [Grouped("a", "x"), Grouped("a", "y"), Grouped("a", "y"), Grouped("b", "y")]
    assert at_best(items) == [Grouped("a", "a"), Grouped("a", "a"), Grouped("a", "a"), Grouped("b", "a")]
    assert mostly(items) == {"a": "y", "b": "y"}


def test_averages_are_over_items() -> None:
    found = averages("found", [Agreement(1, 0.5), Agreement(0.5, 0.5)])
    assert [round(one.value or 0, 3) for one in found.values()] == [0.75, 0.5, 0.6]  # type: ignore[union-attr]
    assert [one.of for one in averages("found", []).values()] == [0, 0, 0]  # type: ignore[union-attr]


def read(report: GoldReport, *events_: Event) -> Extraction:
    claims = tuple(claim_like(gold, id=f"{report.id}-{n}") for n, gold in enumerate(report.claims))
    return Extraction(report.report, claims, events_ or (BLAST,))


def two() -> list[GoldReport]:
    return [REPORT, gold_report(*REPORT.claims, id="r2", outlet="Post")]


def test_what_is_read_and_linked_as_gold_says_is_perfect() -> None:
    gold = two()
    marked = mark_events(gold, {one.id: read(one) for one in gold})
    assert {name: one.value for name, one in measures(marked).items()} == dict.fromkeys(measures(marked), 1.0)  # type: ignore[union-attr]
    assert event_errors(marked) == []


def test_an_event_that_is_apart_costs_recall_and_is_listed() -> None:
    gold = two()
    lost = replace(BLAST, interval=Interval(date(2012, 1, 5), date(2012, 1, 5), 1))
    marked = mark_events(gold, {"r1": read(gold[0]), "r2": read(gold[1], lost)})
    found = measures(marked)
    assert (found["found precision"].value, found["found recall"].value) == (1.0, 0.5)  # type: ignore[union-attr]
    assert found["gold linked F1"].value == found["linked as gold F1"].value == 1.0  # type: ignore[union-attr]
    assert [wrong.group for wrong in event_errors(marked)] == ["apart from its event"]


def test_an_event_that_is_mixed_in_costs_precision_and_is_listed() -> None:
    gold = [REPORT, gold_report(ELSEWHERE, id="r2", outlet="Post")]
    marked = mark_events(gold, {one.id: read(one) for one in gold})
    assert (measures(marked)["found precision"].value or 0) < 1  # type: ignore[union-attr]
    (wrong,) = event_errors(marked)
    assert wrong.group == "mixed with another event"
    assert "among blast" in wrong.predicted


def test_what_matches_no_gold_or_only_optional_is_left_out() -> None:
    gold = [gold_report(replace(KILLED, optional=True))]
    marked = mark_events(gold, {"r1": read(gold[0])})
    assert marked[0].placed == ()
    assert mark_events(gold, {})[0].placed == ()


def test_gold_as_it_would_be_read() -> None:
    extraction = gold_extraction(REPORT)
    (event,) = extraction.events
    assert (event.interval, event.name) == (BLAST.interval, None)
    assert event.place is not None and event.place.precision == 1
    assert [claim.event for claim in extraction.claims] == ["blast"] * 3


@pytest.mark.parametrize("language", [None, "en"])
def test_the_set_reads_a_folder(tmp_path: Path, language: str | None) -> None:
    write_rows(tmp_path / "gold.jsonl", gold_row(REPORT), {**gold_row(REPORT), "id": "r9", "language": "xx"})
    (run,) = [one.run(tmp_path, language) for one in sets.ALL if one.name == "events"]
    assert [name for name, _ in run.items] == ["r1"]
    assert events.measures(run.whole)["gold linked F1"].value == 1.0  # type: ignore[union-attr]
