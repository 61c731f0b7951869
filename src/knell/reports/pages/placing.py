"""Where the blocks of a text stand among the lines of its page, told by their letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from knell.reports.pages.body import Block, Kind
from knell.reports.pages.lines import Line

_WORD = re.compile(r"\w+")
# The lines of a page are asked for theirs at every step of reading it.
_KEPT = 1 << 12


@lru_cache(maxsize=_KEPT)
def key(text: str) -> str:
    """The letters and numbers of a line: by them it is found again whatever stands between."""
    return "".join(_WORD.findall(text.casefold()))


def places_of(blocks: Sequence[Block], lines: Sequence[Line]) -> list[int | None]:
    """Where each block stands among the lines, in their order; None for one that is not found."""
    where: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        where.setdefault(key(line.text), []).append(number)
    places: list[int | None] = []
    last = -1
    for block in blocks:
        numbers = where.get(key(block.text), [])
        behind = bisect_right(numbers, last)
        found = numbers[behind] if behind < len(numbers) else None
        places.append(found)
        last = found if found is not None else last
    return places


def placed(
    blocks: Sequence[Block],
    places: Sequence[int | None],
    lines: Sequence[Line],
    lost: Sequence[int],
    kind: Kind = Kind.PARAGRAPH,
) -> list[Block]:
    """The blocks with the lost lines where they stand on the page."""
    found: list[Block] = []
    waiting = list(lost)
    for block, place in zip(blocks, places, strict=True):
        while waiting and place is not None and waiting[0] < place:
            found.append(Block(kind, " ".join(lines[waiting.pop(0)].text.split())))
        found.append(block)
    return found + [Block(kind, " ".join(lines[number].text.split())) for number in waiting]
