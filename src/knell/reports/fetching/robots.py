"""robots.txt: what hosts allow, believed for a while (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knell.reports.fetching.addresses import Address
from knell.reports.fetching.limits import TOKEN, Clock, Manners
from knell.reports.fetching.outcome import Exchange, Failure, NotPublic, State

if TYPE_CHECKING:
    from protego import Protego

_AGENT_LINES = ("user-agent", "useragent", "user agent")
# Stands for all programs that are not this one.
_OTHERS = "User-agent: others"
_TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one host allows: rules, everything (``rules`` None), or for now nothing, and until when that holds."""

    rules: Protego | None
    until: float
    failure: Failure | None = None


class Robots:
    """The rules of hosts. ``ask`` fetches the robots.txt of an address's host, redirects followed."""

    def __init__(self, ask: Callable[[Address], Exchange], manners: Manners, clock: Clock) -> None:
        self._ask, self._manners, self._clock = ask, manners, clock
        self._known: dict[str, _Rules] = {}

    def check(self, address: Address) -> None:
        """Raise ``Failure`` where the host does not allow the address."""
        rules = self._of(address)
        if rules.failure is not None:
            failure = Failure(State.FAILED, rules.failure.reason, after=rules.failure.after)
            failure.silent = rules.failure.silent
            raise failure
        if rules.rules is not None and not rules.rules.can_fetch(address.text, TOKEN):
            raise Failure(State.REFUSED, f"the robots.txt of {address.host} does not allow it")

    def delay(self, address: Address) -> float:
        """Seconds between two requests to a host: ours, or its Crawl-delay, which is obeyed up to a cap."""
        known = self._known.get(address.origin)
        asked = known.rules.crawl_delay(TOKEN) if known is not None and known.rules is not None else None
        return max(self._manners.delay, min(asked or 0.0, self._manners.longest_delay))

    def _of(self, address: Address) -> _Rules:
        known = self._known.get(address.origin)
        if known is None or known.until <= self._clock.seconds():
            known = self._known[address.origin] = self._asked(address)
        return known

    def _asked(self, address: Address) -> _Rules:
        manners, now = self._manners, self._clock.seconds()
        try:
            answer = self._ask(address)
        except Failure as failure:
            if isinstance(failure, NotPublic) and failure.host == address.host:
                raise
            if failure.silent:
                words = failure.reason
            elif failure.state is State.REFUSED:
                # Too large, or on a network that is not public: what stands there cannot be known.
                words = f"the robots.txt of {address.host} cannot be read: {failure.reason}"
            else:
                words = f"the robots.txt of {address.host} cannot be had, so nothing is asked: {failure.reason}"
            return self._unknown(words, failure.silent, failure.after)
        if 200 <= answer.status < 300:
            return _Rules(parsed(answer.content), now + manners.robots_seconds)
        if 400 <= answer.status < 500 and answer.status != _TOO_MANY:
            return _Rules(None, now + manners.robots_seconds)
        words = f"the robots.txt of {address.host} cannot be had ({answer.status}), so nothing is asked"
        return self._unknown(words, None, None)

    def _unknown(self, words: str, silent: str | None, after: float | None) -> _Rules:
        failure = Failure(State.FAILED, words, after=after)
        failure.silent = silent
        return _Rules(None, self._clock.seconds() + self._manners.robots_again_seconds, failure)


def parsed(content: bytes) -> Protego:
    """The rules of a robots.txt, of any bytes. Groups of other programs are one: a file of nothing but names of
    programs would make a rule for each of them."""
    from protego import Protego

    lines: list[str] = []
    for line in content.decode("utf-8-sig", "replace").replace("\x00", "").splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip().lower() in _AGENT_LINES and not _is_meant(value):
            line = _OTHERS
        if line != _OTHERS or not lines or lines[-1] != _OTHERS:
            lines.append(line)
    return Protego.parse("\n".join(lines))


def _is_meant(value: str) -> bool:
    name = value.partition("#")[0].strip().lower()
    return name == "*" or name.startswith(TOKEN)
