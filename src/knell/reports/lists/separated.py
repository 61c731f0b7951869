"""Lists in text files (.csv, .tsv), with commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from knell.reports.decoding import is_binary
from knell.reports.found import MOST_BYTES, Opened
from knell.reports.lists.sheet import Line, Unreadable, bounded
from knell.reports.table import DELIMITERS, BadLine, Feed

_HEAD = 1 << 13
_BUFFER = 1 << 20
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Separated:
    """A table in a text file."""

    path: Path
    kind: str = "csv"
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """All rows, from the first."""
        # The limit of the csv module is one for the whole process; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), MOST_BYTES + 1))
        with io.BufferedReader(io.FileIO(self.path), _BUFFER) as stream:
            if is_binary(stream.peek(_HEAD)[:_HEAD]):
                raise Unreadable("binary", "this is not text but a binary file; save the list as .csv in UTF-8")
            opened = Opened(str(self.path), stream)
            yield from _lines(Feed(opened), self._delimiter())

    def _delimiter(self) -> str:
        """The sign that parts the first lines into most cells, the same number in each."""
        with io.BufferedReader(io.FileIO(self.path), _BUFFER) as stream:
            feed, heads = Feed(Opened(str(self.path), stream)), []
            try:
                for text in feed:
                    heads.append(text)
                    feed.begin_row()
                    if len(heads) == _LOOKED_AT:
                        break
            except BadLine:
                pass
        if heads and heads[0].strip().lower().startswith("sep=") and len(heads[0].strip()) == 5:
            return heads[0].strip()[4]
        return max(DELIMITERS, key=lambda sign: _evenness(heads, sign))


def _evenness(heads: list[str], sign: str) -> tuple[int, int]:
    """How many cells most of the first rows have, and how many rows have so many."""
    try:
        widths = Counter(len(row) for row in csv.reader(heads, delimiter=sign) if any(row))
    except csv.Error:
        widths = Counter(len(head.split(sign)) for head in heads)
    width, often = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
    return (often, width) if width > 1 else (0, 0)


def _lines(feed: Feed, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    number = 0
    while True:
        feed.begin_row()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except BadLine as bad:
            feed.reread()
            yield Line(number, (), bad.words)
        except csv.Error as error:
            feed.reread()
            words = f"it is broken ({error}); put its cells in quotation marks and double those inside them"
            yield Line(number, (), words)
        else:
            if number == 1 and len(cells) <= 2 and cells and cells[0].lower().startswith("sep="):
                cells = []
            fault = bounded(cells)
            yield Line(number, () if fault else tuple(cells), fault, feed.doubt)
