"""Whole releases in the layouts of other projects."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knell.cli.app import app
from knell.publish import find_layout
from knell.publish.layouts import ged
from tests.publish.layouts.conftest import TERMS

LAYOUTS = ("ged", "acled", "followthemoney")


def exported(record: Path, folder: Path, layout: str, *more: str) -> str:
    """What the command says; its release is in the folder."""
    asked = [str(folder), "--record", str(record), "--layout", layout, "--format", "csv,jsonl", "--date", "2026-01-01"]
    done = CliRunner().invoke(app, ["export", *asked, *more])
    return f"{done.exit_code} {done.output}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_same_record_gives_the_same_bytes_with_all_its_rows(record_path: Path, tmp_path: Path, name: str) -> None:
    for folder in ("a", "b"):
        assert exported(record_path, tmp_path / folder, name, "--unreviewed").startswith("0 ")
    first, second = ({path.name: path.read_bytes() for path in (tmp_path / one).iterdir()} for one in ("a", "b"))
    assert first == second
    described = json.loads(first["datapackage.json"])
    assert described["resources"]
    for table in find_layout(name).tables(TERMS):
        if "csv" in table.formats or not table.formats:
            with (tmp_path / "a" / f"{table.file or table.name}.csv").open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            assert header == [field.name for field in table.fields] and rows


@pytest.mark.parametrize("name", LAYOUTS)
def test_without_asking_only_the_reviewed_event_goes_in(record_path: Path, tmp_path: Path, name: str) -> None:
    assert exported(record_path, tmp_path / "all", name, "--unreviewed").startswith("0 ")
    assert exported(record_path, tmp_path / "one", name).startswith("0 ")
    told, everything = (
        "".join(path.read_text(encoding="utf-8") for path in (tmp_path / one).glob("*.jsonl")) for one in ("one", "all")
    )
    assert "Courier" in told and "Courier" in everything
    assert "Post" in everything and not any(other in told for other in ("Post", "Gazette", "unreviewed"))


def test_a_row_that_breaks_its_rules_stops_the_release_by_name(
    record_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ged, "cell_of", lambda latitude, longitude: 1)
    told = exported(record_path, tmp_path / "broken", "ged", "--unreviewed")
    assert told.startswith("1 ") and "the point does not lie in PRIO-GRID cell 1" in told and "event " in told
    assert not (tmp_path / "broken").exists()
