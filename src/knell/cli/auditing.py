"""``knell audit``: the log of what was done with a record, taken out and checked."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from knell.cli.options import DEFAULT_RECORD, RecordName
from knell.cli.people import login_name
from knell.cli.say import FAILED, WRONG_USAGE, Stop, clearly, out, safe

audits = typer.Typer(help="The log of what was done with a record.", no_args_is_help=True)

_NOTED = re.compile(r"(\d+):([0-9a-f]{64})")


@audits.command()
@clearly
def export(record: RecordName = DEFAULT_RECORD) -> None:
    """Print the whole log, a JSON object a line, each with the hash of itself and of the line before."""
    from knell.record import Record
    from knell.review import audit, operator

    with Record(record, create=False) as opened:
        if opened.database.writable:
            audit.note(opened, operator(login_name()).name, "log exported")
        for text in audit.export(opened):
            out(text.rstrip("\n"))


@audits.command()
@clearly
def check(
    record: RecordName = DEFAULT_RECORD,
    noted: Annotated[
        str | None,
        typer.Option("--noted", metavar="NUMBER:HASH", help="A line noted down before; it must still be there."),
    ] = None,
) -> None:
    """Work out every hash of the log again, and say which line is the last: who notes it sees later if lines go.

    Ends with exit status 1 when anything is wrong.
    """
    from knell.record import Record
    from knell.review import audit
    from knell.telling import many

    with Record(record, create=False) as opened:
        faults = audit.check(opened, _line_of(noted))
        last = audit.last(opened)
        name = opened.name
    for fault in faults:
        typer.echo(safe(f"wrong: {fault}"))
    if last is None:
        typer.echo(safe(f"{name}: the log is empty"))
    else:
        typer.echo(safe(f"{name}: {many(last.number, 'line')} in the log, the last is {last.number}:{last.seal}"))
    typer.echo(f"{many(len(faults), 'thing')} wrong" if faults else "nothing is wrong")
    if faults:
        raise typer.Exit(FAILED)


def _line_of(noted: str | None) -> tuple[int, str] | None:
    if noted is None:
        return None
    if not (found := _NOTED.fullmatch(noted)):
        raise Stop(f"{noted!r} is no line of a log; give NUMBER:HASH as this command prints it", WRONG_USAGE)
    return int(found[1]), found[2]
