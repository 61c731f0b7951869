"""Arithmetic on low / best / high that never claims more than its words: what is open stays open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knell.model import Count, Range, Wording

_NO_BEST = (Wording.VAGUE, Wording.AT_MOST, Wording.FEWER_THAN)


def words_range(count: Count) -> Range:
    """A claim's number as a range.

    ``best`` is the number stated, the lower of two; a vague word ("dozens") or a mere ceiling ("up to 300") gives none.
    """
    low, high = count.low, count.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Range(low, None if count.wording in _NO_BEST else low, high)


def total_of(ranges: Iterable[Range]) -> Range:
    """The sum of parts: a bound that one part leaves open is open, except that nobody is fewer than 0."""
    low, best, high = 0, 0, 0
    open_low, open_best, open_high = True, False, False
    for part in ranges:
        open_low = open_low and part.low is None
        low += part.low or 0
        best += part.best or 0
        high += part.high or 0
        open_best = open_best or part.best is None
        open_high = open_high or part.high is None
    return Range(None if open_low else low, None if open_best else best, None if open_high else high)


def span(ranges: Sequence[Range]) -> tuple[int | None, int | None]:
    """The lowest and highest of rival figures.

    A bound stays open when a rival leaves it open beyond all that is stated: against 150, "more than 200" opens the
    top and "fewer than 40" the bottom; "at least 12" against 14 opens nothing.
    """
    lows = [known.low for known in ranges if known.low is not None]
    highs = [known.high for known in ranges if known.high is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    open_tops = [known.low for known in ranges if known.high is None and known.low is not None]
    open_bottoms = [known.high for known in ranges if known.low is None and known.high is not None]
    if high is not None and any(top > high for top in open_tops):
        high = None
    if low is not None and any(bottom < low for bottom in open_bottoms):
        low = None
    return low, high
