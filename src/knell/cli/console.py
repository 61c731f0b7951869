"""Tables and text on standard output, wide enough to hold figures, with nothing in them taken for markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from knell.cli.say import safe

# Narrower than this, figures would break; a terminal that is narrower folds the lines itself.
_NARROWEST = 90
_WIDTH_OF_FILES = 120


def console() -> Console:
    """The console of standard output."""
    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal and found.width == 80:
        found.width = _WIDTH_OF_FILES
    found.width = max(found.width, _NARROWEST)
    return found


def cell(text: object, style: str = "") -> Text:
    """A piece of text that is shown as it is."""
    return Text("" if text is None else safe(text), style=style)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], whole: Iterable[int] = ()) -> Table:
    """A table; the columns in ``whole`` are never folded, the others fold and nothing is cut off."""
    filled = [[one if isinstance(one, Text) else cell(one) for one in row] for row in rows]
    made = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for number, name in enumerate(columns):
        if number in set(whole):
            widest = max((row[number].cell_len for row in filled), default=0)
            made.add_column(cell(name), no_wrap=True, min_width=max(widest, len(name)), overflow="fold")
        else:
            made.add_column(cell(name), overflow="fold")
    for row in filled:
        made.add_row(*row)
    return made


def many(number: int, noun: str) -> str:
    """A number with its noun: ``1 report``, ``2 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
