"""Who may be given events to code."""

from __future__ import annotations

from knell.record import Record, RecordError
from knell.review import accounts, grants, names
from knell.review.doing import now
from knell.review.rights import Person, Right


def coder_named(record: Record, name: str, event: str) -> str:
    """The name of a coder as the record knows it; refused where that is nobody who may code the event.

    In a record without accounts whoever works on it is whom they say they are.
    """
    if not name.strip():
        raise RecordError("say who is to code it")
    if not accounts.has_accounts(record):
        return names.account_name(name)
    account = accounts.account(record, name)
    at = now()
    given = tuple(one.as_grant() for one in grants.grants_of(record, account.name) if one.holds(at))
    if not account.active or not Person(account.name, account.role, given).may(Right.CODE, at, event):
        raise RecordError(f"{account.name} may not code this event; it needs the right: {Right.CODE.value}")
    return account.name


def coders(record: Record) -> list[str]:
    """The names of those who may code any event."""
    if not accounts.has_accounts(record):
        return []
    at = now()
    return [
        one.name for one in accounts.accounts(record) if one.active and Person(one.name, one.role).may(Right.CODE, at)
    ]
