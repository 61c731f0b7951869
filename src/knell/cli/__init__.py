"""The command line: arguments go in, the rooms do the work, words and JSON come out.

Thin: it parses, calls, prints and sets the exit status (0 all well, 1 something was left out or went wrong, 2 wrong
usage). It never shows a traceback, and never lets the text of a report steer the terminal.
"""

from __future__ import annotations

import io
import sys
from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the ``knell`` command."""
    from knell.cli.app import app

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What a terminal cannot show stands as an escape: a dropped dash would turn 131-137 into another number.
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="knell")
    raise SystemExit(0)
