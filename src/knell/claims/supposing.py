"""Read a sentence on a supposition about its names: that all are persons, or that none is.

Which capital words are places, and which a single name told before, takes much of the text to tell, and most sentences
come to nothing either way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knell.claims.layers import Layers
from knell.model import Span


@dataclass(slots=True)
class Supposed:
    """Stands for the places of a text and for the names told in it. ``asked``: whether it mattered what is supposed."""

    persons: bool
    asked: bool = False

    def __contains__(self, word: object) -> bool:
        self.asked = True
        return self.persons

    def spelled(self, start: int, end: int) -> Sequence[Span]:
        """What is spelled like a place between two offsets."""
        self.asked = True
        return () if self.persons else (Span(start, end),)

    def within(self, start: int, end: int) -> Sequence[Span]:
        """The places between two offsets."""
        return self.spelled(start, end)

    def of(self, layers: Layers) -> Layers:
        """A sentence in which every name is what is supposed."""
        return replace(layers, places=self)
