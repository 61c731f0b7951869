"""Addresses of static files, each with a hash of what it holds, so that a browser may keep it for good."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def static(name: str) -> str:
    """The address of a static file. Raises ``FileNotFoundError`` for one that is not there."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:16]}"
