"""How far a long job is: a moving line on a terminal, a plain line now and then elsewhere; on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from knell.cli.say import line

_PLAIN_EVERY = 10.0
_MOVING_EVERY = 0.1


class Moving:
    """A line that tells how far something is, in words of any kind; a context manager."""

    def __init__(self) -> None:
        self._begun = self._told = time.monotonic()
        # No thread redraws the line: processes are forked while it is shown.
        self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True) if _on_terminal() else None

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return max(time.monotonic() - self._begun, 1e-9)

    def tell(self, words: Callable[[], str], at_once: bool = False) -> None:
        """Say these words, unless others were said just before."""
        now = time.monotonic()
        if at_once or now - self._told >= (_MOVING_EVERY if self._live else _PLAIN_EVERY):
            self._told = now
            if self._live:
                self._live.update(Text(words()), refresh=True)
            else:
                line(words())


class Progress(Moving):
    """Counts what is done; only what is safe in the record may be reported here."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what
        self._done = 0

    def done(self, many: int) -> None:
        """So many more are done."""
        self._done += many
        self.tell(lambda: f"{self._done:,} {self._what} ({speed(self._done, self.seconds)} a second)")


def speed(many: int, seconds: float) -> str:
    """How many a second that is."""
    rate = many / seconds
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def _on_terminal() -> bool:
    return sys.stderr.isatty()
