"""Figures in words: a range with its best, all figures of an event in a line, and what a grade means."""

from __future__ import annotations

from collections.abc import Mapping

from knell.model import Outcome, Range

GRADES = {"Fair": "two or more independent sources", "Weak": "one independent source"}


def toll(figures: Mapping[Outcome, Range]) -> str:
    """All figures of an event in one line: ``killed 131–150 (147), missing 4``."""
    return ", ".join(f"{outcome.value} {span(figures[outcome])}" for outcome in Outcome if outcome in figures)


def span(value: Range | None) -> str:
    """A range with its best: ``131–150 (147)``; a question mark is a bound that no report gives."""
    if value is None:
        return "—"
    low, best, high = value.low, value.best, value.high
    if low is not None and low == high:
        return f"{low:,}"
    bounds = f"{number(low)}–{number(high)}" if low is not None or high is not None else ""
    return f"{bounds} ({best:,})" if bounds and best is not None else bounds or number(best)


def number(value: int | None) -> str:
    """A number, or a question mark for none."""
    return "?" if value is None else f"{value:,}"


def many(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 report``, ``2 reports``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
