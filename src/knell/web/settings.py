"""What an app is started with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``record`` is a file or an address. ``single`` is the name of the one person who works without an account."""

    record: str
    single: str | None = None
