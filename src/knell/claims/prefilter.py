"""Tell cheaply that a report tells of no casualties, so that nothing more of it need be read.

Most texts of a day hold no claim. A claim needs a word of an outcome in a sentence: one scan of the text finds where
such words may stand, and only those sentences are cut into tokens and looked at. Whatever this lets through is read
in full; it never decides that something is a claim.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable
from functools import cache
from typing import TypeVar

from knell.claims.body import Body
from knell.claims.layers import Layers
from knell.claims.words import words
from knell.languages import load
from knell.model import Report
from knell.text import Lexicon, Scan

_Value = TypeVar("_Value")


def may_tell(report: Report) -> bool:
    """Whether some sentence of a report in a supported language may make a claim; wrong only by saying yes."""
    body = Body(report)
    return any(may_claim(body[number]) for number in outcomes(body))


def outcomes(body: Body) -> Collection[int]:
    """The numbers of the sentences that hold a word of which every sentence that may make a claim holds one."""
    return body.holding(scan_for(body.pack.code))


def may_claim(layers: Layers) -> bool:
    """Whether a sentence holds what a claim of its own rests on; a number said again of a toll before needs nothing.

    True for all that ``find_candidates`` and ``find_tolls`` can make something of, whatever its times and places.
    """
    if layers.predications or layers.tolls:
        return True
    vocabulary, norms, split_verb = layers.words, layers.norms, False
    lives = not norms.isdisjoint(vocabulary.life_nouns) and not norms.isdisjoint(vocabulary.life_verbs)
    if lives or not norms.isdisjoint(vocabulary.nouns_of_one):
        return True
    for index, (token, kinds) in enumerate(zip(layers.tokens, layers.kinds, strict=True)):
        if split_verb and vocabulary.split_completions.at(layers.tokens, index) is not None:
            return True
        split_verb = split_verb or token.norm in vocabulary.split_verbs
        if "survive" in kinds.marks and _tells_of_nobody(layers):
            return True
        if "death_of_one" in kinds.phrases and layers.phrase("death_of_one", index) > index:
            return True
    return False


def may_restate(layers: Layers) -> bool:
    """Whether a sentence may go on with a toll before it: true for all that ``find_restated`` and ``find_lying`` do."""
    return any("estimates" in kinds.marks or "staying" in kinds.marks for kinds in layers.kinds)


def _tells_of_nobody(layers: Layers) -> bool:
    return any(layers.phrase("nobody", index) > index for index in range(len(layers.tokens)))


@cache
def scan_for(code: str) -> Scan:
    """The words of which every sentence with a claim holds one."""
    vocabulary, pack = words(code), load(code)
    plain = frozenset().union(*vocabulary.marks.values())
    phrases = vocabulary.phrases
    alone = [
        *(phrase for phrase, value in vocabulary.predicates.phrases() if value.outcome is not None),
        *_phrases(vocabulary.tolls),
        *_phrases(phrases.get("death_of_one")),
        *((noun,) for noun in vocabulary.nouns_of_one),
    ]
    together: list[tuple[Iterable[tuple[str, ...]], Iterable[tuple[str, ...]]]] = [
        (_phrases(vocabulary.split_completions), ((verb,) for verb in vocabulary.split_verbs)),
        (_phrases(phrases.get("survive")), _phrases(phrases.get("nobody"))),
        (((noun,) for noun in vocabulary.life_nouns), ((verb,) for verb in vocabulary.life_verbs)),
        *((_phrases(one.heads), _phrases(one.tails)) for one in vocabulary.composed),
    ]
    needed: list[list[tuple[str, ...]]] = [[(word,) for word in phrase] for phrase in alone]
    for heads, tails in together:
        groups = [tuple(dict.fromkeys(_rarest(phrase, plain) for phrase in listed)) for listed in (heads, tails)]
        if all(groups):
            needed.append(groups)
    return Scan.of_requirements(needed, pack, plain)


def _rarest(phrase: tuple[str, ...], plain: Container[str]) -> str:
    return max(phrase, key=lambda word: (word not in plain, len(word)))


def _phrases(lexicon: Lexicon[_Value] | None) -> list[tuple[str, ...]]:
    return [phrase for phrase, _ in lexicon.phrases()] if lexicon is not None else []
