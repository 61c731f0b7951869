"""One day out of many signals: a stated order, a stated margin, and no guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knell.model import DateSignal
from knell.reports.problems import excerpt

GIVEN = ("given", "date line")
# What names the day of this very page, the most explicit first. All of these are held against each other.
STATED = ("json-ld", "meta", "feed", "time", "byline", "url")
# Chosen where nothing else is there, and never held against anything: a date that stands beside a title without a
# word that says what it is, and for a change only, what a server says of a file.
WEAK = ("on page", "http header")
ORDER = (*GIVEN, *STATED, *WEAK)
# Time zones make a day of difference, and a text for the next morning's paper goes up the evening before.
MARGIN_DAYS = 2
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Dating:
    """The days chosen, None where unknown, and a problem code with the words that say why."""

    published: date | None = None
    updated: date | None = None
    code: str | None = None
    words: str = ""


def settle_dates(signals: Iterable[DateSignal], captured: date) -> Dating:
    """Choose by ``ORDER`` among the signals; unknown where they are later than ``captured`` or disagree.

    ``captured`` is the day the bytes were taken, or today. What a person gave (``GIVEN``) is held against nothing.
    """
    every = tuple(signals)
    first = [signal for signal in _ordered(every) if not signal.updated and signal.origin != "http header"]
    read = [(signal, signal.day) for signal in first if signal.day is not None]
    if not read:
        updated = _updated(every, None, captured)
        if first:
            return Dating(None, updated, "bad_date", f"no date on it could be read as one day: {_shown(first)}")
        return Dating(None, updated, "no_date", "nothing on it gives a publication date" + _only(updated))
    chosen, day = read[0]
    against = [(chosen, day)]
    if chosen.origin not in GIVEN:
        against += [(signal, other) for signal, other in read if signal.origin in STATED]
    late = [signal for signal, other in against if other > captured]
    if late:
        words = f"the publication date lies behind the day of capture {captured} and is not used: {_shown(late)}"
        return Dating(None, _updated(every, None, captured), "future_date", words)
    days = [other for _, other in against]
    if max(days) - min(days) > timedelta(days=MARGIN_DAYS):
        words = f"its dates differ by more than {MARGIN_DAYS} days, so none is used: {_shown([s for s, _ in against])}"
        return Dating(None, _updated(every, None, captured), "dates_disagree", words)
    return Dating(day, _updated(every, day, captured))


def _ordered(signals: Sequence[DateSignal]) -> list[DateSignal]:
    """The signals of known origins by rank, otherwise as they came."""
    ranked = [signal for signal in signals if signal.origin in ORDER]
    return sorted(ranked, key=lambda signal: ORDER.index(signal.origin))


def _updated(signals: Sequence[DateSignal], published: date | None, captured: date) -> date | None:
    """The day of the last change by the first origin that gives one that can be: not before it was published."""
    for signal in _ordered(signals):
        if signal.updated and signal.day is not None and signal.day <= captured:
            return signal.day if published is None or signal.day >= published else None
    return None


def _only(updated: date | None) -> str:
    return f", only that it was changed on {updated}" if updated else ""


def _shown(signals: Sequence[DateSignal]) -> str:
    """The candidates, each once, with their origins."""
    lines = list(dict.fromkeys(f"{s.origin} {s.day or excerpt(s.words)}" for s in signals))
    more = f" and {len(lines) - _MOST_SHOWN} more" if len(lines) > _MOST_SHOWN else ""
    return ", ".join(lines[:_MOST_SHOWN]) + more
