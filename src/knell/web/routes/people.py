"""Accounts and grants, for those who keep them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from knell.review import RIGHTS, Refused, Right, Role, accounts, grants, sessions, tokens
from knell.web.access import Keeper, TheRecord
from knell.web.pages import page, to
from knell.web.signing import ALONE, by, end_of, first_password, in_session

router = APIRouter(include_in_schema=False)
_WRONG_DAY = "give the last day as a date, or leave it empty"


@router.get("/people")
def people(request: Request, record: TheRecord, person: Keeper) -> Response:
    """All accounts."""
    return page(
        request,
        "people/people.html",
        accounts=accounts.accounts(record),
        roles=[role.value for role in Role],
        brings=[(role.value, ", ".join(right.value for right in Right if right in RIGHTS[role])) for role in Role],
        name="",
        role=Role.READER.value,
        wrong="",
        alone=ALONE,
    )


@router.post("/people")
def add(
    request: Request,
    record: TheRecord,
    person: Keeper,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[Role, Form()] = Role.READER,
) -> Response:
    """Make an account with a password that is shown once."""
    in_session(request)
    password = first_password()
    try:
        made = accounts.add(record, name, password, role, by(request, person), must_change=True)
    except Refused as refused:
        return to(request, "/people", str(refused), "problem")
    return page(request, "people/password.html", name=made.name, password=password)


@router.get("/people/{name}")
def one(request: Request, record: TheRecord, person: Keeper, name: str) -> Response:
    """One account."""
    now = datetime.now(UTC)
    account = accounts.account(record, name)
    return page(
        request,
        "people/one.html",
        account=account,
        address=_address(account.name),
        roles=[role.value for role in Role],
        rights=[right.value for right in Right],
        grants=grants.grants_of(record, account.name),
        sessions=sessions.sessions_of(record, account.name, now),
        tokens=[token for token in tokens.tokens_of(record, account.name) if token.is_alive(now)],
        now=now,
    )


@router.post("/people/{name}/role")
def change_role(
    request: Request, record: TheRecord, person: Keeper, name: str, role: Annotated[Role, Form()]
) -> Response:
    """Give another role."""
    return _done(
        request, name, lambda: accounts.set_role(record, name, role, by(request, person)), "The role is changed."
    )


@router.post("/people/{name}/password")
def new_password(request: Request, record: TheRecord, person: Keeper, name: str) -> Response:
    """Give a new password, which is shown once."""
    in_session(request)
    password = first_password()
    try:
        accounts.set_password(record, name, password, by(request, person))
    except Refused as refused:
        return to(request, _address(name), str(refused), "problem")
    return page(request, "people/password.html", name=name, password=password)


@router.post("/people/{name}/codes/drop")
def drop_codes(request: Request, record: TheRecord, person: Keeper, name: str) -> Response:
    """Ask for no one-time codes any more: what makes them is lost."""
    said = "One-time codes are not asked for any more."
    return _done(request, name, lambda: accounts.drop_codes(record, name, by(request, person)), said)


@router.post("/people/{name}/disable")
def disable(request: Request, record: TheRecord, person: Keeper, name: str) -> Response:
    """Close an account."""
    return _done(request, name, lambda: accounts.disable(record, name, by(request, person)), "The account is disabled.")


@router.post("/people/{name}/enable")
def enable(request: Request, record: TheRecord, person: Keeper, name: str) -> Response:
    """Open it again."""
    return _done(request, name, lambda: accounts.enable(record, name, by(request, person)), "The account is enabled.")


@router.post("/people/{name}/grants")
def give(
    request: Request,
    record: TheRecord,
    person: Keeper,
    name: str,
    right: Annotated[Right, Form()],
    event: Annotated[str, Form(max_length=200)] = "",
    until: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Give a right beyond the role."""
    try:
        end = end_of(until)
    except ValueError:
        return to(request, _address(name), _WRONG_DAY, "problem")

    def grant() -> None:
        grants.grant(record, name, right, by(request, person), event.strip() or None, end)

    return _done(request, name, grant, "The right is given.")


@router.post("/people/{name}/grants/{number}/end")
def take(request: Request, record: TheRecord, person: Keeper, name: str, number: int) -> Response:
    """End a grant."""
    return _done(request, name, lambda: grants.end_grant(record, number, by(request, person)), "The right is ended.")


@router.post("/people/{name}/sessions/{ident}/end")
def end_session(request: Request, record: TheRecord, person: Keeper, name: str, ident: str) -> Response:
    """End a session."""
    return _done(request, name, lambda: sessions.end_one(record, ident, by(request, person)), "The session is ended.")


@router.post("/people/{name}/tokens/{ident}/revoke")
def revoke(request: Request, record: TheRecord, person: Keeper, name: str, ident: str) -> Response:
    """End a token."""
    return _done(request, name, lambda: tokens.revoke(record, ident, by(request, person)), "The token is ended.")


def _done(request: Request, name: str, do: Callable[[], None], said: str) -> Response:
    in_session(request)
    try:
        do()
    except Refused as refused:
        return to(request, _address(name), str(refused), "problem")
    return to(request, _address(name), said)


def _address(name: str) -> str:
    return f"/people/{quote(name, safe='')}"
