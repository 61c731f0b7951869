"""What the language pack gives to the room."""

from __future__ import annotations

from dataclasses import replace

from knell.places import demonyms
from knell.places.gazetteer import gazetteer
from knell.places.lexicon import TYPES, Lexicon, lexicon
from knell.places.matcher import Matcher
from knell.places.tokens import read


def first_names(text: str, words_of: Lexicon) -> list[tuple[str, str]]:
    """The names a matcher finds with these words: as written, and the main name of the first place."""
    words = read(text, words_of)
    found = Matcher(words_of).find(words)
    return [(text[words.starts[m.first] : words.ends[m.last]], gazetteer().names[m.postings[0] >> 1]) for m in found]


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


def test_a_pack_may_give_endings_of_inflected_names() -> None:
    russian = replace(lexicon("xx"), endings=(("е", ""), ("и", "а"), ("ы", "а")))
    text = "Взрыв произошёл в Ташкенте, недалеко от Анкары"
    assert first_names(text, russian) == [("Ташкенте", "Tashkent"), ("Анкары", "Ankara")]


def test_a_pack_may_give_small_words_written_together_with_names() -> None:
    french = replace(lexicon("xx"), prefixes=("d'", "l'"))
    assert first_names("une attaque près d'Idlib", french) == [("Idlib", "Idlib")]


def test_a_pack_may_give_suffixes() -> None:
    turkish = replace(lexicon("xx"), suffixes=("'da", "'nin"))
    assert first_names("Ankara'da patlama", turkish) == [("Ankara", "Ankara")]
