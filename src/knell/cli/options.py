"""Arguments and options that several commands share."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a record is shown."""

    TABLE = "table"
    JSON = "json"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, http(s) addresses, or - for JSON lines on standard input.",
        show_default=False,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Also ask addresses of this machine and of private networks."),
]
RecordName = Annotated[
    str,
    typer.Option("--record", "-r", metavar="FILE_OR_URL", help="The record: a file, or postgresql://..."),
]
EventName = Annotated[
    str,
    typer.Argument(metavar="EVENT", help="An event's key, its beginning, or words of its name or place."),
]
ShownAs = Annotated[Format, typer.Option("--format", help="For people or for programs.")]
Workers = Annotated[
    int,
    typer.Option("--workers", min=1, metavar="N", help="How many processes.", show_default="one a processor"),
]
Warcs = Annotated[
    list[Path] | None,
    typer.Option("--warcs", metavar="FOLDER", help="Where web archives lie.", show_default="RECORD.warcs"),
]
DEFAULT_RECORD = "knell.db"


def _processors() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


PROCESSORS = _processors()
