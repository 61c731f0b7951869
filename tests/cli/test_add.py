"""``knell add``: what was said to be done is done, whatever ends the command, and a second run ends the same."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knell.record import Record
from tests.cli.conftest import Knell, Start
from tests.record.dumping import dump

Batch = Callable[..., Path]


def test_adding_twice_changes_nothing(knell: Knell, batch: Batch) -> None:
    path = batch("{n} killed", times=5)
    first = knell("add", path)
    assert first.exit_code == 0
    assert "knell.db: 5 added, 0 already there; 5 reports tell of" in first.stdout
    before, events = dump("knell.db"), knell("events", "--format", "json").stdout
    second = knell("add", path)
    assert second.exit_code == 0
    assert "0 added, 5 already there" in second.stdout
    assert dump("knell.db") == before
    assert knell("events", "--format", "json").stdout == events


def test_a_record_grown_in_steps_equals_one_made_at_once(knell: Knell, batch: Batch) -> None:
    parts = [batch(f"{n} killed in part {n}", name=f"{n}.jsonl") for n in range(4)]
    for n, part in enumerate(parts):
        part.write_text(part.read_text().replace("r0", f"r{n}"))
    knell("add", *parts, "--record", "once.db")
    for part in reversed(parts):
        knell("add", part, "--record", "steps.db")
    assert dump("once.db") == dump("steps.db")


def test_any_number_of_workers_makes_the_same_record(
    knell: Knell, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knell.cli.work._WORTH_IT", 0.02)
    path = batch("{n} killed", "SLOW {n} killed", times=50)
    for workers in (1, 4):
        assert knell("add", path, "--workers", workers, "--record", f"{workers}.db").exit_code == 0
    assert dump("1.db") == dump("4.db")


def test_what_is_left_out_is_counted_and_the_rest_is_kept(knell: Knell, batch: Batch) -> None:
    result = knell("add", batch("1 killed", "RAISE", "2 killed"), "missing.txt")
    assert result.exit_code == 1
    assert "2 added, 0 already there, 2 left out" in result.stdout
    assert knell("add", batch("1 killed", "RAISE", "2 killed")).exit_code == 1


def test_a_report_that_the_record_refuses_costs_only_itself(
    knell: Knell, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = knell("add", batch("1 killed", f"{10**30} killed", "2 killed"))
    assert result.exit_code == 1
    assert "2 added, 0 already there, 1 left out" in result.stdout
    assert "line 2: left out: one of its numbers is too large to be kept" in result.stderr


def test_a_taken_id_gives_way_to_one_made_from_content(knell: Knell, batch: Batch) -> None:
    knell("add", batch("1 killed", name="a.jsonl"))
    other = batch("2 killed", name="b.jsonl")
    result = knell("add", other)
    assert result.exit_code == 1
    assert "the id 'r0' is that of another report in the record; called" in result.stderr
    again = knell("add", other)
    assert "0 added, 1 already there" in again.stdout
    with Record("knell.db") as record:
        ids = {kept.report.id: kept.report for kept in record.extractions()}
    assert len(ids) == 2
    [derived] = set(ids) - {"r0"}
    assert ids[derived].sha256.startswith(derived)


def test_the_record_holds_the_very_bytes(knell: Knell, batch: Batch) -> None:
    path = batch("1 killed", "2 killed")
    knell("add", path)
    with Record("knell.db") as record:
        assert [record.raw(f"r{n}") for n in range(2)] == path.read_bytes().splitlines()


def how_many(path: Path) -> int:
    """How many reports a record holds that another process may be writing, or making, just now."""
    if not path.exists():
        return 0
    connection = sqlite3.connect(path, timeout=5)
    try:
        return int(connection.execute("SELECT count(*) FROM reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def wait_for(path: Path, many: int, process: subprocess.Popen[bytes]) -> None:
    """Until so many reports are in the record, while the process goes on."""
    for _ in range(6000):
        if how_many(path) >= many:
            return
        assert process.poll() is None, "it ended too early to be stopped"
        time.sleep(0.01)
    raise AssertionError("nothing was added")


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_loses_nothing_and_the_next_goes_on(
    knell: Knell, start: Start, batch: Batch, tmp_path: Path, how: signal.Signals, workers: int
) -> None:
    path = batch("SLOW {n} killed", times=450)
    process = start("add", path, "--record", "stopped.db", "--workers", workers)
    wait_for(tmp_path / "stopped.db", 1, process)
    os.kill(process.pid, how)
    out, err = process.communicate(timeout=60)
    kept = how_many(tmp_path / "stopped.db")
    assert 0 < kept < 450
    if how is signal.SIGINT:
        assert process.returncode == 130
        assert out == b""
        assert f"stopped.db holds {kept:,} reports, {kept:,} of them added now; run the same" in err.decode()
        assert b"Traceback" not in err
    checked = knell("verify", "--record", "stopped.db")
    assert checked.exit_code == 0 and f"stopped.db: {kept} reports" in checked.stdout
    second = knell("add", path, "--record", "stopped.db")
    assert f"{450 - kept:,} added, {kept:,} already there" in second.stdout
    knell("add", path, "--record", "whole.db")
    assert dump("stopped.db") == dump("whole.db")
    events = [knell("events", "--format", "json", "--record", name).stdout for name in ("stopped.db", "whole.db")]
    assert events[0] == events[1]


def test_a_run_behind_a_script_can_be_stopped_too(start: Start, batch: Batch, tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = start("add", batch("SLOW {n} killed", times=450), "--record", "deaf.db", "--workers", 1)
    finally:
        signal.signal(signal.SIGINT, before)
    wait_for(tmp_path / "deaf.db", 1, process)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"run the same command again" in err


def test_reports_that_were_not_linked_are_linked_by_the_next_run(
    knell: Knell, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = batch("1 killed")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Record, "link", interrupt)
        assert knell("add", path).exit_code == 130
    told = knell("events", "--format", "json")
    assert told.stdout == "[]\n"
    assert "not linked yet; do it with: knell link --record knell.db" in told.stderr
    assert knell("link").stdout == "knell.db: 1 events, 1 new or changed\n"
    assert knell("events").stderr == ""


@pytest.mark.parametrize("name", [".", "no/such/folder/r.db", "mysql://x/y"])
def test_a_record_that_cannot_be_is_one_line(knell: Knell, batch: Batch, name: str) -> None:
    result = knell("add", batch("1 killed"), "--record", name)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("knell: ")
