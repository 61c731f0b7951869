"""One's own sessions and tokens over the API; a password and one-time codes are changed on the pages."""

from __future__ import annotations

from datetime import UTC, datetime

from fastapi import Request

from knell.record import Missing
from knell.review import By, NotAllowed, Person, sessions, tokens
from knell.web.access import TheRecord, Viewer
from knell.web.api import people
from knell.web.api.errors import Answer
from knell.web.api.params import Ident
from knell.web.api.people import session_json, token_json
from knell.web.api.routing import api_router, fails
from knell.web.security_limits import address_of

router = api_router("you")


def _signed_in(request: Request, person: Person) -> By:
    """Who asks, in a session: with a token nobody makes tokens or ends what is another's way in."""
    if person.limit is not None:
        raise NotAllowed("this is not done with a token; sign in")
    return By(person, address=address_of(request))


@router.get("/me/sessions", response_model=people.Sessions, operation_id="my_sessions", summary="Your open sessions")
def own_sessions(person: Viewer, record: TheRecord) -> Answer:
    """The newest first."""
    found = sessions.sessions_of(record, person.name, datetime.now(UTC))
    return Answer({"sessions": [session_json(one) for one in found]})


@router.post(
    "/me/sessions/{ident}/end",
    response_model=people.Done,
    operation_id="end_my_session",
    summary="End a session of yours",
    responses=fails(404),
)
def end_session(ident: Ident, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """Not with a token."""
    by = _signed_in(request, person)
    if ident not in {one.id for one in sessions.sessions_of(record, person.name, by.at)}:
        raise Missing(f"there is no open session {ident} of yours")
    sessions.end_one(record, ident, by)
    return Answer({"ok": True})


@router.get("/me/tokens", response_model=people.Tokens, operation_id="my_tokens", summary="Your tokens")
def own_tokens(person: Viewer, record: TheRecord) -> Answer:
    """Those that open nothing any more too, the newest first; their texts are kept nowhere."""
    return Answer({"tokens": [token_json(one) for one in tokens.tokens_of(record, person.name)]})


@router.post(
    "/me/tokens",
    response_model=people.MadeToken,
    status_code=201,
    operation_id="make_token",
    summary="Make a token of yours",
)
def make(body: people.NewToken, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """Its text is shown only now. Not with a token."""
    by = _signed_in(request, person)
    text, made = tokens.make(record, person.name, body.name, body.rights, body.until, by)
    return Answer({**token_json(made), "token": text}, 201)


@router.post(
    "/me/tokens/{ident}/revoke",
    response_model=people.Done,
    operation_id="revoke_my_token",
    summary="End a token of yours",
    responses=fails(404),
)
def revoke(ident: Ident, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """Nothing is opened with it any more. Not with a token."""
    by = _signed_in(request, person)
    if ident not in {one.id for one in tokens.tokens_of(record, person.name)}:
        raise Missing(f"there is no token {ident} of yours")
    tokens.revoke(record, ident, by)
    return Answer({"ok": True})
