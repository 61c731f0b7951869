"""A row of a list as a report: its bytes are its cells with the names of their columns, its text a line for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from knell.model import Report, Span
from knell.reports.decoding import mend

EXTRACTOR = "row 1"
_LONGEST_NAME = 200

Cells = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of a row, and where the value of each column stands in it."""

    text: str
    values: dict[str, Span]


def raw_of(cells: Cells) -> bytes:
    """The bytes that are archived for a row: the same cells give the same bytes, whatever file they stand in."""
    return json.dumps({"cells": cells}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def cells_of(raw: bytes) -> list[tuple[str, str]]:
    """The cells of a row's bytes. Raises ``ValueError`` for bytes that are none."""
    try:
        cells = json.loads(raw)["cells"]
        found = [(name, value) for name, value in cells]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("the bytes are no row of a list") from error
    if not all(isinstance(name, str) and isinstance(value, str) for name, value in found):
        raise ValueError("the bytes are no row of a list")
    return found


def rendered(cells: Cells) -> Rendered:
    """A row as text: ``column: value``, a line for each cell that is not empty, the values as they are."""
    parts: list[str] = []
    values: dict[str, Span] = {}
    length = 0
    for name, value in cells:
        kept = mend(value.replace("\r\n", "\n"))[0].strip()
        if not kept:
            continue
        head = f"{mend(' '.join(name.split())[:_LONGEST_NAME])[0]}: "
        parts.append(f"{head}{kept}\n")
        values[name] = Span(length + len(head), length + len(head) + len(kept))
        length += len(parts[-1])
    return Rendered("".join(parts).removesuffix("\n"), values)


def rederive(raw: bytes, report: Report) -> str | None:
    """The stored text of a row's bytes; None when another version made the report's."""
    return rendered(cells_of(raw)).text if report.extractor == EXTRACTOR else None
