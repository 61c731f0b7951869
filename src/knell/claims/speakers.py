"""Where a speaker stands behind a verb of saying, and what makes a mere name one in front of it."""

from __future__ import annotations

from knell.claims.layers import Layers
from knell.claims.source_words import SourceWords
from knell.model import SourceType

# How far behind a verb its speaker begins at most; how near the document stands that somebody gives.
_REACH, _NEAR = 12, 4
# Those who are told are named in so few words.
_LONGEST_TOLD = 3


def speaker_start(layers: Layers, end: int, words: SourceWords) -> int:
    """Where the speaker begins behind a verb: behind a time and those who are told ("рассказали агентству")."""
    order, at = layers.words.order, _behind_adjunct(layers, end, words)
    while at < min(end + _REACH, len(layers.tokens)) and layers.tokens[at].kind == "word":
        listener = max(_behind_listener(layers, at, words), _behind_agency(layers, at, words))
        if listener > at:
            at = listener
            continue
        timed = at in layers.busy or (layers.mark("prepositions", at) and at + 1 in layers.busy)
        told = not layers.mark("prepositions", at) and not order.fits("speaker", layers.features(at))
        if not timed and not layers.mark("skip", at) and not told:
            return at
        at += 1
    return end


def _behind_agency(layers: Layers, start: int, words: SourceWords) -> int:
    """Where the speaker begins behind an agency that was told, whose name has no cases: "сообщил Reuters министр"."""
    order, agency = layers.words.order, words.kinds.at(layers.tokens, start)
    known = agency is not None and agency.value.type is SourceType.MEDIA
    caseless = layers.tokens[start].capital and layers.features(start).isdisjoint(order.marking)
    if not order.marking or not (known or caseless):
        return start
    at = start + 1 if agency is None else agency.end
    if at >= len(layers.tokens) or layers.tokens[at].kind != "word" or layers.tokens[at].capital:
        return start
    speaks = words.kinds.at(layers.tokens, at) is not None and order.fits("speaker", layers.features(at))
    return at if speaks else start


def _behind_adjunct(layers: Layers, end: int, words: SourceWords) -> int:
    """Where it goes on behind a time and where it was said: "написал 5 мая в Telegram", "сказал в эфире канала"."""
    order, at = layers.words.order, end
    while at < len(layers.tokens) and at in layers.busy:
        at += 1
    if not order.marking or not layers.mark("prepositions", at) or at + 1 in layers.busy:
        return end
    stop = at + 2
    while stop < min(at + _REACH, len(layers.tokens)) and layers.tokens[stop].kind == "word":
        if order.fits("speaker", layers.features(stop)) and not layers.mark("prepositions", stop):
            break
        stop += 1
    # "сообщили в полиции города": what the preposition leads to is itself the source
    told = at + 1 < stop and words.kinds.at(layers.tokens, at + 1) is not None
    return end if told or stop >= len(layers.tokens) or layers.tokens[stop].kind != "word" else stop


def _behind_listener(layers: Layers, start: int, words: SourceWords) -> int:
    """Where the speaker begins behind those who are told: "indiqué à l'AFP des sources", "dijo a la prensa el juez".

    Of a language that has words for "to"; the speaker begins with a determiner of its own or with a capital.
    """
    if layers.tokens[start].norm not in words.listeners:
        return start
    at = start + 1 + (start + 1 < len(layers.tokens) and layers.tokens[start + 1].norm in words.determiners)
    for end in range(at + 1, min(at + _LONGEST_TOLD, len(layers.tokens) - 1) + 1):
        if layers.tokens[end - 1].kind != "word":
            return start
        named = layers.tokens[end - 1].capital  # "à l'AFP des sources"
        if layers.tokens[end].norm in words.determiners and (named or not layers.mark("of", end)):
            return end
    return start


def gives_document(layers: Layers, verb_end: int, words: SourceWords) -> bool:
    """ "Smith gives a toll of 20": what stands behind the verb is a figure or document that somebody has."""
    behind = layers.tokens[verb_end : verb_end + _NEAR]
    return any(token.norm in words.documents for token in behind) and bool(behind) and behind[0].kind == "word"
