"""``knell add`` and ``knell link``: put reports into a record and bring their events together."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli import adding_archives, work
from knell.cli.asking_web import capture_of
from knell.cli.interrupts import heeded, not_now
from knell.cli.options import DEFAULT_RECORD, PROCESSORS, AllowPrivate, Inputs, RecordName, Workers
from knell.cli.problems import Tally
from knell.cli.say import FAILED, INTERRUPTED, WRONG_USAGE, Stop, clearly, line
from knell.model import Problem, Report

if TYPE_CHECKING:
    from knell.archive import Choice
    from knell.cli.progress import Progress
    from knell.record import Record, Sealed
    from knell.reports import Reading

# A batch is committed when it has so many reports or letters, or is so many seconds old.
_BATCH_REPORTS = 200
_BATCH_LETTERS = 4_000_000
_BATCH_SECONDS = 2.0
_LOOKED_UP_AT_ONCE = 100

Explain = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--explain",
        metavar="A B",
        help="Link nothing; say why two reports, by id, or two events, by key, are or are not one.",
    ),
]

ADDED, THERE = "added", "already there"


@clearly
def add(
    inputs: Inputs,
    record: RecordName = DEFAULT_RECORD,
    workers: Workers = PROCESSORS,
    allow_private: AllowPrivate = False,
    event: adding_archives.Events = None,
    from_: adding_archives.From = None,
    to: adding_archives.To = None,
    place: adding_archives.PlaceName = None,
    country: adding_archives.Country = None,
    min_killed: adding_archives.Killed = None,
) -> None:
    """Add reports to a record, and link the events they tell of. Adding the same again changes nothing.

    Work is kept in small batches: after Ctrl-C or a crash, run the same command again and it goes on from there.
    Of a folder that `knell archive` made, all its reports are added with what they say, or those of chosen events.
    """
    from knell.cli.progress import Progress
    from knell.record import Record, RecordError
    from knell.reports import scan

    heeded()
    tally = Tally()
    counts: Counter[str] = Counter()
    choice = adding_archives.choice(event, from_, to, place, country, min_killed)
    archives = [one for one in inputs if adding_archives.is_archive(one)]
    inputs = [one for one in inputs if one not in archives]
    if choice is not None and (inputs or not archives):
        raise Stop("events can be chosen only of a folder that `knell archive` made; give that alone", WRONG_USAGE)
    with Record(record) as opened, ExitStack() as stack:
        fetch = capture_of(inputs, allow_private, opened, stack)
        try:
            with Progress("reports done") as progress:
                _add_all(opened, scan(inputs, fetch=fetch), workers, tally, counts, progress)
                for folder in archives:
                    _add_archive(opened, folder, choice, tally, counts, progress)
            link_if_due(opened)
        except KeyboardInterrupt:
            kept = f"{opened.name} holds {opened.count():,} reports, {counts[ADDED]:,} of them added now"
            line(f"stopped: {kept}; run the same command again to go on from there")
            raise typer.Exit(INTERRUPTED) from None
        except RecordError as error:
            kept = f"; {counts[ADDED]:,} reports added before that are kept" if counts[ADDED] else ""
            raise Stop(f"{error}{kept}") from None
        tally.tell_the_rest()
        typer.echo(summary(opened, counts, tally))
    if tally.anything_left_out:
        raise typer.Exit(FAILED)


@clearly
def link(record: RecordName = DEFAULT_RECORD, explain: Explain = None) -> None:
    """Link the events of a record again, after an interruption or a new version of knell; or say why two are one."""
    from knell.record import Record

    if explain is not None:
        _explain(record, *explain)
        return
    with Record(record, create=False) as opened:
        changed = opened.link(line)
        typer.echo(f"{opened.name}: {opened.count_events():,} events, {changed:,} new or changed")


def _explain(record: str, a: str, b: str) -> None:
    from knell.cli.asking import asked, meant
    from knell.cli.explaining import print_explained
    from knell.record import RecordError

    with asked(record) as opened:
        try:
            found = opened.explain(meant(opened, a), meant(opened, b))
        except RecordError as error:
            raise Stop(str(error), WRONG_USAGE) from None
    print_explained(found)


def summary(record: Record, counts: Counter[str], tally: Tally) -> str:
    """What a record holds now, and what came of the inputs."""
    left_out = f", {tally.left_out_reports:,} left out" if tally.left_out_reports else ""
    return (
        f"{record.name}: {counts[ADDED]:,} added, {counts[THERE]:,} already there{left_out}; "
        f"{record.count():,} reports tell of {record.count_events():,} events"
    )


def link_if_due(record: Record) -> None:
    """Bring the events of a record together, if anything has changed."""
    if record.is_link_due():
        line("linking events")
        record.link(line)


def _add_all(
    record: Record,
    readings: Iterable[Reading | Problem],
    workers: int,
    tally: Tally,
    counts: Counter[str],
    progress: Progress,
) -> None:
    from knell.record import Sealed

    batch = Batch(record, tally, counts, progress)
    try:
        with closing(work.each(unknown(record, readings, counts, progress), work.extract, workers)) as done:
            for item in done:
                if isinstance(item, Problem):
                    tally.met(item)
                elif isinstance(item.result, Problem):
                    tally.left_out(item.result)
                else:
                    batch.put(Sealed(item.result, item.reading.raw), item.reading.where)
    finally:
        # After Ctrl-C as well: what is extracted is not thrown away.
        batch.commit()


def _add_archive(
    record: Record,
    folder: str,
    choice: Choice | None,
    tally: Tally,
    counts: Counter[str],
    progress: Progress,
) -> None:
    from knell.record import Sealed

    batch, there = Batch(record, tally, counts, progress), list[int]()
    try:
        for extraction in adding_archives.unknown(record, folder, choice, there):
            batch.put(Sealed(extraction), folder)
    finally:
        batch.commit()
        counts[THERE] += sum(there)
    if choice is not None and not counts.total():
        line(f"{folder}: no event in it is what was asked for")


class Batch:
    """Extractions that wait to be written together."""

    def __init__(self, record: Record, tally: Tally, counts: Counter[str], progress: Progress) -> None:
        self._record, self._tally, self._counts, self._progress = record, tally, counts, progress
        self._waiting: list[tuple[Sealed, str]] = []
        self._letters = 0
        self._since = time.monotonic()

    def put(self, sealed: Sealed, where: str) -> None:
        """Take one more, and write if it is time."""
        self._waiting.append((sealed, where))
        self._letters += _size(sealed.report, sealed.raw)
        if (
            len(self._waiting) >= _BATCH_REPORTS
            or self._letters >= _BATCH_LETTERS
            or time.monotonic() - self._since >= _BATCH_SECONDS
        ):
            self.commit()

    def commit(self) -> None:
        """Write what waits, all of it or, should one report be refused, all but that one; then say it is done."""
        from knell.record import RefusedReport

        with not_now():
            waiting, self._waiting, self._letters, self._since = self._waiting, [], 0, time.monotonic()
            if not waiting:
                return
            try:
                self._write(waiting)
            except RefusedReport:
                for one in waiting:
                    self._write_alone(one)

    def _write(self, waiting: list[tuple[Sealed, str]]) -> None:
        from knell.record import Standing

        standings = self._record.add_many([sealed for sealed, _ in waiting])
        for (sealed, where), standing in zip(waiting, standings, strict=True):
            if standing is Standing.CLASH:
                words = f"its id {sealed.report.id} belongs to another report in the record; give it its own"
                self._tally.left_out(Problem("id_in_use", f"{where}: left out: {words}"))
            else:
                self._counts[ADDED if standing is Standing.ADDED else THERE] += 1
                self._tally.read(sealed.report, where, sealed.extraction.problems)
        self._progress.done(len(waiting))

    def _write_alone(self, one: tuple[Sealed, str]) -> None:
        from knell.record import RefusedReport

        try:
            self._write([one])
        except RefusedReport as error:
            self._tally.left_out(Problem("refused", f"{one[1]}: left out: {error}"))


def unknown(
    record: Record, readings: Iterable[Reading | Problem], counts: Counter[str], progress: Progress
) -> Generator[Reading | Problem, None, None]:
    """What the record does not hold yet; a report whose id another one has there is called by its content."""
    from knell.record import Standing

    for chunk in _gathered(readings):
        reports = [item.report for item in chunk if not isinstance(item, Problem)]
        found = record.standings(reports)
        there = Standing.ALREADY_THERE
        record.note_captures([each for each, standing in zip(reports, found, strict=True) if standing is there])
        standings = iter(found)
        for item in chunk:
            if isinstance(item, Problem):
                yield item
                continue
            standing = next(standings)
            if standing is there:
                counts[THERE] += 1
                progress.done(1)
            else:
                yield _renamed(item) if standing is Standing.CLASH else item


def _gathered(readings: Iterable[Reading | Problem]) -> Iterator[list[Reading | Problem]]:
    chunk: list[Reading | Problem] = []
    letters = 0
    for item in readings:
        chunk.append(item)
        letters += 0 if isinstance(item, Problem) else _size(item.report, item.raw)
        if len(chunk) >= _LOOKED_UP_AT_ONCE or letters >= _BATCH_LETTERS:
            yield chunk
            chunk, letters = [], 0
    if chunk:
        yield chunk


def _size(report: Report, raw: bytes | None) -> int:
    """How much of a batch a report takes, in letters; of a page or a PDF the bytes weigh more than the text."""
    return max(len(report.text), len(raw or b"") // 4)


def _renamed(reading: Reading) -> Reading:
    report = reading.report
    name = report.sha256[:16]
    words = f"the id {report.id!r} is that of another report in the record; called {name}, give it its own"
    problems = (*report.problems, Problem("id_in_use", f"{reading.where}: {words}"))
    return replace(reading, report=replace(report, id=name, problems=problems))
