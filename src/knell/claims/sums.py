"""Find neighbouring numbers that add up to a total."""

from __future__ import annotations

from collections.abc import Sequence

from knell.model import Count, Wording

# Parts that are added up stand side by side, at most this many, within this many sentences.
_MOST_PARTS = 6
_SENTENCES = 3
# Small numbers add up by chance.
_SMALLEST = 4


def summands(counts: Sequence[Count], sentences: Sequence[int]) -> list[int]:
    """The places of numbers that, side by side, add up to another of ``counts``.

    ``sentences`` numbers the sentence each stands in. Open numbers ("at least 8") add up to nothing; a sum below four
    counts only within one sentence.
    """
    totals: dict[int, int] = {}
    for index, count in enumerate(counts):
        if count.low is not None and count.wording is not Wording.RANGE:
            totals.setdefault(count.low, index)
    found: set[int] = set()
    for start in range(len(counts)):
        total = 0
        for end in range(start, min(start + _MOST_PARTS, len(counts))):
            value = counts[end].low
            if not value or counts[end].high != value or sentences[end] - sentences[start] >= _SENTENCES:
                break
            total += value
            whole = totals.get(total)
            if end == start or whole is None or start <= whole <= end:
                continue
            if total >= _SMALLEST or sentences[start] == sentences[end]:
                found.update(range(start, end + 1))
    return sorted(found)
