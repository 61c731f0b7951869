"""What a list of incidents is made of: rows of cells with their numbers, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

# A row of a list is no book; a list has no more columns than a person can look over.
MOST_CELLS = 500
MOST_LETTERS = 200_000


class Unreadable(Exception):
    """A file is no list that can be read: a code of this room and words."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code, words)
        self.code, self.words = code, words


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file: its number there and its cells as text; ``fault`` says why it has none."""

    number: int
    cells: tuple[str, ...]
    fault: str | None = None
    doubt: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


class Sheet(Protocol):
    """A table in a file. It can be gone through more than once."""

    @property
    def kind(self) -> str:
        """What holds it: csv or xlsx."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of it before it is read."""

    def lines(self) -> Iterator[Line]:
        """All rows, from the first. Raises ``Unreadable``."""


def bounded(cells: list[str]) -> str | None:
    """Why a row is too large to be one, or None."""
    if len(cells) > MOST_CELLS:
        return f"it has {len(cells):,} cells; {MOST_CELLS} are read"
    letters = sum(map(len, cells))
    return f"it has {letters:,} letters; {MOST_LETTERS:,} are read" if letters > MOST_LETTERS else None
