"""Find names that no gazetteer lists but the words around them call places: "Zhari district", "in Karada, Baghdad"."""

from __future__ import annotations

from bisect import bisect_left

from knell.places.lexicon import Lexicon
from knell.places.matcher import Found
from knell.places.normal import particles
from knell.places.tokens import UPPER, Case, Words

_LONGEST = 4


def unlisted(words: Words, found: list[Found], lexicon: Lexicon) -> list[Found]:
    """All names, listed and not, in order; a listed name that is but a part of a longer one gives way to it."""
    found = _grown(words, found)
    finder = _Finder(words, found, lexicon)
    folds, shapes = words.folds, words.shapes
    before = lexicon.strong | lexicon.weak
    for i, word in enumerate(folds):
        if word in lexicon.kinds:
            finder.before_kind(i)
            if i + 2 < len(folds) and folds[i + 1] in lexicon.of:
                finder.from_left(i + 2, called=True)
        elif word in before and i + 1 < len(folds) and shapes[i + 1] and words.gap(i) in (" ", "\n"):
            finder.from_left(i + 1, called=False)
    return sorted([*found, *finder.seen.values()], key=lambda match: match.first)


def _grown(words: Words, found: list[Found]) -> list[Found]:
    """Make one name of Maarat al Numan or San Miguel de Mercedes, where the list has only parts of it."""
    grown: list[Found] = []
    for match in found:
        if grown and match.first <= grown[-1].last:
            continue
        if not (match.famous or match.people):
            first, last = _before_particle(words, match.first), _over_particle(words, match.last)
            if (first, last) != (match.first, match.last) and not (grown and first <= grown[-1].last):
                match = Found(first, last, " ".join(words.folds[first : last + 1]), (), unlisted=True, grown=True)
        grown.append(match)
    return grown


def _before_particle(words: Words, first: int) -> int:
    """The first word of a name that begins before a particle; the given one if it does not."""
    if first < 2 or words.folds[first - 1] not in particles() or words.shapes[first - 1] or not words.shapes[first - 2]:
        return first
    return first - 2 if words.goes_on(first - 1) and words.goes_on(first - 2) else first


def _over_particle(words: Words, last: int) -> int:
    """The last word of a name that goes on over particles; the given one if it does not."""
    folds, shapes = words.folds, words.shapes
    start = last
    at = last + 1
    while at < len(folds) and at - last < 3 and words.goes_on(at - 1):
        flat = words.cases[at] is Case.FLAT
        means_of = particles().get(folds[at]) if len(folds[at]) > 1 or words.gap(at - 1) == "-" else None
        if means_of is None:
            return at if at > last + 1 and (flat or shapes[at]) else start
        if (flat or shapes[at]) and not (means_of and flat) and at == last + 1:
            return start
        at += 1
    return start


class _Finder:
    def __init__(self, words: Words, found: list[Found], lexicon: Lexicon) -> None:
        self.words, self.lexicon = words, lexicon
        self._firsts = [match.first for match in found]
        self._lasts = [match.last for match in found]
        self.seen: dict[int, Found] = {}

    def before_kind(self, kind: int) -> None:
        """The capital words just before a word for a kind of place."""
        first = kind
        while kind - first < _LONGEST:
            backward = self._backward(first)
            if backward is None:
                break
            first = backward
        flat = self.words.cases[kind] is Case.FLAT
        if first == kind or (flat and not self._bounded(first)) or (self.words.opens(first) and first == kind - 1):
            return
        self._add(first, kind - 1, called=True)

    def from_left(self, first: int, called: bool) -> None:
        """The capital words from here on."""
        if self.words.cases[first] is not Case.SENTENCE:
            return
        last = first
        while self._part(last) and last - first < _LONGEST:
            onward = self._onward(last)
            if onward is None:
                self._add(first, last, called)
                return
            last = onward

    def _onward(self, last: int) -> int | None:
        """The next word of the name, over a particle: Maarat al Numan."""
        words = self.words
        if not words.goes_on(last):
            return None
        if self._part(last + 1):
            return last + 1
        particle = last + 1 < len(words.folds) and words.folds[last + 1] in particles() and not words.shapes[last + 1]
        return last + 2 if particle and words.gap(last + 1) in (" ", "-") and self._part(last + 2) else None

    def _backward(self, first: int) -> int | None:
        """The word before the name that belongs to it, over a particle: Chak-e Wardak."""
        words = self.words
        if first == 0 or words.gap(first - 1) not in (" ", "-", "\n"):
            return None
        if self._part(first - 1):
            return first - 1
        particle = words.folds[first - 1] in particles() and not words.shapes[first - 1]
        if particle and first > 1 and words.gap(first - 2) in (" ", "-") and self._part(first - 2):
            return first - 2
        return None

    def _part(self, index: int) -> bool:
        """Whether a word can be part of the name of an unlisted place."""
        words, lexicon = self.words, self.lexicon
        if index >= len(words.folds) or not words.shapes[index] or self._listed(index):
            return False
        word = words.folds[index]
        if word in lexicon.generic or word in lexicon.never or word in lexicon.strong or word in lexicon.weak:
            return False
        if word in lexicon.common and (words.opens(index) or words.cases[index] is Case.FLAT):
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
        if first in self.seen:
            self.seen[first].called |= called
            return
        if words.shapes[first] == UPPER and words.ends[last] - words.starts[first] < 6:
            return
        if any(words.folds[i] in self.lexicon.given for i in range(first, last + 1)):
            return
        key = " ".join(words.folds[first : last + 1])
        self.seen[first] = Found(first, last, key, (), unlisted=True, called=called)
