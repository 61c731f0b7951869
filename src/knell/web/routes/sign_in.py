"""Signing in and out: the only pages for which nobody needs a right."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from knell.review import CodeNeeded, Locked, SignInFailed, sessions, signing
from knell.web.access import TheRecord
from knell.web.forgery import SESSION, cookie
from knell.web.pages import page
from knell.web.refusals import safe_next
from knell.web.signing import agent, by, give_session, is_private, take_session

router = APIRouter(include_in_schema=False)
_OPEN = "Passwords are not taken over an open connection. Ask for the address that begins with https."


@router.get("/sign-in")
def form(request: Request, next: str = "/") -> Response:
    """The form."""
    if request.app.state.access.person(request) is not None:
        return RedirectResponse(safe_next(next), 303)
    return page(request, "people/sign_in.html", next=safe_next(next), name="", error="", wants_code=False)


@router.post("/sign-in")
def enter(
    request: Request,
    record: TheRecord,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=2000)] = "",
    code: Annotated[str, Form(max_length=100)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Begin a session and go to where one wanted to be."""
    status, headers, wants_code = 401, {}, False
    if not is_private(request):
        status, error = 403, _OPEN
    else:
        try:
            let_in = signing.sign_in(record, name, password, by(request, None), code or None, agent(request))
            if (before := cookie(request, SESSION)) is not None:
                sessions.end(record, before, by(request, let_in.person))
            address = "/account" if let_in.must_change else safe_next(next)
            return give_session(request, RedirectResponse(address, 303), let_in.token)
        except Locked as locked:
            status, error = 429, str(locked)
            headers = {"Retry-After": str(max(1, int(locked.wait.total_seconds())))}
        except CodeNeeded:
            error, wants_code = (
                "This account asks for a one-time code too. Give your password again, and the code.",
                True,
            )
        except SignInFailed as failed:
            error = str(failed)
    values = {"next": safe_next(next), "name": name, "error": error, "wants_code": wants_code or bool(code)}
    answer = page(request, "people/sign_in.html", status, **values)
    answer.headers.update(headers)
    return answer


@router.post("/sign-out")
def leave(request: Request, record: TheRecord) -> Response:
    """End the session."""
    known = request.app.state.access.known(request)
    token = cookie(request, SESSION)
    if token is not None and known is not None:
        sessions.end(record, token, by(request, known.person))
    return take_session(request, RedirectResponse("/sign-in", 303))
