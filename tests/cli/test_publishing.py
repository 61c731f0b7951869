"""``knell publish`` puts a release into a folder of them, or says in one line why it does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("jinja2", reason="the site needs Jinja2")

from knell.cli.app import app
from knell.record import Record
from tests.publish.site.conftest import record as record

RUN = CliRunner()
DAY = ("--date", "2020-02-03")


def publish(record: Record, folder: Path, *options: str) -> tuple[int, str]:
    done = RUN.invoke(app, ["publish", str(folder), "--record", record.name, *DAY, *options])
    return done.exit_code, done.output


def test_a_release_holds_pages_and_data(record: Record, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    code, said = publish(record, folder, "--unreviewed")
    assert code == 0
    assert re.fullmatch(r".*/releases/1: \d+ pages about 2 events, 0 of them reviewed\n", said)
    made = folder / "releases" / "1"
    assert (made / "en" / "index.html").is_file()
    assert (made / "data" / "datapackage.json").is_file()
    offered = (made / "az" / "data.html").read_text("utf-8")
    assert all(str(one.relative_to(made)) in offered for one in (made / "data").rglob("*.csv"))
    code, said = publish(record, folder, "--unreviewed")
    assert code == 2 and "is there already" in said
    code, _ = publish(record, folder, "--unreviewed", "--version", "2")
    assert code == 0
    assert (made / "en" / "index.html").is_file()
    assert "releases/2/" in (folder / "index.html").read_text("utf-8")


def test_nothing_reviewed_is_said(record: Record, tmp_path: Path) -> None:
    code, said = publish(record, tmp_path / "site")
    assert code == 0
    assert "no event of the record is reviewed" in said


@pytest.mark.parametrize(
    "options", [("--rule", "guess"), ("--date", "soon"), ("--format", "tea"), ("--version", "../x")]
)
def test_wrong_options_are_named(record: Record, tmp_path: Path, options: tuple[str, str]) -> None:
    code, said = publish(record, tmp_path / "site", *options)
    assert code == 2
    assert said.startswith("knell: ") and said.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_a_folder_of_something_else_is_left_alone(record: Record, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    code, said = publish(record, tmp_path)
    assert code == 2 and "holds files" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine.txt"]
