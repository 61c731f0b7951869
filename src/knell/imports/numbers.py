"""Numbers of people in cells, by the number grammar of the languages; what is no plain number of people is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knell.languages import load
from knell.model import Count, Wording
from knell.text import find_quantities, tokenize

_WHOLE = re.compile(r"(\d{1,9})(?:\.0{1,6})?", re.ASCII)
_SIGNED = re.compile(r"(>=|<=|>|<|≥|≤)\s*(\d{1,9})", re.ASCII)
_NOTHING = frozenset(("", "-", "--", "–", "—", "?", "n/a", "na", "nan", "null", "."))
_LONGEST = 80
_MEMORY = 1 << 16


@lru_cache(_MEMORY)
def count_in(text: str, languages: Sequence[str]) -> Count | None:
    """The number of people a cell gives: all of it must be that number. None for any other."""
    text = text.strip()
    if (whole := _WHOLE.fullmatch(text)) is not None:
        number = int(whole.group(1))
        return Count(number, number, Wording.EXACT)
    if (signed := _SIGNED.fullmatch(text)) is not None:
        return _signed(signed.group(1), int(signed.group(2)))
    if len(text) > _LONGEST:
        return None
    for code in languages:
        pack = load(code)
        tokens = tokenize(text, pack)
        for quantity in find_quantities(tokens, pack):
            if (quantity.start, quantity.end, str(quantity.kind)) == (0, len(tokens), "count"):
                return quantity.count
    return None


@lru_cache(_MEMORY)
def is_blank(text: str, languages: Sequence[str]) -> bool:
    """Whether a cell says that nothing is known: an empty one, a dash, "unknown"."""
    plain = text.strip().casefold()
    return plain in _NOTHING or any(plain in load(code).section("lists").get("blank", ()) for code in languages)


def _signed(sign: str, number: int) -> Count:
    if sign in (">=", "≥"):
        return Count(number, None, Wording.AT_LEAST)
    if sign in ("<=", "≤"):
        return Count(None, number, Wording.AT_MOST)
    if sign == ">":
        return Count(number, None, Wording.MORE_THAN)
    return Count(None, number, Wording.FEWER_THAN)
