"""One's own account: the password, one-time codes, sessions, and tokens for programs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from knell.record import Record
from knell.review import RIGHTS, Person, Refused, Right, accounts, own, sessions, tokens
from knell.web.access import TheRecord, Viewer, needs
from knell.web.pages import page, to
from knell.web.signing import agent, by, end_of, give_session, in_session, rights

router = APIRouter(include_in_schema=False)
# Who was given a password comes here first, and can do nothing else.
Owner = Annotated[Person, needs(Right.VIEW, before_change=True)]
_WRONG_DAY = "give the last day as a date"


@router.get("/account")
def own_account(request: Request, record: TheRecord, person: Owner) -> Response:
    """All of it on one page."""
    return _shown(request, record, person)


@router.post("/account/password")
def password(
    request: Request,
    record: TheRecord,
    person: Owner,
    old: Annotated[str, Form(max_length=2000)] = "",
    new: Annotated[str, Form(max_length=2000)] = "",
    again: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Change the password: all sessions end, this browser gets a new one."""
    in_session(request)
    if new != again:
        return _shown(request, record, person, 422, wrong_password="the new password was not typed the same twice")
    try:
        token = own.change_password(record, old, new, by(request, person), agent(request))
    except Refused as refused:
        return _shown(request, record, person, 422, wrong_password=str(refused))
    return give_session(request, RedirectResponse("/account?changed=1", 303), token)


@router.post("/account/codes")
def begin_codes(
    request: Request, record: TheRecord, person: Viewer, password: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    """Show what an authenticator is given."""
    in_session(request)
    try:
        enrolment = own.begin_codes(record, password, by(request, person))
    except Refused as refused:
        return _shown(request, record, person, 422, wrong_codes=str(refused))
    return page(request, "people/codes.html", secret=enrolment.secret, picture=Markup(enrolment.picture()), error="")


@router.post("/account/codes/confirm")
def confirm_codes(
    request: Request, record: TheRecord, person: Viewer, code: Annotated[str, Form(max_length=100)] = ""
) -> Response:
    """Ask for codes from now on, and show those to keep on paper."""
    in_session(request)
    try:
        codes = own.confirm_codes(record, code, by(request, person))
    except Refused as refused:
        return page(request, "people/codes.html", 422, secret=None, picture=None, error=str(refused))
    return page(request, "people/paper.html", codes=codes)


@router.post("/account/codes/stop")
def stop_codes(
    request: Request, record: TheRecord, person: Viewer, password: Annotated[str, Form(max_length=2000)] = ""
) -> Response:
    """Ask for codes no more."""
    in_session(request)
    try:
        own.stop_codes(record, password, by(request, person))
    except Refused as refused:
        return _shown(request, record, person, 422, wrong_codes=str(refused))
    return to(request, "/account", "One-time codes are not asked for any more.")


@router.post("/account/sessions/{ident}/end")
def end_session(request: Request, record: TheRecord, person: Viewer, ident: str) -> Response:
    """End one's session in another browser, or here."""
    in_session(request)
    return _done(request, lambda: sessions.end_one(record, ident, by(request, person)), "The session is ended.")


@router.post("/account/tokens")
def make_token(
    request: Request,
    record: TheRecord,
    person: Viewer,
    name: Annotated[str, Form(max_length=200)] = "",
    may: Annotated[list[str] | None, Form()] = None,
    until: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Make a token; its text is shown once."""
    in_session(request)
    try:
        end = end_of(until)
        if end is None:
            raise ValueError
        text, made = tokens.make(record, person.name, name, rights(may or []), end, by(request, person))
    except ValueError:
        return _shown(request, record, person, 422, wrong_token=_WRONG_DAY)
    except Refused as refused:
        return _shown(request, record, person, 422, wrong_token=str(refused))
    return page(request, "people/token.html", text=text, token=made)


@router.post("/account/tokens/{ident}/revoke")
def revoke_token(request: Request, record: TheRecord, person: Viewer, ident: str) -> Response:
    """End a token."""
    in_session(request)
    return _done(
        request, lambda: tokens.revoke(record, ident, by(request, person)), "The token opens nothing any more."
    )


def _done(request: Request, do: Any, said: str) -> Response:
    try:
        do()
    except Refused as refused:
        return to(request, "/account", str(refused), "problem")
    return to(request, "/account", said)


def _shown(request: Request, record: Record, person: Person, status: int = 200, **wrong: str) -> Response:
    known, now = in_session(request), datetime.now(UTC)
    held = RIGHTS[person.role] | {grant.right for grant in person.grants}
    values = {
        "account": accounts.account(record, person.name),
        "must_change": known.must_change,
        "sessions": sessions.sessions_of(record, person.name, now),
        "this": known.session,
        "tokens": [one for one in tokens.tokens_of(record, person.name) if one.is_alive(now)],
        "held": [right for right in Right if right in held],
        "codes_left": own.codes_left(record, person.name),
        "latest": (now + timedelta(days=90)).date().isoformat(),
        "changed": request.query_params.get("changed") == "1",
        "wrong_password": "",
        "wrong_codes": "",
        "wrong_token": "",
    }
    return page(request, "people/account.html", status, **values | wrong)
