"""What a claim without days of its own is about where the sentence before leads elsewhere; bodies found days later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from knell.claims.belonging import Bearing
from knell.claims.find import Found
from knell.claims.owning import TOLLS, Own
from knell.claims.resuming import LONG_PAST, MANY
from knell.claims.role_words import role_words
from knell.claims.scenes import Scene, near
from knell.claims.scope import is_bodies
from knell.claims.surroundings import Dated, Surroundings
from knell.model import Outcome


def led_elsewhere(own: Own, focus: Scene, number: int, around: Surroundings) -> Own:
    """ "A similar attack took place in Osh in 2004. Twenty people died.": what the sentence before is about.

    It names no victims, but days long before or after, and a place far from, those of what was told until then.
    """
    if own.time is not None or own.place is not None or own.whole:
        return own
    if focus.last >= number - 1 or focus.interval is None:
        return own
    times = [t for t in around.times_of(number - 1) if t.bearing >= Bearing.EVENT and t.interval is not None]
    places = [p for p in around.places_of(number - 1) if p.bearing >= Bearing.EVENT]
    if len(times) != 1 or not places or (focus.place is not None and near(places[0].place, focus.place)):
        return own
    days = times[0].interval
    assert days is not None
    if days.start - focus.interval.end <= LONG_PAST and focus.interval.start - days.end <= LONG_PAST:
        return own
    return replace(own, time=times[0], place=places[0], apart=True)


def found_after(focus: Scene, found: Sequence[Found], index: int, time: Dated | None, number: int) -> bool:
    """ "The toll reached 59. The bodies of three infants were recovered on Friday": days after what killed them."""
    if focus.interval is None or focus.last == number or time is None or time.interval is None or time.opens:
        return False
    item = found[index]
    if not timedelta(0) < time.interval.start - focus.interval.end <= LONG_PAST:
        return False
    if not is_bodies(item, role_words(item.layers.pack.code)):
        return False
    told = (found[at].candidate for at in focus.claims[-MANY:])
    tolls = [one.group.count for one in told if one.predication.outcome is Outcome.KILLED and one.kind in TOLLS]
    return any((count.low or 0) >= (item.candidate.group.count.low or 0) for count in tolls)
