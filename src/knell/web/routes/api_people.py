"""Accounts and grants over the API, for those who keep them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Path, Request

from knell.record import Missing
from knell.review import By, Person, accounts, grants, sessions, tokens
from knell.web.access import Keeper, TheRecord
from knell.web.api import people
from knell.web.api.errors import Answer
from knell.web.api.params import Ident, PersonName
from knell.web.api.people import account_json, grant_json, session_json, token_json
from knell.web.api.routing import api_router, fails
from knell.web.security_limits import address_of

router = api_router("people")
GrantNumber = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a grant.")]
_DONE = Answer({"ok": True})


def _by(request: Request, person: Person) -> By:
    return By(person, address=address_of(request))


@router.get("/people", response_model=people.Accounts, operation_id="people", summary="All accounts")
def listed(person: Keeper, record: TheRecord) -> Answer:
    """By name; none is ever deleted."""
    return Answer({"people": [account_json(one) for one in accounts.accounts(record)]})


@router.post(
    "/people", response_model=people.Account, status_code=201, operation_id="add_account", summary="Make an account"
)
def add(body: people.NewAccount, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """The first one is an admin's. Nobody gives rights that he lacks."""
    made = accounts.add(record, body.name, body.password, body.role, _by(request, person), body.must_change)
    return Answer(account_json(made), 201)


@router.get(
    "/people/{name}",
    response_model=people.Account,
    operation_id="account",
    summary="One account",
    responses=fails(404),
)
def one(name: PersonName, person: Keeper, record: TheRecord) -> Answer:
    """However the letters of its name are written."""
    return Answer(account_json(accounts.account(record, name)))


@router.post(
    "/people/{name}/role",
    response_model=people.Account,
    operation_id="set_role",
    summary="Give an account another role",
    responses=fails(404),
)
def role(name: PersonName, body: people.NewRole, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Its sessions end. Nobody changes the own role."""
    accounts.set_role(record, name, body.role, _by(request, person))
    return one(name, person, record)


@router.post(
    "/people/{name}/disable",
    response_model=people.Account,
    operation_id="disable_account",
    summary="Close an account",
    responses=fails(404),
)
def disable(name: PersonName, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Nobody signs in to it, its sessions end, its tokens open nothing."""
    accounts.disable(record, name, _by(request, person))
    return one(name, person, record)


@router.post(
    "/people/{name}/enable",
    response_model=people.Account,
    operation_id="enable_account",
    summary="Open an account again",
    responses=fails(404),
)
def enable(name: PersonName, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Its grants and tokens that have not run out hold again."""
    accounts.enable(record, name, _by(request, person))
    return one(name, person, record)


@router.post(
    "/people/{name}/password",
    response_model=people.Account,
    operation_id="set_password",
    summary="Give an account another password",
    responses=fails(404),
)
def password(name: PersonName, body: people.NewPassword, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Its sessions end. The own password is changed on the pages, where the old one is asked for."""
    accounts.set_password(record, name, body.password, _by(request, person), body.must_change)
    return one(name, person, record)


@router.post(
    "/people/{name}/drop-codes",
    response_model=people.Account,
    operation_id="drop_codes",
    summary="Ask an account for no one-time codes",
    responses=fails(404),
)
def drop_codes(name: PersonName, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """For somebody who lost what makes them; sessions end."""
    accounts.drop_codes(record, name, _by(request, person))
    return one(name, person, record)


@router.get(
    "/people/{name}/grants",
    response_model=people.Grants,
    operation_id="grants",
    summary="The grants of an account",
    responses=fails(404),
)
def granted(name: PersonName, person: Keeper, record: TheRecord) -> Answer:
    """All that it ever had, in the order in which they were made."""
    found = grants.grants_of(record, accounts.account(record, name).name)
    return Answer({"grants": [grant_json(one) for one in found]})


@router.post(
    "/people/{name}/grants",
    response_model=people.Granted,
    status_code=201,
    operation_id="grant",
    summary="Give an account a right",
    responses=fails(404),
)
def grant(name: PersonName, body: people.NewGrant, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """One that who asks has for as long; for one event or all, until a moment or until ended."""
    made = grants.grant(record, name, body.right, _by(request, person), body.event, body.until)
    return Answer(grant_json(made), 201)


@router.post(
    "/grants/{number}/end",
    response_model=people.Done,
    operation_id="end_grant",
    summary="End a grant",
    responses=fails(404),
)
def end_grant(number: GrantNumber, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Before its time; it is kept with its story."""
    grants.end_grant(record, number, _by(request, person))
    return _DONE


@router.get(
    "/people/{name}/tokens",
    response_model=people.Tokens,
    operation_id="account_tokens",
    summary="The tokens of an account",
    responses=fails(404),
)
def tokens_of(name: PersonName, person: Keeper, record: TheRecord) -> Answer:
    """Those that open nothing any more too, the newest first."""
    found = tokens.tokens_of(record, accounts.account(record, name).name)
    return Answer({"tokens": [token_json(one) for one in found]})


@router.get(
    "/people/{name}/sessions",
    response_model=people.Sessions,
    operation_id="account_sessions",
    summary="The open sessions of an account",
    responses=fails(404),
)
def sessions_of(name: PersonName, person: Keeper, record: TheRecord) -> Answer:
    """The newest first."""
    found = sessions.sessions_of(record, accounts.account(record, name).name, datetime.now(UTC))
    return Answer({"sessions": [session_json(one) for one in found]})


@router.post(
    "/people/{name}/tokens/{ident}/revoke",
    response_model=people.Done,
    operation_id="revoke_account_token",
    summary="End a token of an account",
    responses=fails(404),
)
def revoke(name: PersonName, ident: Ident, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Nothing is opened with it any more."""
    owner = accounts.account(record, name).name
    if ident not in {one.id for one in tokens.tokens_of(record, owner)}:
        raise Missing(f"there is no token {ident} of {owner}")
    tokens.revoke(record, ident, _by(request, person))
    return _DONE


@router.post(
    "/people/{name}/sessions/{ident}/end",
    response_model=people.Done,
    operation_id="end_account_session",
    summary="End a session of an account",
    responses=fails(404),
)
def end_session(name: PersonName, ident: Ident, person: Keeper, record: TheRecord, request: Request) -> Answer:
    """Whoever works in it must sign in again."""
    owner = accounts.account(record, name).name
    if ident not in {one.id for one in sessions.sessions_of(record, owner, datetime.now(UTC))}:
        raise Missing(f"there is no open session {ident} of {owner}")
    sessions.end_one(record, ident, _by(request, person))
    return _DONE
