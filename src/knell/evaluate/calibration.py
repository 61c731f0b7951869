"""Whether confidence keeps its word: of claims said to be 0.9 sure, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knell.evaluate.claims import Marked
from knell.evaluate.measures import Closeness

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose confidence lies in one tenth: how many, how sure on average, how many right."""

    low: float
    high: float
    claims: int
    confidence: float
    right: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """The table of bins that hold claims, and the expected calibration error (None without claims)."""

    bins: tuple[Bin, ...]
    error: float | None

    @property
    def measure(self) -> Closeness:
        """One minus the expected calibration error, so that more is better."""
        return Closeness(None if self.error is None else 1 - self.error, sum(b.claims for b in self.bins))


def reliability(marked: Iterable[Marked]) -> Reliability:
    """The reliability of the confidence of scored claims; those that are neither right nor invented do not count."""
    judged: list[tuple[float, bool]] = []
    for one in marked:
        judged += [(pair.claim.confidence, True) for pair in one.pairs]
        judged += [(claim.confidence, False) for claim in one.invented]
    return table(judged)


def table(judged: Sequence[tuple[float, bool]]) -> Reliability:
    """The table for (confidence, right) pairs; confidence outside 0 to 1 counts as the nearer end."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        inside = min(1.0, max(0.0, confidence))
        held[min(BINS - 1, int(inside * BINS))].append((inside, right))
    bins = tuple(
        Bin(i / BINS, (i + 1) / BINS, len(some), sum(c for c, _ in some) / len(some), sum(r for _, r in some))
        for i, some in enumerate(held)
        if some
    )
    total = len(judged)
    error = sum(abs(b.confidence * b.claims - b.right) for b in bins) / total if total else None
    return Reliability(bins, error)
