"""Extractions go in; linked events come out, with copies, source groups and the reasons for each link.

Knows texts, times, places and claims as values; never reads a file, never decides a figure, never guesses a date or
place that no report gives.
"""

from knell.events.linked import CopyKind, CopyPair, LinkedEvent, Match, Member, Passage, SourceGroup
from knell.events.linking import link

__all__ = ["CopyKind", "CopyPair", "LinkedEvent", "Match", "Member", "Passage", "SourceGroup", "link"]
