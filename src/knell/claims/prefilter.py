"""Tell cheaply that a report tells of no casualties, so that nothing more of it need be read.

Most texts of a day hold no claim. A claim needs a word of an outcome in a sentence: one scan of the text finds where
such words may stand, and only those sentences are cut into tokens and looked at. Whatever this lets through is read
in full; it never decides that something is a claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TypeVar

from knell.claims.layers import Layers, layer
from knell.claims.words import words
from knell.languages import load
from knell.model import Report
from knell.text import Lexicon, Scan, Sentence, split

_Value = TypeVar("_Value")


def may_tell(report: Report) -> bool:
    """Whether some sentence of a report in a supported language may make a claim; wrong only by saying yes."""
    text, code = report.text, report.language or ""
    found = list(_scan(code).find(text))
    if not found:
        return False
    pack, vocabulary = load(code), words(code)
    sentences = [sentence for part in report.body() for sentence in split(text, pack, part.start, part.end)]
    if len(text) == len(text.lower()):
        sentences = _holding(sentences, found)
    return any(may_claim(layer(text, one, pack, vocabulary, (), (), shouting=False)) for one in sentences)


def may_claim(layers: Layers) -> bool:
    """Whether a sentence holds what a claim of its own rests on; a number said again of a toll before needs nothing.

    True for all that ``find_candidates`` and ``find_tolls`` can make something of, whatever its times and places.
    """
    if layers.predications or layers.tolls:
        return True
    vocabulary, split_verb = layers.words, False
    norms = {token.norm for token in layers.tokens}
    lives = not norms.isdisjoint(vocabulary.life_nouns) and not norms.isdisjoint(vocabulary.life_verbs)
    if lives or not norms.isdisjoint(vocabulary.nouns_of_one):
        return True
    for index, token in enumerate(layers.tokens):
        if split_verb and vocabulary.split_completions.at(layers.tokens, index) is not None:
            return True
        split_verb = split_verb or token.norm in vocabulary.split_verbs
        if layers.mark("survive", index) and _tells_of_nobody(layers):
            return True
        if layers.phrase("death_of_one", index) > index:
            return True
    return False


def _tells_of_nobody(layers: Layers) -> bool:
    return any(layers.phrase("nobody", index) > index for index in range(len(layers.tokens)))


def _holding(sentences: Sequence[Sentence], offsets: Iterable[int]) -> list[Sentence]:
    """The sentences in which one of these offsets lies."""
    starts = [sentence.start for sentence in sentences]
    numbers = sorted({bisect_right(starts, offset) - 1 for offset in offsets})
    return [sentences[number] for number in numbers if number >= 0]


@cache
def _scan(code: str) -> Scan:
    """The words of which every sentence with a claim holds one."""
    vocabulary, pack = words(code), load(code)
    marks = [vocabulary.phrases[kind] for kind in ("death_of_one", "survive") if kind in vocabulary.phrases]
    needed = [
        *(phrase for phrase, value in vocabulary.predicates.phrases() if value.outcome is not None),
        *_phrases(vocabulary.tolls),
        *_phrases(vocabulary.split_completions),
        *(phrase for lexicon in (*marks, *(one.tails for one in vocabulary.composed)) for phrase in _phrases(lexicon)),
        *((noun,) for noun in (*vocabulary.life_nouns, *vocabulary.nouns_of_one)),
    ]
    plain = frozenset().union(*vocabulary.marks.values())
    return Scan(_anchors(needed, plain), pack)


def _phrases(lexicon: Lexicon[_Value]) -> list[tuple[str, ...]]:
    return [phrase for phrase, _ in lexicon.phrases()]


def _anchors(phrases: Iterable[tuple[str, ...]], plain: frozenset[str]) -> set[str]:
    """A word of each phrase, as few and as rare words as may be; ``plain``: words that stand everywhere."""
    chosen: set[str] = set()
    for phrase in sorted(phrases, key=len):
        if chosen.isdisjoint(phrase):
            chosen.add(max(phrase, key=lambda word: (word not in plain, len(word))))
    return chosen
