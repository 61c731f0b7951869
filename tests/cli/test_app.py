"""The command as a whole: help, version, the doctor, and faults nobody foresaw."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import knell as package
from knell.cli import doctor
from knell.cli.say import safe
from tests.cli.conftest import Knell, Start


def test_version_and_help(knell: Knell) -> None:
    assert knell("--version").stdout == f"knell {package.__version__}\n"
    shown = knell("--help").stdout
    for command in ("extract", "add", "link", "events", "show", "figures", "sources", "evaluate", "doctor"):
        assert command in shown
        assert knell(command, "--help").exit_code == 0


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, knell.cli.app\n"
        "heavy = {'sqlalchemy', 'alembic', 'numpy', 'rensa', 'trafilatura', 'py3langid', 'ahocorasick_rs'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_package_loads_its_public_names_when_they_are_asked_for() -> None:
    code = (
        "import sys, knell\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "assert knell.Record.__module__.startswith('knell.record') and knell.reports.read\n"
        "assert knell.extract.__module__ == 'knell.extraction'\n"
        "assert not hasattr(knell, 'nothing')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_letters_a_terminal_cannot_show_stand_as_escapes(
    knell: Knell, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    knell("add", "-", stdin='{"id": "x", "text": "4 killed"}\n')
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    process = start("show", "Baku")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert b"\\u201c4 killed\\u201d [1]" in out


def test_python_dash_m_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "knell", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"knell {package.__version__}\n"


def test_an_unforeseen_fault_is_one_line(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("deep\ninside")

    monkeypatch.setattr("knell.record.Record.events", fail)
    package_record = pytest.importorskip("knell.record").Record
    package_record("knell.db").close()
    result = knell("events")
    assert result.exit_code == 1
    assert result.stderr == "knell: an unexpected RuntimeError: deep inside (KNELL_DEBUG=1 shows where)\n"


def test_the_doctor_names_the_command_that_mends(knell: Knell, monkeypatch: pytest.MonkeyPatch) -> None:
    checks = [
        doctor.Check("record", True, "sqlalchemy 2.1"),
        doctor.Check("PostgreSQL", False, "psycopg is not installed", 'pip install "knell[pg]"', needed=False),
    ]
    monkeypatch.setattr(doctor, "examine", lambda: iter(checks))
    result = knell("doctor")
    assert result.exit_code == 0
    assert 'pip install "knell[pg]"' in result.stdout
    checks.append(doctor.Check("gazetteer", False, "is broken", "mend it"))
    assert knell("doctor").exit_code == 1


def test_the_doctor_tries_what_is_there() -> None:
    found = {check.what: check for check in doctor.examine()}
    assert found["languages"].well
    assert "en" in found["languages"].found
    assert found["extraction"].well
    assert found["record"].well


def test_evaluate_scores_what_extract_printed(knell: Knell, tmp_path: Path) -> None:
    gold = {
        "id": "r0",
        "text": "7 killed",
        "language": "en",
        "claims": [
            {
                "start": 0,
                "end": 8,
                "quote": "7 killed",
                "harm": "killed",
                "low": 7,
                "high": 7,
                "modifier": "exact",
                "role": "total",
            }
        ],
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "r0", "text": "7 killed"}) + "\n")
    (tmp_path / "out.jsonl").write_bytes(knell("extract", "in.jsonl").stdout_bytes)
    result = knell("evaluate", "gold.jsonl", "out.jsonl", "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)
    assert knell("evaluate", "gold.jsonl", "none.jsonl").exit_code == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [b]text[/b]", "plain [b]text[/b]"),
        ("a\r\n\tb", "a b"),
        ("\x1b[2J\x9b\x00", "\ufffd[2J\ufffd\ufffd"),
        ("\u202e7\u2066\ud800", "\ufffd7\ufffd\ufffd"),
        ("Xocalı 😀", "Xocalı 😀"),
    ],
)
def test_shown_text_is_harmless(text: str, shown: str) -> None:
    assert safe(text) == shown
