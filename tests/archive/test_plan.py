"""The plan gives what linking at once gives, on any number of processes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("duckdb")

import pyarrow as pa

from knell import extract
from knell.archive import SAID, link, said_row, unpacked
from knell.archive.engines.local import LocalEngine
from knell.archive.joining import joined
from knell.events import LinkedEvent
from knell.events import link as at_once
from knell.model import Extraction
from knell.reports import read

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def extractions() -> tuple[Extraction, ...]:
    found = (extract(report) for report in read(EXAMPLES / "black-january"))
    return tuple(islice((one for one in found if one.claims), 14))


def planned(folder: Path, rows: Sequence[dict[str, str]], workers: int = 1) -> dict[str, LinkedEvent]:
    with LocalEngine(workers, folder) as engine:
        made = link(engine, engine.rows(pa.Table.from_pylist(list(rows), schema=SAID)))
        events = engine.collected(made.events).to_pylist()
    assert not folder.exists()
    assert len({row["key"] for row in events}) == len(events)
    return {row["key"]: unpacked(row["linked"], LinkedEvent) for row in events}


def wanted() -> dict[str, LinkedEvent]:
    return {event.key: event for event in at_once(extractions())}


def test_the_plan_links_as_linking_at_once_does(tmp_path: Path) -> None:
    assert planned(tmp_path / "work", [said_row(one) for one in extractions()]) == wanted()


def test_two_processes_and_another_order_give_the_same(tmp_path: Path) -> None:
    rows = [said_row(one) for one in extractions()]
    random.Random(7).shuffle(rows)
    assert planned(tmp_path / "work", rows, workers=2) == wanted()


def test_a_report_that_is_there_twice_counts_once(tmp_path: Path) -> None:
    rows = [said_row(one) for one in extractions()]
    assert planned(tmp_path / "work", [*rows, *rows[:5]]) == wanted()


def test_no_reports_give_no_events(tmp_path: Path) -> None:
    assert planned(tmp_path / "work", []) == {}


def test_what_hangs_together_goes_by_its_smallest_number() -> None:
    chain = [(9, 8), (8, 7), (7, 6), (6, 5), (20, 30)]
    edges = pa.table({"a": [a for a, _ in chain], "b": [b for _, b in chain], "score": [1.0] * len(chain)})
    found = {row["number"]: row["component"] for row in joined(edges).to_pylist()}
    assert found == {5: 5, 6: 5, 7: 5, 8: 5, 9: 5, 20: 20, 30: 20}
