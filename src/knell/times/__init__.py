"""Text and a publication date go in; the times it names come out, as intervals of days with their precision.

Words that name a time which cannot be resolved come out with no interval. This room never guesses a year that the
text and its date do not give, never dates a yearly day as an event, and does not return durations ("44-day war").
"""

from knell.times.days import only_within
from knell.times.finding import Times, dateline, find
from knell.times.mention import Mention

__all__ = ["Mention", "Times", "dateline", "find", "only_within"]
