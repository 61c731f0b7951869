"""Run a notebook of examples without Jupyter, and check that the outputs kept in it are what it prints.

``python scripts/run_notebook.py NOTEBOOK RELEASE`` needs pandas; ``--write`` keeps the new outputs instead.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any


def printed(cells: list[dict[str, Any]], release: str) -> list[str]:
    """What each cell of code prints, one after the other, with ``RELEASE`` set to the folder."""
    space: dict[str, Any] = {"RELEASE": release}
    found = []
    for cell in cells:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile("".join(cell["source"]), "cell", "exec"), space)
        found.append(said.getvalue())
    return found


def kept(cell: dict[str, Any]) -> str:
    """What a cell printed when its outputs were kept."""
    return "".join(line for output in cell["outputs"] for line in output["text"])


def main() -> int:
    """Run it; 1 where an output is not what was kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", type=Path)
    parser.add_argument("release")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    book = json.loads(given.notebook.read_text(encoding="utf-8"))
    cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    wrong = 0
    for number, (cell, now) in enumerate(zip(cells, printed(cells, given.release), strict=True), 1):
        if given.write:
            lines = now.splitlines(keepends=True)
            cell["execution_count"] = number
            cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
        elif now != kept(cell):
            wrong += 1
            print(f"{given.notebook}, cell {number}: prints\n{now}\nwhere it kept\n{kept(cell)}", file=sys.stderr)
    if given.write:
        given.notebook.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if wrong:
        print("where this is right, keep it: run the same with --write", file=sys.stderr)
    print(f"{given.notebook}: {len(cells)} cells run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
