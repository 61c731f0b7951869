"""The command as a function, and as a process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from knell.cli.app import app
from tests.cli import double

Knell = Callable[..., Result]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def knell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Knell:
    """Run ``knell`` in an empty folder, with the stand-in for extraction."""
    monkeypatch.setitem(sys.modules, "knell.extraction", double.install())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
        assert "Traceback" not in result.output
        return result

    return run


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start ``knell`` as a process of its own."""

    def run(*arguments: object) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        environment["KNELL_TEST_SECONDS"] = "0.01"
        return subprocess.Popen(
            [sys.executable, "-m", "tests.cli.double", *map(str, arguments)],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return run


@pytest.fixture
def batch(tmp_path: Path) -> Callable[..., Path]:
    """Write reports as JSON lines, one for each text; ``{n}`` in a text becomes its number."""

    def write(*texts: str, name: str = "batch.jsonl", times: int = 1) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8") as file:
            for n in range(times):
                for m, text in enumerate(texts):
                    ident = n * len(texts) + m
                    row = {"id": f"r{ident}", "text": text.replace("{n}", str(ident)), "published": None}
                    file.write(json.dumps(row) + "\n")
        return path

    return write
