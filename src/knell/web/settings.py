"""What an app is started with."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """``record`` is a file or an address. ``single`` is the name of the one person who works without an account.

    ``hosts`` are the names that the app answers to, beside those of this machine alone; ``"*"`` is any.
    """

    record: str
    single: str | None = None
    hosts: tuple[str, ...] = ()
