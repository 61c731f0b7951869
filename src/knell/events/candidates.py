"""Pairs of texts worth comparing, in near-linear time: MinHash bands for whole texts, fingerprints for passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby

from rensa import RMinHash

from knell.events.passages import SEED
from knell.events.words import fingerprints, shingles

# The seed and shape of the MinHash, fixed so that the same reports always give the same pairs.
_HASH_SEED = 20
_PERMUTATIONS = 128
_ROWS = 4

# Any passage of 8 words in a row that two texts share gives them a fingerprint in common.
_RUN = 5
_WINDOW = 4

# A hash that more texts share than this pairs each only with the next few: the copies still hang together.
_MOST_TOGETHER = 24
_NEXT = 2


def candidate_pairs(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs (i < j) of texts, as word sequences, that may be copies or share a passage; sorted."""
    pairs: set[tuple[int, int]] = set()
    for together in _sharing(_bands(texts)):
        pairs.update(_pairs(together))
    for together in _sharing(_marks(texts)):
        pairs.update(_pairs(together))
    return sorted(pairs)


def _bands(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    for number, words in enumerate(texts):
        if not words:
            continue
        hashed = RMinHash(num_perm=_PERMUTATIONS, seed=_HASH_SEED)
        hashed.update(sorted(shingles(words, SEED)))
        digest = hashed.digest()
        for band in range(0, _PERMUTATIONS, _ROWS):
            yield hash((band, *digest[band : band + _ROWS])), number


def _marks(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    for number, words in enumerate(texts):
        for mark in fingerprints(words, _RUN, _WINDOW):
            yield mark, number


def _sharing(hashes: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The texts that share each hash, where at least two do."""
    for _, same in groupby(sorted(hashes), key=lambda item: item[0]):
        together = [number for _, number in same]
        if len(together) > 1:
            yield together


def _pairs(together: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(together) <= _MOST_TOGETHER:
        yield from combinations(together, 2)
        return
    for at, number in enumerate(together):
        for other in together[at + 1 : at + 1 + _NEXT]:
            yield number, other
