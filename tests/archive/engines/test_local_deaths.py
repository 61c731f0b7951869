"""The engine of one machine goes on when a process of it dies: what it was at is done again, by another."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from knell.archive.engines.local import LocalEngine

NUMBERS = pa.schema([pa.field("number", pa.int64(), nullable=False)])


@dataclass(frozen=True, slots=True)
class Doubled:
    """A job that ends its process at one number: once, where a file is to remember it, else each time."""

    deadly: int
    once: Path | None = None

    def __call__(self, rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        numbers = rows.column("number").to_pylist()
        if self.deadly in numbers and (self.once is None or not self.once.exists()):
            if self.once is not None:
                self.once.write_text("died")
            os._exit(9)
        yield pa.RecordBatch.from_pylist([{"number": 2 * number} for number in numbers], schema=NUMBERS)


def test_a_process_that_dies_changes_nothing(tmp_path: Path) -> None:
    with LocalEngine(2, tmp_path / "engine") as engine:
        table = engine.rows(pa.table({"number": list(range(20))}, schema=NUMBERS), apart=True)
        made = engine.collected(engine.mapped(table, Doubled(7, tmp_path / "once"), NUMBERS))
        assert (tmp_path / "once").exists()
        assert sorted(made.column("number").to_pylist()) == [2 * number for number in range(20)]


def test_what_ends_every_process_is_an_error_and_no_wrong_table(tmp_path: Path) -> None:
    with LocalEngine(2, tmp_path / "engine") as engine, pytest.raises(BrokenProcessPool):
        table = engine.rows(pa.table({"number": list(range(4))}, schema=NUMBERS), apart=True)
        engine.mapped(table, Doubled(2), NUMBERS)


def _die_with_processes(folder: Path) -> None:
    """Have an engine's processes at hand, say which they are, and wait to be killed."""
    engine = LocalEngine(2, folder / "engine")
    with engine:
        table = engine.rows(pa.table({"number": list(range(4))}, schema=NUMBERS), apart=True)
        engine.mapped(table, Named(folder), NUMBERS)
        (folder / "ready").touch()
        time.sleep(600)


@dataclass(frozen=True, slots=True)
class Named:
    """A job that leaves a file by the name of its process."""

    folder: Path

    def __call__(self, rows: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        (self.folder / f"{os.getpid()}.pid").touch()
        yield rows


@pytest.mark.skipif(os.name != "posix", reason="nobody is killed there")
def test_processes_end_with_the_one_that_is_killed(tmp_path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_die_with_processes, args=(tmp_path,))
    process.start()
    end = time.monotonic() + 30
    while not (tmp_path / "ready").exists():
        assert time.monotonic() < end and process.is_alive()
        time.sleep(0.05)
    process.kill()
    process.join()
    begun = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert begun
    while any(_lives(number) for number in begun):
        assert time.monotonic() < end, "a process outlives the one that was killed"
        time.sleep(0.05)


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
