"""What an app is started with."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
# Among the hosts of settings: the app also answers to any address in digits, which no name can be pointed to.
ANY_ADDRESS = "(any address)"


@dataclass(frozen=True, slots=True)
class Settings:
    """``record`` is a file or an address. ``single`` is the name of the one person who works without an account.

    ``hosts`` are the names that the app answers to, beside those of this machine alone. ``pace`` is how many requests
    a second one person may make in the long run; 0 sets no limit.
    """

    record: str
    single: str | None = None
    hosts: tuple[str, ...] = ()
    pace: float = 50.0
