"""How far a long job is: a moving line on a terminal, a plain line now and then elsewhere; on standard error."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.text import Text

from knell.cli.say import line

_PLAIN_EVERY = 10.0
_MOVING_EVERY = 0.1


class Progress:
    """Counts what is done; only what is safe in the record may be reported here."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = self._told = time.monotonic()
        self._done = 0
        # No thread redraws the line: processes are forked while it is shown.
        self._live = Live(console=Console(stderr=True), auto_refresh=False, transient=True) if _on_terminal() else None

    def __enter__(self) -> Progress:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    def done(self, many: int) -> None:
        """So many more are done."""
        self._done += many
        now = time.monotonic()
        if now - self._told >= (_MOVING_EVERY if self._live else _PLAIN_EVERY):
            self._told = now
            self._tell(now)

    def _tell(self, now: float) -> None:
        rate = self._done / max(now - self._begun, 1e-9)
        speed = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
        words = f"{self._done:,} {self._what} ({speed} a second)"
        if self._live:
            self._live.update(Text(words), refresh=True)
        else:
            line(words)


def _on_terminal() -> bool:
    return sys.stderr.isatty()
