"""What a time or a place can belong to; what a place belongs to by its ending, in a language whose verbs come last."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Literal

from knell.claims.layers import Layers
from knell.claims.scenewords import SceneWords
from knell.places import PlaceCase

Sign = Literal["noun", "deed", "verb", "after", "occasion", ""]

# How many tokens away the word that a place belongs to may stand; how near the deed that comes to a place.
_RIGHT, _NEAR = 30, 4
# The noun of a kind of place stands so near behind the name ("Barda city-in").
_HEAD = 4
_STOPS = ".;:"


class Bearing(IntEnum):
    """What a time or place belongs to: what was said or done later, nothing told, what happened, an event's noun."""

    AFTERMATH = 0
    LOOSE = 1
    EVENT = 2
    NOUN = 3


def by_ending(
    layers: Layers, words: SceneWords, found: Sequence[Sign], last: int, case: PlaceCase | None
) -> Bearing | None:
    """What a place in front of token ``last`` belongs to by its ending; None when it is where something comes from."""
    if case in (None, "of"):
        case = case_of_head(layers, words, found, last) or case
    if case == "from":
        return None
    if case == "at":
        return _ahead(layers, words, found, last)
    deeds = found[last : last + _NEAR]
    told = next((sign for sign in deeds if sign), "")
    return Bearing.EVENT if case == "toward" and told in ("noun", "deed", "verb") else Bearing.LOOSE


def case_of_head(layers: Layers, words: SceneWords, found: Sequence[Sign], last: int) -> PlaceCase | None:
    """The case of the noun that a name belongs to: "Bərdə şəhərində" is at the place, "ərazisindən" from it."""
    for index in range(last, min(last + _HEAD, len(layers.tokens))):
        token = layers.tokens[index]
        if token.kind != "word" or found[index] or layers.mark("coordinate", index):
            return None
        if token.text.endswith(words.head_endings):
            return "at"
        if words.head_origins and token.text.endswith(words.head_origins):
            return "from"
    return None


def _ahead(layers: Layers, words: SceneWords, found: Sequence[Sign], last: int) -> Bearing:
    """The next word behind, in the same clause, that a place can belong to."""
    counted = {predication.start for predication in layers.predications}
    for index in range(last, min(last + _RIGHT, len(layers.tokens))):
        token = layers.tokens[index]
        if token.text in _STOPS or index in counted or found[index] in ("noun", "deed", "verb"):
            break
        if found[index] or (index < last + _NEAR and token.norm in words.elsewhere):
            return Bearing.AFTERMATH
    return Bearing.EVENT


def is_scene(layers: Layers, words: SceneWords, last: int) -> bool:
    """ "Amritsar, where troops massacred"."""
    at = last + (last < len(layers.tokens) and layers.tokens[last].text == ",")
    return at < len(layers.tokens) and layers.tokens[at].norm in words.relative_place


def is_digression(layers: Layers, words: SceneWords, last: int) -> bool:
    """ "It recalled Milan, where an attacker had killed 80": a clause in the pluperfect tells of another place."""
    if not is_scene(layers, words, last):
        return False
    for index in range(last, min(last + _RIGHT, len(layers.tokens))):
        if layers.tokens[index].text in _STOPS:
            return False
        if layers.tokens[index].norm in words.pluperfect:
            return True
    return False
