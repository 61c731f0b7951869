"""Accounts, grants, tokens, sessions and the log: what is sent and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from knell.contract import Json, day_json
from knell.review import Right, Role, accounts, grants, sessions, tokens
from knell.web.api.params import Moment
from knell.web.api.shapes import Shape

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Body(BaseModel):
    """What is sent: exactly these fields."""

    model_config = ConfigDict(extra="forbid")


class NewAccount(Body):
    """An account to be made."""

    name: Name
    password: Password
    role: Role
    must_change: StrictBool = Field(True, description="The password must be changed before anything else is done.")


class NewRole(Body):
    """Another role."""

    role: Role


class NewPassword(Body):
    """Another password."""

    password: Password
    must_change: StrictBool = Field(True, description="It must be changed before anything else is done.")


class NewGrant(Body):
    """A right beyond those of a role."""

    right: Right
    event: Name | None = Field(None, description="The key of the one event it is for; without it, all.")
    until: Moment | None = Field(None, description="When it ends; without it, when it is ended.")


class NewToken(Body):
    """A token for a program; it never does more than its owner may."""

    name: Name = Field(description="What you call it.")
    rights: list[Right] = Field(min_length=1, max_length=20)
    until: Moment = Field(description="When it ends, within a year.")


class Account(Shape):
    """An account. `has_codes`: one-time codes are asked for beside the password."""

    name: str
    role: Role
    active: bool
    must_change: bool
    has_codes: bool
    made: datetime
    made_by: str


class Accounts(Shape):
    """All accounts, by name."""

    people: list[Account]


class Granted(Shape):
    """A grant and its story."""

    number: int
    person: str
    right: Right
    event: str | None
    until: datetime | None
    made: datetime
    made_by: str
    ended: datetime | None
    ended_by: str | None


class Grants(Shape):
    """All grants that an account ever had."""

    grants: list[Granted]


class Token(Shape):
    """A token without its text; `used` is the last day on which it was."""

    id: str
    person: str
    name: str
    rights: list[Right]
    made: datetime
    until: datetime
    used: date | None
    revoked: datetime | None


class Tokens(Shape):
    """Tokens, the newest first."""

    tokens: list[Token]


class MadeToken(Token):
    """A new token; `token` is its text, which is shown only now."""

    token: str


class Session(Shape):
    """A session that is open."""

    id: str
    person: str
    begun: datetime
    seen: datetime
    address: str | None
    agent: str | None


class Sessions(Shape):
    """Open sessions, the newest first."""

    sessions: list[Session]


class Done(Shape):
    """That it was done."""

    ok: bool


class Entry(Shape):
    """A line of the log; `seal` closes the chain up to it."""

    number: int
    made: datetime
    who: str
    what: str
    subject: str
    detail: dict[str, Any]
    address: str | None
    seal: str


class Entries(Shape):
    """Lines of the log, the newest first; `next` is what to give as `before` for those before them."""

    entries: list[Entry]
    next: int | None


def account_json(one: accounts.Account) -> Json:
    """An account as it is answered."""
    return {
        "name": one.name,
        "role": one.role.value,
        "active": one.active,
        "must_change": one.must_change,
        "has_codes": one.has_codes,
        "made": one.made.isoformat(),
        "made_by": one.made_by,
    }


def grant_json(one: grants.Granted) -> Json:
    """A grant as it is answered."""
    return {
        "number": one.number,
        "person": one.person,
        "right": one.right.value,
        "event": one.event,
        "until": _moment(one.until),
        "made": one.made.isoformat(),
        "made_by": one.made_by,
        "ended": _moment(one.ended),
        "ended_by": one.ended_by,
    }


def token_json(one: tokens.Token) -> Json:
    """A token as it is answered."""
    return {
        "id": one.id,
        "person": one.person,
        "name": one.name,
        "rights": sorted(right.value for right in one.rights),
        "made": one.made.isoformat(),
        "until": one.until.isoformat(),
        "used": day_json(one.used),
        "revoked": _moment(one.revoked),
    }


def session_json(one: sessions.Session) -> Json:
    """A session as it is answered."""
    return {
        "id": one.id,
        "person": one.person,
        "begun": one.begun.isoformat(),
        "seen": one.seen.isoformat(),
        "address": one.address,
        "agent": one.agent,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
