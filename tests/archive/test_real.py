"""The reports and pages beside the checkout: an archive of them says what a record of them says; memory is bounded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("cattrs")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
_QUIET = json.dumps({"text": "The library of the town was opened again on Monday. " * 40}) + "\n"
# What a run may take more for five times the input, in MB.
_MORE = 120


def knell(*arguments: object) -> tuple[str, float]:
    """What a command prints, and the most memory that it or a process of it took, in MB."""
    import resource

    code = (
        "import resource, sys; from knell.cli import main\n"
        "try: main()\n"
        "finally: print(max(resource.getrusage(who).ru_maxrss for who in (0, -1)), file=sys.stderr)\n"
    )
    assert resource.RUSAGE_CHILDREN == -1
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout, int(done.stderr.split()[-1]) / 1024


@pytest.mark.skipif(not DATA.is_dir(), reason="there is no ../shared/data beside the checkout")
def test_an_archive_of_real_reports_says_what_a_record_of_them_says(tmp_path: Path) -> None:
    inputs = sorted((DATA / "reports").glob("*.jsonl"))[:12]
    knell("archive", *inputs, "--out", tmp_path / "out")
    knell("add", tmp_path / "out", "--record", tmp_path / "a.db")
    knell("add", *inputs, "--record", tmp_path / "b.db")
    (of_archive, _), (of_inputs, _) = (
        knell("events", "--format", "json", "--record", tmp_path / f"{name}.db") for name in "ab"
    )
    assert len(json.loads(of_inputs)) > 10
    assert of_archive == of_inputs


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux gives it")
def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    took = []
    for times in (1, 5):
        path = tmp_path / f"{times}.jsonl"
        path.write_text(_QUIET * (times * 4_000_000 // len(_QUIET)))
        took.append(knell("archive", path, "--out", tmp_path / f"out{times}", "--workers", 1)[1])
    assert took[1] < took[0] + _MORE
