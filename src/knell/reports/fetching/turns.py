"""Whose turn it is: a delay between two requests to one host; hosts that wish to be left alone, or are silent."""

from __future__ import annotations

from dataclasses import dataclass

from knell.reports.fetching.limits import Clock, Limits
from knell.reports.fetching.outcome import Failure, State


@dataclass(slots=True)
class _Host:
    """When a host may be asked next, until when it wished not to be, how often in a row it was silent or in trouble."""

    next: float = 0.0
    held_until: float = 0.0
    silent: int = 0
    trouble: int = 0


class Turns:
    """The hosts that were asked so far."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock, self._limits = clock, limits
        self._hosts: dict[str, _Host] = {}

    def left(self, host: str) -> float:
        """Seconds until it is a host's turn."""
        known = self._hosts.get(host)
        return 0.0 if known is None else max(0.0, max(known.next, known.held_until) - self._clock.seconds())

    def wait(self, host: str) -> None:
        """Wait for a host's turn. Raises ``Failure`` where that is not worth it."""
        known = self._hosts.setdefault(host, _Host())
        if known.silent >= self._limits.silent_in_a_row:
            words = f"{host} gave no answer {known.silent} times in a row, so it is left for another time"
            raise Failure(State.FAILED, words)
        if known.trouble >= self._limits.trouble_in_a_row:
            words = f"{host} had trouble {known.trouble} times in a row, so it is left for another time"
            raise Failure(State.FAILED, words)
        held = known.held_until - self._clock.seconds()
        if held > self._limits.longest_wait:
            raise Failure(State.FAILED, f"{host} wishes to be asked later", after=held)
        if (left := self.left(host)) > 0:
            self._clock.sleep(left)

    def asked(self, host: str, delay: float) -> None:
        """A request to a host is over."""
        self._hosts.setdefault(host, _Host()).next = self._clock.seconds() + delay

    def answered(self, host: str) -> None:
        """A host said something."""
        self._hosts.setdefault(host, _Host()).silent = 0

    def was_silent(self, host: str) -> None:
        """A host gave no answer to an address, after all tries."""
        self._hosts.setdefault(host, _Host()).silent += 1

    def had_trouble(self, host: str, trouble: bool) -> None:
        """A host's answer to an address, after all tries, was none that could be used; or it was well."""
        known = self._hosts.setdefault(host, _Host())
        known.trouble = known.trouble + 1 if trouble else 0

    def hold(self, host: str, seconds: float) -> None:
        """A host wishes not to be asked for so long."""
        known = self._hosts.setdefault(host, _Host())
        known.held_until = max(known.held_until, self._clock.seconds() + seconds)

    def forgive(self) -> None:
        """Another round: hosts that were silent or in trouble are tried again."""
        for known in self._hosts.values():
            known.silent = known.trouble = 0
