"""``knell import``: put a list of incidents that others keep into a record, after showing how it is read."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.adding import Batch, link_if_due, summary, unknown
from knell.cli.interrupts import heeded
from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.problems import Tally
from knell.cli.say import FAILED, INTERRUPTED, WRONG_USAGE, Stop, clearly, line, safe
from knell.model import Problem

if TYPE_CHECKING:
    from knell.cli.progress import Progress
    from knell.imports import Proposal
    from knell.record import Record
    from knell.reports import lists

ListFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A list of incidents: .csv, .tsv or .xlsx; or the folder of a release of knell.",
        show_default=False,
    ),
]
MapFile = Annotated[
    Path | None, typer.Option("--map", metavar="MAP.toml", help="Read the list as this file says; do not ask.")
]
SaveFile = Annotated[Path | None, typer.Option("--save", metavar="MAP.toml", help="Write how the list is read here.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Go ahead with what is proposed; do not ask.")]
SheetName = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of a workbook.", show_default="the first")
]


@clearly
def import_(
    file: ListFile,
    record: RecordName = DEFAULT_RECORD,
    map: MapFile = None,
    save: SaveFile = None,
    yes: Yes = False,
    sheet: SheetName = None,
) -> None:
    """Put a list of incidents into a record: each row with the claims that its cells make.

    What each column seems to mean is shown first. With neither --yes nor --map nor anybody to ask, nothing is imported
    and the exit status is 2. Importing the same list again changes nothing.

    A release that knell export wrote in its own layout, with texts, as JSON lines or CSV, is read as it is, with what
    people decided; then every event is compared with the release, and the exit status is 1 where one is not the same.
    """
    from knell.cli.importing_releases import import_release
    from knell.imports import written

    heeded()
    if file.is_dir():
        if map is not None or save is not None or sheet is not None:
            raise Stop(f"{file}: is a folder; --map, --save and --sheet are for lists", WRONG_USAGE)
        import_release(file, record)
        return
    opened, proposal = _looked_over(file, map, sheet)
    _show(file, proposal)
    if save is not None:
        save.write_text(written(proposal.plan), encoding="utf-8")
        line(f"{save}: written; change it where it is wrong, and give it with --map")
    if not any(_counts(target) for target in proposal.plan.columns.values()):
        raise Stop(f"{file}: no column is known to count people; name one with --map (see --save)", WRONG_USAGE)
    if not (yes or map is not None or _is_agreed()):
        raise Stop(
            f"{file}: nothing was imported; agree with --yes, or say otherwise with --save and --map", WRONG_USAGE
        )
    _import(file, opened, proposal, record)


def _looked_over(file: Path, map: Path | None, sheet: str | None) -> tuple[lists.Sheet, Proposal]:
    """The list, and how it is to be read."""
    from knell.imports import BadMapping, parsed, propose
    from knell.reports import lists

    try:
        plan = parsed(map.read_text(encoding="utf-8")) if map is not None else None
    except (BadMapping, UnicodeDecodeError) as error:
        raise Stop(f"{map}: {error}", WRONG_USAGE) from None
    try:
        opened = lists.opened(file, sheet)
        return opened, propose(file, opened, plan)
    except BadMapping as error:
        raise Stop(f"{map}: {error}", WRONG_USAGE) from None
    except lists.Unreadable as error:
        raise Stop(f"{file}: {error.words}") from None


def _counts(target: str) -> bool:
    from knell.imports import counted

    return counted(target) is not None


def _is_agreed() -> bool:
    """Whether there is somebody to ask, and they agree."""
    return sys.stdin.isatty() and sys.stdout.isatty() and typer.confirm("Import it like this?")


def _show(file: Path, proposal: Proposal) -> None:
    """How each column is read, with an example of its cells."""
    from knell.cli.console import cell, console, print_table

    plan = proposal.plan
    known = f", known as {proposal.layout}" if proposal.layout else ""
    typer.echo(safe(f"{file.name}: {proposal.rows:,} rows{known}; columns named in row {plan.header}"))
    rows = []
    for column in proposal.columns:
        target = plan.columns.get(column.name, "")
        if not target and not column.filled:
            continue
        more = [order.value for order in [plan.orders.get(column.name)] if order is not None]
        if column.zeros and column.name in plan.zeros:
            more.append(f"0: {plan.zeros[column.name]}")
        read = cell(target or "not read", "green" if target else "yellow")
        rows.append((cell(column.name), read, cell(", ".join(more)), cell(column.example)))
    print_table(console(), ["column", "read as", "where in doubt", "for example"], rows)
    for note in proposal.notes:
        line(f"{file.name}: {note}")


def _import(file: Path, opened: lists.Sheet, proposal: Proposal, name: str) -> None:
    from knell.cli.progress import Progress
    from knell.record import Record, RecordError

    tally, counts = Tally(), Counter[str]()
    with Record(name) as record:
        try:
            with Progress("rows done") as progress:
                _add_rows(record, file, opened, proposal, tally, counts, progress)
            link_if_due(record)
        except KeyboardInterrupt:
            line(f"stopped: {record.name} keeps what was imported; run the same command again to go on from there")
            raise typer.Exit(INTERRUPTED) from None
        except RecordError as error:
            raise Stop(str(error)) from None
        tally.tell_the_rest()
        typer.echo(summary(record, counts, tally))
    if tally.anything_left_out:
        raise typer.Exit(FAILED)


def _add_rows(
    record: Record,
    file: Path,
    opened: lists.Sheet,
    proposal: Proposal,
    tally: Tally,
    counts: Counter[str],
    progress: Progress,
) -> None:
    from knell.imports import extraction_of, readings
    from knell.record import Sealed

    batch = Batch(record, tally, counts, progress)
    try:
        with closing(unknown(record, readings(file, opened, proposal), counts, progress)) as rows:
            for item in rows:
                if isinstance(item, Problem):
                    tally.met(item)
                else:
                    found = extraction_of(item.report, item.raw, proposal.plan, item.where)
                    batch.put(Sealed(found, item.raw), item.where)
    finally:
        batch.commit()
