"""``knell evidence``: one line says where it is, and mistakes are one line too."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Knell

Batch = Callable[..., Path]


def claims(knell: Knell) -> list[str]:
    """The ids of all claims of the record."""
    found = json.loads(knell("events", "--format", "json").stdout)
    return [claim for event in found for claim in event["claims"]]


def test_a_claim_becomes_a_folder(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    result = knell("evidence", claims(knell)[0], "--out", "e")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("e: 6 files; begin with e/statement.txt")
    assert Path("e/original.json").is_file()
    again = knell("evidence", claims(knell)[0], "--out", "e")
    assert again.exit_code == 1 and again.stderr == "knell: e: is not empty; give the name of a new folder\n"


def test_an_event_becomes_a_folder(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=3))
    key = json.loads(knell("events", "--format", "json").stdout)[0]["key"]
    assert knell("evidence", "--event", key[:6], "--out", "e").exit_code == 0
    assert {path.name for path in Path("e").iterdir()} == {
        "0001", "0002", "0003", "SHA256SUMS", "figures.json", "statement.txt",
    }  # fmt: skip
    assert knell("evidence", "--event", key, "--rule", "mine", "--out", "f").exit_code == 2


def test_what_is_meant_must_be_clear(knell: Knell, batch: Batch) -> None:
    knell("add", batch("{n} killed", times=40))
    for arguments in ((), ("ab", "--event", "cd")):
        assert "give either a claim's id or --event" in knell("evidence", *arguments).stderr
    assert "no claim of knell.db has an id that begins 'zz'" in knell("evidence", "zz").stderr
    beginning = max((name[0] for name in claims(knell)), key=[name[0] for name in claims(knell)].count)
    result = knell("evidence", beginning)
    assert result.exit_code == 2 and "more than one claim has an id that begins" in result.stderr
    assert not Path("evidence").exists()
