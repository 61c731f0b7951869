"""What one report by itself says of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knell.figures.ranges import span
from knell.figures.tolls import Toll, accounts
from knell.model import Claim, Outcome, Range


def alone(claims: Iterable[Claim]) -> dict[Outcome, Range]:
    """Low, best and high of each outcome, from the claims of one report about one event.

    Totals are taken as they stand, parts are added up where no total is given, an addition ("another 8") goes on top
    of the total before it, superseded figures are left out, and "nobody" counts when nothing else is said. Of several
    totals the lowest is low, the highest is high, and best is the first that is given in exact terms, else the first
    that states a number or the highest "at least". A bound that the words leave open is None.
    """
    return {outcome: one_range(account.tolls) for outcome, account in accounts(claims).items() if account.tolls}


def one_range(tolls: Sequence[Toll]) -> Range:
    """Rival tolls of one report as one range."""
    low, high = span([toll.range for toll in tolls])
    exact = next((toll.range.best for toll in tolls if toll.exact), None)
    return Range(low, _stated(tolls) if exact is None else exact, high)


def _stated(tolls: Sequence[Toll]) -> int | None:
    """Of numbers that are all bounded: the first, or the highest that another calls the least there were."""
    stated = [toll.range.best for toll in tolls if toll.range.best is not None]
    least = [toll.range.low for toll in tolls if toll.range.high is None and toll.range.best == toll.range.low]
    return max([*stated[:1], *(low for low in least if low is not None)], default=None)
