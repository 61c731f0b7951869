"""Find names that the gazetteer does not list but the words around them call places: "Zhari district", "in Karada, Baghdad"."""

from __future__ import annotations

from bisect import bisect_left

from knell.places.lexicon import Lexicon
from knell.places.scan import Case, Found, Words

_LONGEST = 4


def unlisted(words: Words, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """Names of unlisted places; none overlaps a listed one."""
    finder = _Finder(words, found, lexicon)
    folds, shapes = words.folds, words.shapes
    for i, word in enumerate(folds):
        if word in lexicon.kinds:
            finder.before_kind(i)
            if i + 2 < len(folds) and folds[i + 1] in lexicon.of:
                finder.from_left(i + 2, called=True)
        elif word in lexicon.strong and i + 1 < len(folds) and shapes[i + 1] and words.gap(i) in (" ", "\n"):
            finder.from_left(i + 1, called=False)
    return [finder.seen[first] for first in sorted(finder.seen)]


class _Finder:
    def __init__(self, words: Words, found: list[Found], lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self._firsts = [match.first for match in found]
        self._lasts = [match.last for match in found]
        self.seen: dict[int, Found] = {}
        self._end = -1

    def before_kind(self, kind: int) -> None:
        """The capital words just before a word for a kind of place."""
        first = kind
        while first > 0 and kind - first < _LONGEST and self._part(first - 1) and self.words.gap(first - 1) in (" ", "-", "\n"):
            first -= 1
        flat = self.words.cases[kind] is Case.FLAT
        if first == kind or (flat and not self._bounded(first)):
            return
        self._add(first, kind - 1, called=True)

    def from_left(self, first: int, called: bool) -> None:
        """The capital words from here on."""
        if self.words.cases[first] is not Case.SENTENCE:
            return
        last = first
        while self._part(last) and last - first < _LONGEST:
            gap = self.words.gap(last)
            if gap not in (" ", "-") or self.words.ends[last] != self.words.stops[last] or not self._part(last + 1):
                self._add(first, last, called)
                return
            last += 1

    def _part(self, index: int) -> bool:
        """Whether a word can be part of the name of an unlisted place."""
        words, lexicon = self.words, self.lexicon
        if index >= len(words.folds) or not words.shapes[index] or self._listed(index):
            return False
        word = words.folds[index]
        if word in lexicon.generic or word in lexicon.never or word in lexicon.strong or word in lexicon.weak:
            return False
        if words.firsts[index] and word in lexicon.common:
            return False
        return words.cases[index] is not Case.HEADLINE and len(word) > 2

    def _listed(self, index: int) -> bool:
        at = bisect_left(self._firsts, index + 1) - 1
        return at >= 0 and self._lasts[at] >= index

    def _bounded(self, first: int) -> bool:
        word = self.words.folds[first - 1] if first else ""
        return word in self.lexicon.articles or word in self.lexicon.strong

    def _add(self, first: int, last: int, called: bool) -> None:
        words = self.words
        if first in self.seen or words.shapes[first] == 2 and words.ends[last] - words.starts[first] < 6:
            return
        if any(words.folds[i] in self.lexicon.given for i in range(first, last + 1)):
            return
        key = " ".join(words.folds[first : last + 1])
        self.seen[first] = Found(first, last, key, (), unlisted=True, called=called)
