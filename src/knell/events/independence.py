"""The largest number of claims of which no two share an outlet or an origin."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


def most_independent(pairs: Iterable[tuple[str, str]]) -> int:
    """The size of a largest matching between outlets and origins, from the (outlet, origin) pairs there are."""
    origins: dict[str, list[str]] = {}
    for outlet, origin in sorted(set(pairs)):
        origins.setdefault(outlet, []).append(origin)
    taken: dict[str, str] = {}
    holds: dict[str, str] = {}
    return sum(_place(outlet, origins, taken, holds) for outlet in origins)


def _place(outlet: str, origins: dict[str, list[str]], taken: dict[str, str], holds: dict[str, str]) -> bool:
    """Give an outlet an origin of its own, moving others where that helps; breadth first, no recursion."""
    came_from: dict[str, str] = {}
    queue = deque([outlet])
    while queue:
        asking = queue.popleft()
        for origin in origins[asking]:
            if origin in came_from:
                continue
            came_from[origin] = asking
            if origin not in taken:
                _shift(origin, came_from, taken, holds)
                return True
            queue.append(taken[origin])
    return False


def _shift(free: str, came_from: dict[str, str], taken: dict[str, str], holds: dict[str, str]) -> None:
    """Every outlet on the way to a free origin takes the next one and leaves its own."""
    origin: str | None = free
    while origin is not None:
        outlet = came_from[origin]
        before = holds.get(outlet)
        taken[origin], holds[outlet] = outlet, origin
        origin = before
