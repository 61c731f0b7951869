"""Find what a text puts between quotation marks, across sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knell.claims.layers import Layers

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_STRAIGHT = '"'
_OPENING = frozenset((*_PAIRS, _STRAIGHT))
# Fewer tokens than this between marks are scare quotes, not speech.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words from sentence ``first`` to ``last`` (indexes), at offsets ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int


def find_quotations(sentences: Sequence[Layers]) -> list[Quotation]:
    """All quotations of a text, in order; one that is never closed ends with its paragraph."""
    found: list[Quotation] = []
    opened: tuple[int, int, str] | None = None
    size = 0
    for index, layers in enumerate(sentences):
        if opened is not None and index and layers.sentence.paragraph != sentences[index - 1].sentence.paragraph:
            found += _kept(opened, index - 1, sentences[index - 1].sentence.end, size)
            opened = None
        for token in layers.tokens:
            size += 1
            if opened is None and token.text in _OPENING:
                opened, size = (index, token.start, _PAIRS.get(token.text, _STRAIGHT)), 0
            elif opened is not None and token.text == opened[2]:
                found += _kept(opened, index, token.end, size)
                opened = None
    if opened is not None:
        found += _kept(opened, len(sentences) - 1, sentences[-1].sentence.end, size)
    return found


def _kept(opened: tuple[int, int, str], last: int, end: int, size: int) -> list[Quotation]:
    return [Quotation(opened[0], last, opened[1], end)] if size > _SHORTEST else []
