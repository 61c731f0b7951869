"""Find places that an adjective is made of: "бесланская школа", "the саратовский market"."""

from __future__ import annotations

from collections.abc import Sequence

from knell.places.gazetteer import Kind, gazetteer
from knell.places.lexicon import Lexicon

# A smaller town than this is not told by its adjective alone.
_LEAST_PEOPLE = 20_000
_SHORTEST = 4


def place_behind(lexicon: Lexicon, word: str, noun: str) -> tuple[str, Sequence[int]] | None:
    """The key and postings of the town that an adjective in front of a noun of what happened in it is made of.

    Only what the language's dictionary has as the name of a place is one; the endings are tried in their order.
    """
    forms, places = lexicon.forms, gazetteer()
    if forms is None or noun not in lexicon.happenings or word in lexicon.never:
        return None
    for ending, base in lexicon.adjectives:
        key = word[: -len(ending)] + base
        if not word.endswith(ending) or len(key) < _SHORTEST:
            continue
        if lexicon.naming and lexicon.naming not in forms.features(key):
            continue
        towns = [p for p in places.look(key)[0] if places.kind[p >> 1] >= Kind.CAPITAL]
        if any(places.population[p >> 1] >= _LEAST_PEOPLE for p in towns):
            return key, towns
    return None
