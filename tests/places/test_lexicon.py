"""What the language pack gives to the room."""

from __future__ import annotations

from knell.places import demonyms
from knell.places.lexicon import TYPES, lexicon


def test_demonyms() -> None:
    words = demonyms("en")
    assert words["Lebanese"] == "LB"
    assert words["Salvadorans"] == "SV"
    assert words["South African"] == "ZA"
    assert demonyms("xx") == {}


def test_names_of_the_pack_resolve() -> None:
    english = lexicon("en")
    for name in ("usa", "u k", "ivory coast", "d c", "nsw"):
        assert english.names[name]
    assert len(set(english.short.values())) > 55


def test_kinds() -> None:
    english = lexicon("en")
    assert set(english.types) == set(TYPES)
    assert {"province", "district", "village", "valley"} <= english.kinds
