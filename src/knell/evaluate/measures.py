"""The numbers a scorer adds up: tallies (precision, recall, F1) and shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gold items were found and how many predicted ones are right; the two may differ."""

    found: int = 0
    gold: int = 0
    right: int = 0
    predicted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.found + other.found,
            self.gold + other.gold,
            self.right + other.right,
            self.predicted + other.predicted,
        )

    @property
    def precision(self) -> float | None:
        """Right among predicted; None when nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Found among gold; None when there is no gold."""
        return self.found / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; 0 when nothing was predicted for some gold."""
        precision, recall = self.precision, self.recall
        if recall is None:
            return None
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)


@dataclass(frozen=True, slots=True)
class Share:
    """So many right out of so many."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share; None when there was nothing to judge."""
        return self.right / self.of if self.of else None


def share(verdicts: Iterable[bool]) -> Share:
    """The share of true verdicts."""
    marks = list(verdicts)
    return Share(sum(marks), len(marks))


@dataclass(frozen=True, slots=True)
class Closeness:
    """A value between 0 and 1 that is no count, over so many items."""

    value: float | None
    of: int


Measure = Tally | Share | Closeness


def values(measure: Measure) -> dict[str, float | None]:
    """The numbers of a measure by suffix: precision, recall and f1 of a tally, else one with an empty suffix."""
    if isinstance(measure, Tally):
        return {"precision": measure.precision, "recall": measure.recall, "f1": measure.f1}
    return {"": measure.value}
