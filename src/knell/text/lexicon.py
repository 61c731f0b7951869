"""Find the phrases of a word list in a sequence of tokens, longest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
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
    """A phrase as words, how many, the second (None: not one spelling alone), and those behind the first."""

    size: int
    words: tuple[str, ...]
    second: str | None
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
        for phrase, value in entries:
            for words in _expand(phrase, pack):
                self._add(words, value)
        for table in (self._exact, self._prefix, self._written):
            for phrases in table.values():
                phrases.sort(key=lambda phrase: (-phrase.size, sum(w.endswith("*") for w in phrase.words)))
        # looks up the phrases that may begin with a word, the one to prefer first; with prefixes that takes long
        self._known: Callable[[str], Sequence[_Phrase[T]] | None] = (
            lru_cache(_MEMORY)(self._with_prefixes) if self._prefix else self._exact.get
        )

    def _add(self, words: tuple[str, ...], value: T) -> None:
        if not words:
            return
        first = words[0]
        second = words[1] if len(words) > 1 and not _is_open(words[1]) else None
        phrase = _Phrase(len(words), words, second, words[1:], value)
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(phrase)
            self._longest_prefix = max(self._longest_prefix, len(first) - 1)
        elif first.startswith("=") and len(first) > 1:
            self._written.setdefault(first[1:], []).append(phrase)
        else:
            self._exact.setdefault(first, []).append(phrase)

    def _with_prefixes(self, norm: str) -> Sequence[_Phrase[T]]:
        found = list(self._exact.get(norm, ()))
        for size in range(min(len(norm), self._longest_prefix), 0, -1):
            found += self._prefix.get(norm[:size], ())
        return sorted(found, key=lambda phrase: -phrase.size)

    def _beginning(self, token: Token) -> Sequence[_Phrase[T]] | None:
        """The phrases that may begin with a token, the one to prefer first."""
        known = self._known(token.norm)
        if self._written:
            as_written = self._written.get(normalise(token.text, self._pack))
            if as_written:
                return sorted([*as_written, *(known or ())], key=lambda phrase: -phrase.size)
        return known

    def may_begin(self, token: Token) -> bool:
        """Whether some phrase begins with the word of this token."""
        return bool(self._beginning(token))

    def at(self, tokens: Sequence[Token], index: int) -> Match[T] | None:
        """The longest phrase that begins at this token, if any; none begins behind the last."""
        try:
            phrases = self._beginning(tokens[index]) if self._written else self._known(tokens[index].norm)
        except IndexError:
            return None
        return self._first(phrases, tokens, index) if phrases else None

    def _first(self, phrases: Sequence[_Phrase[T]], tokens: Sequence[Token], index: int) -> Match[T] | None:
        """The first of these phrases, which begin with the token at ``index``, that goes on as it should."""
        following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        for phrase in phrases:
            fits = phrase.second is None or phrase.second == following
            if fits and (phrase.size == 1 or self._goes_on(phrase.rest, tokens, index + 1)):
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

    def beginnings(self, tokens: Sequence[Token]) -> list[int]:
        """The tokens with whose word some phrase begins."""
        if self._written:
            return [index for index, token in enumerate(tokens) if self._beginning(token)]
        known = self._known
        return [index for index, token in enumerate(tokens) if known(token.norm)]

    def find(self, tokens: Sequence[Token], norms: Set[str] | None = None) -> list[Match[T]]:
        """All phrases in order, none overlapping another: leftmost, then longest.

        ``norms``: those of the tokens, where they are at hand; they mostly show at once that there is no phrase.
        """
        found: list[Match[T]] = []
        if norms is not None and not (self._prefix or self._written):
            begun = self._exact.keys() & norms
            if not begun:
                return found
            starts = [index for index, token in enumerate(tokens) if token.norm in begun]
        else:
            starts = self.beginnings(tokens)
        end = 0
        for index in starts:
            if index >= end:
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


def _is_open(word: str) -> bool:
    """Whether a word of a phrase stands for more than tokens of which it is the ``norm``."""
    return word.endswith("*") or (word.startswith("=") and len(word) > 1)


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
