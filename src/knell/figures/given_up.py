"""Totals that their own source has since replaced: 27, then 135, then 171, each time in the health ministry's words.

What a claim supersedes must be known to every coding rule. Only a source that is named, or an outlet in its own voice,
can take back what it said, and only while a toll is still being counted: what "official data" are said to be in one
year and in another are two statements, and the disagreement between them stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Protocol

from knell.figures.statement import Statement
from knell.figures.tolls import Toll, TollKind
from knell.model import Range, SourceType

# A toll that is still being counted is given again within so many days.
_COUNTING = timedelta(days=45)
# Whoever is called only this may be another the next time.
_ANYBODY = (SourceType.UNSPECIFIED_OFFICIAL, SourceType.WITNESS, None)


class _Given(Protocol):
    @property
    def toll(self) -> Toll: ...

    @property
    def statement(self) -> Statement: ...


def given_up(given: Iterable[_Given]) -> dict[str, str]:
    """Ids of the leading claims of totals that the same source replaced by another, each with why."""
    by_source: dict[tuple[str, str | None], list[_Given]] = {}
    for one in given:
        if one.toll.kind is TollKind.TOTAL and one.statement.published is not None and _is_somebody(one.statement):
            by_source.setdefault((one.statement.group, one.toll.lead.victims.status), []).append(one)
    found: dict[str, str] = {}
    for totals in by_source.values():
        for one in totals:
            later = _replacing(one, totals)
            if later is not None:
                day, number = later.statement.published, _words(later.toll.range)
                found[one.toll.lead.id] = f"given up: the same source gave {number} on {day}"
    return found


def _is_somebody(statement: Statement) -> bool:
    cited = statement.claim.cited
    return statement.outlet is not None if cited is None else cited.type not in _ANYBODY


def _replacing(one: _Given, totals: Sequence[_Given]) -> _Given | None:
    """The last total of the same source that is another, if the source does not come back to the first one."""
    day = one.statement.published
    assert day is not None
    later = [
        other
        for other in totals
        if other.statement.published is not None and timedelta(0) < other.statement.published - day <= _COUNTING
    ]
    if not later or any(other.toll.range == one.toll.range for other in later):
        return None
    last = max(later, key=lambda other: (other.statement.published, other.statement.report, other.toll.lead.start))
    return last if _excludes(last.toll, one.toll.range) else None


def _excludes(toll: Toll, earlier: Range) -> bool:
    """Whether a later total says that an earlier one no longer holds: another number, or a bound beyond it."""
    low, high = toll.range.low, toll.range.high
    number = earlier.best if earlier.best is not None else earlier.low
    if number is None or (low is None and high is None):
        return False
    if low is not None and low == high:
        return number != low
    return (low is not None and number < low) or (high is not None and number > high)


def _words(found: Range) -> str:
    if found.low is not None and found.low == found.high:
        return str(found.low)
    return f"{'?' if found.low is None else found.low} to {'?' if found.high is None else found.high}"
