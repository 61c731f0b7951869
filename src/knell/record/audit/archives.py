"""The web archives beside a record: every exchange is hashed again, and what the record does not know is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from knell.record.audit.findings import Audit
from knell.record.exchange_schema import exchanges
from knell.record.exchanges import is_whole

_PART = "archives"
_ENDINGS = (".warc", ".warc.gz")


def check_archives(
    connection: Connection, audit: Audit, folders: Sequence[Path], done: Callable[[int], object]
) -> None:
    """Check the web archives in these folders against what was noted when they were written."""
    there = [folder for folder in folders if folder.is_dir()]
    known: dict[Path, int] = {}
    query = select(exchanges).order_by(exchanges.c.file, exchanges.c.start).execution_options(stream_results=True)
    for row in connection.execute(query).mappings():
        done(0)
        if not there:
            named = ", ".join(map(str, folders))
            audit.skipped(f"exchanges with servers: there is no folder of web archives {named}", row["file"])
            continue
        end = row["start"] + row["length"]
        held = [folder / row["file"] for folder in there if (folder / row["file"]).is_file()]
        for place in held:
            known[place] = max(known.get(place, 0), end)
        name = f"web archive {row['file']}"
        if any(is_whole(row, place.parent) for place in held):
            audit.counts["exchanges"] += 1
            audit.counts["archived bytes"] += row["length"]
        elif held:
            what = f"its bytes {row['start']} to {end} are not those that were written for {row['url']}"
            audit.fault(_PART, what, name)
        else:
            audit.fault(_PART, f"the file is missing; it held {row['url']}", name)
    for folder in there:
        for path in sorted(folder.iterdir()):
            if path.name.endswith(_ENDINGS) and path.is_file() and path.stat().st_size > known.get(path, 0):
                _look_through(audit, path, known.get(path, 0))


def _look_through(audit: Audit, path: Path, start: int) -> None:
    """What a run that was stopped wrote, or another program: only its own digests tell whether it is whole."""
    from knell.reports import damage_in

    audit.skipped("that web archives hold what was written: the record knows nothing of some of it", path.name)
    with path.open("rb") as file:
        for place, what in damage_in(file):
            if place >= start:
                audit.fault(_PART, f"{what} (byte {place})", f"web archive {path.name}")
