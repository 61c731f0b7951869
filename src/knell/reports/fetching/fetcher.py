"""Fetch an address: politely, with few tries, following redirects that lead where one may go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from knell.reports.fetching.addresses import Address, follow, parse
from knell.reports.fetching.exchange import exchange
from knell.reports.fetching.limits import Clock, Limits, Manners
from knell.reports.fetching.networks import Networks
from knell.reports.fetching.outcome import Exchange, Failure, Got, Missed, State
from knell.reports.fetching.resolving import Resolve, numbers, system
from knell.reports.fetching.robots import Robots
from knell.reports.fetching.turns import Turns
from knell.reports.fetching.unpacking import ACCEPTED

_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_BUSY = (408, 425, 429)
_FORBIDDEN = {401: "asks for a password", 402: "asks for money", 403: "forbids it", 451: "may not show it by law"}
_WANTED = (
    "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, text/*, */*;q=0.5"
)
# A wish to be asked later than this is a mistake.
_LATEST = 7 * 86400.0


@dataclass(slots=True)
class _Budget:
    """The seconds that one try may still take; waiting for turns is not counted."""

    left: float


class Fetcher:
    """Asks hosts for addresses, one after the other. Remembers robots.txt and whose turn it is; keeps nothing else."""

    def __init__(
        self,
        *,
        networks: Networks | None = None,
        manners: Manners | None = None,
        limits: Limits | None = None,
        clock: Clock | None = None,
        resolve: Resolve = system,
    ) -> None:
        self.networks = networks or Networks()
        self.manners = manners or Manners()
        self.limits = limits or Limits()
        self.clock = clock or Clock()
        self._resolve = resolve
        self._turns = Turns(self.clock, self.limits)
        self._robots = Robots(self._robots_txt, self.manners, self.clock)

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Got | Missed:
        """The answer to an address, or why there is none. ``etag`` and ``last_modified`` are those of the last answer:
        the host need not send again what has not changed since."""
        attempts = 0
        while True:
            attempts += 1
            try:
                got = replace(self._try(url, _conditions(etag, last_modified)), attempts=attempts)
            except Failure as failure:
                pause = self._pause(failure, attempts)
                if pause is None:
                    self._remember(url, failure)
                    return self._missed(url, failure, attempts)
                self.clock.sleep(pause)
            else:
                self._turns.had_trouble(self._host(url), False)
                return got

    def left(self, url: str) -> float:
        """Seconds until it is the turn of an address's host; none where the address will not be asked."""
        return self._turns.left(self._host(url))

    def _host(self, url: str) -> str:
        try:
            return parse(url, self.networks).host
        except Failure:
            return ""

    def _remember(self, url: str, failure: Failure) -> None:
        """What a failure says of its host."""
        if failure.silent is not None:
            self._turns.was_silent(failure.silent)
        elif failure.again:
            self._turns.had_trouble(self._host(url), True)

    def hold(self, url: str, until: datetime) -> None:
        """Leave the host of an address alone until a moment: it wished so before."""
        seconds = (until - self.clock.now()).total_seconds()
        if seconds > 0 and (host := self._host(url)):
            self._turns.hold(host, seconds)

    def normal(self, url: str) -> str | None:
        """An address in its one spelling; None when it is none that may be asked."""
        try:
            return parse(url, self.networks).text
        except Failure:
            return None

    def new_round(self) -> None:
        """Begin another round: hosts that were silent or in trouble are tried again."""
        self._turns.forgive()

    def _try(self, url: str, conditions: dict[str, str]) -> Got:
        budget = _Budget(self.limits.seconds)
        address = parse(url, self.networks)
        exchanges: list[Exchange] = []
        seen = {address.text}
        while True:
            self._robots.check(address)
            self._turns.wait(address.host)
            exchanges.append(self._exchange(address, conditions, budget))
            there = self._next(address, exchanges[-1])
            if there is None:
                self._judge(address, exchanges[-1], bool(conditions))
                return Got(url, tuple(exchanges))
            if there.text in seen:
                raise Failure(State.FAILED, f"the redirects go round in a circle, back to {there.text}")
            if len(seen) > self.limits.redirects:
                raise Failure(State.FAILED, f"more than {self.limits.redirects} redirects, the last to {there.text}")
            seen.add(there.text)
            address = there

    def _next(self, address: Address, answer: Exchange) -> Address | None:
        location = answer.header("location")
        if answer.status not in _REDIRECTS or not location:
            return None
        return follow(address, location, self.networks)

    def _exchange(self, address: Address, more: dict[str, str], budget: _Budget, enough: int | None = None) -> Exchange:
        """One exchange, its time taken from the budget, and the host's next turn noted."""
        headers = {
            "Host": address.authority,
            "User-Agent": self.manners.agent,
            "Accept": _WANTED,
            "Accept-Encoding": ACCEPTED,
            **more,
            "Connection": "close",
        }
        began = self.clock.seconds()
        try:
            ips = numbers(address, self.networks, self._resolve, min(self.limits.connect_seconds, budget.left))
            left = max(0.001, budget.left - (self.clock.seconds() - began))
            answer = exchange(address, ips, headers, self.limits, self.clock, left, enough)
            self._turns.answered(address.host)
            return answer
        finally:
            budget.left = max(0.001, budget.left - (self.clock.seconds() - began))
            self._turns.asked(address.host, self._robots.delay(address))

    def _robots_txt(self, address: Address) -> Exchange:
        """The robots.txt of an address's host; its redirects are followed and looked at like any others."""
        budget = _Budget(self.limits.seconds)
        there: Address | None = parse(f"{address.origin}/robots.txt", self.networks)
        for _ in range(self.limits.redirects + 1):
            assert there is not None
            here = there
            self._turns.wait(here.host)
            answer = self._exchange(here, {}, budget, self.limits.most_robots_bytes)
            there = self._next(here, answer)
            if there is None:
                return answer
        raise Failure(State.FAILED, f"more than {self.limits.redirects} redirects")

    def _judge(self, address: Address, answer: Exchange, conditional: bool) -> None:
        """Raise ``Failure`` for an answer that gives no page."""
        status = answer.status
        if status == 304 and conditional:
            raise Failure(State.UNCHANGED, "it has not changed since it was last fetched (304)")
        if status in (200, 203):
            if not answer.content.strip():
                raise Failure(State.FAILED, f"the answer is empty ({status})")
            return
        if status in _GONE:
            raise Failure(State.GONE, f"the host says there is no such page ({status})")
        if status in _FORBIDDEN:
            raise Failure(State.REFUSED, f"the host {_FORBIDDEN[status]} ({status})")
        if status in _BUSY or status >= 500:
            after = self._after(answer)
            if after is not None:
                self._turns.hold(address.host, after)
            words = "the host is asked too often" if status == 429 else "the host has trouble"
            raise Failure(State.FAILED, f"{words} ({status})", again=True, after=after)
        if 400 <= status < 500:
            raise Failure(State.REFUSED, f"the host does not take the request ({status})")
        raise Failure(State.FAILED, f"the host answered without a page ({status})")

    def _after(self, answer: Exchange) -> float | None:
        """Seconds that a host wishes to be left alone for."""
        given = (answer.header("retry-after") or "").strip()
        if given.isdecimal() and given.isascii():
            return min(float(given[:12]), _LATEST)
        try:
            seconds = (parsedate_to_datetime(given) - self.clock.now()).total_seconds()
        except (TypeError, ValueError, OverflowError):
            return None
        return min(max(0.0, seconds), _LATEST)

    def _pause(self, failure: Failure, attempts: int) -> float | None:
        """Seconds to wait before another try; None when there is none."""
        if not failure.again or attempts >= self.limits.tries:
            return None
        pause = max(self.limits.first_pause * 2 ** (attempts - 1), failure.after or 0.0)
        return pause if pause <= self.limits.longest_wait else None

    def _missed(self, url: str, failure: Failure, attempts: int) -> Missed:
        now = self.clock.now()
        not_before = None if failure.after is None else now + timedelta(seconds=round(failure.after))
        return Missed(url, failure.state, failure.reason, now, attempts, not_before)


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """The headers that ask only for what has changed."""
    found = {}
    if etag and _is_safe(etag):
        found["If-None-Match"] = etag
    if last_modified and _is_safe(last_modified):
        found["If-Modified-Since"] = last_modified
    return found


def _is_safe(value: str) -> bool:
    return len(value) <= 500 and value.isascii() and value.isprintable()
