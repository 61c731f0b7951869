"""One sentence as layers: tokens, the quantities that may count people, and predicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol, TypeVar

from knell.claims.corrected import without_corrected
from knell.claims.words import Composed, Predicate, Words, words
from knell.languages import Pack
from knell.model import Outcome
from knell.text import Cut, Lexicon, Match, Quantity, Sentence, Token, find_quantities, normalise
from knell.times import Times

T = TypeVar("T")
# The noun that completes a verb stands at most this many tokens behind it ("various degrees of injury").
_COMPOSED_REACH = 12
_BRACKETS = {"[": "]", "(": ")"}
_LONGEST_NOTE = 8
# The kinds of so many words are remembered.
_MEMORY = 1 << 15


@dataclass(frozen=True, slots=True)
class Predication:
    """A predicate found at tokens ``start`` to ``end``."""

    start: int
    end: int
    outcome: Outcome
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What one word may be: a mark of these kinds by itself, the beginning of a mark phrase of these kinds."""

    marks: frozenset[str]
    phrases: frozenset[str]


_FEATURELESS: frozenset[str] = frozenset()
_NOTHING = Kinds(frozenset(), frozenset())


@cache
def _kinds(code: str) -> Callable[[str], Kinds]:
    """Looks up the kinds of a word of a language."""
    vocabulary = words(code)
    marks, begins = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for kind, listed in vocabulary.marks.items():
        for word in listed:
            marks[word].add(kind)
    for kind, lexicon in vocabulary.phrases.items():
        for phrase, _ in lexicon.phrases():
            begins[phrase[0]].add(kind)
    table = {word: Kinds(frozenset(marks[word]), frozenset(begins[word])) for word in {*marks, *begins}}
    stems = {word[:-1]: kinds.phrases for word, kinds in table.items() if word.endswith("*")}
    if not stems:
        return lambda norm: table.get(norm, _NOTHING)

    @lru_cache(maxsize=_MEMORY)
    def look(norm: str) -> Kinds:
        whole = table.get(norm, _NOTHING)
        fitting = (kinds for stem, kinds in stems.items() if norm.startswith(stem))
        return Kinds(whole.marks, whole.phrases.union(*fitting))

    return look


class Spot(Protocol):
    """A stretch of the text: a time or a place."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, not included."""


class Placing(Protocol):
    """Tells where the places of a text are."""

    def spelled(self, start: int, end: int) -> Sequence[Spot]:
        """What is spelled like a place between two offsets."""

    def within(self, start: int, end: int) -> Sequence[Spot]:
        """The places between two offsets."""


@dataclass(slots=True, eq=False)
class Layers:
    """A sentence ready to be read. ``shouting``: capitals say nothing; ``idioms``: tokens of what only looks like a
    predicate; ``kinds``: what each token may be as a mark; ``norms``: those of all tokens. Times, places and quantities
    are found when asked for."""

    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]
    predications: tuple[Predication, ...]
    tolls: tuple[Predication, ...]
    idioms: frozenset[int]
    shouting: bool
    words: Words
    pack: Pack
    kinds: tuple[Kinds, ...]
    norms: frozenset[str]
    times: Times
    places: Placing
    _busy: frozenset[int] | None = None
    _quantities: tuple[Quantity, ...] | None = None

    @property
    def busy(self) -> frozenset[int]:
        """The tokens of times and idioms."""
        if self._busy is None:
            times = self.times.within(self.sentence.start, self.sentence.end)
            self._busy = self.idioms.union(_covered(self.tokens, times))
        return self._busy

    def is_place(self, first: int, last: int) -> bool:
        """Whether tokens ``first`` to ``last`` are nothing but names of places."""
        tokens = self.tokens[first:last]
        here = tokens[0].start, tokens[-1].end
        # what is not even spelled like a place spares finding out what all the places of the text mean
        return _lie_in(tokens, self.places.spelled(*here)) and _lie_in(tokens, self.places.within(*here))

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the sentence outside its times and idioms."""
        if self._quantities is None:
            found = find_quantities(self.tokens, self.pack)
            self._quantities = tuple(q for q in found if q.core >= q.end or q.core not in self.busy)
        return self._quantities

    def features(self, index: int) -> frozenset[str]:
        """What the form of the token at ``index`` says of it; nothing in a language whose forms are not known."""
        forms = self.pack.forms
        if forms is None or not 0 <= index < len(self.tokens) or self.tokens[index].kind != "word":
            return _FEATURELESS
        return forms.features(normalise(self.tokens[index].text, self.pack))

    def describes(self, index: int) -> bool:
        """Whether the token at ``index`` is a plain word whose form describes the name behind it."""
        describing = self.words.order.describing
        return bool(describing) and not self.tokens[index].capital and not describing.isdisjoint(self.features(index))

    def belongs(self, index: int) -> bool:
        """Whether the form of the token at ``index`` makes it an attribute of the noun in front."""
        wanted, token = self.words.order.cases.get("attribute"), self.tokens[index]
        return wanted is not None and token.kind == "word" and not wanted.isdisjoint(self.features(index))

    def is_plural(self, listed: bool, index: int) -> bool:
        """Whether a noun is a plural: ``listed`` as one, or its form at ``index`` is one and no singular."""
        order, features = self.words.order, self.features(index)
        return listed or (order.plural in features and order.singular not in features)

    def closes(self, index: int) -> bool:
        """Whether the form of the token at ``index`` is one that no noun phrase goes over."""
        closing = self.words.order.closing
        return bool(closing) and not closing.isdisjoint(self.features(index))

    def ends_clause(self, index: int) -> bool:
        """Whether the token at ``index`` has the form of a verb with which a clause ends, known or not."""
        token, order = self.tokens[index], self.words.order
        if not order.clause_endings or token.kind != "word" or token.glued:
            return False
        ending = normalise(token.text, self.pack).endswith(order.clause_endings)
        return ending or not order.clause_features.isdisjoint(self.features(index))

    def is_some(self, index: int) -> bool:
        """Whether the number that begins here has an ending that makes it some of a whole: "2-si", "ikisi"."""
        quantity = next((q for q in self.quantities if q.start == index), None)
        if quantity is None:
            return False
        last = normalise(self.tokens[quantity.end - 1].text, self.pack)
        return last in self.words.order.some_endings

    def quantity_at(self, index: int) -> Quantity:
        """The quantity that begins at this token."""
        return next(q for q in self.quantities if q.start == index)

    def mark(self, kind: str, index: int) -> bool:
        """Whether the token at ``index`` is a single-word mark of this kind."""
        return 0 <= index < len(self.kinds) and kind in self.kinds[index].marks

    def phrase(self, kind: str, index: int) -> int:
        """Where the mark phrase that begins at ``index`` ends; ``index`` itself when none does."""
        if not 0 <= index < len(self.kinds) or kind not in self.kinds[index].phrases:
            return index
        match = self.words.phrases[kind].at(self.tokens, index)
        return index if match is None else match.end

    def sign(self, index: int, signs: str) -> bool:
        """Whether the token at ``index`` is one of these punctuation signs."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text in signs and bool(self.tokens[index].text)

    def find(self, phrases: Lexicon[T]) -> list[Match[T]]:
        """All of these phrases in the sentence, in order, none overlapping another."""
        return phrases.find(self.tokens, self.norms)

    def words_of(self, start: int, end: int) -> str:
        """The stored text from token ``start`` to token ``end``."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


def layer(cut: Cut, sentence: Sentence, words: Words, times: Times, places: Placing, shouting: bool) -> Layers:
    """Read one sentence into layers; quantities inside a time expression are left out."""
    whole = _without_notes(cut.tokens(sentence.start, sentence.end))
    norms = frozenset([token.norm for token in whole])
    tokens = without_corrected(whole, norms, words, cut.pack)
    idioms: set[int] = set()
    predications: list[Predication] = []
    for match in words.predicates.find(tokens, norms):
        if match.value.outcome is None:
            idioms.update(range(match.start, match.end))
        else:
            predications.append(_predication(match.start, match.end, match.value))
    found = [m for m in words.tolls.find(tokens, norms) if m.start not in idioms]
    tolls = [_predication(m.start, m.end, m.value) for m in found]
    return Layers(
        sentence=sentence,
        text=cut.text,
        tokens=tokens,
        predications=tuple(_with_composed(tokens, norms, predications, words, idioms)),
        tolls=tuple(tolls),
        idioms=frozenset(idioms),
        shouting=shouting,
        words=words,
        pack=cut.pack,
        kinds=_kinds_of(tokens, cut.pack),
        norms=norms,
        times=times,
        places=places,
    )


def _kinds_of(tokens: Sequence[Token], pack: Pack) -> tuple[Kinds, ...]:
    """What each token may be as a mark, by its dictionary form and as it is written."""
    look = _kinds(pack.code)
    if pack.forms is None:
        return tuple([look(token.norm) for token in tokens])
    found = []
    for token in tokens:
        kinds, written = look(token.norm), look("=" + normalise(token.text, pack))
        found.append(Kinds(kinds.marks | written.marks, kinds.phrases | written.phrases) if written.phrases else kinds)
    return tuple(found)


def _with_composed(
    tokens: Sequence[Token],
    norms: frozenset[str],
    predications: list[Predication],
    words: Words,
    idioms: Collection[int],
) -> list[Predication]:
    """Add predicates made of two phrases a few words apart, in place of what stands inside them."""
    found = list(predications)
    for composed in words.composed:
        if composed.apart:
            found = _with_apart(tokens, found, composed)
            continue
        for head in composed.heads.find(tokens, norms):
            if head.start in idioms:
                continue  # "fell victim to fraudsters"
            end = _tail(tokens, head.end, composed.tails, words)
            if end is None:
                continue
            inside = [p for p in found if head.start <= p.start < end]
            if not _kills(inside, composed.predicate):
                found = [p for p in found if p not in inside]
                found.append(_predication(head.start, end, composed.predicate))
    return sorted(found, key=lambda p: p.start)


def _kills(inside: Sequence[Predication], predicate: Predicate) -> bool:
    """Whether a death is told inside of what only wounds: "found dead of a gunshot wound"."""
    return predicate.outcome is not Outcome.KILLED and any(p.outcome is Outcome.KILLED for p in inside)


def _with_apart(tokens: Sequence[Token], found: list[Predication], composed: Composed) -> list[Predication]:
    """Add predicates whose people stand between their two phrases: "verloren zwölf Menschen ihr Leben"."""
    tails = composed.tails.find(tokens)
    heads = composed.heads.find(tokens) if tails else []
    for tail in tails:
        near = [h for h in heads if _near(tokens, h.end, tail.start) or _near(tokens, tail.end, h.start)]
        if near:
            start = min(h.start if h.end == tail.start else tail.start for h in near)
            end = max(h.end if h.start == tail.end else tail.end for h in near)
            end -= tokens[end - 1].kind == "punct"  # "kamen zwölf Menschen um,": the sign only shows where it ends
            found = [p for p in found if p.end <= start or p.start >= end]
            found.append(_predication(start, end, composed.predicate))
    return found


def _near(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether few words of one clause stand from ``start`` to ``end``."""
    return 0 <= end - start <= _COMPOSED_REACH and all(token.text not in ",;:." for token in tokens[start:end])


def _tail(tokens: Sequence[Token], start: int, tails: Lexicon[bool], words: Words) -> int | None:
    aside = False
    for index in range(start, min(start + _COMPOSED_REACH, len(tokens))):
        if tokens[index].text == "," and "right" in words.order.subjects and index + 1 < len(tokens):
            # "в заложниках, по данным штаба, были ..."
            aside = not aside and words.is_mark("prepositions", tokens[index + 1].norm)
            if aside or (
                index > start and tokens[index - 1].kind == "word" and _closes_aside(tokens, start, index, words)
            ):
                continue
        if tokens[index].text in ",;:.":
            return None
        tail = tails.at(tokens, index)
        if tail is not None:
            return tail.end
    return None


def _closes_aside(tokens: Sequence[Token], start: int, comma: int, words: Words) -> bool:
    """Whether a comma closes what another opened in front of a preposition."""
    opened = [i for i in range(start, comma) if tokens[i].text == ","]
    return len(opened) == 1 and words.is_mark("prepositions", tokens[opened[0] + 1].norm)


def _predication(start: int, end: int, predicate: Predicate) -> Predication:
    assert predicate.outcome is not None
    return Predication(start, end, predicate.outcome, predicate.frames)


def _without_notes(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out short notes in square brackets and acronyms in round ones: they stand in the way of the grammar."""
    if not any(token.text in _BRACKETS for token in tokens):
        return tokens
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


def _lie_in(tokens: Sequence[Token], spots: Sequence[Spot]) -> bool:
    """Whether all these tokens but signs lie in any of the spots."""
    inside = _covered(tokens, spots)
    return all(index in inside or token.kind == "punct" for index, token in enumerate(tokens))


def _covered(tokens: Sequence[Token], spans: Sequence[Spot]) -> set[int]:
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
