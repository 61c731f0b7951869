"""``knell archive`` as processes: whoever kills it, however many there are, the same files come out, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archive.making import STORY, WHO, content, make_inputs

pytest.importorskip("duckdb")
pytest.importorskip("cattrs")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
_MANY = 160
_LONGEST = 300


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Begin an archive."""
    return subprocess.Popen(
        [sys.executable, "-m", "knell", "archive", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(folder: Path, *arguments: str) -> str:
    """Make an archive, and what it says of it."""
    process = start(folder, *arguments)
    said, problems = process.communicate(timeout=_LONGEST)
    assert process.returncode == 0, problems
    return said


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with inputs, ``in``, and what one process made of them, ``one``."""
    folder = tmp_path_factory.mktemp("archive")
    source = make_inputs(folder / "in", lines=30)
    for number in range(_MANY):
        told = f" date 2021-06-{8 + number % 5:02} Bus {number}\n{STORY.format(who=WHO[number % 5])} Line {number}."
        (source / f"{number:04}.txt").write_text(told)
    run(folder, "in", "--out", "one", "--workers", "1")
    return folder


def test_two_processes_make_what_one_makes(made: Path) -> None:
    run(made, "in", "--out", "two", "--workers", "2")
    assert content(made / "two") == content(made / "one")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("stage", ["read", "engine"])
def test_a_run_that_was_stopped_goes_on_where_it_stood(made: Path, number: signal.Signals, stage: str) -> None:
    out = made / f"stopped-{number.name}-{stage}"
    process = start(made, "in", "--out", out.name, "--workers", "2")
    end = time.monotonic() + _LONGEST
    pattern = "read/*.json" if stage == "read" else "engine/*/*.parquet"
    while not any((out / ".work").glob(pattern)):
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    _, problems = process.communicate(timeout=_LONGEST)
    assert process.returncode == (-signal.SIGKILL if number == signal.SIGKILL else 130), problems
    assert "Traceback" not in problems
    assert not (out / "events").exists()
    kept = {path.name: path.stat().st_mtime_ns for path in (out / ".work" / "read").glob("*.json")}
    assert kept
    run(made, "in", "--out", out.name, "--workers", "1")
    assert content(out) == content(made / "one")


def test_the_order_and_the_names_of_files_make_no_difference(made: Path) -> None:
    other = made / "other"
    shutil.copytree(made / "in", other)
    lines = (other / "lines.jsonl").read_text().splitlines(keepends=True)
    (other / "lines.jsonl").unlink()
    (other / "zz.jsonl").write_text("".join(reversed(lines)))
    (other / "aa.jsonl").write_text("".join(lines[:7]))
    (other / "0000.txt").rename(other / "nearly-last.txt")
    run(made, "other", "--out", "renamed", "--workers", "2")
    named = {name: held for name, held in content(made / "one").items() if name.endswith(".parquet")}
    again = {name: held for name, held in content(made / "renamed").items() if name.endswith(".parquet")}
    assert again.keys() == named.keys()
    assert [name for name in named if again[name] != named[name]] == []


def test_the_numbers_of_the_summary_add_up(made: Path) -> None:
    summary = json.loads((made / "one" / "summary.json").read_text())
    assert summary["pages"] == summary["with_claims"] + sum(summary["skipped"].values())
    assert summary["rows"]["reports"] == summary["with_claims"]
