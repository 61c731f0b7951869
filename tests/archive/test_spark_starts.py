"""Spark stands in an environment of its own, starts there, and finds knell in the processes that it works with."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

pytestmark = pytest.mark.spark


def test_a_worker_of_spark_reads_with_the_same_knell(monkeypatch: pytest.MonkeyPatch) -> None:
    pyspark_sql = pytest.importorskip("pyspark.sql", reason="Spark is in an environment of its own: make test-spark")
    import pyarrow as pa

    import knell

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)

    def asked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import knell

        for batch in batches:
            yield pa.RecordBatch.from_pydict({"version": [knell.__version__] * batch.num_rows})

    session = pyspark_sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        answers = session.range(2).mapInArrow(asked, "version string").toArrow()
    finally:
        session.stop()
    assert set(answers["version"].to_pylist()) == {knell.__version__}
