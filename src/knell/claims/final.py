"""Find who says something where the verb comes last: "SPEAKER, five dead, said", "by SPEAKER's words", "this SPEAKER".

The pack's ``[claims.order]`` says with ``verb_final`` that its language is such; words that stand behind a source, as
"according to" stands in front of it, are the pack's ``[claims.sources] behind``.
"""

from __future__ import annotations

from dataclasses import replace

from knell.claims.kinds import Memory, is_headed, kind_of
from knell.claims.layers import Layers
from knell.claims.phrases import Phrase, opening_phrase, phrase_before
from knell.claims.source_words import SourceWords
from knell.claims.spans import begins

_LONGEST_NAME = 4
_QUOTES = '"“”«»„'


def introduced_behind(layers: Layers, start: int, words: SourceWords, memory: Memory) -> Phrase | None:
    """The source in front of "görə" or "məlumatına əsasən" at token ``start``."""
    at = start
    while at > 0 and (at - 1 in layers.busy or layers.mark("skip", at - 1)):
        at -= 1
    phrase = phrase_before(layers, _behind_source(layers, at), words)
    if phrase is None or phrase.start >= phrase.end:
        return None
    phrase = told_from(layers, _behind_clause(layers, phrase), words)
    return phrase if kind_of(layers, phrase, words, memory) is not None or _remembered(layers, phrase, memory) else None


def _behind_source(layers: Layers, at: int) -> int:
    """The end of a source behind which stands who was told, in quotes with the ending of a dative: "-dən "Trend"ə"."""
    if at < 3 or layers.tokens[at - 1].norm not in layers.words.order.dative or not layers.tokens[at - 1].glued:
        return at
    if layers.tokens[at - 2].text not in _QUOTES:
        return at
    opening = next((i for i in range(at - 3, max(at - 7, -1), -1) if layers.tokens[i].text in _QUOTES), None)
    return at if opening is None else opening


def opening_speaker(layers: Layers, verb: int, words: SourceWords, memory: Memory) -> Phrase | None:
    """Who opens the sentence that a verb of saying ends."""
    told = begins(layers.predications, 0, verb) or begins(layers.tolls, 0, verb)
    if not layers.words.order.verb_final or not told:
        return None
    phrase = opening_phrase(layers, words)
    if phrase is not None and phrase.end <= verb and is_headed(layers, phrase, words, memory):
        return phrase
    start = next((i for i, token in enumerate(layers.tokens) if token.kind == "word"), 0)
    end = start
    while end < min(verb, start + _LONGEST_NAME) and layers.tokens[end].capital:
        end += 1
    named = Phrase(start, end)
    return named if end > start and _remembered(layers, named, memory) else None


def told_from(layers: Layers, phrase: Phrase, words: SourceWords) -> Phrase:
    """A source without those who were told: "the ministry's press service to APA"."""
    start = phrase.start
    if start > 0 and layers.tokens[start - 1].text in _QUOTES and layers.tokens[start].glued:
        phrase = replace(phrase, start=min(start + 1, phrase.end - 1))  # the ending of what is quoted in front
    return _without_adverbs(layers, _untold(layers, phrase, words), words)


def _without_adverbs(layers: Layers, phrase: Phrase, words: SourceWords) -> Phrase:
    """Cut off what stands between a source and its verb: "the minister at-a-briefing", "the aide on-Twitter"."""
    found = words.kinds.find(layers.tokens[phrase.start : phrase.end])
    last = phrase.start + found[-1].end if found else phrase.start
    end = last
    while end < phrase.end and (layers.tokens[end].capital or (layers.sign(end, ".") and layers.tokens[end].glued)):
        end += 1
    return replace(phrase, end=end) if phrase.start < end else phrase


def _untold(layers: Layers, phrase: Phrase, words: SourceWords) -> Phrase:
    """Cut a name in the dative off the end of a phrase that names a source before it."""
    end = phrase.end
    if end - phrase.start < 3 or layers.words.order.dative.isdisjoint({layers.tokens[end - 1].norm}):
        return phrase
    if layers.tokens[end - 2].kind != "punct":
        return phrase
    name = end - 3
    while name > phrase.start and layers.tokens[name - 1].text in '"“”«»':
        name -= 1
    rest = replace(phrase, end=name)
    return rest if name > phrase.start and words.kinds.find(layers.tokens[phrase.start : name]) else phrase


def _behind_clause(layers: Layers, phrase: Phrase) -> Phrase:
    """Without the clause in front of it: what follows the last comma, or all."""
    comma = next((i for i in range(phrase.end - 1, phrase.start, -1) if layers.sign(i, ",")), None)
    return phrase if comma is None else Phrase(comma + 1, phrase.end)


def _remembered(layers: Layers, phrase: Phrase, memory: Memory) -> bool:
    return any(
        layers.tokens[i].capital and memory.names.get(layers.tokens[i].norm) is not None
        for i in range(phrase.start, phrase.end)
    )
