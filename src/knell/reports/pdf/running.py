"""Running heads, feet and page numbers: rows that stand at the edge of several pages. They are dropped.

A row that differs from page to page in one number is one only if that number counts the pages: a row of a table that
ends every page is not lost.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from knell.reports.pdf.shapes import Page, Piece, Row, rows_of

# So many rows at the top and the foot of a page are looked at; a head stands at the same height on so many pages.
_ROWS, _FEWEST = 3, 2
# A row of so many cells that stands on every page names the columns of a table: it is read where it stands first.
_CELLS = 3
_SAME_HEIGHT = 5.0
# The white between a head and the text, in steps from line to line.
_WHITE = 1.3

_NUMBER = re.compile(r"[0-9]+")
_BETWEEN_NUMBERS = re.compile(r"\s+")

_Place = tuple[int, int, str]


def without_heads(pages: Sequence[Page]) -> list[list[Piece]]:
    """The pieces of each page without its running heads and feet."""
    rows = [rows_of(page.pieces) for page in pages]
    repeated = _repeated(pages, rows)
    return [
        [piece for row in _body(page.number, own, repeated) for piece in row.pieces]
        for page, own in zip(pages, rows, strict=True)
    ]


def _repeated(pages: Sequence[Page], rows: Sequence[Sequence[Row]]) -> set[tuple[int, str]]:
    """The page and the text of each row that is a head or a foot."""
    alike: dict[tuple[bool, str], list[tuple[int, float, str]]] = defaultdict(list)
    named: set[str] = set()
    for page, own in zip(pages, rows, strict=True):
        for top, row in _edges(own):
            height = row.middle if not top else row.middle - page.height
            if len(row.pieces) < _CELLS or _key(row) in named:
                alike[top, _NUMBER.sub("#", _key(row))].append((page.number, height, _key(row)))
            else:
                named.add(_key(row))
    found: set[tuple[int, str]] = set()
    for seen in alike.values():
        for group in _at_one_height(seen):
            found.update(_heads(group))
    return found


def _edges(rows: Sequence[Row]) -> Iterable[tuple[bool, Row]]:
    yield from ((True, row) for row in rows[:_ROWS])
    yield from ((False, row) for row in rows[-_ROWS:])


def _key(row: Row) -> str:
    return _BETWEEN_NUMBERS.sub(" ", row.text).strip()


def _at_one_height(seen: list[tuple[int, float, str]]) -> Iterable[list[tuple[int, float, str]]]:
    ordered = sorted(seen, key=lambda one: one[1])
    group: list[tuple[int, float, str]] = []
    for one in ordered:
        if group and one[1] - group[0][1] > _SAME_HEIGHT:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _heads(group: Sequence[tuple[int, float, str]]) -> Iterable[tuple[int, str]]:
    """Those of rows alike that say the very same on several pages, or in which one number counts the pages."""
    same: dict[str, set[int]] = defaultdict(set)
    counting: dict[tuple[tuple[int, ...], int, int], list[tuple[int, str]]] = defaultdict(list)
    for page, _, text in group:
        same[text].add(page)
        numbers = [int(number[:9]) for number in _NUMBER.findall(text)]
        for place, number in enumerate(numbers[:8]):
            others = tuple(numbers[:place] + numbers[place + 1 :])
            counting[others, place, number - page].append((page, text))
    for text, on in same.items():
        if len(on) >= _FEWEST:
            yield from ((page, text) for page in sorted(on))
    for counted in counting.values():
        if len({page for page, _ in counted}) >= _FEWEST:
            yield from counted


def _body(page: int, rows: Sequence[Row], repeated: set[tuple[int, str]]) -> Sequence[Row]:
    """The rows between the heads and the feet."""
    start = _heads_end(page, rows, repeated)
    return rows[start : len(rows) - _heads_end(page, rows[start:][::-1], repeated)]


def _heads_end(page: int, rows: Sequence[Row], repeated: set[tuple[int, str]]) -> int:
    """How many rows from an edge are heads. White parts them from the text: rows that only happen to be alike stay."""
    steps = [abs(one.middle - other.middle) for one, other in itertools.pairwise(rows)]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    for number, row in enumerate(rows[:_ROWS]):
        if (page, _key(row)) not in repeated:
            return 0
        if number == len(steps) or steps[number] >= _WHITE * usual:
            return number + 1
    return 0
