"""``knell verify``: whether a record still holds what was put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from knell.cli.options import DEFAULT_RECORD, Format, RecordName, ShownAs, Warcs
from knell.cli.say import FAILED, clearly, out, safe

if TYPE_CHECKING:
    from knell.record import Audit, Fault

# So many faults are shown one by one; the others are counted.
_MOST_SHOWN = 1_000


Links = Annotated[
    bool, typer.Option("--links", help="Link everything anew to compare, in memory, however large the record is.")
]

Again = Annotated[
    bool, typer.Option("--again", help="Read every report again too, and say which this knell reads otherwise.")
]


@clearly
def verify(
    record: RecordName = DEFAULT_RECORD,
    format: ShownAs = Format.TABLE,
    links: Links = False,
    again: Again = False,
    warcs: Warcs = None,
) -> None:
    """Check a record: every hash, every text against the bytes it was made of, every quote against its text.

    Changes nothing. Ends with exit status 1 when anything is wrong; what could not be checked is said, with why.
    """
    from knell.cli.progress import Progress
    from knell.record import Record

    with Record(record, create=False) as opened, Progress("reports checked") as progress:
        told = _Shown() if format is Format.TABLE else None
        audit = opened.verify(told, progress.done, links, again, warcs or ())
        name = opened.name
    if format is Format.JSON:
        from knell.contract import dumps

        out(dumps(_as_json(name, audit)))
    else:
        for text in _summary(name, audit):
            typer.echo(safe(text))
    if not audit.is_well:
        raise typer.Exit(FAILED)


class _Shown:
    """Shows faults as they are found."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, fault: Fault) -> None:
        self._number += 1
        if self._number <= _MOST_SHOWN:
            typer.echo(safe(f"wrong: {fault.message}"))
        elif self._number == _MOST_SHOWN + 1:
            typer.echo("wrong: and more, which are only counted from here on")


def _summary(name: str, audit: Audit) -> list[str]:
    from knell.telling import many

    held = audit.counts
    nouns = (
        "report",
        "claim",
        "finding",
        "commemoration",
        "capture",
        "exchange",
        "linked event",
        "decision",
        "log line",
    )
    counted = [many(held[f"{noun}s"], noun) for noun in nouns if held[f"{noun}s"] or noun in nouns[:2]]
    lines = [
        f"{name}: {', '.join(counted)}",
        f"{many(held['blobs'], 'report')} with archived bytes ({many(held['bytes'], 'byte')}), "
        f"{many(held['texts'], 'text')} made again from them",
    ]
    if held["read again"]:
        lines.append(f"{many(held['read again'], 'report')} read again, with the same result")
    for why, skipped in audit.unchecked.items():
        named = f" ({', '.join(skipped.named)}{' …' if skipped.number > len(skipped.named) else ''})"
        lines.append(f"not checked, {skipped.number:,}: {why}{named if skipped.named else ''}")
    lines.append(f"digest {audit.digest}")
    if audit.is_well:
        return [*lines, "nothing is wrong"]
    parts = ", ".join(f"{part} {number:,}" for part, number in sorted(audit.wrong.items()))
    return [*lines, f"{many(audit.wrong.total(), 'thing')} wrong: {parts}"]


def _as_json(name: str, audit: Audit) -> dict[str, Any]:
    return {
        "record": name,
        "well": audit.is_well,
        "digest": audit.digest,
        "counts": dict(sorted(audit.counts.items())),
        "wrong": dict(sorted(audit.wrong.items())),
        "faults": [
            {"part": one.part, "report": one.report, "where": one.where, "what": one.what, "message": one.message}
            for one in audit.faults
        ],
        "unchecked": [
            {"why": why, "number": one.number, "named": one.named} for why, one in sorted(audit.unchecked.items())
        ],
    }
