"""What a page is made of, from letters up: pieces of a line, rows, lines. Sizes are points, y grows upwards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters that stand close together on one line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces at one height, from left to right."""

    pieces: tuple[Piece, ...]

    @property
    def middle(self) -> float:
        """Half the height of its largest piece."""
        return max(self.pieces, key=lambda piece: piece.size).middle

    @property
    def text(self) -> str:
        """What stands in it."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: ``left`` and ``right`` are the edges of the column, ``block`` its number on the page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    page: int
    block: int
    left: float
    right: float


@dataclass(slots=True)
class Paragraph:
    """Lines that are read as one; ``largest`` is the size of its letters."""

    lines: list[Line] = field(default_factory=list)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page in the order of the file; ``unread`` counts letters that no table of the file names."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    apart: tuple[Piece, ...] = ()
    letters: int = 0
    unread: int = 0


def rows_of(pieces: list[Piece] | tuple[Piece, ...]) -> list[Row]:
    """The rows of a page or a column, from the top down."""
    rows: list[list[Piece]] = []
    seed: Piece | None = None
    for piece in sorted(pieces, key=lambda p: (-p.middle, p.x0)):
        if seed is not None and seed.middle - piece.middle < 0.5 * min(seed.size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
            seed = piece
    return [Row(tuple(sorted(row, key=lambda p: p.x0))) for row in rows]


def moved(piece: Piece, quarter: int) -> Piece:
    """A piece as it stands once the page is turned so that text at so many quarter turns (clockwise) is upright."""
    x0, y0, x1, y1 = piece.x0, piece.y0, piece.x1, piece.y1
    turned = {0: (x0, y0, x1, y1), 3: (y0, -x1, y1, -x0), 2: (-x1, -y1, -x0, -y0), 1: (-y1, x0, -y0, x1)}[quarter % 4]
    return replace(piece, x0=turned[0], y0=turned[1], x1=turned[2], y1=turned[3])
