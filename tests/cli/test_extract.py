"""``knell extract``: the contract on standard output, problems on standard error, and a status that tells."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knell.contract import dumps, extraction_json
from knell.model import Extraction, Problem, Report
from knell.reports import Reading, scan
from tests.cli import double
from tests.cli.conftest import Knell, Start

Batch = Callable[..., Path]


def test_it_prints_the_contract_one_object_a_report(knell: Knell, batch: Batch) -> None:
    path = batch("7 killed", "nothing", "12 killed and 3 killed")
    result = knell("extract", path)
    assert result.exit_code == 0
    wanted = [dumps(extraction_json(double.extract(r.report))) for r in scan(str(path)) if isinstance(r, Reading)]
    assert result.stdout.splitlines() == wanted
    assert [len(json.loads(line)["claims"]) for line in result.stdout.splitlines()] == [1, 0, 2]


def test_a_process_prints_the_same(start: Start, batch: Batch) -> None:
    path = batch("7 killed", "Xocalı: 613 killed")
    process = start("extract", path, "--format", "jsonl")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    rows: list[dict[str, Any]] = [json.loads(line) for line in out.decode("utf-8").splitlines()]
    assert [row["claims"][0]["low"] for row in rows] == [7, 613]
    assert list(rows[0]) == ["report", "claims", "events", "findings", "commemorations", "problems"]


def test_standard_input_is_json_lines(knell: Knell) -> None:
    result = knell("extract", "-", stdin='{"id": "x", "text": "4 killed"}\n')
    assert json.loads(result.stdout)["report"]["id"] == "x"


def test_what_cannot_be_read_is_one_line_and_the_rest_goes_on(knell: Knell, batch: Batch, tmp_path: Path) -> None:
    path = batch("7 killed")
    (tmp_path / "bad.jsonl").write_text("{nothing\n")
    result = knell("extract", tmp_path / "bad.jsonl", tmp_path / "none.txt", path)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    bad, missing = [line for line in result.stderr.splitlines() if "given as unknown" not in line]
    assert "bad.jsonl" in bad
    assert "none.txt" in missing


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_breaks_the_extraction_is_named_and_the_rest_goes_on(
    knell: Knell, batch: Batch, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knell.cli.work._WORTH_IT", -1)
    path = batch("1 killed", "RAISE", "2 killed")
    result = knell("extract", path, "--workers", workers)
    assert result.exit_code == 1
    assert [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()] == ["r0", "r2"]
    [line] = [line for line in result.stderr.splitlines() if "given as unknown" not in line]
    assert "batch.jsonl" in line
    assert "line 2" in line
    assert "ValueError: two lines" in line
    assert "\x1b" not in line


def test_a_report_that_kills_its_process_is_named_and_the_rest_goes_on(
    knell: Knell, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knell.cli.work._WORTH_IT", -1)
    path = batch("1 killed", "2 killed", "CRASH", "3 killed", times=30)
    result = knell("extract", path, "--workers", 3)
    assert result.exit_code == 1
    found = [json.loads(line)["report"]["id"] for line in result.stdout.splitlines()]
    assert found == [f"r{n}" for n in range(120) if n % 4 != 2]
    lines = [line for line in result.stderr.splitlines() if "given as unknown" not in line]
    assert len(lines) == 30
    assert all("left out: the process that read it died" in line for line in lines)


def test_any_number_of_workers_gives_the_same_bytes(
    knell: Knell, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = batch("{n} killed", "SLOW {n} killed", "RAISE", "", times=60)
    monkeypatch.setattr("knell.cli.work._WORTH_IT", 0.02)
    results = [knell("extract", path, "--workers", workers) for workers in (1, 2, 5)]
    assert len(results[0].stdout.splitlines()) == 120
    assert len({result.stdout_bytes for result in results}) == 1
    assert len({result.stderr for result in results}) == 1


def test_lone_surrogates_and_odd_line_ends_stay_on_one_line(knell: Knell) -> None:
    stdin = '{"id": "x", "title": "a \\ud800 b", "text": "one\\u2028two \\ud800 \\u0085 3 killed"}\n'
    result = knell("extract", "-", stdin=stdin)
    [line] = result.stdout_bytes.decode("utf-8").splitlines()
    assert json.loads(line)["report"]["id"] == "x"


def test_marks_of_direction_cannot_turn_what_a_terminal_shows(knell: Knell) -> None:
    title = "a \u202e21\u202c b \u2066c\u2069"
    shown = knell("extract", "-", stdin=json.dumps({"title": title, "text": "3 killed"}) + "\n").stdout_bytes.decode()
    assert not set("\u202e\u202c\u2066\u2069") & set(shown)
    assert json.loads(shown)["report"]["title"] == title


def test_a_closed_pipe_is_no_error(start: Start, batch: Batch) -> None:
    process = start("extract", batch("{n} killed " + "x" * 200, times=3000), "--workers", 1)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x", "--format", "xml"],
        ["extract", "x", "--workers", "0"],
        ["nonsense"],
        ["show"],
        ["--no"],
    ],
)
def test_wrong_usage_is_2(knell: Knell, arguments: list[str]) -> None:
    assert knell(*arguments).exit_code == 2


def test_reading_that_breaks_is_one_line(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object, fetch: object = None) -> Any:
        yield next(iter(scan("-")), None)
        raise RuntimeError("a fault in a reader")

    monkeypatch.setattr("knell.reports.scan", broken)
    result = knell("extract", "-", stdin='{"id": "x", "text": "4 killed"}\n')
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "reading stopped here" in result.stderr


GOOD = "Three people were killed in Baku on 20 January 1990, the police said on the day after it."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (GOOD, "no publication date"),
        (f" date 2999-01-01 Title\n{GOOD}", "'2999-01-01' is in the future"),
        (f" date 1990-33-01 Title\n{GOOD}", "'1990-33-01' cannot be read"),
        (f" date 1990-01-21 Café fermé\n{GOOD} L'été a été fermé.".encode("latin-1"), "not UTF-8"),
    ],
)
def test_what_a_report_lost_on_the_way_is_one_line_and_a_status(
    knell: Knell, tmp_path: Path, content: str | bytes, says: str
) -> None:
    (tmp_path / "odd.txt").write_bytes(content if isinstance(content, bytes) else content.encode())
    (tmp_path / "well.txt").write_text(f" date 1990-01-21 Title\n{GOOD}")
    result = knell("extract", "odd.txt", "well.txt")
    assert result.exit_code == 1
    [line] = result.stderr.splitlines()
    assert line.startswith("odd.txt: ") and says in line
    assert len(result.stdout.splitlines()) == 2
    again = knell("extract", "well.txt")
    assert (again.exit_code, again.stderr) == (0, "")


def test_a_day_that_is_said_to_be_unknown_is_taken_at_its_word(knell: Knell) -> None:
    rows = [{"id": f"r{n}", "text": f"{n} killed", "published": given} for n, given in enumerate((None, "", " "))]
    result = knell("extract", "-", stdin="".join(f"{json.dumps(row)}\n" for row in rows))
    assert result.exit_code == 0
    [line] = result.stderr.splitlines()
    assert line.startswith("publication date given as unknown") and line.endswith("r0, r1, r2")


def test_many_reports_with_one_fault_are_counted_after_the_first(knell: Knell) -> None:
    rows = "".join(f"{json.dumps({'id': f'r{n}', 'text': f'{n} killed'})}\n" for n in range(1, 31))
    result = knell("extract", "-", stdin=rows)
    assert result.exit_code == 1
    *told, rest = result.stderr.splitlines()
    assert [line.split(":")[0] for line in told] == [f"standard input, line {n}" for n in range(1, 21)]
    assert rest.startswith('and 10 more of the kind "no date"')


def test_a_language_that_is_not_read_is_said_of_the_file(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> None:
    def foreign(report: Report) -> Extraction:
        return Extraction(report, problems=(*report.problems, Problem("unsupported-language", f"{report.id}: is az")))

    monkeypatch.setattr("knell.cli.work.extract", foreign)
    result = knell("extract", "-", stdin='{"id": "x", "text": "4 killed", "published": "1990-01-21"}\n')
    assert (result.exit_code, result.stderr) == (1, "standard input, line 1: is az\n")
    assert json.loads(result.stdout)["report"]["id"] == "x"
