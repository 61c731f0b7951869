"""Pairs of texts worth comparing, in near-linear time: MinHash bands for whole texts, fingerprints for passages."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from rensa import RMinHash

from knell.events.chrome import report_number
from knell.events.lists import Position, near_pairs
from knell.events.passages import SEED
from knell.events.words import fingerprints, shingles
from knell.model import Report

# The seed and shape of the MinHash, fixed so that the same reports always give the same pairs.
_HASH_SEED = 20
_PERMUTATIONS = 128
_ROWS = 4

# Any passage of 8 words in a row that two texts share gives them a fingerprint in common.
_RUN = 5
_WINDOW = 4

# Under each mark a text is compared with so many others before and behind it, in order of publication: of very many
# copies not all pairs are looked at, but they still hang together.
REACH = 8

# Marks are looked at in so many parts, each a share of all of them, to bound the memory that takes.
_PARTS = 61

# Marks fit a database's signed integer of 64 bits. Fingerprints have 32 bits; bands have this bit set.
_BAND = 1 << 62
_PRIME = 0x1_0000_01B3
_MODULUS = (1 << 61) - 1


def marks_of(words: Sequence[str]) -> frozenset[int]:
    """The marks of a text, as a word sequence: two texts with none in common are no copies and share no passage."""
    if not words:
        return frozenset()
    hashed = RMinHash(num_perm=_PERMUTATIONS, seed=_HASH_SEED)
    hashed.update(sorted(shingles(words, SEED)))
    digest = hashed.digest()
    bands = {_band(band, digest[band : band + _ROWS]) for band in range(0, _PERMUTATIONS, _ROWS)}
    return frozenset(bands | fingerprints(words, _RUN, _WINDOW))


def _band(number: int, digest: Sequence[int]) -> int:
    """A band of a signature as one mark; fingerprints are smaller than any."""
    whole = number
    for part in digest:
        whole = (whole * _PRIME + part) % _MODULUS
    return whole | _BAND


def position(report: Report) -> Position:
    """Where a text stands under each of its marks: by publication, undated ones last."""
    return (report.published or date.max).toordinal(), report_number(report)


class Marked:
    """Texts by their marks, held close together, until the pairs among them are asked for."""

    def __init__(self) -> None:
        self._parts = [array("q") for _ in range(_PARTS)]
        self._texts = 0

    def put(self, marks: Collection[int]) -> None:
        """Put the marks of one more text, in order of publication; texts go by the number in which they come."""
        for mark in marks:
            self._parts[mark % _PARTS].extend((mark, self._texts))
        self._texts += 1

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs (i < j) of texts that share a mark and are near each other under it, sorted; this empties it."""
        found: set[int] = set()
        for part in self._parts:
            for together in _lists(part):
                found.update(a * self._texts + b for a, b in near_pairs(together, REACH))
            del part[:]
        return [divmod(pair, self._texts) for pair in sorted(found)]


def _lists(part: array[int]) -> Iterable[list[int]]:
    """The texts of each mark that more than one has."""
    first: dict[int, int] = {}
    lists: dict[int, list[int]] = {}
    for mark, text in zip(part[::2], part[1::2], strict=True):
        known = first.setdefault(mark, text)
        if known != text:
            lists.setdefault(mark, [known]).append(text)
    return lists.values()
