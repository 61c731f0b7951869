"""``knell import`` of a release: its reports with all they say, what people decided, and what came of its events."""

from __future__ import annotations

from pathlib import Path

import typer

from knell.cli.say import FAILED, INTERRUPTED, Stop, line, safe


def import_release(folder: Path, name: str) -> None:
    """Put a release into a record, and say whether its events came out the same."""
    from knell.cli.progress import Progress
    from knell.publish import NotReadable, opened_release, restore_release
    from knell.record import Record, RecordError
    from knell.telling import many

    try:
        release = opened_release(folder)
    except NotReadable as error:
        raise Stop(str(error)) from None
    with Record(name) as record:
        try:
            with Progress("reports done") as progress:
                made = restore_release(release, record, progress.done)
        except KeyboardInterrupt:
            line(f"stopped: {record.name} keeps what was imported; run the same command again to go on from there")
            raise typer.Exit(INTERRUPTED) from None
        except (NotReadable, RecordError) as error:
            raise Stop(str(error)) from None
        decided = f"{many(made.reports, 'report')}, {many(made.decisions, 'decision')}"
        typer.echo(safe(f"{record.name}: {decided}; {many(made.same, 'event')} as in the release"))
    if made.other or made.not_in_release:
        if made.other:
            line(f"{many(made.other, 'event')} of the release came out otherwise")
        if made.not_in_release:
            line(f"{many(made.not_in_release, 'event')} of the record not as in the release")
        raise typer.Exit(FAILED)
