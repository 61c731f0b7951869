"""Exact alignment of two texts: the passages that one repeats of the other, also with small edits inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A shared run of this many words, where it first stands in each text, anchors an alignment; so does a longer number.
SEED = 3
_FEWEST_DIGITS = 2

# Words that one side may have between two anchors and the other not.
_WIDEST_GAP = 12

# A passage is shared when at least this many words agree, and they are at least this share of the longer side.
FEWEST_WORDS = 20
LEAST_AGREEMENT = 0.5

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Word positions that agree, in order: (in the first text, in the second)."""

    pairs: tuple[Pair, ...]

    @property
    def agreement(self) -> float:
        """Agreeing words as a share of the longer of the two stretches, 0 to 1."""
        (a, b), (c, d) = self.pairs[0], self.pairs[-1]
        return len(self.pairs) / (max(c - a, d - b) + 1)


@dataclass(frozen=True, slots=True)
class Anchored:
    """The words of a text and where each of its anchors first stands: runs of ``SEED`` words, and longer numbers."""

    words: Sequence[str]
    runs: Mapping[str, int]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, words: Sequence[str]) -> Anchored:
        """The anchors of a text's words; a text shorter than a run is one run."""
        runs: dict[str, int] = {}
        for at in range(max(len(words) - SEED + 1, 1 if words else 0)):
            runs.setdefault(" ".join(words[at : at + SEED]), at)
        numbers: dict[str, int] = {}
        for at, word in enumerate(words):
            if len(word) >= _FEWEST_DIGITS and word.isdigit():
                numbers.setdefault(word, at)
        return cls(words, runs, numbers)


def shared_passages(first: Anchored, second: Anchored) -> list[Aligned]:
    """Passages of at least ``FEWEST_WORDS`` agreeing words, in the order of the first text; they never overlap."""
    found = []
    for chain in _chains(_seeds(first, second)):
        aligned = Aligned(tuple(_agreeing(first.words, second.words, chain)))
        if len(aligned.pairs) >= FEWEST_WORDS and aligned.agreement >= LEAST_AGREEMENT:
            found.append(aligned)
    return found


def changed_numbers(first: Sequence[str], second: Sequence[str], aligned: Aligned) -> list[tuple[str, str]]:
    """Numbers that stand at the same place of a passage and differ: (in the first text, in the second)."""
    changed = []
    for (a, b), (c, d) in pairwise(aligned.pairs):
        mine = [word for word in first[a + 1 : c] if word.isdigit()]
        others = [word for word in second[b + 1 : d] if word.isdigit()]
        if len(mine) == len(others) == 1 and mine != others:
            changed.append((mine[0], others[0]))
    return changed


def _seeds(first: Anchored, second: Anchored) -> list[Pair]:
    """Positions where the same anchor first stands in each text, by position."""
    runs = {(first.runs[run], second.runs[run]) for run in first.runs.keys() & second.runs.keys()}
    numbers = {(first.numbers[one], second.numbers[one]) for one in first.numbers.keys() & second.numbers.keys()}
    return sorted(runs | numbers)


def _chains(seeds: Sequence[Pair]) -> list[list[Pair]]:
    """Seeds joined into runs that go forward in both texts without a wide gap; each seed in one run at most."""
    length = [1] * len(seeds)
    back = [-1] * len(seeds)
    for here, (a, b) in enumerate(seeds):
        there = here - 1
        while there >= 0 and a - seeds[there][0] <= _WIDEST_GAP + SEED:
            c, d = seeds[there]
            if c < a and d < b and b - d <= _WIDEST_GAP + SEED and length[there] >= length[here]:
                length[here], back[here] = length[there] + 1, there
            there -= 1
    used: set[int] = set()
    chains = []
    for last in sorted(range(len(seeds)), key=lambda at: (-length[at], at)):
        chain = []
        while last >= 0 and last not in used:
            used.add(last)
            chain.append(seeds[last])
            last = back[last]
        if chain:
            chains.append(chain[::-1])
    return sorted(chains)


def _agreeing(first: Sequence[str], second: Sequence[str], chain: Sequence[Pair]) -> list[Pair]:
    """All positions that agree along a chain: equal runs from each anchor on, and equal words in the gaps between."""
    pairs: list[Pair] = []
    for a, b in chain:
        if pairs:
            last_a, last_b = pairs[-1]
            if a <= last_a or b <= last_b:
                continue
            pairs.extend(_common(first, second, (last_a + 1, last_b + 1), (a, b)))
        while a < len(first) and b < len(second) and first[a] == second[b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
    return pairs


def _common(first: Sequence[str], second: Sequence[str], start: Pair, stop: Pair) -> list[Pair]:
    """The longest common subsequence of two short gaps, as positions."""
    xs, ys = first[start[0] : stop[0]], second[start[1] : stop[1]]
    if not xs or not ys:
        return []
    best = [[0] * (len(ys) + 1) for _ in range(len(xs) + 1)]
    for i in range(len(xs) - 1, -1, -1):
        for j in range(len(ys) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if xs[i] == ys[j] else max(best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(xs) and j < len(ys):
        if xs[i] == ys[j]:
            pairs.append((start[0] + i, start[1] + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
