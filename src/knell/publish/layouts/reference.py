"""The reference of the layouts: their tables and columns as the code declares them, and how they are filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from knell.publish.layouts import find_layout, layout_names
from knell.publish.tables import Field, Layout, Table
from knell.publish.terms import Terms

_INTRO = """# Layouts of a release

Made by `make docs` from the layouts themselves; a test holds it to them. `knell export --layout NAME` writes one. A
column that is unknown for a row is empty, never 0.
"""


def page() -> str:
    """The page, as Markdown."""
    return "\n".join([_INTRO, *(_section(find_layout(name)) for name in layout_names())])


def _section(layout: Layout) -> str:
    rules = getattr(layout, "rules", "").strip()
    parts = [f"## `{layout.name}`, version {layout.version}\n", f"{layout.description}\n"]
    parts += [f"{rules}\n"] if rules else []
    # The fullest it can be: some tables are there only on some terms.
    parts += [_table(table) for table in layout.tables(Terms(date(2000, 1, 1), texts=True))]
    return "\n".join(parts)


def _table(table: Table) -> str:
    lines = [f"### {table.name}\n", f"{table.description}\n"]
    if table.key:
        lines.append(f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n")
    for foreign in table.foreign:
        ours, theirs = (", ".join(f"`{name}`" for name in names) for names in (foreign.fields, foreign.to))
        lines.append(f"{ours} names a row of `{foreign.table}` by {theirs}.\n")
    lines += ["| column | type | what it holds |", "|---|---|---|"]
    lines += [f"| `{field.name}` | {field.type.value} | {_cell(field)} |" for field in table.fields]
    return "\n".join(lines) + "\n"


def _cell(field: Field) -> str:
    return "".join([field.description.replace("|", "\\|"), *(f" {part}" for part in _limits(field))])


def _limits(field: Field) -> Iterator[str]:
    if field.required:
        yield "Never empty."
    if field.minimum is not None and field.maximum is not None:
        yield f"From {field.minimum} to {field.maximum}."
    if field.enum:
        yield f"One of {', '.join(f'`{value}`' for value in field.enum)}."
