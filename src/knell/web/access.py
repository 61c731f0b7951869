"""Who asks, and whether that person may: every route names the right it needs, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from knell.record import Record
from knell.review import Person, Right, Role
from knell.web.blinding import refuse_blind
from knell.web.settings import Settings


class Access:
    """Finds the person behind a request."""

    def __init__(self, record: Record, settings: Settings) -> None:
        self._record, self._settings = record, settings

    def person(self, request: Request) -> Person | None:
        """Who asks; None where nobody is signed in."""
        return None if self._settings.single is None else Person(self._settings.single, Role.ADMIN)


def needs(right: Right) -> Any:
    """A dependency of a route: gives the ``Person``, or refuses. ``event`` is taken from the path where it is there."""

    def check(request: Request) -> Person:
        person: Person | None = request.app.state.access.person(request)
        if person is None:
            raise HTTPException(401, "sign in first")
        if not person.may(right, datetime.now(UTC), request.path_params.get("event")):
            raise HTTPException(403, f"{person.name} may not do this; it needs the right: {right.value}")
        refuse_blind(request, person, right)
        request.state.person = person
        return person

    check.right = right  # type: ignore[attr-defined]
    return Depends(check)


def right_of(call: Callable[..., Any]) -> Right | None:
    """The right that a dependency checks; None for other dependencies."""
    return getattr(call, "right", None)


def the_record(request: Request) -> Record:
    """The record that the app is over."""
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
