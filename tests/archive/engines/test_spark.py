"""Spark does for a plan what an engine must: the same rows as an engine that holds everything in memory."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from knell.archive.engines.spark import open_engine
from knell.archive.pieces import Piece
from knell.archive.reading import Reading, Tally
from knell.archive.spreading import read_by
from knell.archive.workers import Watch
from tests.archive.engines import pipeline
from tests.archive.engines.pipeline import Killed, Plainly, run, written

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


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    texts = ["one two three\nthree four\nfive", "two two şəhər 死\n\nОдин два", "", "seven eight nine ten\nten " * 40]
    made = [tmp_path / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(made, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return made


def test_the_rows_are_those_of_an_engine_in_memory(spark: SparkEngine, files: list[Path], tmp_path: Path) -> None:
    expected = run(Plainly(), files, tmp_path / "plain")
    assert run(spark, files, tmp_path / "spark") == expected
    assert len(expected) == 13
    for table in ("words", "answer"):
        assert written(tmp_path / "spark" / table) == written(tmp_path / "plain" / table)


def test_each_file_is_a_task_of_its_own(spark: SparkEngine) -> None:
    given = spark.rows(pa.table({"file": [f"{n}" for n in range(7)]}, schema=pipeline.FILES), apart=True)
    assert sorted(len(part) for part in given.rdd.glom().collect()) == [1] * 7


def test_a_process_killed_half_way_changes_nothing(spark: SparkEngine, files: list[Path], tmp_path: Path) -> None:
    expected = run(Plainly(), files, tmp_path / "plain")
    mark = tmp_path / "killed"
    assert run(spark, files, tmp_path / "spark", Killed(mark)) == expected
    assert mark.exists()
    assert written(tmp_path / "spark" / "words") == written(tmp_path / "plain" / "words")


def test_rows_of_a_folder_are_written_in_order(spark: SparkEngine, files: list[Path], tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    run(spark, files, tmp_path)
    folders = sorted(path for path in (tmp_path / "words").iterdir() if path.is_dir())
    assert [folder.name for folder in folders] == ["month=2026-01", "month=2026-02", "month=2026-03"]
    for folder in [*folders, tmp_path / "answer"]:
        column = "n" if folder.name == "answer" else "word"
        found = [
            value
            for path in sorted(folder.glob("*.parquet"))
            for value in pq.read_table(path, partitioning=None)[column].to_pylist()
        ]
        assert found == sorted(found) and found


def test_a_table_without_rows_stays_a_table(spark: SparkEngine, tmp_path: Path) -> None:
    nothing = spark.rows(pipeline.FILES.empty_table(), apart=True)
    read = spark.mapped(nothing, pipeline.words, pipeline.WORDS)
    tallied = spark.grouped(read, "word", pipeline.tallies, pipeline.TALLIES)
    assert spark.collected(tallied).num_rows == 0
    spark.written(read, str(tmp_path / "words"), by=["month"], order=["word"])
    assert spark.collected(spark.asked("select count(*) as n from words", words=read)).to_pylist() == [{"n": 0}]


def test_rows_go_to_a_job_in_batches_of_bounded_size(spark: SparkEngine) -> None:
    many = pa.table({"file": ["x" * 100] * 1000}, schema=pipeline.FILES)
    sizes = pa.schema([pa.field("size", pa.int64())])

    def size(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pydict({"size": [batch.num_rows]}, schema=sizes)

    found = spark.collected(spark.mapped(spark.rows(many), size, sizes))["size"].to_pylist()
    assert sum(found) == 1000 and max(found) <= 256


@dataclass(frozen=True, slots=True)
class Deadly(Reading):
    """Reads pieces of five pages, of which the fourth ends whoever reads it."""

    def read(self, piece: Piece, watch: Watch) -> Tally:
        read = [number for number in range(5) if watch.step() and (number != 3 or ended())]
        return Tally(kept=len(read), skipped=Counter({"died": 5 - len(read)}))


def ended() -> bool:
    os.kill(os.getpid(), signal.SIGKILL)
    return False


def test_a_page_that_ends_its_process_costs_that_page(spark: SparkEngine, tmp_path: Path) -> None:
    pieces = [Piece(f"piece{number}", (), 1) for number in range(3)]
    found = list(read_by(spark, Deadly(tmp_path, date(2026, 1, 1)), pieces))
    assert sorted(done.piece.key for done in found) == [piece.key for piece in pieces]
    assert all(done.tally == Tally(kept=4, skipped=Counter({"died": 1})) for done in found)
