"""The process that reads pages: takes them from its standard input, gives what they hold on its standard output."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
from typing import IO, Any

from knell.reports.pages.apart import MOST_MEMORY, receive, send


def main() -> None:
    """Read pages until there are none. Ctrl-C is for the program that started this one."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    # Whatever a library prints must not stand between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    _serve(sys.stdin.buffer, answers)


def _serve(pages: IO[bytes], answers: IO[bytes]) -> None:
    from knell.reports.pages.page import derive

    while True:
        try:
            asked: Any = receive(pages)
        except EOFError:
            return
        raw, charset = asked
        try:
            send(answers, derive(raw, charset))
        except (MemoryError, RecursionError):
            send(answers, f"reading it took more than {MOST_MEMORY >> 30} GB of memory, or it is nested too deeply")
            return
        except Exception as error:  # a page that breaks the reader must not break the batch
            send(answers, f"the page could not be read ({type(error).__name__}); please report this")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
