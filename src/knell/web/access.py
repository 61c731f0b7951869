"""Who asks, and whether that person may: every route names the right it needs, so that none is forgotten."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from knell.record import Record
from knell.review import Person, Right, Role, accounts, sessions, tokens
from knell.web.blinding import refuse_blind
from knell.web.forgery import SESSION, bearer, cookie
from knell.web.granted import event_behind
from knell.web.settings import Settings

# What a request says of itself where it takes out what may not be taken out by all who see it.
TAKES_OUT = "takes_out"
# What nobody needs a right for; every other address names the one it needs.
PUBLIC = frozenset(
    {
        ("GET", "/sign-in"),
        ("POST", "/sign-in"),
        ("POST", "/sign-out"),
        ("GET", "/api/openapi.json"),
        ("GET", "/api/v1/health"),
    }
)
_LOOK_AGAIN_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Known:
    """Who asks. ``must_change``: only after a new password; ``session``: the id of the session, None for a token."""

    person: Person
    must_change: bool = False
    session: str | None = None


class Access:
    """Finds the person behind a request."""

    def __init__(self, record: Record, settings: Settings) -> None:
        self._record, self._settings = record, settings
        self._looked = 0.0
        self._alone = False

    def person(self, request: Request) -> Person | None:
        """Who asks; None where nobody is signed in, or where that somebody must change the password first."""
        known = self.known(request)
        return None if known is None or known.must_change else known.person

    def known(self, request: Request) -> Known | None:
        """Who asks, by a token, which then counts alone, or by a session, or as the one person of this machine."""
        now = datetime.now(UTC)
        if (token := bearer(request)) is not None:
            owner = tokens.find(self._record, token, now)
            return None if owner is None else Known(owner)
        if (session := cookie(request, SESSION)) is not None:
            found = sessions.find(self._record, session, now)
            if found is not None:
                return Known(found.person, found.must_change, found.session.id)
        if self._settings.single is not None and self._is_alone():
            return Known(Person(self._settings.single, Role.ADMIN))
        return None

    def _is_alone(self) -> bool:
        """Whether the record still has no accounts: the first one ends the time of the one person."""
        now = time.monotonic()
        if not self._looked or now - self._looked > _LOOK_AGAIN_SECONDS:
            self._alone, self._looked = not accounts.has_accounts(self._record), now
        return self._alone


class MustChange(HTTPException):
    """Nothing is done before the password is changed."""


def needs(right: Right, *, before_change: bool = False) -> Any:
    """A dependency of a route: gives the ``Person``, or refuses. A right for one event opens what is of it alone.

    ``before_change``: also for somebody who must change the password first.
    """

    def check(request: Request) -> Person:
        # Who it is and what that person codes blind is asked at once.
        with request.app.state.record.held():
            return checked(request)

    def checked(request: Request) -> Person:
        known: Known | None = request.app.state.access.known(request)
        if known is None:
            raise HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"} if bearer(request) else None)
        if known.must_change and not before_change:
            raise MustChange(403, "Change your password first: somebody else gave it to you.")
        request.state.known, request.state.person = known, known.person
        if not _may(request, known.person, right):
            raise HTTPException(403, f"{known.person.name} may not do this; it needs the right: {right.value}")
        refuse_blind(request, known.person, right)
        if right is Right.EXPORT:
            setattr(request.state, TAKES_OUT, True)
        return known.person

    check.right = right  # type: ignore[attr-defined]
    return Depends(check)


def _may(request: Request, person: Person, right: Right) -> bool:
    """Whether a person has a right, for all or for the event that the address is about."""
    now = datetime.now(UTC)
    if person.may(right, now):
        return True
    for_one = any(grant.right is right and grant.event is not None for grant in person.grants)
    return for_one and (event := event_behind(request)) is not None and person.may(right, now, event)


def right_of(call: Callable[..., Any]) -> Right | None:
    """The right that a dependency checks; None for other dependencies."""
    return getattr(call, "right", None)


async def the_record(request: Request) -> Record:
    """The record that the app is over; found without a thread of its own."""
    record: Record = request.app.state.record
    return record


TheRecord = Annotated[Record, Depends(the_record)]
Viewer = Annotated[Person, needs(Right.VIEW)]
Exporter = Annotated[Person, needs(Right.EXPORT)]
Coder = Annotated[Person, needs(Right.CODE)]
Decider = Annotated[Person, needs(Right.DECIDE)]
Settler = Annotated[Person, needs(Right.SETTLE)]
Assigner = Annotated[Person, needs(Right.ASSIGN)]
Auditor = Annotated[Person, needs(Right.AUDIT)]
Keeper = Annotated[Person, needs(Right.PEOPLE)]
