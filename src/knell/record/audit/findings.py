"""What an audit of a record found: what is wrong, what could not be checked and why, and how much was looked at."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

# So many faults are kept; all are told as they are found, and counted.
MOST_KEPT = 10_000
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``part`` is what was checked (bytes, text, words ...), ``where`` which one it is."""

    part: str
    report: str | None
    where: str
    what: str

    @property
    def message(self) -> str:
        """It in one line."""
        named = (self.report and f"report {self.report}", self.where, self.what)
        return " ".join(": ".join(each for each in named if each).split())


@dataclass(slots=True)
class Unchecked:
    """Something that could not be checked: how often, and the first few it is true of."""

    number: int = 0
    named: list[str] = field(default_factory=list)


class Audit:
    """The result of ``Record.verify``, filled as it goes."""

    def __init__(self, told: Callable[[Fault], object] | None = None) -> None:
        self._told = told
        self.counts: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.unchecked: dict[str, Unchecked] = {}
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """A hash of all that reports and people said, the same wherever the same is kept."""
        return self._hash.hexdigest()

    def stand(self, line: str) -> None:
        """Take a line that stands for something kept into the digest."""
        self._hash.update(line.encode("utf-8", "surrogatepass") + b"\n")

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong; what could not be checked is not wrong."""
        return not self.wrong

    def fault(self, part: str, what: str, where: str = "", report: str | None = None) -> None:
        """Something is wrong."""
        found = Fault(part, report, where, what)
        self.wrong[part] += 1
        if len(self.faults) < MOST_KEPT:
            self.faults.append(found)
        if self._told is not None:
            self._told(found)

    def skipped(self, why: str, name: str = "", number: int = 1) -> None:
        """Something cannot be checked, and why."""
        found = self.unchecked.setdefault(why, Unchecked())
        found.number += number
        if name and len(found.named) < _MOST_NAMED:
            found.named.append(name)
