"""What fetching may cost, how it behaves towards hosts, and the clock it goes by."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from knell import __version__

# The name that robots.txt knows this program by.
TOKEN = "knell"
_LONGEST_CONTACT = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """What one address may cost. ``seconds`` are those of all its redirects together, however slowly bytes drip.

    ``most_bytes`` holds for the bytes of an answer as they come and for what they unpack to. Waiting for a host's turn
    is not counted. A host's wish to be asked later is waited for up to ``longest_wait``, then left for another run.
    """

    seconds: float = 60.0
    connect_seconds: float = 10.0
    # A host that has sent so little of an answer after so many seconds only means to hold us.
    slow_seconds: float = 30.0
    least_bytes: int = 10_000
    most_bytes: int = 50_000_000
    most_robots_bytes: int = 512_000
    redirects: int = 5
    tries: int = 3
    first_pause: float = 2.0
    longest_wait: float = 60.0
    # So many addresses of a host in a row without any answer, or with no answer but trouble (5xx, 429, half a page),
    # and the others are left for another run.
    silent_in_a_row: int = 3
    trouble_in_a_row: int = 10


def agent() -> str:
    """How knell names itself to hosts, with the contact in ``KNELL_CONTACT`` where it is set."""
    contact = "".join(sign for sign in os.environ.get("KNELL_CONTACT", "") if " " <= sign <= "~")
    contact = contact.strip()[:_LONGEST_CONTACT]
    return f"{TOKEN}/{__version__}" + (f" (+{contact})" if contact else "")


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated: seconds between two requests to one, and how long a Crawl-delay is obeyed at most."""

    delay: float = 1.0
    longest_delay: float = 30.0
    # For so long a robots.txt is believed, and for so long the lack of one that should be there.
    robots_seconds: float = 3600.0
    robots_again_seconds: float = 300.0
    agent: str = field(default_factory=agent)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment (UTC, whole seconds), a count of seconds that never goes back, and waiting."""

    now: Callable[[], datetime] = _now
    seconds: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
