"""Tables and text on standard output: no figure in them is ever cut, and nothing is taken for markup."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

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
    page: Console, columns: Sequence[str], rows: Iterable[Sequence[object]], whole: Iterable[int] = ()
) -> None:
    """Print a table. The columns in ``whole`` are never folded, the others are, at spaces, and nothing is cut off.

    Where that needs a wider page than there is, the lines are as long as need be.
    """
    filled = [[one if isinstance(one, Text) else cell(one) for one in row] for row in rows]
    made = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    needed = 0
    for number, name in enumerate(columns):
        texts = [cell(name), *(row[number] for row in filled)]
        fixed = number in set(whole)
        least = max(text.cell_len if fixed else min(_longest_word(text), _LONGEST_WORD) for text in texts)
        made.add_column(cell(name), no_wrap=fixed, min_width=least, overflow="fold")
        needed += least + _BETWEEN_COLUMNS
    for row in filled:
        made.add_row(*row)
    width = page.width
    page.width = max(width, needed)
    page.print(made)
    page.width = width


def _longest_word(text: Text) -> int:
    return max((cell_len(word) for word in text.plain.split()), default=0)


def many(number: int, noun: str) -> str:
    """A number with its noun: ``1 report``, ``2 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
