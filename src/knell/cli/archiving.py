"""``knell archive``: a web archive, or any pile of pages, to tables of reports, claims and linked events."""

from __future__ import annotations

import importlib.util
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.interrupts import heeded
from knell.cli.options import PROCESSORS, Workers
from knell.cli.say import FAILED, INTERRUPTED, WRONG_USAGE, Stop, clearly, line

if TYPE_CHECKING:
    from knell.archive import Archive
    from knell.cli.archiving_progress import Telling

_MOST_TOLD = 50
_SIZE = re.compile(r"[0-9]+(?:\.[0-9]+)? ?(?:[KMGT]i?B|B)", re.IGNORECASE)
_NEEDED = {"local": ("cattrs", "duckdb", "numpy", "pyarrow", "resiliparse"), "spark": ("pyspark",)}
_EXTRA = {"local": "archive", "spark": "spark"}


class EngineName(StrEnum):
    """What brings the events together."""

    LOCAL = "local"
    SPARK = "spark"


@clearly
def archive(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files and folders: WARC, WACZ, JSON lines, Parquet, pages ...; with Spark also s3a:// and the like.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="The folder for the tables.", show_default=False)
    ],
    engine: Annotated[EngineName, typer.Option(help="Processes of this machine, or Spark.")] = EngineName.LOCAL,
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Spark is, as spark-submit names it.", show_default=False)
    ] = None,
    workers: Workers = PROCESSORS,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What sorting may take; each process takes its own beside it.")
    ] = "512MB",
    slow: Annotated[
        bool, typer.Option("--slow", help="Read every page in full, also where no word of an outcome stands in it.")
    ] = False,
    no_texts: Annotated[
        bool,
        typer.Option("--no-texts", help="Leave the texts of reports out; `knell add DIR` cannot take events then."),
    ] = False,
) -> None:
    """Read archives too large for a record; write tables of reports, claims and linked events, as Parquet.

    Work is kept file by file: after Ctrl-C or a crash, run the same command again and it goes on from there. The same
    inputs give the same tables, whatever the engine and the number of processes.
    """
    heeded()
    _check(engine)
    if not _SIZE.fullmatch(memory):
        raise typer.BadParameter(f"{memory!r} is not a size; write it as 512MB or 4GB", param_hint="--memory")
    from knell.archive import Folder, InUse, NotAnArchive, NothingToRead, Plan, listing_of, make, open_engine
    from knell.cli.archiving_progress import Telling

    plan = Plan(
        inputs=inputs,
        opened=lambda folder: open_engine(engine.value, folder, workers, memory, master),
        listing=listing_of(engine.value, workers, master),
        workers=workers,
        here=engine is EngineName.LOCAL,
        fast=not slow,
        texts=not no_texts,
    )
    try:
        with Telling() as telling:
            made = make(plan, Folder(out), telling)
    except NothingToRead as error:
        for problem in error.problems[:_MOST_TOLD]:
            line(problem.message)
        raise Stop(f"there is nothing to read; {out} is as it was") from None
    except (NotAnArchive, InUse) as error:
        raise Stop(f"{out}: {error}", WRONG_USAGE) from None
    except KeyboardInterrupt:
        line(f"stopped: {telling.words()}; run the same command again to go on from there")
        raise typer.Exit(INTERRUPTED) from None
    _tell(made, out, telling)
    if made.anything_left_out:
        raise typer.Exit(FAILED)


def _check(engine: EngineName) -> None:
    """Say what is missing, before anything is read."""
    for name in dict.fromkeys((EngineName.LOCAL, engine)):
        missing = [one for one in _NEEDED[name.value] if importlib.util.find_spec(one) is None]
        if missing:
            extra = _EXTRA[engine.value]
            raise Stop(f"{', '.join(missing)} is not installed; install it with: pip install 'knell[{extra}]'")


def _tell(made: Archive, out: Path, telling: Telling) -> None:
    summary = made.summary
    for problem in made.problems[:_MOST_TOLD]:
        line(problem.message)
    if len(made.problems) > _MOST_TOLD:
        line(f"and {len(made.problems) - _MOST_TOLD:,} more such problems, in {out / 'problems.jsonl'}")
    if made.before:
        typer.echo(f"{out}: made of just these inputs before; nothing to do")
    rows = summary["rows"]
    typer.echo(f"{summary['pages']:,} pages: {summary['with_claims']:,} make claims")
    for reason, number in sorted(summary["skipped"].items(), key=lambda item: (-item[1], item[0])):
        typer.echo(f"  {number:>12,}  {reason}")
    typer.echo(
        f"{rows.get('reports', 0):,} reports, {rows.get('claims', 0):,} claims, {rows.get('events', 0):,} events"
    )
    if not made.before:
        from knell.cli.progress import speed

        reading = telling.staged or telling.seconds
        typer.echo(
            f"{telling.seconds:,.1f} seconds: reading {reading:,.1f} "
            f"({speed(telling.pages, reading)} pages a second), linking {telling.seconds - reading:,.1f}"
        )
    typer.echo(f"tables: {out}")
