"""Find the phrases of a word list in a sequence of tokens, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Generic, TypeVar

from knell.languages import Pack
from knell.text.tokens import Token, normalise, tokenize

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at tokens ``start`` to ``end`` (end not included) and what the list says of it."""

    start: int
    end: int
    value: T


class Lexicon(Generic[T]):
    """Phrases with values.

    A phrase is words separated by spaces; a word may hold alternatives (``was/were``) or end in ``*``
    (any word that begins so). On a tie the phrase with fewer wildcards wins, then the one given first.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], pack: Pack) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._prefix: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._longest_prefix = 0
        for phrase, value in entries:
            for words in _expand(phrase, pack):
                self._add(words, value)
        for table in (self._exact, self._prefix):
            for phrases in table.values():
                phrases.sort(key=lambda entry: (-len(entry[0]), sum(w.endswith("*") for w in entry[0])))

    def _add(self, words: tuple[str, ...], value: T) -> None:
        if not words:
            return
        first = words[0]
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append((words, value))
            self._longest_prefix = max(self._longest_prefix, len(first) - 1)
        else:
            self._exact.setdefault(first, []).append((words, value))

    def at(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """The longest phrase that begins at this token, if any."""
        norm = tokens[index].norm
        best: Match[T] | None = None
        for words, value in self._exact.get(norm, ()):
            if _fits(words, tokens, index):
                best = Match(index, index + len(words), value)
                break
        if self._prefix:
            for size in range(min(len(norm), self._longest_prefix), 0, -1):
                for words, value in self._prefix.get(norm[:size], ()):
                    longer = best is None or len(words) > best.end - best.start
                    if longer and _fits(words, tokens, index):
                        best = Match(index, index + len(words), value)
        return best

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """All phrases in order, none overlapping another: leftmost, then longest."""
        found: list[Match[T]] = []
        index = 0
        while index < len(tokens):
            match = self.at(tokens, index)
            if match is None:
                index += 1
            else:
                found.append(match)
                index = match.end
        return found

    def __contains__(self, norm: str) -> bool:
        return any(len(words) == 1 for words, _ in self._exact.get(norm, ()))


def _expand(phrase: str, pack: Pack) -> Iterable[tuple[str, ...]]:
    turkic = bool(pack.section("text").get("turkic_case", False))
    choices: list[list[tuple[str, ...]]] = []
    for word in phrase.split():
        forms: list[tuple[str, ...]] = []
        for form in word.split("/") if len(word) > 1 else [word]:
            if form.endswith("*"):
                forms.append((normalise(form[:-1], turkic) + "*",))
            else:
                forms.append(tuple(token.norm for token in tokenize(form, pack)))
        choices.append(forms)
    for combination in product(*choices):
        yield tuple(word for form in combination for word in form)


def _fits(words: tuple[str, ...], tokens: Sequence[Token], index: int) -> bool:
    if index + len(words) > len(tokens):
        return False
    for offset, word in enumerate(words):
        norm = tokens[index + offset].norm
        if word.endswith("*"):
            if not norm.startswith(word[:-1]):
                return False
        elif norm != word:
            return False
    return True
