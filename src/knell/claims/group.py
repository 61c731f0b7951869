"""People counted in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knell.model import Count

Kind = Literal["counted", "bare", "unknown", "one", "name", "pronoun", "nobody"]


@dataclass(frozen=True, slots=True)
class Group:
    """People counted at tokens ``start`` to ``end``.

    ``kind``: a number with a person noun, a bare number, a number with a noun knell does not know, one person,
    a name, a pronoun, nobody. ``more``: the words say that they come on top of others. ``head``: the noun's token.
    ``of``: the number of whom nobody is ("none of the 14 crew").
    """

    start: int
    end: int
    count: Count
    kind: Kind
    status: str | None = None
    more: bool = False
    head: int | None = None
    life: bool = False
    whole: bool = False
    of: Count | None = None
