"""Which pairs come near each other in lists, and which are moved apart, as things are put in or taken out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from knell.events.lists import Position
from knell.events.shelf import Lists, Near, Shelf

# Two things by their numbers, the smaller first.
Numbers = tuple[int, int]
Fits = Callable[[int, Position, Position], bool]


class Nearness:
    """What changes in lists: ``gained`` holds all pairs that are near under a key they were not near under before,
    ``lost`` all that are no longer near under a key they were near under. A pair may be in both.
    """

    def __init__(self, shelf: Shelf, lists: Lists, reach: int, fits: Fits | None = None) -> None:
        """``fits`` says for a key and two things whether the key counts for them."""
        self._shelf, self._lists, self._reach, self._fits = shelf, lists, reach, fits
        self.gained: set[Numbers] = set()
        self.lost: set[Numbers] = set()

    def put(self, keys: Collection[int], at: Position) -> None:
        """Put a thing into the lists under these keys: its neighbours gain it, those it parts lose each other."""
        self._shelf.put(self._lists, keys, at)
        for key, near in self._shelf.near(self._lists, keys, at, self._reach).items():
            others = (*near.before, *near.after)
            self.gained.update(pair_of(at, other) for other in others if self._counts(key, at, other))
            self.lost.update(pair_of(a, b) for a, b in self._edges_of_reach(near))

    def take(self, keys: Collection[int], at: Position) -> None:
        """Take a thing out of the lists under these keys: its neighbours lose it, those it stood between meet."""
        for key, near in self._shelf.near(self._lists, keys, at, self._reach).items():
            self.lost.update(pair_of(at, other) for other in (*near.before, *near.after))
            self.gained.update(pair_of(a, b) for a, b in self._edges_of_reach(near) if self._counts(key, a, b))
        self._shelf.take(self._lists, keys, at)

    def are_near(self, keys: Collection[int], a: Position, b: Position) -> bool:
        """Whether two things are near under any of the keys that they share."""
        return any(self._counts(key, a, b) and self._shelf.within(self._lists, key, a, b, self._reach) for key in keys)

    def _edges_of_reach(self, near: Near) -> Iterator[tuple[Position, Position]]:
        """Pairs before and behind a thing that stand just within reach of each other without it."""
        for ahead, before in enumerate(near.before):
            behind = self._reach - 1 - ahead
            if behind < len(near.after):
                yield before, near.after[behind]

    def _counts(self, key: int, a: Position, b: Position) -> bool:
        return self._fits is None or self._fits(key, a, b)


def pair_of(a: Position, b: Position) -> Numbers:
    """Two things by their numbers."""
    return (a[1], b[1]) if a[1] < b[1] else (b[1], a[1])
