"""What a release withholds, so that it harms nobody: names, exact places, whole fields, for good or until a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is withheld."""


@dataclass
class Withheld:
    """What was withheld so far, counted; never the words themselves."""

    counts: Counter[str] = field(default_factory=Counter)


NOTHING = Policy()


def redacted(value: T, policy: Policy, withheld: Withheld) -> T:
    """A value with all that the policy withholds taken out of it, in whatever dataclasses and tuples it stands."""
    return value
