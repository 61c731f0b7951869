"""One-to-one maximum matching between gold and predicted items, the same whatever their order."""

from __future__ import annotations

from collections.abc import Sequence


def overlap(start: int, end: int, other_start: int, other_end: int) -> int:
    """How many code points two half-open spans share."""
    return max(0, min(end, other_end) - max(start, other_start))


def match(edges: Sequence[Sequence[int]]) -> list[int | None]:
    """For each left item the right item it is matched with, or None; as many are matched as can be.

    ``edges[i]`` lists the right items that left item ``i`` may take, best first. Left items are served in
    order, and one that was matched stays matched (its partner may change), so put the ones that count first.
    """
    owner: dict[int, int] = {}
    for left in range(len(edges)):
        _augment(left, edges, owner)
    result: list[int | None] = [None] * len(edges)
    for right, left in owner.items():
        result[left] = right
    return result


def _augment(root: int, edges: Sequence[Sequence[int]], owner: dict[int, int]) -> None:
    """Find one augmenting path from ``root`` (depth first, no recursion) and flip it."""
    seen: set[int] = set()
    path: list[tuple[int, int]] = []
    stack = [(root, iter(edges[root]))]
    while stack:
        left, choices = stack[-1]
        right = next((r for r in choices if r not in seen), None)
        if right is None:
            stack.pop()
            if path:
                path.pop()
            continue
        seen.add(right)
        path.append((left, right))
        if right not in owner:
            for item, partner in path:
                owner[partner] = item
            return
        stack.append((owner[right], iter(edges[owner[right]])))
