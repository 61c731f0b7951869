"""Tables and text on standard output: no figure in them is ever cut, and nothing is taken for markup."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence, Set

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from knell.cli.say import safe

_WIDTH_OF_FILES = 160
# A longer word may be broken to save the page.
_LONGEST_WORD = 16
_BETWEEN_COLUMNS = 3


def console() -> Console:
    """The console of standard output."""
    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal and "COLUMNS" not in os.environ:
        found.width = _WIDTH_OF_FILES
    return found


def cell(text: object, style: str = "") -> Text:
    """A piece of text that is shown as it is."""
    return Text("" if text is None else safe(text), style=style)


def print_table(
    page: Console,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    whole: Iterable[int] = (),
) -> None:
    """Print a table. The columns in ``whole`` are never folded, the others are, at spaces, and nothing is cut off.

    Long words may be broken to save the page. Where all that needs a wider page than there is, the lines are as long as
    need be.
    """
    filled = [[_as_text(one) for one in row] for row in rows]
    least, most, bulk = _needs(columns, filled, set(whole))
    made = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    widths = share(least, most, bulk, page.width - _BETWEEN_COLUMNS * len(columns))
    for name, width in zip(columns, widths, strict=True):
        made.add_column(cell(name), width=width, overflow="fold")
    for row in filled:
        made.add_row(*row)
    before = page.width
    page.width = max(before, sum(least) + _BETWEEN_COLUMNS * len(columns))
    page.print(made)
    page.width = before


def share(least: Sequence[int], most: Sequence[int], bulk: Sequence[int], page: int) -> list[int]:
    """Widths of columns for a page, never less than ``least`` or more than ``most`` and ``least`` ask for.

    What is left goes where it saves most lines: to the column whose longest cell, of ``bulk`` letters, is the highest.
    """
    widths = list(least)
    for _ in range(page - sum(widths)):
        folded = [n for n, width in enumerate(widths) if width < most[n]]
        if not folded:
            break
        widths[max(folded, key=lambda n: (bulk[n] / widths[n], -n))] += 1
    return widths


def narrowest(columns: Sequence[str], rows: Iterable[Sequence[object]], whole: Iterable[int] = ()) -> int:
    """The width that a table with these columns needs at the least, each folded as far as it can be."""
    least, _, _ = _needs(columns, [[_as_text(one) for one in row] for row in rows], set(whole))
    return sum(least) + _BETWEEN_COLUMNS * len(columns)


def _needs(
    columns: Sequence[str], rows: Sequence[Sequence[Text]], whole: Set[int]
) -> tuple[list[int], list[int], list[int]]:
    """The least and the greatest width that each column can make use of, and the length of its longest cell."""
    least, most, bulk = [], [], []
    for number, name in enumerate(columns):
        texts = [cell(name), *(row[number] for row in rows)]
        widest = max(_widest_line(text) for text in texts)
        least.append(widest if number in whole else min(max(map(_longest_word, texts)), _LONGEST_WORD))
        most.append(widest)
        bulk.append(max(text.cell_len for text in texts))
    return least, most, bulk


def _as_text(value: object) -> Text:
    return value if isinstance(value, Text) else cell(value)


def _widest_line(text: Text) -> int:
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def _longest_word(text: Text) -> int:
    return max((cell_len(word) for word in text.plain.split()), default=0)
