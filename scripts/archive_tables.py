"""The page of the tables that ``knell archive`` writes, from the tables themselves; ``scripts/docs.py`` writes it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from knell.archive import TABLES, Table
from knell.publish.layouts import find_layout
from knell.publish.terms import Terms

INTRO = """# Tables of an archive

Made by `make docs` from the tables themselves; a test holds it to them. `knell archive` writes them as Parquet, each
below a folder of its own name, in a folder a month (`events/month=2020-08/0.parquet`; `month=unknown` where the day is
not known). Their columns are those of the [layout `own`](layouts.md) of a release. A column that is unknown for a row
is empty, never 0. Days are of type `DATE`, lists are lists.
"""
# What the layout does not have, or has otherwise.
MORE = {
    "said": "All that knell read in the report, without its text.",
    "month_of_year": "The month, from 1; `month` is that of the folder.",
    "left_out": "The claims that did not, each with why.",
    "passages": "The shared stretches: [start, end] in the earlier and in the later text.",
    "changed": "Numbers that differ in a shared stretch: [earlier, later].",
}
_TYPES = {"double": "number", "int64": "integer", "bool": "boolean", "date32[day]": "date"}


def archive_page() -> str:
    """The page, as Markdown."""
    return "\n".join([INTRO, *(section(table) for table in TABLES)])


def section(table: Table) -> str:
    """A table: its columns and what they hold."""
    lines = [f"## {table.name}\n", f"{table.description}\n"]
    lines.append(
        f"A row lies in the month {table.month}, in order of {', '.join(f'`{name}`' for name in table.order)}.\n"
    )
    lines += ["| column | type | what it holds |", "|---|---|---|"]
    lines += [f"| `{name}` | {type_of(kind)} | {meaning(table.name, name)} |" for name, kind in table.columns.items()]
    return "\n".join(lines) + "\n"


def type_of(kind: Any) -> str:
    """A type of Arrow in words."""
    words = str(kind)
    return "list" if words.startswith("list") else _TYPES.get(words, words)


@cache
def own() -> dict[str, dict[str, str]]:
    """The columns of the layout ``own``, by table, with what they hold."""
    tables = find_layout("own").tables(Terms(date(2000, 1, 1), texts=True))
    return {one.name: {field.name: field.description for field in one.fields} for one in tables}


def meaning(table: str, column: str) -> str:
    """What a column holds: as the layout of releases says it. Raises ``KeyError`` for one that nobody describes."""
    told = MORE.get(column) or own().get(table, {}).get(column)
    if told is None:
        # What one report gives of an event has the columns of the event.
        told = own()["texts" if column == "report" else "events"][column].partition(":")[0] + "."
        return told.replace("..", ".")
    first, colon, _ = told.partition(": by hand")
    return (f"{first} by the leading rule." if colon else told).replace("|", "\\|")
