"""Who may do what: rights, the roles that bring them, and grants that add one for a time or for one event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class Right(StrEnum):
    """One kind of thing a person may do."""

    VIEW = "view"
    EXPORT = "export"
    CODE = "code"
    DECIDE = "decide"
    SETTLE = "settle"
    ASSIGN = "assign"
    AUDIT = "audit"
    PEOPLE = "people"


class Role(StrEnum):
    """What a person is in a record; each brings its rights."""

    READER = "reader"
    CODER = "coder"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    ADMIN = "admin"


# To see is one right, to take away another: a reader, and a coder, get the second by a grant only.
RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.READER: frozenset({Right.VIEW}),
        Role.CODER: frozenset({Right.VIEW, Right.CODE, Right.DECIDE}),
        Role.REVIEWER: frozenset({Right.VIEW, Right.EXPORT, Right.CODE, Right.DECIDE, Right.SETTLE}),
        Role.MANAGER: frozenset(set(Right) - {Right.PEOPLE}),
        Role.ADMIN: frozenset(Right),
    }
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A right beyond those of a person's role, for one event where ``event`` is its key, until a moment if any."""

    right: Right
    event: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. ``limit`` holds the rights that a token carries; None where a person asks in a session."""

    name: str
    role: Role
    grants: tuple[Grant, ...] = ()
    limit: frozenset[Right] | None = None

    def may(self, right: Right, at: datetime, event: str | None = None) -> bool:
        """Whether the person has a right at a moment; a grant for one event counts for that ``event`` only."""
        if self.limit is not None and right not in self.limit:
            return False
        return right in RIGHTS[self.role] or any(_holds(grant, right, at, event) for grant in self.grants)


def _holds(grant: Grant, right: Right, at: datetime, event: str | None) -> bool:
    in_time = grant.until is None or at < grant.until
    return grant.right is right and in_time and grant.event in (None, event)
