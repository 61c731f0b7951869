"""One claim while its role is being found, and what of it bears on that."""

from __future__ import annotations

from dataclasses import dataclass

from knell.claims.find import Found
from knell.claims.scope import Scope
from knell.model import Count, Outcome, Role, Wording

_SINGLE = ("one", "name", "pronoun")
About = tuple[str, Outcome]


@dataclass(slots=True)
class Said:
    """One claim while its role is being found. ``about`` is its event and outcome."""

    item: Found
    scope: Scope
    voice: str | None
    about: About
    at: int
    sentence: int
    role: Role = Role.TOTAL
    fixed: bool = False
    held: bool = False

    @property
    def count(self) -> Count:
        """The claim's number."""
        return self.item.candidate.group.count

    @property
    def top(self) -> int | None:
        """The most the claim can mean without contradicting a larger one."""
        return self.count.high if self.count.high is not None else self.count.low

    @property
    def size(self) -> int:
        """The number the claim names, 0 when it names none."""
        return self.count.low or self.count.high or 0

    @property
    def vague(self) -> bool:
        """Whether the number is a word such as "dozens", which contradicts no larger one."""
        return self.count.wording is Wording.VAGUE

    @property
    def closed(self) -> bool:
        """Whether the words leave no room for more, as "at least" and "dozens" do."""
        return self.count.high is not None

    @property
    def narrow(self) -> bool:
        """Whether the claim names some kind of people rather than people at large."""
        group = self.item.candidate.group
        return group.status is not None or self.single

    @property
    def single(self) -> bool:
        """Whether the claim tells of one person rather than of a number."""
        group = self.item.candidate.group
        return group.kind in _SINGLE or (group.status is not None and self.count.high == 1)

    def becomes(self, role: Role) -> None:
        """Settle the role for good."""
        self.role, self.fixed = role, True
