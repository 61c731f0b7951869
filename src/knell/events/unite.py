"""Union-find over strings."""

from __future__ import annotations

from collections.abc import Iterable


class Unite:
    """Sets of strings that can be joined; which member stands for a set does not depend on the order of joining."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The smallest member of the set that ``name`` is in; a name not seen before is a set of its own."""
        parent = self._parent.setdefault(name, name)
        while parent != name:
            above = self._parent[parent]
            self._parent[name] = above
            name, parent = parent, above
        return name

    def join(self, a: str, b: str) -> str:
        """Make one set of two; gives the member that stands for it."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parent[second] = first
        return first

    def sets(self, names: Iterable[str]) -> dict[str, list[str]]:
        """The given names by the set they are in, in the order given."""
        found: dict[str, list[str]] = {}
        for name in names:
            found.setdefault(self.find(name), []).append(name)
        return found
