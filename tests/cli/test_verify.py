"""``knell verify``: one line a fault, what could not be checked, and the exit status."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Knell
from tests.record.dumping import dump

Batch = Callable[..., Path]


def change(statement: str) -> None:
    """Change a record past all its rules."""
    raw = sqlite3.connect("knell.db", isolation_level=None)
    raw.execute("PRAGMA ignore_check_constraints = ON")
    assert raw.execute(statement).rowcount > 0
    raw.close()


def test_a_sound_record_is_said_to_be_so_and_stays_as_it_is(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    before = dump("knell.db")
    result = knell("verify")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "knell.db: 3 reports, 3 claims, 1 linked event"
    assert lines[1].startswith("3 reports with archived bytes (")
    assert lines[1].endswith(" bytes), 3 texts made again from them")
    assert lines[-1] == "nothing is wrong"
    assert dump("knell.db") == before
    assert knell("verify").stdout == result.stdout


def test_a_flipped_byte_is_found_and_named(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    change("UPDATE blobs SET content = CAST(replace(content, '1 killed', '2 killed') AS BLOB)")
    result = knell("verify")
    assert result.exit_code == 1
    faults = [line for line in result.stdout.splitlines() if line.startswith("wrong: ")]
    assert len(faults) == 2
    assert faults[0].startswith("wrong: report r1: the SHA-256 of its archived bytes is ")
    parted = "from character 0 on, kept '1 killed', made again '2 killed'"
    assert faults[1] == f"wrong: report r1: its text is not that of its bytes: {parted}"
    assert result.stdout.splitlines()[-1] == "2 things wrong: bytes 1, text 1"


def test_programs_get_the_same_as_json(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=2))
    sound = json.loads(knell("verify", "--format", "json").stdout)
    assert sound["well"] is True and sound["faults"] == [] and sound["counts"]["reports"] == 2
    change("UPDATE reports SET title = 'changed', seal = NULL WHERE id = 'r0'")
    change("UPDATE claims SET quote = 'x' WHERE report = 'r0'")
    result = knell("verify", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["well"] is False and found["digest"] != sound["digest"] and found["wrong"]["words"] == 1
    assert {fault["report"] for fault in found["faults"]} >= {"r0"}
    assert found["unchecked"][0]["named"] == ["r0"]


def test_hostile_text_steers_no_terminal(knell: Knell, batch: Batch) -> None:
    knell("add", batch("1 killed"))
    change("UPDATE claims SET quote = char(27) || '[2J' || char(10) || 'nothing is wrong'")
    result = knell("verify")
    assert "\x1b" not in result.stdout
    assert result.stdout.splitlines().count("nothing is wrong") == 0


def test_a_damaged_file_is_one_clear_line(knell: Knell, batch: Batch) -> None:
    knell("add", batch("1 killed"))
    whole = Path("knell.db").read_bytes()
    Path("knell.db").write_bytes(whole[:5000])
    result = knell("verify")
    assert result.exit_code == 1
    assert "damaged" in result.output or "wrong: " in result.stdout
    assert knell("verify", "--record", "none.db").exit_code == 1
