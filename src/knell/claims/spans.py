"""Look up what touches a stretch of tokens among things that stand in order, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol, TypeVar

# No predicate, number or person of a text is wider than this many tokens.
_WIDEST = 40


class Spanned(Protocol):
    """Anything at tokens ``start`` to ``end``."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """The token behind."""


T = TypeVar("T", bound=Spanned)


def touching(items: Sequence[T], start: int, end: int) -> list[T]:
    """The items, given in order of ``start``, that share a token with those from ``start`` to ``end``."""
    first = bisect_left(items, start - _WIDEST, key=lambda item: item.start)
    last = bisect_left(items, end, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end > start]


def begins(items: Sequence[T], start: int, end: int) -> bool:
    """Whether one of the items, given in order of ``start``, begins at a token from ``start`` to ``end``."""
    first = bisect_left(items, start, key=lambda item: item.start)
    return first < len(items) and items[first].start < end


def beginning_at(items: Sequence[T], index: int) -> Sequence[T]:
    """The items, given in order of ``start``, that begin at a token."""
    first = bisect_left(items, index, key=lambda item: item.start)
    last = first
    while last < len(items) and items[last].start == index:
        last += 1
    return items[first:last]
