"""The plan on Spark gives what linking at once gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

pytest.importorskip("duckdb")

from knell import extract
from knell.archive import SAID, link, said_row, unpacked
from knell.archive.engines.spark import open_engine
from knell.events import LinkedEvent
from knell.events import link as at_once
from knell.model import Report
from tests.archive.test_plan import extractions

if TYPE_CHECKING:
    from knell.archive.engines.spark import SparkEngine

pytestmark = pytest.mark.spark
DAY = date(2026, 3, 3)


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    pytest.importorskip("pyspark.sql", reason="Spark is in an environment of its own: make test-spark")
    folder = tmp_path_factory.mktemp("kept")
    with open_engine(str(folder), "local[2]", {"spark.sql.shuffle.partitions": "4"}) as engine:
        yield engine
    assert not folder.exists()


def test_the_plan_links_as_linking_at_once_does(spark: SparkEngine) -> None:
    rows = [said_row(one) for one in extractions()]
    random.Random(3).shuffle(rows)
    made = link(spark, spark.rows(pa.Table.from_pylist(rows + rows[:3], schema=SAID)))
    events = spark.collected(made.events).to_pylist()
    found = {row["key"]: unpacked(row["linked"], LinkedEvent) for row in events}
    assert len(found) == len(events)
    assert found == {event.key: event for event in at_once(extractions())}
    assert sum(row["events"] for row in made.blocks.to_pylist()) > 0


def test_a_day_of_which_two_fifths_tell_of_one_event_is_linked_as_at_once(spark: SparkEngine) -> None:
    towns = ("Lima", "Oslo", "Quito", "Hanoi", "Accra", "Dakar", "Tunis", "Sofia", "Riga")
    texts = [
        f"{7 + n % 3} people were killed on Monday when a ferry sank near Manila, office {n} said." for n in range(6)
    ]
    texts += [f"{n + 2} people were killed on Monday in a fire in {town}." for n, town in enumerate(towns)]
    said = [
        extract(Report(f"r{n}", text, published=DAY, language="en", outlet=f"paper {n}", sha256=f"{n:064}"))
        for n, text in enumerate(texts)
    ]
    made = link(spark, spark.rows(pa.Table.from_pylist([said_row(one) for one in said], schema=SAID)))
    events = spark.collected(made.events).to_pylist()
    found = {row["key"]: unpacked(row["linked"], LinkedEvent) for row in events}
    assert found == {event.key: event for event in at_once(said)}
    assert max(len(event.reports) for event in found.values()) == 6
    assert made.blocks.to_pylist()[0]["events"] >= 6
