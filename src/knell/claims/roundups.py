"""Tell a roundup, which goes from town to town, from a report of one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knell.claims.belonging import Bearing
from knell.claims.surroundings import Located, Surroundings

_TOWN = 3
_DIVISION = 4
# A report that tells of strikes on so many towns, one in each sentence, is a roundup.
_ENOUGH = 3


def is_roundup(sentence: Sequence[int], introduces: Callable[[int], bool], around: Surroundings) -> bool:
    """Whether sentence after sentence brings in what struck another town.

    ``sentence`` is that of each claim in turn; ``introduces`` says whether a claim's sentence brings in an event.
    """
    struck: set[tuple[str | None, str | None]] = set()
    for index, number in enumerate(sentence):
        if (index and sentence[index - 1] == number) or not introduces(index):
            continue
        towns = (p.place for p in around.places_of(number) if is_firm(p) and p.place.precision <= _TOWN)
        town = next(towns, None)
        struck |= {(town.name, town.country)} if town is not None else set()
    return len(struck) >= _ENOUGH


def is_firm(place: Located | None) -> bool:
    """Whether a place is told as where something happened, and no coarser than a province."""
    return place is not None and place.bearing >= Bearing.EVENT and place.place.precision <= _DIVISION
