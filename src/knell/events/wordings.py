"""A copied passage as it stands in both texts, word for word: what is the same, and what the copy changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knell.events.linked import Passage
from knell.events.passages import Anchored, Pair, shared_passages

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wordings:
    """A stretch of the earlier text and what stands for it in the later one; either may be empty."""

    earlier: str
    later: str

    @property
    def same(self) -> bool:
        """Whether the words are the same, whatever their letters' case and the signs around them."""
        return _words(self.earlier)[0] == _words(self.later)[0]


def wordings(earlier: str, later: str, passage: Passage) -> tuple[Wordings, ...]:
    """The two texts of a passage cut into stretches that agree and stretches that do not, in turn.

    Put together again they are the passage, letter by letter.
    """
    first = earlier[passage.earlier.start : passage.earlier.end]
    second = later[passage.later.start : passage.later.end]
    (mine, starts), (others, other_starts) = _words(first), _words(second)
    if not mine or not others:
        return (Wordings(first, second),) if first or second else ()
    agreeing = [*_agreeing(mine, others)]
    cuts = [(0, 0)]
    for before, here in pairwise([(-1, -1), *agreeing, (len(mine), len(others))]):
        if (here[0] - before[0], here[1] - before[1]) != (1, 1):
            cuts.extend(((before[0] + 1, before[1] + 1), here))
    cuts.append((len(mine), len(others)))
    starts, other_starts = [0, *starts[1:], len(first)], [0, *other_starts[1:], len(second)]
    found = (
        Wordings(first[starts[a] : starts[c]], second[other_starts[b] : other_starts[d]])
        for (a, b), (c, d) in pairwise(cuts)
    )
    return tuple(one for one in found if one.earlier or one.later)


def _agreeing(mine: list[str], others: list[str]) -> Iterator[Pair]:
    """The words that agree, going forward in both texts."""
    if mine == others:
        yield from zip(range(len(mine)), range(len(others)), strict=True)
        return
    at = (-1, -1)
    for aligned in shared_passages(Anchored.of(mine), Anchored.of(others)):
        for pair in aligned.pairs:
            if pair[0] > at[0] and pair[1] > at[1]:
                yield pair
                at = pair


def _words(text: str) -> tuple[list[str], list[int]]:
    found = [*_WORD.finditer(text)]
    return [one.group().casefold() for one in found], [one.start() for one in found]
