"""Days without a year that undated claims are told with: "killed on 28 October", in a report of no known day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knell.languages import available
from knell.model import Claim, Event, Extraction
from knell.times import find

# A day stands in the sentence of its claim, of which so much on either side is looked at, for so many claims.
_REACH = 200
_MOST_CLAIMS = 6

_ENDS = re.compile(r"[.!?…]\s|\n")

Day = tuple[int, int]


def days_of_year(extraction: Extraction, event: Event, claims: Sequence[Claim]) -> frozenset[Day]:
    """Month and day of each day without a year in the sentences of an undated event's claims; none of a dated one."""
    report = extraction.report
    if event.interval is not None or report.language not in available():
        return frozenset()
    found = set()
    for start, end in {_sentence(report.text, claim.start, claim.end) for claim in claims[:_MOST_CLAIMS]}:
        for mention in find(report.text[start:end], language=report.language or "", published=None):
            if mention.kind == "yearless" and mention.month_day is not None and mention.bound is None:
                found.add(mention.month_day)
    return frozenset(found)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """About where the sentence around ``text[start:end]`` begins and ends."""
    left = max(start - _REACH, 0)
    before = [found.end() for found in _ENDS.finditer(text, left, start)]
    behind = _ENDS.search(text, end, end + _REACH)
    return (before[-1] if before else left), (behind.start() + 1 if behind else min(end + _REACH, len(text)))
