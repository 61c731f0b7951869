"""What the sentences before one have told: personal names, and numbers of animals and objects.

Most sentences hold no claim, and what they tell is seldom asked for: a sentence is looked at only when a word of it
is asked about.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from knell.claims.body import Body
from knell.claims.groups import find_groups, names_told, things_counted
from knell.claims.words import words
from knell.languages import load
from knell.model import Count
from knell.text import Scan, beginning, capitals

# Looking at a sentence may ask for a name told before it, and so on; from this depth on all are looked at in order.
_DEEPEST = 12


@dataclass(slots=True)
class Told:
    """The sentences of a text so far. The number of each is given once, in order, to ``read`` or to ``skip``."""

    body: Body
    _first: dict[str, int] = field(default_factory=dict)
    _skipped: set[int] = field(default_factory=set)
    _unlisted: deque[int] = field(default_factory=deque)
    _holding: dict[str, deque[int]] = field(default_factory=dict)
    _counted: set[Count] = field(default_factory=set)
    _uncounted: list[int] = field(default_factory=list)
    _of_animals: frozenset[int] | None = None
    _depth: int = 0
    _looked_to: int = 0

    def read(self, number: int, names: set[str]) -> None:
        """Keep what a sentence told that was read: these words of names."""
        self._keep(number, names)
        self._uncounted.append(number)

    def skip(self, number: int) -> None:
        """Put off a sentence that was not read."""
        self._skipped.add(number)
        self._unlisted.append(number)
        self._uncounted.append(number)

    def names(self, number: int) -> Names:
        """The words of the names told before a sentence."""
        return Names(self, number)

    def things(self) -> set[Count]:
        """The numbers given to animals so far."""
        if self._of_animals is None:
            self._of_animals = frozenset(self.body.holding(_animals(self.body.pack.code)))
        for number in self._uncounted:
            if number in self._of_animals:
                self._counted |= things_counted(self.body[number])
        self._uncounted.clear()
        return self._counted

    def is_name(self, word: str, number: int) -> bool:
        """Whether a word is part of a name told before a sentence."""
        while self._unlisted and self._unlisted[0] < number:
            self._list(self._unlisted.popleft())
        holding = self._holding.get(beginning(word))
        if holding and holding[0] < number:
            before = []
            while holding and holding[0] < number:
                before.append(holding.popleft())
            self._look(before if self._depth < _DEEPEST else self._all_before(number))
        return self._first.get(word, number) < number

    def _list(self, number: int) -> None:
        """Note with which capital words a sentence may hold names."""
        sentence = self.body.sentences[number]
        for word in capitals(self.body.report.text, self.body.pack, sentence.start, sentence.end):
            self._holding.setdefault(word, deque()).append(number)

    def _all_before(self, number: int) -> range:
        start, self._looked_to = self._looked_to, max(self._looked_to, number)
        return range(start, number)

    def _look(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            if number in self._skipped:
                self._skipped.remove(number)
                layers = self.body[number]
                self._depth += 1
                self._keep(number, names_told(layers, find_groups(layers, self.names(number))))
                self._depth -= 1

    def _keep(self, number: int, names: set[str]) -> None:
        for word in names:
            self._first[word] = min(number, self._first.get(word, number))


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the names told before a sentence of a text."""

    _told: Told
    _number: int

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._told.is_name(word, self._number)


@cache
def _animals(code: str) -> Scan:
    """The words of which every sentence that counts animals holds one."""
    return Scan.of_phrases([phrase for phrase, noun in words(code).nouns.phrases() if noun.animal], load(code))
