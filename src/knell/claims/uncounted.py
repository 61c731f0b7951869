"""Find who is told of without a number: one person, both of two, nobody."""

from __future__ import annotations

from collections.abc import Container

from knell.claims.bare import bare_one
from knell.claims.group import Group
from knell.claims.layers import Layers
from knell.claims.persons import both, introduced, named, nobody, one, pronoun

# The marks with which such a group may begin; one may too with a capital, with 's in a name, or behind a predicate.
_OPENING = frozenset(("no", "both", "articles", "definite", "third_person"))


def person(layers: Layers, index: int, names: Container[str] = ()) -> Group | None:
    """The group that begins at a token without a number; ``names``: a single word of these is a name by itself."""
    return (
        nobody(layers, index)
        or both(layers, index)
        or one(layers, index)
        or introduced(layers, index)
        or named(layers, index, names)
        or pronoun(layers, index)
        or bare_one(layers, index)
    )


def openings(layers: Layers) -> set[int]:
    """The tokens at which such a group may begin; at most tokens of a sentence none does."""
    if layers.shouting or layers.words.order.bare_one:
        return set(range(len(layers.tokens)))
    found = {predication.end for predication in layers.predications}
    for index, (token, kinds) in enumerate(zip(layers.tokens, layers.kinds, strict=True)):
        marked = not kinds.marks.isdisjoint(_OPENING) or "nobody" in kinds.phrases
        if marked or token.capital or token.norm[0] == "'":
            found.add(index)
    return found
