"""Find words in a text without cutting it into tokens first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import ahocorasick_rs

from knell.languages import Pack
from knell.text.tokens import normalise


class Scan:
    """Words to look for in whole texts at once; one that ends in ``*`` may go on.

    What is found is at least every token of which such a word is the ``norm`` (or the beginning, for ``*``), and
    hardly more: a word inside another is left out where letters show it.
    """

    def __init__(self, words: Iterable[str], pack: Pack) -> None:
        self._pack = pack
        open_ended: dict[str, bool] = {}
        for word in spellings(words, pack):
            bare = word.removesuffix("*")
            if bare:
                open_ended[bare] = open_ended.get(bare, False) or bare != word
        self._words = tuple(sorted(open_ended))
        self._open = tuple(open_ended[word] or not word[-1].isalpha() for word in self._words)
        self._begins = tuple(word[0].isalpha() for word in self._words)
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._words))

    @classmethod
    def of_phrases(cls, phrases: Iterable[tuple[str, ...]], pack: Pack, plain: Container[str] = ()) -> Scan:
        """A scan for a word of each phrase, as few and as rare words as may be; ``plain``: they stand everywhere."""
        chosen: set[str] = set()
        for phrase in sorted(phrases, key=len):
            if chosen.isdisjoint(phrase):
                chosen.add(max(phrase, key=lambda word: (word not in plain, len(word))))
        return cls(chosen, pack)

    def find(self, text: str) -> Iterator[int]:
        """Where these words begin in a text, in the order in which they end; one place may come twice.

        Offsets are those of the text in lower case: they differ behind the few letters whose lower case is longer.
        """
        # the automaton takes no lone surrogate, which a report made in Python may hold
        lowered = normalise(text, self._pack).encode("utf-8", "replace").decode("utf-8")
        size = len(lowered)
        for number, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if self._begins[number] and start > 0 and lowered[start - 1].isalpha():
                continue
            if end < size and not self._open[number] and lowered[end].isalpha():
                continue
            yield start


def spellings(words: Iterable[str], pack: Pack) -> Iterator[str]:
    """How words in the form they are looked up by may be spelled in a text; one that ends in ``*`` may go on."""
    forms = pack.forms
    capitalised: dict[str, list[str]] = {}
    for written, noun in pack.section("text").get("capitalised", {}).items():
        capitalised.setdefault(noun, []).append(written)
    for word in words:
        yield from capitalised.get(word, ())
        if word.startswith("=") and len(word) > 1:
            yield word[1:]
        elif forms is None or word.endswith("*"):
            yield word
        else:
            yield from forms.surfaces(word)
