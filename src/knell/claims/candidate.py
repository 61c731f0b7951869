"""A pair of people and a predicate that may be a claim."""

from __future__ import annotations

from dataclasses import dataclass

from knell.claims.groups import Group
from knell.claims.layers import Predication


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group and a predicate that may make a claim; ``features`` are the named facts it is weighed by."""

    group: Group
    predication: Predication
    kind: str
    features: tuple[str, ...]
    negated: bool = False

    @property
    def start(self) -> int:
        """First token of the words that make the claim."""
        return min(self.group.start, self.predication.start)

    @property
    def end(self) -> int:
        """The token behind the words that make the claim."""
        return max(self.group.end, self.predication.end)
