"""The plan on Spark gives what linking at once gives."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

pytest.importorskip("duckdb")

from knell.archive import SAID, link, said_row, unpacked
from knell.archive.engines.spark import open_engine
from knell.events import LinkedEvent
from knell.events import link as at_once
from tests.archive.test_plan import extractions

if TYPE_CHECKING:
    from knell.archive.engines.spark import SparkEngine

pytestmark = pytest.mark.spark


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
