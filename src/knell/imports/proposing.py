"""What a list seems to mean: its header, its columns, and what the cells of a column show of its days and zeros."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from knell.imports.days import Order, order_of
from knell.imports.headers import Read, read_header
from knell.imports.plan import BadMapping, Plan
from knell.imports.targets import DATES, counted
from knell.reports import lists

# A header stands among the first rows, beneath titles and notes at most.
_FIRST_ROWS = 40
_STEP = 1 << 20
_LONGEST_EXAMPLE = 60
# So many different cells of a column are kept to tell the order of its days.
_MOST_KEPT = 100_000


@dataclass(slots=True)
class Column:
    """What was seen of a column: an example, how many cells are filled, blank, and 0."""

    name: str
    example: str = ""
    filled: int = 0
    blank: int = 0
    zeros: int = 0
    _values: set[str] = field(default_factory=set)

    def seen(self, value: str, keep: bool) -> None:
        """Take one more cell."""
        text = value.strip()
        self.filled += bool(text)
        self.blank += not text
        self.zeros += text in ("0", "0.0")
        self.example = self.example or text[:_LONGEST_EXAMPLE]
        if keep and len(self._values) < _MOST_KEPT:
            self._values.add(text)

    def order(self) -> Order | None:
        """The order of day and month in its cells."""
        return order_of(sorted(self._values))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan with what it was made of: the columns in their order, the rows, what is to be known, the file's hash."""

    plan: Plan
    columns: tuple[Column, ...]
    rows: int
    notes: tuple[str, ...]
    sha256: str
    layout: str | None = None


def propose(path: Path, sheet: lists.Sheet, plan: Plan | None = None) -> Proposal:
    """Look a list over: its plan, unless one is given, and what its columns hold. Raises ``Unreadable``."""
    number, names = _header(sheet, plan)
    if plan is not None:
        unknown = [name for name in plan.columns if name not in names]
        if unknown:
            raise BadMapping(f"the list has no column {', '.join(map(repr, unknown))}; it has {', '.join(names)[:500]}")
        read = Read(plan.columns, plan.languages[0])
    else:
        read = read_header(names)
    columns = [Column(name) for name in names]
    rows = 0
    for line in body(sheet, number):
        rows += 1
        for place, column in enumerate(columns):
            target = read.targets.get(column.name)
            column.seen(line.cells[place] if place < len(line.cells) else "", keep=target in DATES)
    if plan is None:
        plan = _plan(path, number, read, columns)
    return Proposal(plan, tuple(columns), rows, sheet.notes, _sha256(path), read.layout.name if read.layout else None)


def body(sheet: lists.Sheet, header: int) -> Iterator[lists.Line]:
    """The rows beneath the header that hold anything, or that cannot be read."""
    for line in sheet.lines():
        if line.number > header and (line.fault or not line.is_empty):
            yield line


def names_of(cells: Sequence[str]) -> list[str]:
    """The names of the columns: each different, and each having one."""
    found: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"column {number}"
        times = 2
        given = name
        while name in found:
            name = f"{given} ({times})"
            times += 1
        found.append(name)
    return found


def _header(sheet: lists.Sheet, plan: Plan | None) -> tuple[int, list[str]]:
    """The number of the row that names the columns, and the names: of the first rows the one that says most."""
    best: tuple[int, int, list[str]] | None = None
    for line in sheet.lines():
        if line.number > _FIRST_ROWS and plan is None:
            break
        if line.is_empty or line.fault:
            continue
        names = names_of(line.cells)
        if plan is not None:
            if line.number >= plan.header:
                return line.number, names
            continue
        understood = len(read_header(names).targets)
        if best is None or understood > best[0]:
            best = understood, line.number, names
    if best is None:
        raise lists.Unreadable("empty", "there is no row in it that could name columns")
    return best[1], best[2]


def _plan(path: Path, header: int, read: Read, columns: Sequence[Column]) -> Plan:
    orders: dict[str, Order] = {}
    zeros: dict[str, str] = {}
    for column in columns:
        target = read.targets.get(column.name)
        if target in DATES and (order := column.order()) is not None:
            orders[column.name] = order
        if target is not None and counted(target) is not None and column.zeros:
            # Where cells are blank as well, a 0 was written to say something.
            said = "nobody" if column.blank else "unsaid"
            zeros[column.name] = read.layout.zero if read.layout is not None else said
    languages = tuple(dict.fromkeys((read.language, "en")))
    name = read.layout.name if read.layout is not None else path.stem
    precision = read.layout.precision if read.layout is not None else None
    return Plan(name, header, dict(read.targets), languages, orders, zeros, precision)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_STEP):
            digest.update(piece)
    return digest.hexdigest()
