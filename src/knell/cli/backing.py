"""``knell backup`` and ``knell restore``: all of a record as one file, and a record of it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.say import FAILED, INTERRUPTED, Stop, clearly, line, safe

BackupFile = Annotated[str, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]
Unverified = Annotated[
    bool, typer.Option("--unverified", help="Do not verify the record afterwards; its rows are checked all the same.")
]


@clearly
def backup(file: BackupFile, record: RecordName = DEFAULT_RECORD) -> None:
    """Write all that a record holds into one file, while others may go on working with it.

    Reports with their archived bytes, events, decisions, accounts and logs, as of one moment; not who is signed in.
    Only its owner may read the file: it holds the hashes of passwords. It must not be there yet.
    """
    from knell.cli.progress import Progress
    from knell.record import Record, archive_beside

    with Record(record, create=False) as opened, Progress("rows written") as progress:
        try:
            made = opened.backup(file, progress.done)
        except KeyboardInterrupt:
            raise Stop(f"{file}: stopped; nothing was written", INTERRUPTED) from None
        archives = archive_beside(opened.name)
    typer.echo(safe(f"{file}: {_counted({name: one.rows for name, one in made.tables.items()})}"))
    typer.echo(safe(f"{made.rows:,} rows of {len(made.tables)} tables, {made.bytes:,} bytes, sha256 {made.sha256}"))
    typer.echo("it holds the hashes of passwords and all decisions: keep it as safe as the record")
    if archives.is_dir():
        number = sum(1 for one in archives.iterdir() if one.is_file())
        typer.echo(safe(f"not in it: {number:,} web archive(s) in {archives}; copy that folder too"))


@clearly
def restore(file: BackupFile, record: RecordName = DEFAULT_RECORD, unverified: Unverified = False) -> None:
    """Make a record of a backup, in a file or in PostgreSQL, whichever it was taken from.

    The record must not be there yet, or hold nothing. Every row is counted and hashed, in the backup and again in the
    record; then the record is verified. When anything is wrong with the backup, nothing is restored.
    """
    from knell.cli.progress import Progress
    from knell.record import Record, archive_beside, restore

    with Progress("rows restored") as progress:
        try:
            counted = restore(Path(file), record, progress.done)
        except KeyboardInterrupt:
            raise Stop(f"{file}: stopped; nothing was restored", INTERRUPTED) from None
    typer.echo(safe(f"{file}: restored {_counted({name: one.rows for name, one in counted.items()})}"))
    with Record(record, create=False) as opened:
        name = opened.name
        if counted["exchanges"].rows:
            typer.echo(safe(f"its web archives belong into {archive_beside(name)}; copy them there"))
        if unverified:
            return
        with Progress("reports checked") as progress:
            audit = opened.verify(done=progress.done)
    if audit.is_well:
        typer.echo(safe(f"{name}: verified, digest {audit.digest}, nothing is wrong"))
        return
    for fault in audit.faults[:10]:
        line(f"wrong: {fault.message}")
    line(f"{name}: holds what the backup holds, but that was wrong already: knell verify --record {name} tells all")
    raise typer.Exit(FAILED)


def _counted(rows: dict[str, int]) -> str:
    """How many of what there are."""
    from knell.telling import many

    nouns = {
        "reports": ("report", None),
        "claims": ("claim", None),
        "events": ("event", None),
        "decisions": ("decision", None),
        "codings": ("coding", None),
        "people": ("person", "people"),
    }
    return ", ".join(many(rows[table], *noun) for table, noun in nouns.items() if rows.get(table))
