"""An archive is the same, byte for byte, by one process, two, Spark here, or a cluster that loses workers half way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.archive.engines.cluster import standalone
from tests.archive.engines.webhdfs import webhdfs

ROOT = Path(__file__).resolve().parents[3]
INPUTS = [str(ROOT / "examples" / name) for name in ("andijan", "beirut")]

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def with_spark() -> None:
    pytest.importorskip("pyspark.sql", reason="Spark is in an environment of its own: make test-spark")


def tables(folder: Path) -> dict[str, Any]:
    """All that stands in an archive: of each table its columns and its rows, sorted."""
    assert not (folder / ".work").exists()
    found: dict[str, Any] = {"summary": (folder / "summary.json").read_bytes()}
    with duckdb.connect() as database:
        for table in sorted(path for path in folder.iterdir() if path.is_dir()):
            if not any(table.rglob("*.parquet")):
                continue
            asked = f"select * from read_parquet('{table}/**/*.parquet', hive_partitioning = true)"
            columns = database.execute(f"describe {asked}").fetchall()
            found[table.name] = columns, sorted(map(repr, database.execute(asked).fetchall()))
    return found


def archived(out: Path, *words: str, inputs: Sequence[str] = INPUTS) -> dict[str, Any]:
    command = [sys.executable, "-m", "knell", "archive", *inputs, "--out", str(out), *words]
    subprocess.run(command, check=True, capture_output=True)
    return tables(out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    found = archived(tmp_path_factory.mktemp("alone") / "out", "--workers", "1")
    assert len(found["events"][1]) > 1 and len(found["claims"][1]) > 20
    return found


def test_two_processes_make_the_same(expected: dict[str, Any], tmp_path: Path) -> None:
    assert archived(tmp_path / "out", "--workers", "2") == expected


def test_spark_on_this_machine_makes_the_same(expected: dict[str, Any], tmp_path: Path) -> None:
    assert archived(tmp_path / "out", "--engine", "spark", "--master", "local[2]") == expected


def test_a_cluster_that_loses_workers_half_way_makes_the_same(expected: dict[str, Any], tmp_path: Path) -> None:
    out = tmp_path / "out"
    with standalone(tmp_path) as cluster:
        run = cluster.submit(
            *("--driver-memory", "1g", "--executor-memory", "768m"),
            *(str(ROOT / "scripts" / "knell-spark.py"), "archive", *INPUTS, "--out", str(out), "--engine", "spark"),
        )
        for worker, begun in enumerate((read_one(out), linked_one(out))):
            awaited(run, begun)
            cluster.kill_executor(worker)
        said, _ = run.communicate()
    assert run.returncode == 0, said
    assert tables(out) == expected


def test_files_at_an_address_make_the_same(expected: dict[str, Any], tmp_path: Path) -> None:
    stores = [f"{Path(name).as_uri()}/*" for name in INPUTS]
    found = archived(tmp_path / "out", "--engine", "spark", "--master", "local[2]", inputs=stores)
    # each file is a piece by itself, and is called by its address where something is said of it
    columns, rows = found["extractions"]
    called = columns, sorted(row.replace("file:/", "/") for row in rows)
    assert {**found, "summary": b"", "extractions": called} == {**expected, "summary": b""}


def test_what_is_kept_in_a_store_of_hadoop_makes_the_same(expected: dict[str, Any], tmp_path: Path) -> None:
    with webhdfs(ROOT / "examples") as store:
        stores = [f"{store}/{name}" for name in ("andijan", "beirut/*.{jsonl,html}")]
        found = archived(tmp_path / "out", "--engine", "spark", "--master", "local[2]", inputs=stores)
    columns, rows = found["extractions"]
    called = columns, sorted(row.replace(store, str(ROOT / "examples")) for row in rows)
    assert {**found, "summary": b"", "extractions": called} == {**expected, "summary": b""}


def test_an_address_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "knell", "archive", "--out", str(tmp_path / "out"), "--engine", "spark"]
    command += ["--master", "local[1]", f"{tmp_path.as_uri()}/none/*.warc.gz", "nostore://bucket/day.warc.gz"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 1
    told = [line for line in run.stderr.splitlines() if line.startswith(("file:", "nostore:"))]
    assert "there is no file that can be read" in told[0]
    assert "nostore" in told[1] and "could not be read" in told[1]


def read_one(out: Path) -> Callable[[], bool]:
    return lambda: any((out / ".work" / "read").glob("*.json"))


def linked_one(out: Path) -> Callable[[], bool]:
    return lambda: any((out / ".work" / "engine").glob("*/part-*.parquet"))


def awaited(run: subprocess.Popen[str], begun: Callable[[], bool]) -> None:
    until = time.monotonic() + 600
    while not begun():
        assert run.poll() is None and time.monotonic() < until, run.communicate()[0]
        time.sleep(0.05)


def test_the_file_for_spark_submit_is_the_command(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "knell-spark.py"), "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert said.stdout.strip()
