"""What people decided about where a claim belongs; linking goes by it, whatever the reports alone would say.

A placement holds for the event of the report that the claim is of: all that the report says of it goes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knell.events.clustering import Pair, cluster
from knell.events.linked import Member
from knell.events.lists import smaller_first
from knell.events.local import Local


@dataclass(frozen=True, slots=True)
class Placement:
    """A person's word that a claim of a report belongs with another report's event, or (``together`` false) not.

    ``beside`` is the event of a report after which the linked event is named, so that it stays the same whatever else
    joins that event. Of several about one report's event the
    last by ``order`` holds, but it may be apart from many.
    """

    claim: str
    report: str
    beside: Member
    together: bool = True
    order: int = 0


@dataclass(frozen=True, slots=True)
class Overruled:
    """A placement that the reports alone speak against; ``would`` is the event they would put the claim in."""

    placement: Placement
    would: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """A placement by the positions of the two events."""

    placement: Placement
    one: int
    other: int


def arranged(
    events: Sequence[Local], scores: Mapping[Pair, float], placements: Iterable[Placement]
) -> tuple[list[list[int]], list[Overruled]]:
    """Groups of events that are one, with each placed claim where it was placed; and what that overrules."""
    alone = cluster(events, scores)
    stated = list(_stated(events, placements))
    if not stated:
        return alone, []
    beside = _beside(stated)
    said_apart = [(_free(one.one, beside), _free(one.other, beside)) for one in stated if not one.placement.together]
    # Those that a later word put together are not kept apart any more.
    apart = {smaller_first(one, other) for one, other in said_apart if one != other}
    left = {pair: score for pair, score in scores.items() if beside.keys().isdisjoint(pair)}
    groups = cluster(events, left, apart)
    group_of = {number: group for group in groups for number in group}
    for number in sorted(beside):
        group, free = group_of[number], group_of[_free(number, beside)]
        if group is not free:
            group.remove(number)
            free.append(number)
    return sorted(sorted(group) for group in groups if group), list(_overruled(events, alone, stated, beside))


def _stated(events: Sequence[Local], placements: Iterable[Placement]) -> Iterable[_Stated]:
    """Those placements of which both events are here."""
    of_member = {member: number for number, local in enumerate(events) for member in local.members}
    of_claim = {claim: number for number, local in enumerate(events) for claim in local.claims}
    for one in sorted(placements, key=lambda placed: placed.order):
        mine, other = of_claim.get(one.claim), of_member.get(one.beside)
        if mine is not None and other is not None and mine != other:
            yield _Stated(one, mine, other)


def _beside(stated: Iterable[_Stated]) -> dict[int, int]:
    """What each placed event goes with: the last word holds, and what is so already needs no word."""
    beside: dict[int, int] = {}
    for one in stated:
        together = _free(one.one, beside) == _free(one.other, beside)
        if one.placement.together:
            beside.pop(one.one, None)
            if _free(one.other, beside) != one.one:
                beside[one.one] = one.other
        elif together:
            # Said to be apart after they were placed together: one of them is placed no more.
            beside.pop(one.one if one.one in beside else one.other)
    return beside


def _free(number: int, beside: Mapping[int, int]) -> int:
    """The event that another goes with in the end, itself placed nowhere."""
    while number in beside:
        number = beside[number]
    return number


def _overruled(
    events: Sequence[Local], groups: Sequence[Sequence[int]], stated: Iterable[_Stated], beside: Mapping[int, int]
) -> Iterable[Overruled]:
    group_of = {number: group for group in groups for number in group}
    for one in stated:
        group = group_of[one.one]
        if one.placement.together and beside.get(one.one) != one.other:
            continue
        if (one.other in group) != one.placement.together:
            yield Overruled(one.placement, min(events[number].key for number in group))
