"""Local events that a report itself adds up to one: "... eight more on January 25 ... in all, 147 were killed"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from knell.model import Claim, Event, Extraction, Outcome, Role

# What goes on after an event and is counted with it begins within so many days of its end.
_AFTER = timedelta(days=14)

# A hostile text may tell of thousands of events: each is held against so many before it.
_LOOK_BACK = 8

_COUNTED = (Role.TOTAL, Role.PART, Role.ADDITIONAL)


def wholes(extraction: Extraction, claims: Mapping[str, Sequence[Claim]]) -> dict[str, str]:
    """For each event that goes on with an earlier one of the same report, the key of that one.

    It opens with people killed (or hurt ...) besides, begins at most two weeks after the other in the same country,
    and a later total holds all that was counted in both. ``claims`` are those of each event, in text order.
    """
    told = sorted((event for event in extraction.events if claims.get(event.key)), key=lambda e: claims[e.key][0].start)
    found: dict[str, str] = {}
    for at, event in enumerate(told):
        for other in reversed(told[max(at - _LOOK_BACK, 0) : at]):
            if _goes_on(other, event) and _summed_up(claims[other.key], claims[event.key]):
                found[event.key] = found.get(other.key, other.key)
                break
    return found


def _goes_on(before: Event, event: Event) -> bool:
    mine, other = before.interval, event.interval
    if mine is None or other is None or not mine.start <= other.start <= mine.end + _AFTER:
        return False
    places = [place.country for place in (before.place, event.place) if place is not None and place.country is not None]
    return len(set(places)) < 2


def _summed_up(before: Sequence[Claim], claims: Sequence[Claim]) -> bool:
    first = claims[0]
    if first.role is not Role.ADDITIONAL or not first.count.low:
        return False
    counted = _least(before, first.outcome, first.start) + first.count.low
    later = (claim for some in (before, claims) for claim in some if claim.start > first.start)
    return any(
        claim.role is Role.TOTAL and claim.outcome is first.outcome and (claim.count.low or 0) >= counted
        for claim in later
    )


def _least(claims: Sequence[Claim], outcome: Outcome, end: int) -> int:
    """What was counted before a place in the text."""
    return sum(
        claim.count.low or 0
        for claim in claims
        if claim.outcome is outcome and claim.start < end and claim.role in _COUNTED
    )
