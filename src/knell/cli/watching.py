"""``knell watch``: keep a record current, round by round."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.asking_web import fetcher
from knell.cli.fetching import Allowed, Delay, Warcs, gathering, tell, wanted
from knell.cli.interrupts import heeded
from knell.cli.options import DEFAULT_RECORD, AllowPrivate, RecordName
from knell.cli.problems import Tally
from knell.cli.say import FAILED, INTERRUPTED, Stop, clearly, line

if TYPE_CHECKING:
    from knell.gather import Gatherer, Round
    from knell.record import Record
    from knell.reports import Clock, Fetcher


@clearly
def watch(
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEEDS...", help="A file that lists feeds, sitemaps or pages, one address a line; or addresses."
        ),
    ],
    record: RecordName = DEFAULT_RECORD,
    every: Annotated[
        float, typer.Option("--every", min=0.0, metavar="MINUTES", help="From the start of a round to the next.")
    ] = 15.0,
    rounds: Annotated[
        int | None, typer.Option("--rounds", min=1, metavar="N", help="Stop after so many.", show_default="no end")
    ] = None,
    delay: Delay = 1.0,
    warcs: Warcs = None,
    allow_private: AllowPrivate = False,
    allow_network: Allowed = None,
) -> None:
    """Keep a record current: ask the feeds again and again, fetch what is new, link the events; one line a round.

    What failed for the moment is tried again in later rounds, at growing intervals. It may be stopped at any moment,
    even by pulling the plug: the same command goes on from there.
    """
    from knell.record import Record
    from knell.reports import Clock

    heeded()
    clock = Clock()
    asks = fetcher(allow_private, delay, allow_network or ())
    with Record(record) as opened, gathering(opened, asks, warcs) as work:
        number = 0
        try:
            while rounds is None or number < rounds:
                began = clock.seconds()
                number += 1
                well = _round(opened, work, asks, feeds, number, clock)
                if rounds is None or number < rounds:
                    time.sleep(max(0.0, every * 60 - (clock.seconds() - began)))
        except KeyboardInterrupt:
            line(f"stopped in round {number}; run the same command again to go on from there")
            raise typer.Exit(INTERRUPTED) from None
    if not well:
        raise typer.Exit(FAILED)


def _round(record: Record, work: Gatherer, asks: Fetcher, feeds: list[str], number: int, clock: Clock) -> bool:
    """One round, told in one line; whether all of it went well."""
    from knell.gather import Round, due
    from knell.record import RecordError
    from knell.reports import State

    tally, counts = Tally(), Round()
    moment = clock.now()
    asks.new_round()
    try:
        for given in feeds:
            try:
                wanted(work, given, tally)
            except Stop as stop:
                # The list may be written anew just now; what it held before is known.
                if number == 1:
                    raise
                line(f"round {number}: {stop}")
        work.want_again(due(record.visits(states=[State.FAILED]), moment))
        for step in work.run():
            counts.count(step)
            tell(step, tally)
        changed = record.link(line) if record.is_link_due() else 0
    except RecordError as error:
        line(f"round {number}: {error}; tried again in the next round")
        return False
    tally.tell_the_rest()
    typer.echo(f"{moment:%Y-%m-%d %H:%M} round {number}: {_told(counts)}, {changed:,} events new or changed")
    return not tally.anything_left_out


def _told(counts: Round) -> str:
    parts = [f"{counts.feeds:,} feeds read", f"{counts.added:,} new pages"]
    if counts.there + counts.unchanged:
        parts.append(f"{counts.there + counts.unchanged:,} unchanged")
    parts.append(f"{counts.failed:,} failed")
    if counts.not_had > counts.failed:
        parts.append(f"{counts.not_had - counts.failed:,} not to be had")
    return ", ".join(parts)
