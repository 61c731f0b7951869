"""One input file to what it says: the reports in it that make claims, and how much was passed over and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from knell.archive.sieve import may_tell_page, may_tell_text
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


def pages_of(stretch: Stretch, *, fast: bool = True, today: date | None = None) -> Iterator[Kept | Skipped]:
    """All that a file or a stretch of one says, page by page, then what was passed over unread.

    Any file of ``knell.reports`` and Parquet. ``fast`` reads in full only what may make a claim; the reports that are
    kept are the same, byte for byte. ``today`` is the last day that is believed as one of publication.
    """
    passed = _Passed(fast)
    for item in _items(stretch, passed, today):
        if isinstance(item, Problem):
            reason = _REASONS.get(item.code, Reason.UNREADABLE)
            if item.code not in _TOLD_OTHERWISE:
                yield Skipped(reason, 0 if item.code == _DAMAGED else 1, item)
            continue
        extraction = extract(item.report)
        if extraction.claims:
            yield Kept(item, extraction)
        else:
            unread = any(problem.code == "unsupported-language" for problem in extraction.problems)
            yield Skipped(Reason.LANGUAGE if unread else Reason.NO_CLAIM)
    for reason, count in sorted(passed.counts.items()):
        yield Skipped(reason, count)


def _items(stretch: Stretch, sift: Sift, today: date | None) -> Iterator[Reading | Problem]:
    if stretch.path.lower().endswith(TABLES):
        return _table(Path(stretch.path), sift, today)
    return scan_stretch(stretch, today, sift)


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    import pyarrow.parquet as pq

    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_ROWS_AT_A_TIME):
            for row in batch.to_pylist():
                number += 1
                yield f"{path}, row {number}", row


def _table(path: Path, sift: Sift, today: date | None) -> Iterator[Reading | Problem]:
    import pyarrow as pa

    try:
        yield from read_rows(_rows(path), today=today, sift=sift)
    except (OSError, pa.ArrowException) as error:
        line = " ".join(str(error).split())[:_LONGEST_SAID]
        yield Problem("broken_file", f"{path}: it cannot be read as Parquet ({line}); get it anew")


@dataclass(slots=True)
class _Passed:
    """What need not be read, and how much was passed over."""

    fast: bool
    counts: Counter[Reason] = field(default_factory=Counter)

    def page(self, raw: bytes, charset: str | None) -> bool:
        """Whether a page may make a claim; always where nothing is to be passed over."""
        if not self.fast or may_tell_page(raw, charset):
            return True
        self.counts[Reason.NO_WORD] += 1
        return False

    def text(self, text: str) -> bool:
        """Whether a text may make a claim; always where nothing is to be passed over."""
        if not self.fast or may_tell_text(text):
            return True
        self.counts[Reason.NO_WORD] += 1
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
