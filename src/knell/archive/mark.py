"""The mark of an archive: a file that says what made the folder it stands in, and of what."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from knell.archive.files import read_json

MARK = "archive.json"
KIND = "knell archive"


def mark_of(folder: Path) -> dict[str, Any] | None:
    """What the mark in a folder says; None where no archive of knell stands there."""
    path = folder / MARK
    mark = read_json(path) if path.is_file() else None
    return mark if isinstance(mark, dict) and mark.get("kind") == KIND else None


@cache
def is_inside(folder: Path) -> bool:
    """Whether an archive of knell stands in a folder, or in one above it."""
    return mark_of(folder) is not None or (folder.parent != folder and is_inside(folder.parent))
