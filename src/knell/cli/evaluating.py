"""``knell evaluate``: score predictions against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from knell.cli.options import Format, ShownAs
from knell.cli.say import clearly

Gold = Annotated[
    Path, typer.Argument(metavar="GOLD", help="Annotated reports: a jsonl file or a folder.", show_default=False)
]
Predicted = Annotated[
    Path, typer.Argument(metavar="PREDICTED", help="What knell extract printed for them.", show_default=False)
]
Errors = Annotated[
    str | None,
    typer.Option("--errors", metavar="KIND", help="List errors of a kind (claims, ...).", show_default=False),
]
Limit = Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="At most N errors.", show_default="all")]


@clearly
def evaluate(
    gold: Gold,
    predicted: Predicted,
    errors: Errors = None,
    limit: Limit = None,
    format: ShownAs = Format.TABLE,
) -> None:
    """Score what knell said against gold: found, missed and invented claims, and how well their details fit."""
    from knell.evaluate import compare

    status = compare(gold, predicted, as_json=format is Format.JSON, errors=errors, limit=limit)
    raise typer.Exit(status)
