"""``knell evidence``: what a claim, or an event, rests on, as a folder to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.asking import asked, the_event
from knell.cli.options import DEFAULT_RECORD, RecordName, Warcs
from knell.cli.say import WRONG_USAGE, Stop, clearly, line, safe

if TYPE_CHECKING:
    from knell.record import Record

ClaimName = Annotated[
    str | None,
    typer.Argument(metavar="CLAIM", help="A claim's id, or its beginning.", show_default=False),
]
EventOption = Annotated[
    str | None,
    typer.Option("--event", metavar="EVENT", help="An event: its figures, and all claims about it."),
]
RuleOption = Annotated[
    str | None,
    typer.Option("--rule", metavar="R", help="With --event: by which coding rule.", show_default="the default"),
]
Folder = Annotated[
    str,
    typer.Option("--out", metavar="DIR", help="The folder to write; it must not be there, or be empty."),
]
_MOST_SHOWN = 10


@clearly
def evidence(
    claim: ClaimName = None,
    out: Folder = "evidence",
    event: EventOption = None,
    rule: RuleOption = None,
    record: RecordName = DEFAULT_RECORD,
    warcs: Warcs = None,
) -> None:
    """Write what a claim rests on into a folder that anyone can check without knell.

    It holds the archived bytes, the text with the words marked, how they were captured, and all hashes.
    """
    from knell.figures import UnknownRule

    if (claim is None) == (event is None):
        raise Stop("give either a claim's id or --event; knell show EVENT --format json lists claims", WRONG_USAGE)
    with asked(record) as opened:
        if event is not None:
            key = the_event(opened, event)
            try:
                names = opened.write_event_evidence(key, out, rule, warcs or ())
            except UnknownRule as error:
                raise Stop(str(error.args[0] if error.args else error), WRONG_USAGE) from None
        else:
            names = opened.write_evidence(_the_claim(opened, claim or ""), out, warcs or ())
    typer.echo(safe(f"{out}: {len(names):,} files; begin with {out}/statement.txt, and check all of them there with"))
    typer.echo("  sha256sum -c SHA256SUMS")


def _the_claim(record: Record, words: str) -> str:
    """The id of the claim that is meant. Ends the command when there is none, or more than one."""
    found = record.claim_ids(words.strip(), _MOST_SHOWN + 1)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Stop(f"no claim of {record.name} has an id that begins {words!r}", WRONG_USAGE)
    for name in found[:_MOST_SHOWN]:
        line(f"  {name}")
    raise Stop(f"more than one claim has an id that begins {words!r}; give more of it", WRONG_USAGE)
