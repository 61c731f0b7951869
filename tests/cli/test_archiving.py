"""``knell archive``: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knell.archive import Folder
from knell.archive.pieces import Piece, pieces
from knell.cli.app import app
from knell.extraction import extract
from knell.model import Extraction, Report
from tests.archive.making import content, make_inputs

duckdb = pytest.importorskip("duckdb")


NAME = "it's [an] archive"


@dataclass(frozen=True, slots=True)
class Made:
    """An archive, the folder it stands in, and what was said of it."""

    folder: Path
    result: Result


@pytest.fixture
def knell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A folder with inputs, ``in``, and an archive of them, ``it's [an] archive``."""
    folder = tmp_path_factory.mktemp("made")
    make_inputs(folder / "in")
    return Made(folder, CliRunner().invoke(app, ["archive", str(folder / "in"), "--out", str(folder / NAME)]))


def test_an_archive_is_made_of_files_of_many_kinds(made: Made, knell: Callable[..., Result]) -> None:
    out = made.folder / NAME
    assert made.result.exit_code == 0, made.result.output
    summary = json.loads((out / "summary.json").read_text())
    assert summary["pages"] == 17
    assert summary["with_claims"] == 12
    assert summary["skipped"]["redirect or error"] == 1
    assert "12 reports" in made.result.output
    assert not (out / ".work").exists()
    before = content(out)
    again = knell("archive", made.folder / "in", "--out", out, "--workers", 1)
    assert again.exit_code == 0
    assert "nothing to do" in again.output
    assert content(out) == before


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, knell: Callable[..., Result]) -> None:
    make_inputs(tmp_path / "in")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    refused = knell("archive", "in", "--out", "mine")
    assert refused.exit_code == 2
    assert "holds something else" in refused.output
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    assert knell("archive", "in", "--out", "mine/letter.txt").exit_code == 2
    assert knell("archive", "in", "--out", "new", "--memory", "much").exit_code == 2
    assert not Path("new").exists()


def test_nothing_is_made_of_nothing(tmp_path: Path, knell: Callable[..., Result]) -> None:
    refused = knell("archive", "nowhere.jsonl", "-", "--out", "new/one")
    assert refused.exit_code == 1
    assert "nowhere.jsonl" in refused.output and "there is nothing to read" in refused.output
    assert not Path("new/one").exists()


def test_no_two_work_in_one_folder(tmp_path: Path, knell: Callable[..., Result]) -> None:
    (tmp_path / "a.txt").write_text("Two people were killed.")
    with Folder(tmp_path / "out").held():
        refused = knell("archive", "a.txt", "--out", "out")
    assert refused.exit_code == 2
    assert "another knell" in refused.output


def test_an_archive_of_another_version_is_read_anew(
    made: Made, knell: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    knell("add", made.folder / NAME, "--record", "as-made.db", "--place", "Kutaisi")
    read: list[str] = []

    def anew(report: Report) -> Extraction:
        read.append(report.text)
        return extract(report)

    monkeypatch.setattr("knell.archive.choosing.program", lambda: "another")
    monkeypatch.setattr("knell.archive.choosing.extract", anew)
    knell("add", made.folder / NAME, "--record", "anew.db", "--place", "Kutaisi")
    assert len(read) == 8
    assert events(knell, "anew.db") == events(knell, "as-made.db")


def test_an_archive_is_not_read_as_pages(made: Made, knell: Callable[..., Result]) -> None:
    refused = knell("archive", made.folder / NAME, "--out", "of-it")
    assert refused.exit_code == 1
    assert "give what this one was made of" in refused.output
    cut = pieces([str(made.folder)])
    found = [one.path for piece in cut if isinstance(piece, Piece) for one in piece.stretches]
    assert sorted(Path(one).name for one in found) == ["day.warc.gz", "lines.jsonl", "one.html"]


def events(knell: Callable[..., Result], record: str) -> object:
    shown = knell("events", "--format", "json", "--record", record)
    assert shown.exit_code == 0, shown.output
    return json.loads(shown.stdout)


def test_a_record_of_an_archive_says_what_one_of_its_inputs_says(made: Made, knell: Callable[..., Result]) -> None:
    added = knell("add", made.folder / NAME, "--record", "of-archive.db")
    assert "12 added" in added.output, added.output
    knell("add", made.folder / "in", "--record", "of-inputs.db", "--workers", 1)
    assert events(knell, "of-archive.db") == events(knell, "of-inputs.db")
    assert "0 added, 12 already there" in knell("add", made.folder / NAME, "--record", "of-archive.db").output


def test_events_of_an_archive_are_chosen(made: Made, knell: Callable[..., Result]) -> None:
    Path("out").symlink_to(made.folder / NAME)
    found = duckdb.sql(
        "select place, key, killed_best, reports, month "
        "from read_parquet('out/events/**/*.parquet', hive_partitioning = true)"
    ).fetchall()
    mine = {place: key for place, key, *_ in found}
    assert [row[2:] for row in found if row[0] == "Kutaisi"] == [(7, 8, "2021-06")]

    def chosen(*options: object) -> set[str]:
        name = f"{'-'.join(map(str, options))}.db".replace("/", "")
        assert knell("add", "out", "--record", name, *options).exit_code == 0
        said = events(knell, name)
        assert isinstance(said, list)
        return {event["key"] for event in said}

    assert chosen("--event", mine["Kutaisi"][:10]) == {mine["Kutaisi"]}
    assert chosen("--place", "kutai") == {mine["Kutaisi"]}
    assert chosen("--country", "ge", "--min-killed", 7) == {mine["Kutaisi"]}
    assert chosen("--from", "2021-06-09") == set()
    assert chosen("--to", "2021-06-30") == set(mine.values())
    assert chosen("--event", "ffff") == set()
    assert knell("add", made.folder / "in", "--record", "x.db", "--place", "Gao").exit_code == 2
    assert knell("add", "out", "--record", "x.db", "--from", "June").exit_code == 2


@pytest.mark.slow
def test_pages_that_tell_of_nothing_make_empty_tables(tmp_path: Path, knell: Callable[..., Result]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The library was opened again on Monday.")
    made = knell("archive", "in", "--out", "out", "--no-texts")
    assert made.exit_code == 0, made.output
    assert "0 reports, 0 claims, 0 events" in made.output
    for table in ("events", "claims", "findings"):
        assert duckdb.sql(f"select * from read_parquet('out/{table}/**/*.parquet')").fetchall() == []
    assert knell("add", "out", "--record", "a.db").exit_code == 1


@pytest.mark.slow
def test_what_was_left_out_is_told_and_the_rest_is_there(tmp_path: Path, knell: Callable[..., Result]) -> None:
    make_inputs(tmp_path / "in")
    (tmp_path / "in" / "broken.warc.gz").write_bytes(b"not an archive")
    made = knell("archive", "in", "nowhere.jsonl", "--out", "out", "--workers", 1)
    assert made.exit_code == 1
    assert "broken.warc.gz" in made.output and "nowhere.jsonl" in made.output
    assert "12 reports" in made.output
    told = [json.loads(one) for one in (tmp_path / "out" / "problems.jsonl").read_text().splitlines()]
    assert [one["code"] for one in told] == ["missing_file", "broken_file"]
