"""What comes of asking for an address: an answer with its bytes, or a state with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from knell.model import Capture
from knell.reports.problems import printable


class State(StrEnum):
    """How an address stands."""

    WAITING = "waiting"
    """It is to be asked."""
    FETCHED = "fetched"
    """Its bytes were had."""
    UNCHANGED = "unchanged"
    """It was asked again, and had not changed (304)."""
    FAILED = "failed"
    """It may answer another time: the host was silent, slow, overloaded or broken."""
    REFUSED = "refused"
    """The host forbids it, or knell does not take it: robots.txt, a private network, an answer that is too large."""
    UNREAD = "unread"
    """Its bytes were had, and hold no report that can be read."""
    GONE = "gone"
    """The host says that there is no such page (404, 410)."""


class Failure(Exception):
    """Why an address gave nothing. ``again`` says that another try may help at once, ``after`` not before when."""

    def __init__(self, state: State, reason: str, *, again: bool = False, after: float | None = None) -> None:
        super().__init__(reason)
        self.state = state
        # What a host sends may stand in it.
        self.reason = printable(reason)
        self.again = again
        self.after = after
        # The host that was asked and said nothing at all.
        self.silent: str | None = None


class NotPublic(Failure):
    """The refusal of a host that is not on the public internet."""

    def __init__(self, host: str, reason: str) -> None:
        super().__init__(State.REFUSED, f"{reason}, not one of the public internet; --allow-private allows it")
        self.host = host


def silence(host: str, reason: str, *, again: bool = True) -> Failure:
    """A failure in which a host did not answer."""
    failure = Failure(State.FAILED, reason, again=again)
    failure.silent = host
    return failure


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the answer to it, as both went over the wire, save that chunks are put together.

    ``body`` is what was sent, ``content`` what that unpacks to.
    """

    url: str
    ip: str
    at: datetime
    request: bytes
    version: str
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    content: bytes

    def header(self, name: str) -> str | None:
        """The first header of a name, in lower case."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Got:
    """An answer. ``exchanges`` are all hops to it, the last is the answer itself; ``robots`` are not among them."""

    asked: str
    exchanges: tuple[Exchange, ...]
    attempts: int = 1

    @property
    def last(self) -> Exchange:
        """The exchange that gave the bytes."""
        return self.exchanges[-1]

    @property
    def content(self) -> bytes:
        """The bytes, unpacked."""
        return self.last.content

    @property
    def capture(self) -> Capture:
        """How these bytes came here."""
        final = self.last.url
        return Capture(self.asked, self.last.at, self.last.headers, final if final != self.asked else None)


@dataclass(frozen=True, slots=True)
class Missed:
    """No bytes: how the address stands now, why, after how many tries, and before when it is not to be asked again."""

    asked: str
    state: State
    reason: str
    at: datetime
    attempts: int = 1
    not_before: datetime | None = None
