"""One input file to what it says: the reports in it that make claims, and how much was passed over and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from knell.archive.files import streamed
from knell.archive.sieve import Doubt, doubt_of
from knell.extraction import extract
from knell.model import Extraction, Problem
from knell.reports import Reading, Sift, Stretch, read_rows, scan_stretch

TABLES = (".parquet", ".pq")
_ROWS_AT_A_TIME = 256
_LONGEST_SAID = 200


class Reason(StrEnum):
    """Why something of an input is in no result."""

    NO_WORD = "no word of an outcome"
    NO_SENTENCE = "no sentence that tells of people"
    NO_CLAIM = "no claim"
    LANGUAGE = "language not supported"
    REPEATED = "repeated bytes"
    NOT_FOUND = "redirect or error"
    REVISIT = "captured before"
    NO_PAGE = "no page, PDF or text"
    EMPTY = "empty"
    TOO_LONG = "too long"
    BROKEN = "broken record"
    UNREADABLE = "unreadable"
    DIED = "ended the process that read it"


@dataclass(frozen=True, slots=True)
class Kept:
    """A report that makes claims."""

    reading: Reading
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Skipped:
    """So many pages or records that make none, and why; ``problem`` says more of one that could not be read."""

    reason: Reason
    count: int = 1
    problem: Problem | None = None


def pages_of(
    stretch: Stretch, *, fast: bool = True, today: date | None = None, watch: Callable[[], bool] | None = None
) -> Iterator[Kept | Skipped]:
    """All that a file or a stretch of one says, page by page, then what was passed over unread.

    Any file of ``knell.reports`` and Parquet. ``fast`` reads in full only what may make a claim; the reports that are
    kept are the same, byte for byte. ``today`` is the last day that is believed as one of publication.
    ``watch`` is asked before each page or text is looked at; where it says no, that one is left out.
    """
    passed = _Passed(fast, watch)
    for item in _items(stretch, passed, today):
        if isinstance(item, Problem):
            reason = _REASONS.get(item.code, Reason.UNREADABLE)
            if item.code not in _TOLD_OTHERWISE:
                yield Skipped(reason, 0 if item.code == _DAMAGED else 1, item)
            continue
        try:
            extraction = extract(item.report)
        except Exception as error:  # what breaks the reading of one report must not break the batch
            words = f"{item.where}: left out: an unexpected {type(error).__name__} while it was read"
            yield Skipped(Reason.UNREADABLE, 1, Problem("extraction_failed", words))
            continue
        if extraction.claims:
            yield Kept(item, extraction)
        else:
            unread = any(problem.code == "unsupported-language" for problem in extraction.problems)
            yield Skipped(Reason.LANGUAGE if unread else Reason.NO_CLAIM)
    for reason, count in sorted(passed.counts.items()):
        yield Skipped(reason, count)


def _items(stretch: Stretch, sift: Sift, today: date | None) -> Iterator[Reading | Problem]:
    if stretch.path.lower().endswith(TABLES):
        return _table(stretch, sift, today)
    return scan_stretch(stretch, today, sift)


def groups_at(path: str) -> list[int]:
    """Where the groups of rows of a Parquet file begin, in bytes. Raises ``OSError`` or ``pyarrow.ArrowException``."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        known = file.metadata
        return [_begins(known.row_group(number)) for number in range(known.num_row_groups)]


def _begins(group: Any) -> int:
    columns = (group.column(number) for number in range(group.num_columns))
    places = (one.dictionary_page_offset or one.data_page_offset for one in columns)
    return min(places, default=0)


def _rows(stretch: Stretch) -> Iterator[tuple[str, Mapping[str, object]]]:
    starts = groups_at(stretch.path)
    end = stretch.end if stretch.end is not None else max(starts, default=0) + 1
    wanted = [number for number, start in enumerate(starts) if stretch.is_whole or stretch.start <= start < end]
    number = 0
    with streamed(Path(stretch.path)) as file:
        for batch in file.iter_batches(_ROWS_AT_A_TIME, row_groups=wanted):
            for row in batch.to_pylist():
                number += 1
                yield f"{stretch.name}, row {number}", row


def _table(stretch: Stretch, sift: Sift, today: date | None) -> Iterator[Reading | Problem]:
    import pyarrow as pa

    try:
        yield from read_rows(_rows(stretch), today=today, sift=sift)
    except (OSError, pa.ArrowException) as error:
        line = " ".join(str(error).split())[:_LONGEST_SAID]
        yield Problem("broken_file", f"{stretch.name}: it cannot be read as Parquet ({line}); get it anew")


@dataclass(slots=True)
class _Passed:
    """What need not be read, and how much was passed over."""

    fast: bool
    watch: Callable[[], bool] | None = None
    counts: Counter[Reason] = field(default_factory=Counter)

    def page(self, raw: bytes, charset: str | None) -> bool:
        """Whether a page may make a claim; always where nothing is to be passed over."""
        if not self._is_safe():
            return False
        doubt = doubt_of(raw, charset) if self.fast else None
        if doubt is not None:
            self.counts[_DOUBTS[doubt]] += 1
        return doubt is None

    def text(self, text: str) -> bool:
        """Whether a text may be read; whether it may make a claim is told as quickly when it is read."""
        return self._is_safe()

    def _is_safe(self) -> bool:
        """Whether no process died of it."""
        if self.watch is None or self.watch():
            return True
        self.counts[Reason.DIED] += 1
        return False

    def passed(self, reason: str, count: int) -> None:
        """Take note of what the reader of archives passed over."""
        self.counts[_PASSED.get(reason, Reason.UNREADABLE)] += count


# What is said in one line of all of a file is counted otherwise.
_DAMAGED = "archive_damaged"
_TOLD_OTHERWISE = ("archive_read", "passed_over")
_REASONS: Mapping[str, Reason] = {
    "repeated_report": Reason.REPEATED,
    "too_long": Reason.TOO_LONG,
    "empty": Reason.EMPTY,
    "broken_file": Reason.BROKEN,
    _DAMAGED: Reason.BROKEN,
}
_DOUBTS = {Doubt.LANGUAGE: Reason.LANGUAGE, Doubt.WORD: Reason.NO_WORD, Doubt.SENTENCE: Reason.NO_SENTENCE}
_PASSED: Mapping[str, Reason] = {
    "errors": Reason.NOT_FOUND,
    "revisits": Reason.REVISIT,
    "repeated": Reason.REPEATED,
    "others": Reason.NO_PAGE,
    "empty": Reason.EMPTY,
    "no answers": Reason.NO_PAGE,
    "too long": Reason.TOO_LONG,
    "broken": Reason.BROKEN,
    "unread": Reason.UNREADABLE,
}
