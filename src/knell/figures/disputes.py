"""Whether the sources of an event contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knell.figures.evidence import gather, strongest
from knell.figures.statement import Statement
from knell.model import Outcome, Range


def disputed(statements: Iterable[Statement]) -> tuple[Outcome, ...]:
    """The outcomes on which independent sources do not agree, in the order of ``Outcome``.

    Of each outcome, the tolls that compete are taken: what a coding rule chooses between, so without sub-totals,
    superseded figures and totals that their source has given up. Sources agree when there is one number that every
    source group gives in some toll of its own: "at least 12" agrees with 14, "10 to 20" with "about 15", 131 does not
    with 137. One source group alone never disputes, however often it revised its figure.
    """
    found = []
    for evidence in gather(statements):
        given, _ = strongest(evidence)
        by_group: dict[str, set[Range]] = {}
        for one in given:
            by_group.setdefault(one.group, set()).add(one.toll.range)
        if len(by_group) > 1 and not _agree(list(by_group.values())):
            found.append(evidence.outcome)
    return tuple(found)


def _agree(groups: Sequence[set[Range]]) -> bool:
    """Whether one number lies in a range of every group; if any does, a lower bound of one of them does."""
    numbers = {one.low or 0 for ranges in groups for one in ranges}
    return any(all(any(_holds(one, number) for one in ranges) for ranges in groups) for number in numbers)


def _holds(one: Range, number: int) -> bool:
    return (one.low is None or one.low <= number) and (one.high is None or number <= one.high)
