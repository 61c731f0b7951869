"""Things that share a key stand in a list, those that are alike side by side; each is held against the next few.

Whatever is added later moves a thing's neighbours, but never their order: so that what is compared depends on what
there is, and not on when it came. It also bounds the work: a thing is held against so many others a key, however
many share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from knell.events.linked import Member
from knell.model import content_id

# Where a thing stands in every list it is in: by what orders it, then by its number.
Position = tuple[int, int]

_Thing = TypeVar("_Thing", int, str, Member)

# Numbers and keys fit a database's signed integer of 64 bits.
_BITS = 63


def number_of(*parts: object) -> int:
    """A number made from content: of a thing, or of a key."""
    return number_of_key(content_id(*parts))


def number_of_key(key: str) -> int:
    """A number made from an id that was made from content; in the same order as the ids."""
    return int(key, 16) >> (64 - _BITS)


def smaller_first(a: _Thing, b: _Thing) -> tuple[_Thing, _Thing]:
    """A pair of which it does not matter which comes first, as one of the two ways to write it."""
    return (a, b) if a < b else (b, a)


def near_pairs(ordered: Sequence[int], reach: int) -> Iterator[tuple[int, int]]:
    """Of a list in order, each with each of the next ``reach``; the smaller first."""
    for at, one in enumerate(ordered):
        for other in islice(ordered, at + 1, at + 1 + reach):
            yield (one, other) if one < other else (other, one)


def packed(*fields: tuple[int, int]) -> int:
    """One number that sorts as a tuple of whole numbers does: each with its bits, cut off where it has more."""
    whole = 0
    for value, bits in fields:
        whole = whole << bits | min(max(value, 0), (1 << bits) - 1)
    return whole
