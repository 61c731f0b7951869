"""The environment in which other programs stand: build/bench, made by ``make build/bench/.installed``."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve()
PYTHON = HERE.parents[2] / "build" / "bench" / "bin" / "python"


def command(script: str, *arguments: str) -> list[str] | None:
    """How to run a script of this folder there; None where the environment is not there."""
    return [str(PYTHON), str(HERE.with_name(script)), *arguments] if PYTHON.exists() else None
