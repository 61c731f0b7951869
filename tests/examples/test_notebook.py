"""The notebook keeps its outputs and reads tables and columns that a release has; ``make test-validators`` runs it."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from knell.publish.layouts.own_tables import TABLES

NOTEBOOK = Path(__file__).resolve().parents[2] / "examples" / "three-questions.ipynb"


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert book["nbformat"] == 4
    return [cell for cell in book["cells"] if cell["cell_type"] == "code"]


def test_each_cell_that_prints_kept_what_it_printed(cells: list[dict[str, Any]]) -> None:
    assert len(cells) == 4
    for number, cell in enumerate(cells, 1):
        assert cell["execution_count"] == number
        assert "".join(line for output in cell["outputs"] for line in output["text"]).strip()


def test_it_needs_nothing_but_pandas(cells: list[dict[str, Any]]) -> None:
    imported = set()
    for cell in cells:
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module))
    assert imported == {"pathlib", "pandas"}


def test_it_reads_tables_and_columns_that_there_are(cells: list[dict[str, Any]]) -> None:
    source = "\n".join("".join(cell["source"]) for cell in cells)
    (named,) = re.findall(r"for name in \((.+)\)$", source, re.MULTILINE)
    known = {table.name: {field.name for field in table.fields} for table in TABLES}
    tables = re.findall(r'"(\w+)"', named)
    assert set(tables) <= known.keys()
    for table in tables:
        assert set(re.findall(rf"\b{table}\.([a-z_]+)\b(?!\()", source)) - {"csv"} <= known[table], table
