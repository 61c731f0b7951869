"""Languages by how they are written: in another alphabet than the usual one, or with the marks of letters lost.

A classifier knows each language in one way of writing. What a pack says of its letters tells the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import regex

from knell.languages import available, load

# Says which language a text is in, and how sure that is.
Classify = Callable[[str], tuple[str, float]]

# A text is written in an alphabet that has so large a share of its letters, those of Latin quotations left out.
_ALL, _MOST = 0.99, 0.5
# Letters that no neighbour has stand at least once among so many.
_TELLING = 100
# So large a share of a text's words are forms of the pack's own, and so many more than of any other pack's.
_KNOWN, _MORE = 0.5, 0.15
# Of so few words nothing can be told; a text whose marks are lost has hardly a letter that is not plain.
_FEWEST_WORDS, _MARKED = 4, 0.005

_LETTER, _LATIN = regex.compile(r"\p{L}"), regex.compile(r"\p{Script=Latin}")
# Names are in no pack; a word of one letter is in many.
_WORD = regex.compile(r"(?<![\p{L}\p{M}'’])\p{Ll}{2,}")


def respelled(sample: str, classify: Classify) -> str | None:
    """The language whose pack knows all letters of a text as those of another alphabet, if it reads as that one then.

    The pack's ``[reports] telling`` are letters that tell its spelling from that of its neighbours.
    """
    small = sample.lower()
    letters = [letter for letter in _LETTER.findall(small) if not _LATIN.match(letter)]
    if len(letters) < _MOST * len(_LETTER.findall(small)):
        return None
    for code, telling in _alphabets().items():
        table: Mapping[int, str] = load(code).letters()
        held = sum(ord(letter) in table for letter in letters)
        told = sum(letter in telling for letter in letters)
        if (
            held >= _ALL * len(letters)
            and told * _TELLING >= len(letters)
            and classify(small.translate(table))[0] == code
        ):
            return code
    return None


def unmarked(sample: str) -> str | None:
    """The language of a text without any marked letter, by its words, among those whose letters lose their marks."""
    letters = _LETTER.findall(sample)
    if sum(not letter.isascii() for letter in letters) > _MARKED * len(letters):
        return None
    words = _WORD.findall(sample)
    if len(words) < _FEWEST_WORDS:
        return None
    ranked = sorted(((_share_known(code, words), code) for code in losing()), reverse=True)
    best, next_best = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, "")
    return best[1] if best[0] >= _KNOWN and best[0] - next_best[0] >= _MORE else None


def _share_known(code: str, words: list[str]) -> float:
    forms = load(code).forms
    return sum(forms.knows(word) for word in words) / len(words) if forms is not None else 0.0


@cache
def losing() -> tuple[str, ...]:
    """The languages whose packs restore letters that have lost their marks."""
    return tuple(code for code in available() if load(code).data.get("morphology", {}).get("lost"))


@cache
def _alphabets() -> Mapping[str, frozenset[str]]:
    """The letters that tell another alphabet of a language, by code."""
    found = {code: frozenset(load(code).section("reports").get("telling", ())) for code in available()}
    return {code: telling for code, telling in found.items() if telling}
