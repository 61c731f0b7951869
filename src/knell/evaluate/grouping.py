"""B-cubed: how well a grouping agrees with the gold one, item by item (Bagga and Baldwin, 1998)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from knell.evaluate.measures import Closeness, Measure


class Grouped(NamedTuple):
    """One item: the group that gold puts it into, and the one it was put into."""

    gold: str
    said: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one item, 0 to 1: the share of its group that gold puts beside it, and of its gold group that is beside it."""

    precision: float
    recall: float


def b_cubed(items: Sequence[Grouped]) -> list[Agreement]:
    """The agreement of each item, in order."""
    both, gold, said = Counter(items), Counter(one.gold for one in items), Counter(one.said for one in items)
    return [Agreement(both[one] / said[one.said], both[one] / gold[one.gold]) for one in items]


def at_best(items: Sequence[Grouped]) -> list[Grouped]:
    """The best that can be made of a grouping by joining its groups: each is given to the gold group it is most of."""
    main = mostly(Grouped(one.said, one.gold) for one in items)
    return [Grouped(one.gold, main[one.said]) for one in items]


def mostly(items: Iterable[Grouped]) -> dict[str, str]:
    """For each gold group the group that holds most of it, ties by name."""
    sizes: dict[str, Counter[str]] = {}
    for one in items:
        sizes.setdefault(one.gold, Counter())[one.said] += 1
    return {gold: min(said, key=lambda name: (-said[name], name)) for gold, said in sizes.items()}


def averages(name: str, agreements: Sequence[Agreement]) -> dict[str, Measure]:
    """Precision, recall and F1 of the averages over items, by measure name."""
    many = len(agreements)
    if not many:
        return {f"{name}{kind}": Closeness(None, 0) for kind in (" precision", " recall", " F1")}
    precision = sum(one.precision for one in agreements) / many
    recall = sum(one.recall for one in agreements) / many
    return {
        f"{name} precision": Closeness(precision, many),
        f"{name} recall": Closeness(recall, many),
        f"{name} F1": Closeness(2 * precision * recall / (precision + recall), many),
    }
