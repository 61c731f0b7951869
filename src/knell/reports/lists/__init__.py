"""Lists of incidents that others keep: a table in a file goes in; its rows come out, each as bytes and as text.

What the columns mean is not known here, and no value is changed.
"""

from __future__ import annotations

from pathlib import Path

from knell.reports.lists.reports import Rows
from knell.reports.lists.rows import EXTRACTOR, Rendered, cells_of, raw_of, rederive, rendered
from knell.reports.lists.separated import Separated
from knell.reports.lists.sheet import Line, Sheet, Unreadable
from knell.reports.lists.workbook import Workbook

__all__ = [
    "EXTRACTOR",
    "Line",
    "Rendered",
    "Rows",
    "Sheet",
    "Unreadable",
    "cells_of",
    "opened",
    "raw_of",
    "rederive",
    "rendered",
]


def opened(path: Path, sheet: str | None = None) -> Sheet:
    """The table in a file, by its ending. Raises ``Unreadable`` and ``OSError``."""
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv", ".txt"):
        return Separated(path)
    if ending in (".xlsx", ".xlsm"):
        return Workbook(path, sheet)
    raise Unreadable("unsupported_format", "this is no list that can be read; save it as .csv or .xlsx")
