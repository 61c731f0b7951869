"""Do a job on every report that was read, with as many processes as it is worth, in the order of the input."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from knell.cli.pool import Died, Pool
from knell.cli.say import described
from knell.model import Extraction, Problem, Report

if TYPE_CHECKING:
    from knell.reports import Reading

B = TypeVar("B")

# Starting processes costs about as much as this many seconds of work; what is done by then needs none.
_WORTH_IT = 0.7
_MOST_REPORTS = 32
_MOST_LETTERS = 200_000


@dataclass(frozen=True, slots=True)
class Done(Generic[B]):
    """A report with what the job made of it, or with the problem that leaves it out."""

    reading: Reading
    result: B | Problem


def extract(report: Report) -> Extraction:
    """What a report says; the extraction room is loaded at the first call."""
    from knell.extraction import extract as really

    return really(report)


def each(
    readings: Iterable[Reading | Problem], job: Callable[[Report], B], workers: int
) -> Generator[Done[B] | Problem, None, None]:
    """Every reading with the job's result, and every problem, in the order of ``readings``; none stops the rest.

    The result is the same for any number of workers: the first moments are done here, the rest by them.
    """
    source = iter(_unbroken(readings))
    end = time.monotonic() + _WORTH_IT
    careful = _Careful(job)
    while workers == 1 or time.monotonic() < end:
        item = next(source, None)
        if item is None:
            return
        yield item if isinstance(item, Problem) else _done(item, careful(item.report))
    with Pool(careful, workers) as pool:
        waiting: list[Sequence[Reading | Problem]] = []
        for results in pool.results(_reports(source, waiting)):
            found = iter(results)
            for item in waiting.pop(0):
                yield item if isinstance(item, Problem) else _done(item, next(found))


@dataclass(frozen=True, slots=True)
class _Careful(Generic[B]):
    """The job, with an error as a result."""

    job: Callable[[Report], B]

    def __call__(self, report: Report) -> B | Problem:
        try:
            return self.job(report)
        except Exception as error:
            return Problem("extraction_failed", described(error))


def _done(reading: Reading, result: B | Problem | Died) -> Done[B]:
    if isinstance(result, Died):
        result = Problem("extraction_failed", "the process that read it died")
    if isinstance(result, Problem):
        result = Problem(result.code, f"{reading.where}: left out: {result.message}")
    return Done(reading, result)


def _unbroken(readings: Iterable[Reading | Problem]) -> Iterator[Reading | Problem]:
    """The readings; should reading itself fail, what was read so far stands and the failure is the last word."""
    try:
        yield from readings
    except Exception as error:
        yield Problem("unreadable_file", f"reading stopped here, the rest is left out: {described(error)}")


def _reports(
    source: Iterable[Reading | Problem], waiting: list[Sequence[Reading | Problem]]
) -> Iterator[Sequence[Report]]:
    """Chunks of reports to send; what they were made of, problems included, is put in ``waiting``."""
    chunk: list[Reading | Problem] = []
    letters = 0
    for item in source:
        chunk.append(item)
        letters += 0 if isinstance(item, Problem) else len(item.report.text)
        if len(chunk) >= _MOST_REPORTS or letters >= _MOST_LETTERS:
            waiting.append(chunk)
            yield [item.report for item in chunk if not isinstance(item, Problem)]
            chunk, letters = [], 0
    if chunk:
        waiting.append(chunk)
        yield [item.report for item in chunk if not isinstance(item, Problem)]
