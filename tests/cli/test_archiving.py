"""``knell archive``: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knell.cli.app import app
from tests.archive.making import content, make_inputs

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("cattrs")


@pytest.fixture
def knell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert "Traceback" not in result.output
        return result

    return run


def test_an_archive_is_made_of_files_of_many_kinds(tmp_path: Path, knell: Callable[..., Result]) -> None:
    make_inputs(tmp_path / "in")
    made = knell("archive", "in", "--out", "out", "--workers", 1)
    assert made.exit_code == 0, made.output
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["pages"] == 17
    assert summary["with_claims"] == 12
    assert summary["skipped"]["redirect or error"] == 1
    assert "12 reports" in made.output
    assert not (tmp_path / "out" / ".work").exists()
    before = content(tmp_path / "out")
    again = knell("archive", "in", "--out", "out", "--workers", 1)
    assert again.exit_code == 0
    assert "nothing to do" in again.output
    assert content(tmp_path / "out") == before
    bus = duckdb.sql(
        "select killed_low, killed_best, reports, month from "
        f"read_parquet('{tmp_path}/out/events/**/*.parquet', hive_partitioning = true) where place = 'Kutaisi'"
    ).fetchall()
    assert bus == [(7, 7, 8, "2021-06")]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, knell: Callable[..., Result]) -> None:
    make_inputs(tmp_path / "in")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    refused = knell("archive", "in", "--out", "mine")
    assert refused.exit_code == 2
    assert "holds something else" in refused.output
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert knell("archive", "in", "--out", "mine/letter.txt").exit_code == 2
