"""Find the phrases of a word list in a sequence of tokens, longest first."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from knell.languages import Pack
from knell.text.tokens import Token, normalise, tokenize

T = TypeVar("T")
# A lexicon remembers at most this many words.
_MEMORY = 1 << 15


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at tokens ``start`` to ``end`` (end not included) and what the list says of it."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[T]):
    """A phrase as words, how many, and those behind the first."""

    size: int
    words: tuple[str, ...]
    rest: tuple[str, ...]
    value: T


class Lexicon(Generic[T]):
    """Phrases with values.

    A phrase is words separated by spaces; a word may hold alternatives (``was/were``), end in ``*`` (any word that
    begins so) or begin with ``=`` (as it is written, where other words stand for all their forms). On a tie the phrase
    with fewer wildcards wins, then the one given first.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], pack: Pack) -> None:
        self._exact: dict[str, list[_Phrase[T]]] = {}
        self._prefix: dict[str, list[_Phrase[T]]] = {}
        self._longest_prefix = 0
        self._pack = pack
        self._written: dict[str, list[_Phrase[T]]] = {}
        # what may begin with a word that some prefix may fit, remembered: looking prefixes up takes long
        self._memory: dict[str, Sequence[_Phrase[T]]] = {}
        for phrase, value in entries:
            for words in _expand(phrase, pack):
                self._add(words, value)
        for table in (self._exact, self._prefix, self._written):
            for phrases in table.values():
                phrases.sort(key=lambda phrase: (-phrase.size, sum(w.endswith("*") for w in phrase.words)))

    def _add(self, words: tuple[str, ...], value: T) -> None:
        if not words:
            return
        first = words[0]
        phrase = _Phrase(len(words), words, words[1:], value)
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(phrase)
            self._longest_prefix = max(self._longest_prefix, len(first) - 1)
        elif first.startswith("=") and len(first) > 1:
            self._written.setdefault(first[1:], []).append(phrase)
        else:
            self._exact.setdefault(first, []).append(phrase)

    def _beginning(self, norm: str) -> Sequence[_Phrase[T]]:
        """The phrases that may begin with a word, the one to prefer first."""
        if not self._prefix:
            return self._exact.get(norm, ())
        known = self._memory.get(norm)
        if known is None:
            if len(self._memory) > _MEMORY:
                self._memory.clear()
            found = list(self._exact.get(norm, ()))
            for size in range(min(len(norm), self._longest_prefix), 0, -1):
                found += self._prefix.get(norm[:size], ())
            known = self._memory[norm] = sorted(found, key=lambda phrase: -phrase.size)
        return known

    def at(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """The longest phrase that begins at this token, if any."""
        norm = tokens[index].norm
        fitting = self._beginning(norm) if self._prefix else self._exact.get(norm, ())
        if self._written:
            as_written = self._written.get(normalise(tokens[index].text, self._pack), ())
            fitting = sorted([*as_written, *fitting], key=lambda phrase: -phrase.size) if as_written else fitting
        for phrase in fitting:
            if phrase.size == 1 or self._goes_on(phrase.rest, tokens, index + 1):
                return Match(index, index + phrase.size, phrase.value)
        return None

    def _goes_on(self, rest: Sequence[str], tokens: Sequence[Token], start: int) -> bool:
        """Whether the words of a phrase behind its first stand from ``start`` on."""
        if start + len(rest) > len(tokens):
            return False
        for index, word in enumerate(rest, start):
            norm = tokens[index].norm
            if norm != word and not (word.endswith("*") and norm.startswith(word[:-1])):
                as_written = len(word) > 1 and word[0] == "="
                if not (as_written and normalise(tokens[index].text, self._pack) == word[1:]):
                    return False
        return True

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """All phrases in order, none overlapping another: leftmost, then longest."""
        found: list[Match[T]] = []
        known: Container[str] = () if self._prefix else self._exact
        anything = bool(self._prefix or self._written)
        end = 0
        for index, token in enumerate(tokens):
            if (anything or token.norm in known) and index >= end:
                match = self.at(tokens, index)
                if match is not None:
                    found.append(match)
                    end = match.end
        return found

    def phrases(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """All phrases as words in the form they are looked up in (``*`` behind a beginning), with their values."""
        for table in (self._exact, self._prefix, self._written):
            for phrases in table.values():
                for phrase in phrases:
                    yield phrase.words, phrase.value

    def __contains__(self, norm: str) -> bool:
        return any(phrase.size == 1 for phrase in self._exact.get(norm, ()))


def _expand(phrase: str, pack: Pack) -> Iterable[tuple[str, ...]]:
    choices: list[list[tuple[str, ...]]] = []
    for word in phrase.split():
        forms: list[tuple[str, ...]] = []
        for form in word.split("/") if len(word) > 1 else [word]:
            if form.endswith("*"):
                forms.append((normalise(form[:-1], pack) + "*",))
            elif form.startswith("=") and len(form) > 1:
                forms.append(("=" + normalise(form[1:], pack),))
            else:
                forms.append(tuple(token.norm for token in tokenize(form, pack)))
        choices.append(forms)
    for combination in product(*choices):
        yield tuple(word for form in combination for word in form)
