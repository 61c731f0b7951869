"""Which address is next: hosts take turns, so that waiting for one is time for another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from knell.record import Visit


class Frontier:
    """The addresses that wait. ``left`` says in how many seconds it is the turn of an address's host."""

    def __init__(self, waiting: Iterable[Visit], left: Callable[[str], float]) -> None:
        self._left = left
        self._hosts: dict[str, deque[Visit]] = {}
        self.add(waiting)

    def __len__(self) -> int:
        return sum(len(queue) for queue in self._hosts.values())

    def add(self, more: Iterable[Visit]) -> None:
        """Put addresses behind the others of their hosts."""
        for visit in more:
            self._hosts.setdefault(_host(visit.url), deque()).append(visit)

    def next(self) -> Visit | None:
        """The next address of the host that has waited longest among those whose turn it is, or will be first."""
        best: str | None = None
        shortest = 0.0
        for host, queue in self._hosts.items():
            left = self._left(queue[0].url)
            if best is None or left < shortest:
                best, shortest = host, left
            if left <= 0:
                break
        if best is None:
            return None
        queue = self._hosts.pop(best)
        found = queue.popleft()
        if queue:
            self._hosts[best] = queue
        return found


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
