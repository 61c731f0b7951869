"""Exchanges with servers in the web archives beside a record: noted when they are written, and found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import Connection, insert, select

from knell.model import Capture
from knell.record.exchange_schema import exchanges
from knell.record.report_rows import Row

if TYPE_CHECKING:
    from knell.reports import Written

_STEP = 1 << 20


def archive_beside(record: str) -> Path:
    """The folder beside a record's file, ``knell.db.warcs``; for a database on a server, one in this folder."""
    if "://" in record and not record.startswith("sqlite:"):
        name = urlsplit(record).path.strip("/").rpartition("/")[2] or "knell"
        return Path(f"{name}.warcs")
    return Path(f"{record.removeprefix('sqlite:///')}.warcs")


def note_exchange(connection: Connection, written: Written) -> None:
    """Keep where an exchange was written; nothing is committed here."""
    row = {
        "file": Path(written).name,
        "start": written.start,
        "sha256": written.sha256,
        "length": written.length,
        "url": written.url,
        "at": written.at,
    }
    connection.execute(insert(exchanges), [row])


def exchanges_of(connection: Connection, captured: Iterable[Capture]) -> list[Row]:
    """Where the exchanges that gave these captures stand, in order."""
    found: dict[tuple[str, int], Row] = {}
    for capture in captured:
        if capture.url is not None and capture.at is not None:
            query = select(exchanges).where(exchanges.c.url == capture.url, exchanges.c.at == capture.at)
            found.update({(row["file"], row["start"]): row for row in connection.execute(query).mappings()})
    return [found[key] for key in sorted(found)]


def bytes_of(row: Row, folders: Sequence[Path]) -> bytes | None:
    """The bytes of an exchange, from the first of these folders that has them as they were written."""
    for folder in folders:
        if is_whole(row, folder):
            with (folder / row["file"]).open("rb") as file:
                file.seek(row["start"])
                content: bytes = file.read(row["length"])
                return content
    return None


def is_whole(row: Row, folder: Path) -> bool:
    """Whether a folder has an exchange as it was written; a large one is read in steps."""
    name: str = row["file"]
    if Path(name).name != name or not (folder / name).is_file():
        return False
    digest, left = hashlib.sha256(), row["length"]
    with (folder / name).open("rb") as file:
        file.seek(row["start"])
        while left > 0 and (part := file.read(min(left, _STEP))):
            digest.update(part)
            left -= len(part)
    return bool(left == 0 and digest.hexdigest() == row["sha256"])
