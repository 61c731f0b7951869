"""What a coding rule is, and the list of those there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from knell.figures.statement import Statement
from knell.model import Event, Figure, Outcome


class UnknownRule(LookupError):
    """There is no coding rule of this name."""


class Apply(Protocol):
    """Statements about one event (any order), and the event where it is known, give one figure an outcome."""

    def __call__(self, statements: Sequence[Statement], event: Event | None, /) -> Mapping[Outcome, Figure]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, versioned way to turn the claims about an event into figures; never edited once released.

    ``summary`` and ``text`` are its documentation (``docs/reference/rules.md`` is made from them).
    """

    name: str
    version: int
    organisation: str
    summary: str
    text: str
    apply: Apply

    @property
    def id(self) -> str:
        """Name and version: what a figure records as its rule."""
        return f"{self.name}/{self.version}"
