"""Ctrl-C at the right moment: never in the middle of writing."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


def heeded() -> None:
    """Let Ctrl-C stop this process even where it was begun deaf to it, as shells begin what runs behind a script.

    For work that loses nothing by being stopped: whoever sends the signal to it means it.
    """
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def not_now() -> Iterator[None]:
    """Hold back Ctrl-C until the block is through; then it strikes."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    struck: list[int] = []

    def remember(number: int, frame: Any) -> None:
        struck.append(number)

    before = signal.signal(signal.SIGINT, remember)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if struck:
        raise KeyboardInterrupt
