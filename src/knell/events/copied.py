"""Which claims of a report repeat which of an earlier one, by the copied words they stand in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from knell.events.linked import CopyKind, CopyPair
from knell.model import Claim, Count


def repeated(earlier: Sequence[Claim], later: Sequence[Claim], pair: CopyPair) -> Iterator[tuple[Claim, Claim]]:
    """Claims of the earlier report and those of the later that repeat them: same copied words, outcome and role.

    Both come in text order. Equal numbers answer each other; the others do so in the order of the text (a copy may
    change the figure).
    """
    found: dict[tuple[object, ...], tuple[list[Claim], list[Claim]]] = {}
    for side, claims in enumerate((earlier, later)):
        for claim in claims:
            for where in _where(claim, pair, side):
                key = (where, claim.outcome, claim.role, claim.negated)
                found.setdefault(key, ([], []))[side].append(claim)
    for mine, others in found.values():
        yield from _answering(mine, others)


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
    yield from zip((claim for claim in mine if claim.id in unanswered), changed, strict=False)


def _where(claim: Claim, pair: CopyPair, side: int) -> Iterator[int]:
    """The numbers of the shared passages that a claim stands in; -1 is the whole text of a copy."""
    if pair.kind is CopyKind.COPY:
        yield -1
        return
    for number, passage in enumerate(pair.passages):
        stretch = passage.later if side else passage.earlier
        if claim.start < stretch.end and stretch.start < claim.end:
            yield number
