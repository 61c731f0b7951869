"""One sentence as layers: tokens, the quantities that may count people, and predicates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knell.claims.words import Predicate, Words
from knell.languages import Pack
from knell.model import Outcome, Span
from knell.text import Lexicon, Quantity, Sentence, Token, find_quantities, tokenize

# The noun that completes a verb stands at most this many tokens behind it ("various degrees of injury").
_COMPOSED_REACH = 12
_BRACKETS = {"[": "]", "(": ")"}
_LONGEST_NOTE = 8


@dataclass(frozen=True, slots=True)
class Predication:
    """A predicate found at tokens ``start`` to ``end``."""

    start: int
    end: int
    outcome: Outcome
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layers:
    """A sentence ready to be read. ``shouting``: capitals say nothing. ``busy``: tokens of times or idioms; ``places``:
    tokens of place names."""

    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[Quantity, ...]
    predications: tuple[Predication, ...]
    tolls: tuple[Predication, ...]
    busy: frozenset[int]
    places: frozenset[int]
    shouting: bool
    words: Words

    def quantity_at(self, index: int) -> Quantity:
        """The quantity that begins at this token."""
        return next(q for q in self.quantities if q.start == index)

    def mark(self, kind: str, index: int) -> bool:
        """Whether the token at ``index`` is a single-word mark of this kind."""
        return 0 <= index < len(self.tokens) and self.words.is_mark(kind, self.tokens[index].norm)

    def phrase(self, kind: str, index: int) -> int:
        """Where the mark phrase that begins at ``index`` ends; ``index`` itself when none does."""
        lexicon = self.words.phrases.get(kind)
        if lexicon is None or not 0 <= index < len(self.tokens):
            return index
        match = lexicon.at(self.tokens, index)
        return index if match is None else match.end

    def sign(self, index: int, signs: str) -> bool:
        """Whether the token at ``index`` is one of these punctuation signs."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text in signs and bool(self.tokens[index].text)

    def words_of(self, start: int, end: int) -> str:
        """The stored text from token ``start`` to token ``end``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def layer(
    text: str,
    sentence: Sentence,
    pack: Pack,
    words: Words,
    times: Sequence[Span],
    places: Sequence[Span],
    shouting: bool,
) -> Layers:
    """Read one sentence into layers; quantities inside a time expression are left out."""
    tokens = _without_notes(tokenize(text, pack, sentence.start, sentence.end))
    busy = _covered(tokens, times)
    named = frozenset(_covered(tokens, places))
    predications: list[Predication] = []
    for match in words.predicates.find(tokens):
        if match.value.outcome is None:
            busy |= set(range(match.start, match.end))
        else:
            predications.append(_predication(match.start, match.end, match.value))
    predications = _with_composed(tokens, predications, words)
    tolls = [
        Predication(match.start, match.end, match.value, frozenset({"toll"})) for match in words.tolls.find(tokens)
    ]
    quantities = tuple(
        q for q in find_quantities(tokens, pack) if not any(i in busy for i in range(q.core, min(q.core + 1, q.end)))
    )
    return Layers(
        sentence, text, tokens, quantities, tuple(predications), tuple(tolls), frozenset(busy), named, shouting, words
    )


def _with_composed(tokens: Sequence[Token], predications: list[Predication], words: Words) -> list[Predication]:
    """Add predicates made of two phrases a few words apart, in place of what stands inside them."""
    found = list(predications)
    for composed in words.composed:
        for head in composed.heads.find(tokens):
            end = _tail(tokens, head.end, composed.tails)
            if end is not None:
                found = [p for p in found if not head.start <= p.start < end]
                found.append(_predication(head.start, end, composed.predicate))
    return sorted(found, key=lambda p: p.start)


def _tail(tokens: Sequence[Token], start: int, tails: Lexicon[bool]) -> int | None:
    for index in range(start, min(start + _COMPOSED_REACH, len(tokens))):
        if tokens[index].text in ",;:.":
            return None
        tail = tails.at(tokens, index)
        if tail is not None:
            return tail.end
    return None


def _predication(start: int, end: int, predicate: Predicate) -> Predication:
    assert predicate.outcome is not None
    return Predication(start, end, predicate.outcome, predicate.frames)


def _without_notes(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out short notes in square brackets and acronyms in round ones: they stand in the way of the grammar."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _note_end(tokens, index)
        if end is None:
            kept.append(tokens[index])
            index += 1
        else:
            index = end
    return tuple(kept)


def _note_end(tokens: Sequence[Token], index: int) -> int | None:
    opening = tokens[index].text
    if opening not in _BRACKETS:
        return None
    longest = _LONGEST_NOTE if opening == "[" else 1
    for at in range(index + 1, min(index + longest + 2, len(tokens))):
        if tokens[at].text == _BRACKETS[opening]:
            inside = tokens[index + 1 : at]
            acronym = opening == "[" or all(t.text[:1].isupper() and len(t.text) > 1 for t in inside)
            return at + 1 if inside and acronym and all(t.kind != "number" for t in inside) else None
    return None


def _covered(tokens: Sequence[Token], spans: Sequence[Span]) -> set[int]:
    """The tokens that lie inside any of the spans; both in order."""
    found: set[int] = set()
    index = 0
    for span in spans:
        while index < len(tokens) and tokens[index].end <= span.start:
            index += 1
        inside = index
        while inside < len(tokens) and tokens[inside].start < span.end:
            found.add(inside)
            inside += 1
    return found
