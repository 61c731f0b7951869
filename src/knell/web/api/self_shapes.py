"""The shapes of who asks, of the coding rules and of whether the app is well."""

from __future__ import annotations

from datetime import datetime

from knell.review import Right
from knell.review import Role as PersonRole
from knell.web.api.shapes import Shape


class Rule(Shape):
    """A coding rule."""

    id: str
    name: str
    version: int
    organisation: str
    summary: str


class Rules(Shape):
    """The coding rules, the default first."""

    rules: list[Rule]


class Health(Shape):
    """That the app answers."""

    ok: bool


class HeldGrant(Shape):
    """A right beyond those of a role, for one event where `event` is its key, until a moment if any."""

    right: Right
    event: str | None
    until: datetime | None


class Me(Shape):
    """Who asks. `token` is true where a program asks with a token."""

    name: str
    role: PersonRole
    rights: list[Right]
    token: bool
    grants: list[HeldGrant]
