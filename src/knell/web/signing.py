"""What the pages of accounts share: who asks from where, the session's cookie, and a word for a first password."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, time, timedelta

from fastapi import HTTPException, Request, Response

from knell.review import By, Person, Right, sessions
from knell.web.access import Known
from knell.web.forgery import SESSION, set_cookie
from knell.web.security_limits import address_of
from knell.web.settings import LOOPBACK

# Letters that are not taken for one another when they are read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ALONE = "You work alone on this record, without an account. Make accounts with: knell user add NAME --role admin"


def by(request: Request, person: Person | None) -> By:
    """Who does something, from which address."""
    return By(person, address=address_of(request))


def agent(request: Request) -> str | None:
    """The browser, as it calls itself."""
    return request.headers.get("user-agent")


def give_session(request: Request, answer: Response, token: str) -> Response:
    """Let the browser keep a session."""
    answer.headers.append("Set-Cookie", set_cookie(request, SESSION, token, int(sessions.LONGEST.total_seconds())))
    return answer


def take_session(request: Request, answer: Response) -> Response:
    """Let the browser forget its session."""
    answer.headers.append("Set-Cookie", set_cookie(request, SESSION, "", 0))
    return answer


def is_private(request: Request) -> bool:
    """Whether a password can be sent without being read on the way: encrypted, or not leaving this machine."""
    return (
        request.url.scheme == "https"
        or request.headers.get("host", "").rpartition(":")[0] in LOOPBACK
        or (request.headers.get("host", "") in LOOPBACK)
    )


def in_session(request: Request) -> Known:
    """Who asks in a session: accounts are not changed with a program's token. Raises ``HTTPException``."""
    known: Known = request.state.known
    if known.session is None:
        raise HTTPException(403, ALONE if known.person.limit is None else "A token does not change accounts; sign in.")
    return known


def first_password() -> str:
    """A password to be read out once and changed at once."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


def end_of(day: str) -> datetime | None:
    """The end of a day as a form gives it; None for an empty field. Raises ``ValueError``."""
    if not day:
        return None
    last = date.fromisoformat(day)
    if last.year == date.max.year:
        raise ValueError(day)
    return datetime.combine(last, time(), UTC) + timedelta(days=1)


def rights(names: list[str]) -> list[Right]:
    """Rights as a form names them. Raises ``ValueError``."""
    return [Right(name) for name in names]
