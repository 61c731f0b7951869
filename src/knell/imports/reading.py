"""The rows of a list as readings, one at a time, whatever its size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from knell.imports.days import days_in
from knell.imports.plan import Plan
from knell.imports.proposing import Proposal, names_of
from knell.model import Capture, Problem
from knell.reports import Reading, lists

_LONGEST_ID = 100


def readings(path: Path, sheet: lists.Sheet, proposal: Proposal) -> Iterator[Reading | Problem]:
    """A report for each row beneath the header; ``where`` of it is the file's name and the row's number."""
    plan, rows = proposal.plan, lists.Rows()
    names: list[str] = []
    told = [name for target in ("description", "title") if (name := plan.column(target)) is not None]
    for line in sheet.lines():
        where = f"{path.name} row {line.number}"
        if line.number == plan.header or (not names and line.number > plan.header):
            names = names_of(line.cells)
            continue
        if line.number < plan.header or (line.is_empty and not line.fault):
            continue
        if line.fault:
            yield Problem("bad_row", f"{where}: {line.fault}; left out")
            continue
        if any(cell.strip() for cell in line.cells[len(names) :]):
            yield Problem("bad_row", f"{where}: it has more cells than there are columns; left out")
            continue
        # A workbook leaves out the empty cells at the end of a row, a table does not.
        cells = [(name, cell) for name, cell in zip(names, line.cells, strict=False) if cell.strip()]
        source = f"{path.name}, sha256 {proposal.sha256}, row {line.number}"
        fields = _fields(dict(cells), plan)
        yield rows.reading(where, cells, fields, told, Capture(None, None, source=source))


def _fields(cells: dict[str, str], plan: Plan) -> dict[str, object]:
    """What the row says of itself as a report; its outlet is the list."""

    def value(target: str) -> str:
        column = plan.column(target)
        return cells.get(column, "").strip() if column is not None else ""

    fields: dict[str, object] = {"outlet": plan.name, "published": None}
    if (name := value("id")) and len(name) <= _LONGEST_ID and name.isprintable():
        fields["id"] = f"{plan.name} {name}"
    if title := " ".join(value("title").split()):
        fields["title"] = title[:500]
    if (url := value("url")).startswith(("http://", "https://")) and not any(c.isspace() for c in url):
        fields["url"] = url
    if day := value("source_date"):
        found = days_in(day, plan.orders.get(plan.column("source_date") or ""), plan.languages)
        if found is not None and found.start == found.end:
            fields["published"] = found.start.isoformat()
    return fields
