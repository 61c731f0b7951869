"""Find words in a text without cutting it into tokens first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile

import ahocorasick_rs

from knell.languages import Pack
from knell.text.tokens import normalise

# Each group of words of which one must stand beside a word that is found.
Beside = tuple[tuple[str, ...], ...]
# What is looked for of a group in a text in lower case: one of these.
_Group = tuple[str, ...]
# Letters, and signs behind which a word has ended.
_RUN, _ENDS = re.compile(r"[^\W\d_]+"), frozenset(',;:!?()"»«“”…')
# A group is told by what its words have in common where that is so long, so that there is less to look for.
_TELLING = 3


class Scan:
    """Words to look for in whole texts at once; one that ends in ``*`` may go on.

    What is found is at least every token of which such a word is the ``norm`` (or the beginning, for ``*``), and
    hardly more: a word inside another is left out where letters show it.
    """

    def __init__(self, words: Iterable[str] | Mapping[str, Iterable[Beside]], pack: Pack) -> None:
        """Words, or for each what it counts with: all groups of one of these, or without any where one is empty."""
        self._pack = pack
        besides = words if isinstance(words, Mapping) else {}
        open_ended: dict[str, bool] = {}
        counts: dict[str, set[tuple[_Group, ...]]] = {}
        meant: dict[str, set[str]] = {}
        known: dict[tuple[str, ...], _Group] = {}
        for word in words:
            beside = {tuple(_signs(group, pack, known) for group in groups) for groups in besides.get(word, [()])}
            for spelled in spellings((word,), pack):
                bare = spelled.removesuffix("*")
                if bare:
                    open_ended[bare] = open_ended.get(bare, False) or bare != spelled
                    counts.setdefault(bare, set()).update(beside)
                    # a beginning that is looked for as such may go on in any way
                    meant.setdefault(bare, set()).add("" if word.endswith("*") or word[0] == "=" else word)
        self._words = tuple(sorted(open_ended))
        self._beside = tuple(() if () in counts[word] else tuple(sorted(counts[word])) for word in self._words)
        self._open = tuple(open_ended[word] or not word[-1].isalpha() for word in self._words)
        forms = pack.forms
        self._meant = tuple(frozenset() if forms is None or "" in meant[word] else meant[word] for word in self._words)
        self._canonical = forms.canonical if forms is not None else str
        self._begins = tuple(word[0].isalpha() for word in self._words)
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._words))

    @classmethod
    def of_phrases(cls, phrases: Iterable[tuple[str, ...]], pack: Pack, plain: Container[str] = ()) -> Scan:
        """A scan for a word of each phrase, as few and as rare words as may be; ``plain``: they stand everywhere."""
        return cls.of_requirements((((word,) for word in phrase) for phrase in phrases), pack, plain)

    @classmethod
    def of_requirements(
        cls, requirements: Iterable[Iterable[Collection[str]]], pack: Pack, plain: Container[str] = ()
    ) -> Scan:
        """A scan for what holds one word of each group of some requirement: looked for is a group of single words."""
        chosen: dict[str, set[Beside]] = {}
        for groups in sorted((tuple(map(tuple, groups)) for groups in requirements), key=len):
            sought = next((group for group in groups if all(word in chosen for word in group)), None)
            if sought is None:
                sought = max(groups, key=lambda group: (not any(word in plain for word in group), min(map(len, group))))
            rest = tuple(group for group in groups if group is not sought)
            for word in sought:
                chosen.setdefault(word, set()).add(rest)
        return cls(chosen, pack)

    @property
    def words(self) -> Sequence[str]:
        """What is looked for, as it is spelled in lower case."""
        return self._words

    def find(self, text: str) -> Iterator[int]:
        """Where these words begin in a text, in the order in which they end; one place may come twice.

        Offsets are those of the text in lower case: they differ behind the few letters whose lower case is longer.
        """
        return (start for start, _ in self._found(self._lowered(text)))

    def holding(self, text: str, starts: Sequence[int], around: int = 0) -> list[int]:
        """Of the stretches of a text that begin at ``starts``, which hold such a word and what must stand beside it.

        That may stand in so many stretches around.
        """
        ends = [*starts[1:], len(text)]
        lowered = self._lowered(text)
        if len(lowered) == len(text):
            asked = {(bisect_right(starts, start) - 1, number) for start, number in self._found(lowered)}
        else:  # some letters are longer in lower case: each stretch is looked at by itself
            cut = [self._lowered(text[start:end]) for start, end in zip(starts, ends, strict=True)]
            asked = {(stretch, number) for stretch, part in enumerate(cut) for _, number in self._found(part)}
            starts = list(accumulate(map(len, cut), initial=0))
            lowered, ends = "".join(cut), starts[1:]
        held: set[int] = set()
        for stretch, number in sorted(asked):
            if stretch not in held and stretch >= 0:
                beside, last = self._beside[number], min(stretch + around, len(ends) - 1)
                near = lowered[starts[max(stretch - around, 0)] : ends[last]] if beside else ""
                if not beside or any(_holds(near, groups) for groups in beside):
                    held.add(stretch)
        return sorted(held)

    def _lowered(self, text: str) -> str:
        # the automaton takes no lone surrogate, which a report made in Python may hold
        return normalise(text, self._pack).encode("utf-8", "replace").decode("utf-8")

    def _found(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Where a word begins, and which."""
        size = len(lowered)
        for number, start, end in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            if self._begins[number] and start > 0 and lowered[start - 1].isalpha():
                continue
            goes_on = end < size and lowered[end].isalpha()
            if not goes_on or (self._open[number] and self._is_form(lowered, number, start)):
                yield start, number

    def _is_form(self, lowered: str, number: int, start: int) -> bool:
        """Whether the letters from here on are a form of a word that is meant; yes where more than letters follow."""
        meant = self._meant[number]
        run = _RUN.match(lowered, start) if meant else None
        if run is None:
            return True
        following = lowered[run.end() : run.end() + 1]
        if following and not following.isspace() and following not in _ENDS:
            return True
        return self._canonical(run.group()) in meant


def _holds(near: str, groups: tuple[_Group, ...]) -> bool:
    return all(any(sign in near for sign in group) for group in groups)


def _signs(group: tuple[str, ...], pack: Pack, known: dict[tuple[str, ...], _Group]) -> _Group:
    """What stands in a text in lower case wherever a word of a group does."""
    found = known.get(group)
    if found is None:
        signs: set[str] = set()
        for word in group:
            bare = {spelled.removesuffix("*") for spelled in spellings((word,), pack)}
            common = _common(min(bare), max(bare))
            signs |= {common} if len(common) >= _TELLING else bare
        found = known[group] = tuple(sorted(signs, key=lambda sign: (len(sign), sign)))
    return found


def _common(one: str, other: str) -> str:
    """What two words begin with; of the first and the last of a list, what all of it does."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


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
