"""Phrases: where a pattern fits, with what each of its classes holds. Nothing is resolved here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from knell.text import Cut, Lexicon, Sentence, Token, normalise
from knell.times.atoms import Window, window
from knell.times.words import OTHER, Value, Words

_DIGITS = regex.compile(r"\d{3}|['’]\d\d|\d[/.]\d")
# No pattern has more words than this before the one that makes it a time.
_REACH = 12
_ENDS_SENTENCE = '.!?…:;"”»'


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of atoms ``first`` to ``last`` (not included) that reads as a time of kind ``rule``.

    ``held`` maps names such as ``DAY1`` to the number of the atom and its value there.
    """

    rule: str
    window: Window
    words: Words
    first: int
    last: int
    held: Mapping[str, tuple[int, Value]]
    sentence: int = 0
    paragraph: int = 0

    @property
    def start(self) -> int:
        """The code point it begins at."""
        return self.window.tokens[self.window.atoms[self.first].first].start

    @property
    def end(self) -> int:
        """The code point it ends at, not included."""
        return self.window.tokens[self.window.atoms[self.last - 1].last - 1].end

    def has(self, name: str) -> bool:
        """Whether a class was held."""
        return name in self.held

    def number(self, name: str) -> int | None:
        """The value of a class that holds numbers."""
        value = self.held[name][1] if name in self.held else None
        return value if isinstance(value, int) else None

    def text(self, name: str) -> str | None:
        """The value of a class that holds names."""
        value = self.held[name][1] if name in self.held else None
        return value if isinstance(value, str) else None

    def token_of(self, name: str) -> Token:
        """The first token of a held class."""
        return self.window.tokens[self.window.atoms[self.held[name][0]].first]

    def after(self, step: int = 0) -> Token | None:
        """The token that follows, or one further on."""
        return self.window.token(self.window.atoms[self.last - 1].last + step)

    def before(self, step: int = 0) -> Token | None:
        """The token in front, or one further back."""
        return self.window.token(self.window.atoms[self.first].first - 1 - step)

    def behind(self, name: str) -> Token | None:
        """The token behind a held class."""
        return self.window.token(self.window.atoms[self.held[name][0]].last)

    def in_front(self, phrases: Lexicon[bool], reach: int = 4, least: int = 1) -> bool:
        """Whether one of these phrases, of so many tokens at least, stands right in front."""
        here = self.window.atoms[self.first].first
        return any(
            (match := phrases.at(self.window.tokens, index)) is not None and match.end == here
            for index in range(max(here - reach, 0), here + 1 - least)
        )

    def until(self, last: int) -> Phrase | None:
        """The phrase cut short before atom ``last``, without what it then no longer holds."""
        if last <= self.first:
            return None
        held = {name: where for name, where in self.held.items() if where[0] < last}
        return replace(self, last=last, held=held)


# Looks at the words around a phrase: the phrase, trimmed or as it is, or None when it is no time.
Acceptor = Callable[[Phrase], Phrase | None]


class Phrases:
    """The phrases of a text in order, none overlapping another; a stretch is looked through when first asked for.

    ``accept`` looks at the surroundings of a phrase and may trim or refuse it.
    """

    def __init__(self, cut: Cut, words: Words, accept: Acceptor) -> None:
        self._cut, self._words, self._accept = cut, words, accept
        self._sentences = cut.sentences()
        triggered = _triggered(cut.text, self._sentences, words)
        self._starts = [sentence.start for sentence in self._sentences]
        stretches = _stretches(cut.text, self._sentences, triggered, words)
        self._stretches = [(self._starts[left], self._sentences[right].end) for left, right in stretches]
        self._found: dict[int, list[Phrase]] = {}

    def all(self) -> list[Phrase]:
        """All phrases of the text."""
        return [phrase for number in range(len(self._stretches)) for phrase in self._of(number)]

    def within(self, start: int, end: int) -> list[Phrase]:
        """The phrases of which some part lies between two offsets."""
        found: list[Phrase] = []
        number = bisect_right(self._stretches, start, key=lambda stretch: stretch[1])
        while number < len(self._stretches) and self._stretches[number][0] < end:
            phrases = self._of(number)  # of a table they are those of all its rows
            first = bisect_right(phrases, start, key=lambda phrase: phrase.end)
            found += phrases[first : bisect_left(phrases, end, lo=first, key=lambda phrase: phrase.start)]
            number += 1
        return found

    def _of(self, number: int) -> list[Phrase]:
        """The phrases of one stretch."""
        found = self._found.get(number)
        if found is None:
            view = window(self._cut, *self._stretches[number], self._words)
            phrases = _in_window(view, self._words, self._accept)
            found = self._found[number] = [self._placed(phrase) for phrase in phrases]
        return found

    def _placed(self, phrase: Phrase) -> Phrase:
        """A phrase with the numbers of its sentence and paragraph."""
        number = max(bisect_right(self._starts, phrase.end - 1) - 1, 0)
        return replace(phrase, sentence=number, paragraph=self._sentences[number].paragraph)


def _in_window(view: Window, words: Words, accept: Acceptor) -> Iterator[Phrase]:
    index, head = 0, -1
    while index < len(view.atoms):
        if head < index:
            following = words.heads.search(view.letters, index)
            if following is None:
                return
            head = following.start()
        index = max(index, head - _REACH)
        phrase = _at(view, index, words, accept)
        if phrase is None:
            index += 1
        else:
            yield phrase
            index = phrase.last


def _at(view: Window, index: int, words: Words, accept: Acceptor) -> Phrase | None:
    """The longest phrase accepted at an atom; of equals the one whose pattern comes first."""
    run, _, _ = view.letters[index : index + words.longest].partition(OTHER)
    for fit in words.fitting(run):
        held = {name: (index + at, _value(view, index + at, name)) for name, at in fit.held}
        accepted = accept(Phrase(fit.rule, view, words, index, index + fit.size, held))
        if accepted is not None:
            return accepted
    return None


def _value(view: Window, index: int, name: str) -> Value:
    classes = view.atoms[index].classes
    return classes.get(name.rstrip("0123456789"), 0)


def _triggered(text: str, sentences: Sequence[Sentence], words: Words) -> list[bool]:
    """For each sentence whether it holds a word or digits that a time may be made of."""
    # the automaton takes no lone surrogate, which a report made in Python may hold
    plain = text.lower() if words.pack.forms is None else normalise(text, words.pack)
    lowered = plain.encode("utf-8", "replace").decode("utf-8")
    if len(lowered) != len(text):
        return [True] * len(sentences)
    flags = [False] * len(sentences)
    starts = [sentence.start for sentence in sentences]
    triggers = words.triggers
    for number, start, end in triggers.automaton.find_matches_as_indexes(lowered):
        if start > 0 and lowered[start - 1].isalpha():
            continue
        if end < len(lowered) and lowered[end].isalpha() and triggers.words[number] not in triggers.open_ended:
            continue
        flags[max(bisect_right(starts, start) - 1, 0)] = True
    for match in _DIGITS.finditer(text):
        flags[max(bisect_right(starts, match.start()) - 1, 0)] = True
    return flags


def _stretches(
    text: str, sentences: Sequence[Sentence], flags: Sequence[bool], words: Words
) -> Iterator[tuple[int, int]]:
    """Runs of sentences to read as one: a line break alone does not end a time, a full stop does."""
    index = 0
    while index < len(sentences):
        last = index
        while last + 1 < len(sentences) and _runs_on(text, sentences[last], sentences[last + 1], words):
            last += 1
        if any(flags[index : last + 1]):
            yield index, last
        index = last + 1


def _runs_on(text: str, one: Sentence, other: Sentence, words: Words) -> bool:
    gap = text[one.end : other.start]
    if gap.count("\n") != 1:
        return False
    return text[one.end - 1] not in _ENDS_SENTENCE or _last_word(text, one) in words.short


def _last_word(text: str, sentence: Sentence) -> str:
    """The last word of a sentence, without its point ("Nov."); empty when it is long."""
    tail = text[max(sentence.end - 12, sentence.start) : sentence.end].split()
    return tail[-1].rstrip(".").lower() if tail else ""
