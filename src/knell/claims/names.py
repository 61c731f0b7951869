"""Find personal names by their shape."""

from __future__ import annotations

from functools import cache

from knell.claims.layers import Layers
from knell.claims.words import words

_LONGEST = 6
# The kinds of words that are no names, whatever their capitals.
_CLOSED = (
    "prepositions",
    "be",
    "have",
    "relative",
    "subordinate",
    "coordinate",
    "articles",
    "definite",
    "pronouns",
    "no",
)


@cache
def _closed(code: str) -> frozenset[str]:
    """The words of these kinds."""
    marks = words(code).marks
    return frozenset().union(*(marks.get(kind, frozenset()) for kind in _CLOSED))


def name_at(layers: Layers, start: int, introduced: bool = False) -> int | None:
    """Where the name that begins at token ``start`` ends, or None when none begins there.

    A name is a run of capitalised words, particles ("de", "bin") and initials that are no words of the language's
    lists, and no place unless a title or a person noun introduces it. Where a whole text is in capitals, it is a run
    of words that are no common words of the language.
    """
    at = start
    last = start
    while at < len(layers.tokens) and at - start < _LONGEST:
        token = layers.tokens[at]
        if at > start and token.text == "." and token.glued and len(layers.tokens[at - 1].text) == 1:
            at += 1
            last = at
            continue
        if at > start and token.text in "-‐‑" and token.glued:
            at += 1
            continue
        if at > start and token.norm in layers.words.particles and not token.capital:
            at += 1
            continue
        if not _may_be_name(layers, at):
            break
        at += 1
        last = at
    if at > start and layers.tokens[last - 1].norm.startswith("'"):
        last -= 1
    if last <= start:
        return None
    heads = (last - 1, start) if layers.words.order.head_first else (last - 1,)  # "Piazza Fontana"
    if any(layers.tokens[i].norm in layers.words.organizations for i in heads):
        return None
    if _names_many(layers, start, last) or _is_of_body(layers, last):
        return None
    noun = layers.words.nouns.at(layers.tokens, last) if last < len(layers.tokens) else None
    if noun is not None and (not noun.value.person or noun.value.plural):
        return None
    return last if introduced or not layers.is_place(start, last) else None


def _is_of_body(layers: Layers, end: int) -> bool:
    """ "Ali Kaya ve Bolu Devlet hastanelerinde": a name in front of token ``end`` is that of a body behind it."""
    if not layers.words.order.verb_final:
        return False
    at = end
    if layers.mark("coordinate", at):
        at += 1
        while at < min(end + _LONGEST, len(layers.tokens)) and layers.tokens[at].capital:
            at += 1
        if not layers.is_plural(False, at):
            return False
    return at < len(layers.tokens) and layers.tokens[at].norm in layers.words.organizations


def _names_many(layers: Layers, start: int, end: int) -> bool:
    """ "Suspected Insurgents" in a headline: capitals on common words, the last a noun for several people."""
    noun = layers.words.nouns.at(layers.tokens, end - 1)
    several = noun is not None and noun.end == end and noun.value.person and noun.value.plural
    return several and end - start > 1 and not layers.words.titles.at(layers.tokens, start)


def _may_be_name(layers: Layers, at: int) -> bool:
    token = layers.tokens[at]
    if token.kind != "word" or at in layers.busy:
        return False
    if not (token.capital or token.norm[0] == "'"):
        return False
    if token.norm[0] == "'":
        return len(token.text) > 2 and token.text[1].isupper() and token.glued
    vocabulary = layers.words
    if any(p.start <= at < p.end for p in layers.predications):
        return False
    if token.norm in _closed(layers.pack.code):
        return False
    if layers.shouting:
        known = vocabulary.nouns.at(layers.tokens, at) is not None or token.norm in vocabulary.common
        return not known and len(token.text) > 2
    if vocabulary.nouns.at(layers.tokens, at) is not None and vocabulary.is_mark("third_person", token.norm):
        return False
    follower = layers.tokens[at + 1] if at + 1 < len(layers.tokens) else None
    acronym = follower is not None and follower.capital and any(letter.islower() for letter in follower.text)
    return acronym or any(letter.islower() for letter in token.text[1:]) or len(token.text) == 1
