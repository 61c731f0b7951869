"""Find the phrases of a word list in a sequence of tokens, longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from knell.languages import Pack
from knell.text.tokens import Token, normalise, tokenize

T = TypeVar("T")
# A lexicon remembers at most this many words.
_MEMORY = 1 << 15


class Match(NamedTuple, Generic[T]):
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

    A phrase is words separated by spaces; a word may hold alternatives (``was/were``) or end in ``*``
    (any word that begins so). On a tie the phrase with fewer wildcards wins, then the one given first.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], pack: Pack) -> None:
        self._exact: dict[str, list[_Phrase[T]]] = {}
        self._prefix: dict[str, list[_Phrase[T]]] = {}
        self._longest_prefix = 0
        for phrase, value in entries:
            for words in _expand(phrase, pack):
                self._add(words, value)
        for table in (self._exact, self._prefix):
            for phrases in table.values():
                phrases.sort(key=lambda phrase: (-phrase.size, sum(w.endswith("*") for w in phrase.words)))
        # looks up the phrases that may begin with a word, the one to prefer first; with prefixes that takes long
        self._beginning: Callable[[str], Sequence[_Phrase[T]] | None] = (
            lru_cache(_MEMORY)(self._with_prefixes) if self._prefix else self._exact.get
        )

    def _add(self, words: tuple[str, ...], value: T) -> None:
        if not words:
            return
        first = words[0]
        phrase = _Phrase(len(words), words, words[1:], value)
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(phrase)
            self._longest_prefix = max(self._longest_prefix, len(first) - 1)
        else:
            self._exact.setdefault(first, []).append(phrase)

    def _with_prefixes(self, norm: str) -> Sequence[_Phrase[T]]:
        found = list(self._exact.get(norm, ()))
        for size in range(min(len(norm), self._longest_prefix), 0, -1):
            found += self._prefix.get(norm[:size], ())
        return sorted(found, key=lambda phrase: -phrase.size)

    def may_begin(self, norm: str) -> bool:
        """Whether some phrase begins with this word."""
        return bool(self._beginning(norm))

    def at(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """The longest phrase that begins at this token, if any."""
        phrases = self._beginning(tokens[index].norm)
        return _first(phrases, tokens, index) if phrases else None

    def find(self, tokens: Sequence[Token]) -> list[Match[T]]:
        """All phrases in order, none overlapping another: leftmost, then longest."""
        found: list[Match[T]] = []
        beginning = self._beginning
        end = 0
        for index, token in enumerate(tokens):
            phrases = beginning(token.norm)
            if phrases and index >= end:
                match = _first(phrases, tokens, index)
                if match is not None:
                    found.append(match)
                    end = match.end
        return found

    def phrases(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """All phrases as words in the form they are looked up in (``*`` behind a beginning), with their values."""
        for table in (self._exact, self._prefix):
            for phrases in table.values():
                for phrase in phrases:
                    yield phrase.words, phrase.value

    def __contains__(self, norm: str) -> bool:
        return any(phrase.size == 1 for phrase in self._exact.get(norm, ()))


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


def _first(phrases: Sequence[_Phrase[T]], tokens: Sequence[Token], index: int) -> Match[T] | None:
    """The first of these phrases, which begin with the token at ``index``, that goes on as it should."""
    for phrase in phrases:
        if phrase.size == 1 or _goes_on(phrase.rest, tokens, index + 1):
            return Match(index, index + phrase.size, phrase.value)
    return None


def _goes_on(rest: Sequence[str], tokens: Sequence[Token], start: int) -> bool:
    """Whether the words of a phrase behind its first stand from ``start`` on."""
    if start + len(rest) > len(tokens):
        return False
    for index, word in enumerate(rest, start):
        norm = tokens[index].norm
        if norm != word and not (word.endswith("*") and norm.startswith(word[:-1])):
            return False
    return True
