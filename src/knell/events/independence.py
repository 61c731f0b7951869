"""The largest number of claims of which no two share an outlet, an author or an origin."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from knell.events.outlets import name_key
from knell.events.unite import Unite


@dataclass(frozen=True, slots=True)
class Voice:
    """Who publishes a claim, who wrote it, and on whose word: the three that must differ (Every Casualty, p. 25)."""

    outlet: str
    authors: tuple[str, ...]
    origin: str


def outlets_and_origins(voices: Iterable[Voice]) -> set[tuple[str, str]]:
    """The pairs of outlet and origin, where outlets that print the same author are one.

    So no two that share an author are ever counted apart; two by different authors of such outlets may be counted as
    one. Authors who are not named are nobody's.
    """
    told = list(voices)
    joined = Unite()
    for voice in told:
        for author in voice.authors:
            key = name_key(author)
            if key is not None:
                joined.join(f"outlet {voice.outlet}", f"author {key}")
    return {(joined.find(f"outlet {voice.outlet}"), voice.origin) for voice in told}


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
