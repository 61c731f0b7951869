"""When a page was published: everything on it and around it that gives a date, and one choice among them.

In: a page's tree, its address, what a feed or a server said. Out: ``DateSignal`` values, each with its origin, and a
``Dating``. It never guesses: signals that contradict each other mean that the day is unknown.
"""

from knell.reports.dating.settle import MARGIN_DAYS, ORDER, Dating, settle_dates
from knell.reports.dating.signals import address_signals, feed_signal, header_signals
from knell.reports.dating.words import day_of

__all__ = [
    "MARGIN_DAYS",
    "ORDER",
    "Dating",
    "address_signals",
    "day_of",
    "feed_signal",
    "header_signals",
    "settle_dates",
]
