"""Which claims of a report repeat which of an earlier one, by the copied words they stand in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knell.events.linked import CopyKind, CopyPair
from knell.model import Claim, Count, Role


@dataclass(frozen=True, slots=True)
class Repeat:
    """A claim of a report that stands in words copied from an earlier one, and the claim it repeats there."""

    earlier: str
    later: str
    original: Claim
    claim: Claim

    @property
    def changed(self) -> bool:
        """Whether the copy gives another figure than the words it copies."""
        return self.original.count != self.claim.count


def repeats(claims: Mapping[str, Sequence[Claim]], copies: Iterable[CopyPair]) -> dict[str, Repeat]:
    """For each claim (by id) that repeats one of an earlier report, the first it is found to repeat.

    ``claims`` are those of one event by report, in text order.
    """
    found: dict[str, Repeat] = {}
    for pair in sorted(copies, key=lambda pair: (pair.later, pair.earlier)):
        for original, claim in repeated_of_event(claims.get(pair.earlier, ()), claims.get(pair.later, ()), pair):
            known = found.get(claim.id)
            if known is None or (known.changed and original.count == claim.count):
                found[claim.id] = Repeat(pair.earlier, pair.later, original, claim)
    return found


def repeated(earlier: Sequence[Claim], later: Sequence[Claim], pair: CopyPair) -> Iterator[tuple[Claim, Claim]]:
    """Claims of the earlier report and those of the later that repeat them: same copied words and outcome.

    Both come in text order. Equal numbers answer each other; the others do so where the role is the same, in the order
    of the text (a copy may change the figure).
    """
    found: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for side, claims in enumerate((earlier, later)):
        for claim in claims:
            for where in _where(claim, pair, side):
                key = (where, claim.outcome, claim.negated)
                found.setdefault(key, ([], []))[side].append(claim)
    for mine, others in found.values():
        yield from _answering(mine, others)


def repeated_of_event(
    earlier: Sequence[Claim], later: Sequence[Claim], pair: CopyPair
) -> Iterator[tuple[Claim, Claim]]:
    """As ``repeated``, for claims that are all about one event.

    Where a passage that holds a claim is copied, the same number in both reports' own voice is taken to be from there
    too, though other words stand around it.
    """
    answered = [*repeated(earlier, later, pair)]
    yield from answered
    if answered and pair.kind is CopyKind.PARTIAL:
        known = {claim.id for both in answered for claim in both}
        yield from _same_in_own_voice(
            *([claim for claim in side if claim.id not in known] for side in (earlier, later))
        )


def _same_in_own_voice(mine: Sequence[Claim], others: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    waiting: dict[object, deque[Claim]] = {}
    for claim in mine:
        if claim.cited is None:
            waiting.setdefault((claim.outcome, claim.count, claim.negated), deque()).append(claim)
    for other in others:
        same = waiting.get((other.outcome, other.count, other.negated))
        if other.cited is None and same:
            yield same.popleft(), other


def _answering(mine: Sequence[Claim], others: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    waiting: dict[Count, deque[Claim]] = {}
    for claim in mine:
        waiting.setdefault(claim.count, deque()).append(claim)
    changed = []
    for other in others:
        if waiting.get(other.count):
            yield waiting[other.count].popleft(), other
        else:
            changed.append(other)
    unanswered = {claim.id for same in waiting.values() for claim in same}
    open_ones: dict[Role, deque[Claim]] = {}
    for claim in mine:
        if claim.id in unanswered:
            open_ones.setdefault(claim.role, deque()).append(claim)
    for other in changed:
        if open_ones.get(other.role):
            yield open_ones[other.role].popleft(), other


def _where(claim: Claim, pair: CopyPair, side: int) -> Iterator[int]:
    """The numbers of the shared passages that a claim stands in, -1 for any of a copy's.

    What stands outside them is not copied, though all around it may be: a footer longer than the news above it.
    """
    for number, passage in enumerate(pair.passages):
        stretch = passage.later if side else passage.earlier
        if claim.start < stretch.end and stretch.start < claim.end:
            yield -1 if pair.kind is CopyKind.COPY else number
            if pair.kind is CopyKind.COPY:
                return
    if pair.kind is CopyKind.COPY and not pair.passages:
        yield -1
