"""Leave out numbers that a sentence puts right in the same breath: "not ten but twelve people", "twelve, not ten"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knell.claims.words import Words
from knell.languages import Pack
from knell.text import Quantity, Token, find_quantities

# So many words may stand between a number and what it is set against: "not ten people but twelve".
_LONGEST_NOUN = 2


def without_corrected(tokens: tuple[Token, ...], norms: frozenset[str], words: Words, pack: Pack) -> tuple[Token, ...]:
    """The tokens of a sentence without numbers that it says are wrong, where it says the right one beside them.

    What is left is read as if nothing else had been written, so that the wrong number neither counts anybody nor keeps
    the right one from its verb.
    """
    set_right = words.phrases.get("set_right")
    denials = set_right.find(tokens, norms) if set_right is not None else ()
    if not denials:
        return tokens
    sentence = _Sentence(tokens, words, {q.start: q for q in find_quantities(tokens, pack) if q.kind == "count"})
    out = {index for denial in denials for index in sentence.wrong(denial.start, denial.end)}
    return tuple(token for index, token in enumerate(tokens) if index not in out) if out else tokens


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: Sequence[Token]
    words: Words
    counts: dict[int, Quantity]

    def wrong(self, start: int, end: int) -> range:
        """The tokens to leave out for the denial that begins and ends there."""
        repeated = self._repeated(end)
        number_end = self._number_end(start, end + repeated)
        if number_end is None:
            return range(0)
        for at in self._behind_noun(number_end):
            joint = self._phrase_end("rather", at)
            if joint > at and joint + repeated in self.counts and self._same(end, joint, repeated):
                return range(start, joint)
        if end not in self.counts:
            return range(0)  # "two soldiers and not one civilian" takes back no two
        before = start - self._is_comma(start - 1)
        if any(before - length in self._ends() for length in range(_LONGEST_NOUN + 1) if self._plain(before, length)):
            return range(before, number_end)
        return range(0)

    def _repeated(self, at: int) -> int:
        """How many words stand in front of both numbers: "no **a** diez, sino **a** doce"."""
        return int(at not in self.counts and at + 1 in self.counts and self.tokens[at].kind == "word")

    def _same(self, one: int, other: int, length: int) -> bool:
        return all(self.tokens[one + i].norm == self.tokens[other + i].norm for i in range(length))

    def _number_end(self, start: int, end: int) -> int | None:
        """Where the denied number ends: a count, or "one" where the words mean nobody else ("not one")."""
        if end in self.counts:
            return self.counts[end].end
        nobody = self.words.phrases["nobody"].at(self.tokens, start)
        return nobody.end if nobody is not None and nobody.end > end else None

    def _behind_noun(self, at: int) -> Iterator[int]:
        """Where a joint may stand: behind the number, or behind it and its noun, over a comma."""
        for length in range(_LONGEST_NOUN + 1):
            if not self._plain(at + length, length):
                return
            yield at + length + self._is_comma(at + length)

    def _plain(self, end: int, length: int) -> bool:
        """Whether so many tokens in front of ``end`` are plain words."""
        return end <= len(self.tokens) and all(token.kind == "word" for token in self.tokens[end - length : end])

    def _phrase_end(self, kind: str, at: int) -> int:
        match = self.words.phrases[kind].at(self.tokens, at) if at < len(self.tokens) else None
        return at if match is None else match.end

    def _is_comma(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text == ","

    def _ends(self) -> set[int]:
        return {quantity.end for quantity in self.counts.values()}
