"""The words of a report as copies are compared: casefolded, with offsets, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

from knell.model import Report, Span

# Words beyond this many are not compared: a text of 50 MB costs no more than a long one.
MOST_WORDS = 50_000

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """The casefolded words of a text and where each stands in the stored text."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)


def words_of(report: Report, without: Iterable[Span] = ()) -> Words:
    """The words of a report's body, except those in the stretches ``without`` (sorted)."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for stretch in _minus(report.body(), tuple(without)):
        for found in _WORD.finditer(report.text, stretch.start, stretch.end):
            if len(texts) == MOST_WORDS:
                break
            texts.append(found.group().casefold())
            starts.append(found.start())
            ends.append(found.end())
    return Words(tuple(texts), tuple(starts), tuple(ends))


def shingles(words: Sequence[str], size: int) -> set[str]:
    """All runs of ``size`` words; a shorter text is one run."""
    if len(words) < size:
        return {" ".join(words)} if words else set()
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}


def fingerprints(words: Sequence[str], size: int, window: int) -> set[int]:
    """Winnowed hashes of runs of ``size`` words; texts that share ``size + window - 1`` words in a row share one."""
    hashes = [
        crc32(" ".join(words[i : i + size]).encode("utf-8", "surrogatepass")) for i in range(len(words) - size + 1)
    ]
    if len(hashes) <= window:
        return {min(hashes)} if hashes else set()
    return {min(hashes[i : i + window]) for i in range(len(hashes) - window + 1)}


def _minus(stretches: Sequence[Span], holes: Sequence[Span]) -> Iterable[Span]:
    at = 0
    for stretch in stretches:
        start = stretch.start
        while at < len(holes) and holes[at].start < stretch.end:
            if holes[at].start > start:
                yield Span(start, holes[at].start)
            start = max(start, holes[at].end)
            at += 1
        if start < stretch.end:
            yield Span(start, stretch.end)
