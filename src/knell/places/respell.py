"""Find a place under a spelling that its lists do not have: Paktiya for Paktia, Daqahliya for Dakahlia."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from knell.places.gazetteer import Gazetteer, Kind
from knell.places.normal import skeleton, sounded, words

_LEAST_BONES = 3
_LEAST_PEOPLE = 20_000
_LIKENESS = 0.75


def bone_key(country: str, key: str) -> str:
    """The key under which the gazetteer keeps what is left of a name without vowels; empty if that is too little."""
    bones = skeleton(key)
    return f"{country}~{bones}" if bones else ""


def respelled(places: Gazetteer, key: str, countries: Iterable[str], called: bool) -> list[int]:
    """Rows in these countries whose names sound alike; ``called``: the text calls the name a place."""
    if not called and len(skeleton(key)) < _LEAST_BONES:
        return []
    found: list[int] = []
    for country in countries:
        wanted = bone_key(country, key)
        for posting in places.look(wanted)[0] if wanted else ():
            row = posting >> 1
            wide = places.kind[row] in (Kind.ADMIN1, Kind.OLD_ADMIN1, Kind.CAPITAL)
            if not (called or wide or places.population[row] >= _LEAST_PEOPLE):
                continue
            if row not in found and alike(key, places.names[row]):
                found.append(row)
    return found


def alike(key: str, name: str) -> bool:
    """Whether a spelling is like a name or a part of it: Wardak in Maidan Wardak."""
    parts = words(name)
    size = key.count(" ") + 1
    windows = [" ".join(parts[i : i + size]) for i in range(max(1, len(parts) - size + 1))]
    return any(SequenceMatcher(None, sounded(key), sounded(window)).ratio() > _LIKENESS for window in windows)
