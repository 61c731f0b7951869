"""What was made for a page, kept for the next who asks for it while nothing has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last ``most`` things that were made, each with the stamp of what it was made of."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._found: OrderedDict[Hashable, tuple[Hashable, T]] = OrderedDict()

    def get(self, name: Hashable, stamp: Hashable, make: Callable[[], T]) -> T:
        """What was made under this name with this stamp, or what ``make`` makes now."""
        with self._lock:
            known = self._found.get(name)
            if known is not None and known[0] == stamp:
                self._found.move_to_end(name)
                return known[1]
        made = make()
        with self._lock:
            self._found[name] = (stamp, made)
            self._found.move_to_end(name)
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        return made
