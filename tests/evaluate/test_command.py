from __future__ import annotations

import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from knell import contract
from knell.evaluate import claims, compare, corpora, reading, sets
from knell.evaluate.command import main
from knell.evaluate.predicted import Predicted
from knell.evaluate.reading import Read
from knell.model import Extraction, Report
from tests.evaluate.samples import BLAST, REPORT, gold_row, perfect, write_rows

IDS = [f"r{number}" for number in range(30)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a claims set of thirty copies of one report; the other sets are not there."""
    rows = [{**gold_row(REPORT), "id": name} for name in IDS]
    write_rows(tmp_path / "data" / "reports" / "all.jsonl", *rows)
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Stands in for the other rooms: says the first so many gold claims, all of them unless told."""
    said = {"claims": 3}

    def read(reports: Sequence[Report]) -> Read:
        found = {r.id: Predicted(r.id, perfect().claims[: said["claims"]], (BLAST,)) for r in reports}
        return Read(found, ())

    monkeypatch.setattr(reading, "extract_all", read)
    return said


def test_without_data_everything_is_skipped_and_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "none")]) == 0
    assert capsys.readouterr().out.count("skipped") == 7


def test_the_folder_may_come_from_the_environment(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(corpora.VARIABLE, str(data))
    floors = str(tmp_path / "none.toml")
    assert main(["--only", "claims", "--format", "json", "--floors", floors]) == 0
    found = json.loads(capsys.readouterr().out)["sets"]["claims"]
    assert found["texts"] == len(IDS)
    assert found["measures"]["all"]["all"]["f1"] == 1.0


def test_read_and_unread_parts_add_up(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", str(data), "--only", "claims", "--format", "json"])
    parts = json.loads(capsys.readouterr().out)["sets"]["claims"]["measures"]["all"]
    unread = sum(corpora.is_unread(name) for name in IDS)
    assert 0 < unread < len(IDS) / 2
    assert parts["unread"]["gold"] == 3 * unread
    assert parts["read"]["gold"] + parts["unread"]["gold"] == parts["all"]["gold"]


def test_errors_never_show_the_unread_part(
    data: Path, reader: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    reader["claims"] = 2
    assert main(["--data", str(data), "--errors", "claims", "--format", "json"]) == 0
    shown = {error["report"] for error in json.loads(capsys.readouterr().out)}
    assert shown == {name for name in IDS if not corpora.is_unread(name)}


def test_errors_can_be_paged_and_chosen_by_group(
    data: Path, reader: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    reader["claims"] = 1
    arguments = ["--data", str(data), "--errors", "--format", "json", "--group", "injured"]
    main(arguments)
    whole = json.loads(capsys.readouterr().out)
    assert {error["group"] for error in whole} == {"missed injured exact"}
    main([*arguments, "--skip", "2", "--limit", "3"])
    assert json.loads(capsys.readouterr().out) == whole[2:5]


def test_floors_hold_fail_and_are_lowered_only_with_a_reason(
    data: Path, tmp_path: Path, reader: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "floors.toml"
    arguments = ["--data", str(data), "--only", "claims", "--floors", str(path)]
    assert main([*arguments, "--write-floors"]) == 0
    assert main(arguments) == 0
    reader["claims"] = 2
    assert main([*arguments, "--write-floors"]) == 1
    assert "claims.en.f1: 0.800 is under its floor 1.000" in capsys.readouterr().out
    with pytest.raises(SystemExit) as wrong:
        main([*arguments, "--lower", "claims.en.f1"])
    assert wrong.value.code == 2
    lowering = ["--lower", "claims.all.f1", "--lower", "claims.en.f1"]
    assert main([*arguments, *lowering, "--why", "fewer claims are read"]) == 0
    assert 'why = "fewer claims are read"' in path.read_text(encoding="utf-8")
    assert main(arguments) == 0


def test_changed_gold_fails(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--data", str(data), "--only", "claims", "--floors", str(tmp_path / "floors.toml")]
    assert main([*arguments, "--write-floors"]) == 0
    write_rows(data / "reports" / "more.jsonl", {**gold_row(REPORT), "id": "new"})
    assert main(arguments) == 1
    assert "the gold is not what the floors were measured on" in capsys.readouterr().out


def test_floors_are_not_held_against_one_language(data: Path, tmp_path: Path) -> None:
    floors = ["--floors", str(tmp_path / "floors.toml")]
    assert main(["--data", str(data), "--language", "en", *floors]) == 0
    with pytest.raises(SystemExit):
        main(["--data", str(data), "--language", "en", "--write-floors", *floors])


def test_texts_that_could_not_be_read_fail_the_run(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = [f"{name}: ValueError: no" for name in IDS]
    monkeypatch.setattr(reading, "extract_all", lambda reports: Read({}, tuple(broken)))
    assert main(["--data", str(data), "--only", "claims", "--floors", str(data / "none.toml")]) == 1
    assert "not read: 27 more" in capsys.readouterr().out
    floors = data / "floors.toml"
    assert main(["--data", str(data), "--only", "claims", "--floors", str(floors), "--write-floors"]) == 1
    assert not floors.exists()


def test_bad_gold_is_one_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "reports" / "all.jsonl").write_text("{", encoding="utf-8")
    assert main(["--data", str(data), "--only", "claims"]) == 1
    assert "line 1 is not JSON" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["--only", "poems"], ["--errors", "poems"], ["--limit", "-1"]])
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main(arguments)
    assert wrong.value.code == 2


def printed(*files: Path, **options: object) -> tuple[int, str]:
    console = Console(file=StringIO(), width=150)
    status = compare(*files, console=console, **options)  # type: ignore[arg-type]
    return status, console.file.getvalue()  # type: ignore[attr-defined]


def test_comparing_files_scores_them(tmp_path: Path) -> None:
    gold = write_rows(tmp_path / "gold.jsonl", gold_row(REPORT))
    said = Extraction(REPORT.report, perfect().claims, perfect().events)
    predicted = write_rows(tmp_path / "said.jsonl", contract.extraction_json(said))
    status, out = printed(gold, predicted, as_json=True)
    assert status == 0
    assert json.loads(out)["measures"]["all"]["all"]["f1"] == 1.0
    assert printed(gold, predicted)[0] == 0
    assert "0 of 0 errors" in printed(gold, predicted, errors="claims")[1]


def test_comparing_says_which_reports_have_no_prediction(tmp_path: Path) -> None:
    gold = write_rows(tmp_path / "gold.jsonl", gold_row(REPORT))
    predicted = write_rows(tmp_path / "said.jsonl")
    status, out = printed(gold, predicted)
    assert (status, "1 of 1 gold reports have no prediction, first r1" in out) == (1, True)


def test_comparing_what_is_not_there_is_one_line(tmp_path: Path) -> None:
    status, out = printed(tmp_path / "none.jsonl", tmp_path / "none.jsonl")
    assert (status, out.count("\n")) == (1, 1)
    assert printed(tmp_path, tmp_path, errors="poems")[0] == 2


def test_the_page_of_measures_names_every_set_and_kind_of_error() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    assert not [kind for kind in sets.KINDS if f"`{kind}`" not in page]
    assert not [name for name in sets.NAMES if f"\n## {name}\n" not in page]


def test_work_is_spread_in_order() -> None:
    assert reading.spread(str, range(100)) == [str(number) for number in range(100)]
    assert claims.mark_all([], {}) == []
