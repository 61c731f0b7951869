"""What others wrote is kept as they wrote it, with its licence, and nothing is there that is not named."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from knell.web.assets import STATIC

VENDOR = STATIC / "vendor"
NOTICE = Path(__file__).resolve().parents[2] / "NOTICE"
NAMED: dict[str, dict[str, Any]] = tomllib.loads((VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
each = pytest.mark.parametrize("name", NAMED)


@each
def test_files_are_what_their_authors_made(name: str) -> None:
    for file, digest in NAMED[name]["files"].items():
        assert hashlib.sha256((VENDOR / file).read_bytes()).hexdigest() == digest, file


@each
def test_each_has_its_licence_beside_it_and_is_named_in_the_notice(name: str) -> None:
    assert (VENDOR / name / "LICENSE").read_text(encoding="utf-8").strip()
    notice = NOTICE.read_text(encoding="utf-8").casefold()
    assert f"{name} {NAMED[name]['version']}" in notice
    assert NAMED[name]["licence"]


def test_nothing_is_there_that_is_not_named() -> None:
    named = {file for one in NAMED.values() for file in one["files"]} | {f"{name}/LICENSE" for name in NAMED}
    there = {str(path.relative_to(VENDOR).as_posix()) for path in VENDOR.rglob("*") if path.is_file()}
    assert there == named | {"VENDORED.toml"}


def test_nothing_of_ours_asks_another_host() -> None:
    for path in STATIC.rglob("*"):
        if path.is_file() and VENDOR not in path.parents and path.suffix in (".css", ".js"):
            words = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")
            assert "://" not in words and "eval(" not in words and "@import" not in words, path
