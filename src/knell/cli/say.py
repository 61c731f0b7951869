"""How the command line speaks: JSON, lines on standard error, and every error as one clear line."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

import typer

FAILED = 1
WRONG_USAGE = 2
# What a shell reports of a program that a closed pipe or Ctrl-C ended.
PIPE_CLOSED = 141
INTERRUPTED = 130

# Control characters and bidirectional overrides could move the cursor, recolour or reorder what is shown.
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")

P = ParamSpec("P")
T = TypeVar("T")


class Stop(Exception):
    """End the command with one line and an exit status."""

    def __init__(self, line: str, status: int = FAILED) -> None:
        super().__init__(line)
        self.status = status


def safe(text: object) -> str:
    """Text as it may be shown: on one line, and unable to steer a terminal."""
    return _STEERING.sub("\ufffd", _SPACES.sub(" ", str(text)).strip())


def line(text: str) -> None:
    """One line on standard error."""
    typer.echo(safe(text), err=True)


def out(text: str) -> None:
    """One line of JSON on standard output, in UTF-8 whatever the terminal's encoding is."""
    typer.echo(text.encode("utf-8") + b"\n", nl=False)


def clearly(command: Callable[P, T]) -> Callable[P, T]:
    """A command that ends in one clear line, and never in a traceback, whatever happens in it."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except Stop as stop:
            line(f"knell: {stop}")
            raise typer.Exit(stop.status) from None
        except BrokenPipeError:
            _leave_the_pipe()
        except Exception as error:
            if not isinstance(error, typer.Exit | typer.Abort | typer.TyperException):
                line(f"knell: {described(error)}")
                raise typer.Exit(FAILED) from None
            raise

    return run


def described(error: BaseException) -> str:
    """An error in words; its traceback too, where ``KNELL_DEBUG`` is set."""
    # Imported late: a command that needs no record must not load a database library.
    record_errors = sys.modules.get("knell.record.errors")
    if record_errors is not None and isinstance(error, record_errors.RecordError):
        return str(error)
    if os.environ.get("KNELL_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else "cannot go on: "
        return name + (error.strerror or str(error))
    words = " ".join(str(error).split())
    return f"an unexpected {type(error).__name__}{': ' + words if words else ''} (KNELL_DEBUG=1 shows where)"


def _leave_the_pipe() -> NoReturn:
    """Whoever read our output has gone: end quietly, and keep Python from complaining when it flushes."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(PIPE_CLOSED)
