"""The questions in the how-to are asked of an archive of the examples, and each is answered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from knell.cli.app import app

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("cattrs")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "read-an-archive.md"
QUESTION = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^knell add day (.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("day")
    inputs = [str(ROOT / "examples" / name) for name in ("beirut", "black-january")]
    result = CliRunner().invoke(app, ["archive", *inputs, "--out", str(made / "day")])
    assert result.exit_code == 0, result.output
    return made


def test_every_question_is_answered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    questions = QUESTION.findall(PAGE.read_text(encoding="utf-8"))
    assert len(questions) == 5
    answers = [duckdb.sql(question).fetchall() for question in questions]
    assert all(answers)
    assert answers[0][0][1:3] == ("Beirut", "LB")


def test_events_are_taken_as_it_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    commands = COMMAND.findall(PAGE.read_text(encoding="utf-8"))
    assert len(commands) == 3
    for command in commands:
        result = CliRunner().invoke(app, ["add", "day", *command.split()])
        assert result.exit_code == 0, result.output
        assert "reports tell of" in result.output
