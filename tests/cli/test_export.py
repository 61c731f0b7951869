"""``knell export`` and ``knell import`` of a release: what they say, and how they end."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from knell import Record
from tests.cli.conftest import Knell

Batch = Callable[..., Path]


def test_a_release_is_written_and_read_again(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    made = knell("export", "r", "--unreviewed", "--format", "csv,jsonl", "--with-texts", "--date", "2026-01-31")
    assert made.exit_code == 0
    assert "r: csv: 15 files" in made.stdout and "r: 1 event;" in made.stdout
    assert "r: rows: events 1, reports 3, texts 3, event_reports 3," in made.stdout
    assert json.loads(Path("r/datapackage.json").read_text())["created"] == "2026-01-31T00:00:00Z"
    again = knell("import", "r", "--record", "again.db")
    assert again.exit_code == 0
    assert "3 reports, 0 decisions; 1 event as in the release" in again.stdout
    shown = [knell("events", "--record", name, "--format", "json").stdout for name in ("knell.db", "again.db")]
    assert shown[0] == shown[1] and json.loads(shown[0])


def test_only_reviewed_events_unless_all_are_asked_for(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=1))
    made = knell("export", "r", "--layout", "own")
    assert made.exit_code == 0
    assert "0 events, only those that a person reviewed" in made.stdout and "--unreviewed takes all" in made.stderr
    with Path("r/events.csv").open(newline="") as file:
        assert len(list(csv.reader(file))) == 1


def test_what_goes_wrong_is_one_clear_line(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=1))
    Path("mine").mkdir()
    Path("mine/diary.txt").write_text("mine")
    Path("file").write_text("mine")
    for words, said in (
        (("mine",), "mine: holds files, but no release of knell"),
        (("file",), "file: is a file; a release is a folder"),
        (("none/r",), "the folder none does not exist"),
        (("r", "--layout", "stata"), "there is no layout 'stata'"),
        (("r", "--format", "csv,stata"), "there is no format 'stata'"),
        (("r", "--rule", "mine"), "no coding rule is called 'mine'"),
        (("r", "--date", "31.1.2026"), "--date 31.1.2026: is not a day"),
        (("r", "--policy", "none.toml"), "none.toml cannot be read"),
    ):
        done = knell("export", *words)
        assert done.exit_code == 2 and said in done.stderr, done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert not Path("r").exists() and Path("mine/diary.txt").read_text() == "mine"
    assert knell("export", "r", "--record", "none.db").exit_code == 1
    assert knell("import", "mine").exit_code == 1
    assert knell("import", "mine", "--sheet", "x").exit_code == 2


def test_who_decided_is_said_only_where_that_is_asked_for(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=1))
    with Record("knell.db") as record:
        record.mark_reviewed(record.events()[0].key, by="Zulfiya", why="read all of it")
    assert knell("export", "r").exit_code == 0
    assert knell("export", "named", "--with-people").exit_code == 0
    assert not [one for one in Path("r").iterdir() if b"Zulfiya" in one.read_bytes()]
    assert "Zulfiya" in Path("named/decisions.csv").read_text()
    assert knell("publish", "site").exit_code == 0
    assert not [one for one in Path("site").rglob("*.*") if b"Zulfiya" in one.read_bytes()]
