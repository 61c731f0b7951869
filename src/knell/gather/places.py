"""Where the web archives of a record lie."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit


def archive_beside(record: str) -> Path:
    """The folder beside a record's file, ``knell.db.warcs``; for a database on a server, one in this folder."""
    if "://" in record and not record.startswith("sqlite:"):
        name = urlsplit(record).path.strip("/").rpartition("/")[2] or "knell"
        return Path(f"{name}.warcs")
    return Path(f"{record.removeprefix('sqlite:///')}.warcs")
