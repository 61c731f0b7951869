"""Where the gold sets are, what they hold, and which tenth of each is never listed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

SETS = {
    "claims": "reports",
    "events": "reports",
    "muc4": "muc4/dev.jsonl",
    "isaf": "isaf/dev.jsonl",
    "wikiwars": "wikiwars",
    "geovirus": "geovirus/dev.jsonl",
    "pages": "html",
}
VARIABLE = "KNELL_DATA"
_BESIDE_REPOSITORY = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def folder(chosen: Path | None = None) -> Path:
    """The folder of gold sets: the one chosen, else ``$KNELL_DATA``, else ``../shared/data`` beside the repository."""
    if chosen is not None:
        return chosen
    named = os.environ.get(VARIABLE)
    return Path(named) if named else _BESIDE_REPOSITORY


def where(name: str, data: Path) -> Path | None:
    """The path of a set, None when it is not there."""
    path = data / SETS[name]
    return path if path.exists() else None


def digest(path: Path) -> str:
    """SHA-256 over the names and bytes of a file or of all files of a folder."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    whole = hashlib.sha256()
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        whole.update(f"{name}\0{file.stat().st_size}\0".encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


def is_unread(item_id: str) -> bool:
    """Whether an item is in the tenth that is scored but never shown: its id's SHA-256 is divisible by ten."""
    return int.from_bytes(hashlib.sha256(item_id.encode("utf-8")).digest(), "big") % 10 == 0
