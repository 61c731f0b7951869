"""``knell fetch``: have the pages of addresses, lists, feeds and sitemaps, and keep what they say in a record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.asking_web import fetcher
from knell.cli.interrupts import heeded
from knell.cli.options import DEFAULT_RECORD, AllowPrivate, Format, RecordName, ShownAs
from knell.cli.problems import Tally
from knell.cli.say import FAILED, INTERRUPTED, WRONG_USAGE, Stop, clearly, line, out
from knell.contract import dumps
from knell.model import Problem

if TYPE_CHECKING:
    from knell.gather import Gatherer, Round, Step
    from knell.record import Record, Visit
    from knell.reports import Fetcher

_MOST_PAGES = 1_000

Delay = Annotated[
    float,
    typer.Option("--delay", min=0.0, metavar="SECONDS", help="How long to wait between two requests to one host."),
]
Warcs = Annotated[
    Path | None,
    typer.Option("--warcs", metavar="FOLDER", help="Where the web archives go.", show_default="RECORD.warcs"),
]
Allowed = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-network",
        metavar="NETWORK",
        help="Also ask addresses of this network, such as 10.1.0.0/16; may be given more than once.",
    ),
]


@clearly
def fetch(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT]...",
            help="Addresses of pages, feeds or sitemaps; files that list addresses; saved feeds or sitemaps.",
            show_default=False,
        ),
    ] = None,
    record: RecordName = DEFAULT_RECORD,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what failed or was refused before.")] = False,
    gone: Annotated[bool, typer.Option("--gone", help="With --retry: also what its host said is gone.")] = False,
    failed: Annotated[
        bool, typer.Option("--failed", help="Fetch nothing; list what could not be had, and why.")
    ] = False,
    format: ShownAs = Format.TABLE,
    most: Annotated[int, typer.Option("--most", min=1, metavar="N", help="How many pages to ask for.")] = _MOST_PAGES,
    delay: Delay = 1.0,
    warcs: Warcs = None,
    allow_private: AllowPrivate = False,
    allow_network: Allowed = None,
) -> None:
    """Fetch pages politely and add what they say to a record. Feeds and sitemaps lead to their pages.

    A page that cannot be had is kept in the record with its reason, and tried again with --retry. After Ctrl-C or a
    crash, run the same command again: what was fetched is not fetched again.
    """
    from knell.cli.progress import Progress
    from knell.gather import Round
    from knell.record import Record

    heeded()
    if failed:
        _print_failed(record, format)
        return
    if not inputs and not retry:
        raise Stop("name an address, a list of addresses or a feed, or try again what failed with --retry", WRONG_USAGE)
    tally, counts = Tally(), Round()
    asks = fetcher(allow_private, delay, allow_network or ())
    with Record(record, create=bool(inputs)) as opened, gathering(opened, asks, warcs) as work:
        try:
            _want(opened, work, inputs or [], retry, gone, tally)
            with Progress("addresses asked") as progress:
                for step in work.run(most):
                    counts.count(step)
                    tell(step, tally)
                    progress.done(1)
            changed = opened.link(line) if opened.is_link_due() else 0
        except KeyboardInterrupt:
            kept = f"{opened.name} holds {opened.count():,} reports, {counts.added:,} of them added now"
            line(f"stopped: {kept}; run the same command again to go on from there")
            raise typer.Exit(INTERRUPTED) from None
        tally.tell_the_rest()
        if waiting := work.waiting():
            line(f"{waiting:,} more address(es) wait; go on with: knell fetch --retry --record {record}")
        if counts.failed:
            line(f"what failed may answer another time; try again with: knell fetch --retry --record {record}")
        typer.echo(_summary(opened, counts, changed))
    if tally.anything_left_out:
        raise typer.Exit(FAILED)


@contextmanager
def gathering(record: Record, asks: Fetcher, warcs: Path | None) -> Iterator[Gatherer]:
    """What gathers into a record, with its web archives in their place."""
    from knell.gather import Gatherer, archive_beside
    from knell.reports import Archive

    with Archive(warcs or archive_beside(record.name)) as archive:
        yield Gatherer(record, asks, archive)


def wanted(work: Gatherer, given: str, tally: Tally) -> int:
    """Note the addresses that an input names; gives how many."""
    from knell.gather import addresses_of
    from knell.reports import is_address

    found = []
    try:
        for one in addresses_of(given):
            if isinstance(one, Problem):
                tally.left_out(one)
            else:
                found.append(one)
    except OSError as error:
        raise Stop(
            f"{given}: {error.strerror or error}; give an address, or a file that lists some", WRONG_USAGE
        ) from None
    return work.want(found, None if is_address(given) else given)


def tell(step: Step, tally: Tally) -> None:
    """Say what went wrong with one address; what went well is counted."""
    from knell.reports import State

    visit = step.visit
    if visit.state in (State.FAILED, State.REFUSED, State.GONE):
        tally.left_out(Problem(visit.state, f"{visit.url}: {visit.state}: {visit.reason}"))
    elif visit.state == State.UNREAD and not step.problems:
        tally.left_out(Problem(visit.state, f"{visit.url}: {visit.reason}"))
    for problem in step.problems:
        tally.met(problem)
    for kept in step.kept:
        tally.read(kept.reading.report, kept.reading.where, kept.problems)
    if step.without:
        line(f"{visit.url}: {step.without:,} entries without an address; read what they say with: knell add")
    if step.cut_off:
        line(f"{visit.url}: it holds more addresses than are taken from one; the others are left")


def _want(record: Record, work: Gatherer, inputs: list[str], retry: bool, gone: bool, tally: Tally) -> None:
    from knell.reports import State

    for given in inputs:
        if not wanted(work, given, tally):
            line(f"{given}: there is no address in it")
    if retry:
        states = [State.FAILED, State.REFUSED, State.UNREAD, *([State.GONE] if gone else [])]
        work.want_again(_allowed(record.visits(states=states)))


def _allowed(visits: list[Visit]) -> Iterator[Visit]:
    """Those whose hosts do not wish to be asked later."""
    from knell.reports import Clock

    now, later = Clock().now(), 0
    for visit in visits:
        if visit.not_before is not None and visit.not_before > now:
            later += 1
        else:
            yield visit
    if later:
        line(f"{later:,} address(es) are not tried yet: their hosts wish to be asked later")


def _summary(record: Record, counts: Round, changed: int) -> str:
    parts = [f"{counts.added:,} added", f"{counts.there:,} already there"]
    for number, words in (
        (counts.unchanged, "unchanged"),
        (counts.failed, "failed"),
        (counts.refused, "refused"),
        (counts.gone, "gone"),
        (counts.unread, "without a report"),
    ):
        if number:
            parts.append(f"{number:,} {words}")
    events = f"{record.count():,} reports tell of {record.count_events():,} events, {changed:,} of them new or changed"
    return f"{record.name}: {', '.join(parts)}; {events}"


def _as_json(visit: Visit) -> dict[str, object]:
    return {
        "address": visit.url,
        "state": visit.state,
        "reason": visit.reason,
        "attempts": visit.attempts,
        "tried": visit.tried.isoformat() if visit.tried else None,
        "not_before": visit.not_before.isoformat() if visit.not_before else None,
        "found_in": visit.found_in,
    }


def _print_failed(name: str, format: Format) -> None:
    from knell.cli.console import console, print_table
    from knell.record import Record
    from knell.reports import State

    with Record(name, create=False) as record:
        visits = record.visits(states=[State.FAILED, State.REFUSED, State.UNREAD, State.GONE])
    if format is Format.JSON:
        out(dumps([_as_json(visit) for visit in visits]))
        return
    if not visits:
        typer.echo("nothing failed")
        return
    rows = [
        (one.state, one.url, one.reason, str(one.attempts), f"{one.tried:%Y-%m-%d %H:%M}" if one.tried else "")
        for one in visits
    ]
    print_table(console(), ["state", "address", "why", "tries", "last tried (UTC)"], rows, whole=(0, 3, 4))
