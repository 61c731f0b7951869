"""What can be wrong with an input: the codes, how grave each is, and the one line that says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from knell.model import Problem


class Severity(StrEnum):
    """How grave a problem with an input is."""

    LEFT_OUT = "left_out"
    """A file, a line or a row could not be read and is in no result."""
    SET_ASIDE = "set_aside"
    """The report was read, but something it should give (a date, an id ...) is missing, not believed or guessed."""
    NOTE = "note"
    """Nothing was refused; the reader should know."""


_SEVERITIES = {
    Severity.LEFT_OUT: (
        "missing_file unreadable_file empty folder_without_reports unsupported_format binary unknown_encoding "
        "too_long too_complex not_json not_an_object no_text no_text_column bad_row more_problems "
        "not_fetched password broken_file missing_library no_words too_slow archive_damaged"
    ),
    Severity.SET_ASIDE: (
        "no_date future_date bad_date bad_id id_in_use bad_language language_mismatch bad_value guessed_encoding "
        "pages_without_text digest_mismatch cut_short dates_disagree deep_page large_page"
    ),
    Severity.NOTE: "date_unknown unknown_language mended_characters repeated_report archive_read passed_over",
}
_SEVERITY_OF = {code: level for level, codes in _SEVERITIES.items() for code in codes.split()}

# Control characters would let a hostile input break the line or move a terminal's cursor.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST_EXCERPT = 80
# A file of nothing but bad lines would bury every other message.
_LONGEST_RUN = 20

T = TypeVar("T")


def severity(problem: Problem) -> Severity:
    """How grave a problem is; ``NOTE`` for a code that is not of this room."""
    return _SEVERITY_OF.get(problem.code, Severity.NOTE)


def problem(code: str, where: str, what: str) -> Problem:
    """A problem as one line: where it is, what is wrong and what to do. The code must be one of this room's."""
    if code not in _SEVERITY_OF:
        raise ValueError(f"no severity is set for the problem {code}")
    return Problem(code, printable(f"{where}: {what}"))


def printable(text: str) -> str:
    """Text that stays on one line and cannot steer a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text)


def excerpt(value: object) -> str:
    """A value as it may stand in a message: quoted, on one line, and short."""
    text = _UNPRINTABLE.sub(" ", value if isinstance(value, str) else repr(value)[: _LONGEST_EXCERPT + 1])
    return f"'{text[:_LONGEST_EXCERPT]}…'" if len(text) > _LONGEST_EXCERPT else f"'{text}'"


def shorten_runs(items: Iterable[T | Problem], name: str) -> Iterator[T | Problem]:
    """The items, but of a long run of problems only the first twenty and then one line that counts the others."""
    run = 0
    for item in items:
        if isinstance(item, Problem):
            run += 1
            if run <= _LONGEST_RUN:
                yield item
            continue
        yield from _rest_of_run(run, name)
        run = 0
        yield item
    yield from _rest_of_run(run, name)


def _rest_of_run(run: int, name: str) -> Iterator[Problem]:
    if run > _LONGEST_RUN:
        more = run - _LONGEST_RUN
        yield problem(
            "more_problems", name, f"{more:,} more in a row could not be read; is the file what its name says?"
        )
