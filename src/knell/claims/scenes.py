"""An event while a report is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knell.claims.belonging import Bearing
from knell.claims.opentimes import OpenTimes
from knell.claims.surroundings import Dated, Located
from knell.model import Interval, Place
from knell.places import contains, distance_km

# Towns farther apart than this are two places.
_SAME_PLACE_KM = 60.0
_TOWN = 3
# So many places far from each other in one sentence are those of sub-totals.
_SPREAD = 3
# A claim so many sentences after the first may still say where it all happened.
_EARLY = 1


@dataclass(slots=True)
class Scene:
    """What is known of an event so far; ``open_times`` are the words of times that cannot be told.

    ``first`` and ``last`` are the sentences of its claims, ``last_end`` where the last claim's time stood. ``aside``:
    told as another event than the report's; ``digression``: so in a clause about another place; ``past``: told behind
    "after" what the report's day is about; ``before``: told in the pluperfect, as what went before another scene;
    ``whole``: a sum over a stretch of time up to the report; ``arrests``: people were taken or driven away in it;
    ``item``: one of many that a roundup tells one after the other. ``spots`` are the places of its claims, by
    sentence, ``placed`` the sentence that gave it its place,
    ``led`` the one in front of its claims that did.
    """

    interval: Interval | None = None
    place: Place | None = None
    claims: list[int] = field(default_factory=list)
    open_times: OpenTimes = field(default_factory=OpenTimes)
    first: int = 0
    last: int = 0
    last_end: int = 0
    firm: Bearing = Bearing.LOOSE
    aside: bool = False
    past: bool = False
    before: bool = False
    arrests: bool = False
    whole: bool = False
    item: bool = False
    digression: bool = False
    placed: int = -1
    led: int = -1
    spots: dict[int, list[Place]] = field(default_factory=dict)

    def take(self, claim: int, sentence: int, time: Dated | None, place: Located | None) -> None:
        """Add a claim with the time and place of its own clause."""
        if not self.claims:
            self.first = sentence
        early = sentence - self.first <= _EARLY
        self.claims.append(claim)
        self.last = sentence
        if time is not None:
            self.last_end = time.end
            if time.interval is None:
                self.open_times.add(time.text)
            elif self.interval is None or time.interval.precision < self.interval.precision:
                self.interval = time.interval
        if place is not None:
            self.led = place.sentence if place.sentence < sentence else self.led
            self._count(sentence, place.place)
        # sub-totals by place come later, and their places are not the event's
        if place is not None and early and (self.place is None or self._is_finer(place)):
            self.place, self.firm, self.placed = place.place, place.bearing, sentence

    @property
    def spread(self) -> Sequence[Place]:
        """Places far from each other of which it has the place by one sentence: none of them is where it all was."""
        spots = self.spots.get(self.placed, ())
        return spots if len(spots) == _SPREAD else ()

    def _count(self, sentence: int, place: Place) -> None:
        spots = self.spots.setdefault(sentence, [])
        if len(spots) < _SPREAD and not any(_touch(place, spot) for spot in spots):
            spots.append(place)

    def _is_finer(self, place: Located) -> bool:
        """A finer place refines a coarse one that holds it; anything told at first stays otherwise."""
        assert self.place is not None
        return place.place.precision < self.place.precision and near(place.place, self.place)


def near(first: Place, second: Place) -> bool:
    """Whether two places may be one: one holds the other, or both are towns close to each other."""
    if contains(first, second) or contains(second, first):
        return True
    if first.precision > _TOWN or second.precision > _TOWN:
        return first.country == second.country
    distance = distance_km(first, second)
    return distance is None or distance <= _SAME_PLACE_KM


def _touch(first: Place, second: Place) -> bool:
    """Whether two places have to do with each other: one holds the other, or they are close to each other."""
    if contains(first, second) or contains(second, first):
        return True
    distance = distance_km(first, second)
    return distance is None or distance <= _SAME_PLACE_KM
