"""``knell user``: who works on a record, in which role, and what more each may do."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from knell.cli.options import DEFAULT_RECORD, Format, RecordName, ShownAs
from knell.cli.say import WRONG_USAGE, Stop, clearly, line, out, safe

if TYPE_CHECKING:
    from knell.record import Record
    from knell.review import Account, By, Granted, Right, Role

users = typer.Typer(help="The accounts of those who work on a record.", no_args_is_help=True)

UserName = Annotated[str, typer.Argument(metavar="NAME", help="The name of an account.")]
Wanted = Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder, reviewer, manager or admin.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


@contextmanager
def _opened(name: str) -> Iterator[tuple[Record, By]]:
    """The record, and who works on it here."""
    from knell.record import Record
    from knell.review import operator

    with Record(name, create=False) as record:
        yield record, operator(login_name())


def login_name() -> str:
    """Who works at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


@users.command()
@clearly
def add(
    name: UserName,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, coder, reviewer, manager or admin.")],
    record: RecordName = DEFAULT_RECORD,
    password_stdin: FromStdin = False,
    must_change: Annotated[
        bool, typer.Option("--must-change", help="A new password is asked for at the first signing in.")
    ] = False,
) -> None:
    """Make an account; the first is an admin's. From then on all who work on the record in the app sign in."""
    with _opened(record) as (opened, by):
        from knell.review import accounts

        made = accounts.add(opened, name, _password(password_stdin), _role(role), by, must_change)
        line(f"{opened.name}: {made.name} is {made.role.value}")


@users.command("list")
@clearly
def list_(record: RecordName = DEFAULT_RECORD, format: ShownAs = Format.TABLE) -> None:
    """List the accounts, with what each may do beyond its role."""
    with _opened(record) as (opened, by):
        from knell.review import accounts, grants

        found = [(one, grants.grants_of(opened, one.name)) for one in accounts.accounts(opened)]
    if format is Format.JSON:
        from knell.contract import dumps

        out(dumps([_as_json(one, [held for held in granted if held.holds(by.at)]) for one, granted in found]))
        return
    from knell.cli.console import console, print_table

    if not found:
        line(f"{opened.name}: has no accounts; whoever may write it works on it alone")
        return
    rows = [
        (
            one.name,
            one.role.value,
            "" if one.active else "disabled",
            "yes" if one.has_codes else "",
            ", ".join(_held(held) for held in granted if held.holds(by.at)),
        )
        for one, granted in found
    ]
    print_table(console(), ("name", "role", "state", "codes", "grants"), rows, whole=(0, 1))


@users.command()
@clearly
def role(name: UserName, role: Wanted, record: RecordName = DEFAULT_RECORD) -> None:
    """Give an account another role; its sessions end."""
    with _opened(record) as (opened, by):
        from knell.review import accounts

        accounts.set_role(opened, name, _role(role), by)
        line(f"{opened.name}: {name} is {role}")


@users.command()
@clearly
def password(
    name: UserName,
    record: RecordName = DEFAULT_RECORD,
    password_stdin: FromStdin = False,
    must_change: Annotated[
        bool, typer.Option("--must-change/--may-keep", help="Whether another is asked for at the next signing in.")
    ] = True,
    drop_codes: Annotated[
        bool, typer.Option("--drop-codes", help="Ask for no one-time codes any more: the device is lost.")
    ] = False,
) -> None:
    """Give an account a new password; its sessions end."""
    with _opened(record) as (opened, by):
        from knell.review import accounts

        accounts.set_password(opened, name, _password(password_stdin), by, must_change)
        if drop_codes:
            accounts.drop_codes(opened, name, by)
        line(f"{opened.name}: {name} has a new password")


@users.command()
@clearly
def disable(name: UserName, record: RecordName = DEFAULT_RECORD) -> None:
    """Close an account: nobody signs in to it, and its tokens open nothing. What was done with it stays."""
    with _opened(record) as (opened, by):
        from knell.review import accounts

        accounts.disable(opened, name, by)
        line(f"{opened.name}: {name} is disabled")


@users.command()
@clearly
def enable(name: UserName, record: RecordName = DEFAULT_RECORD) -> None:
    """Open a disabled account again."""
    with _opened(record) as (opened, by):
        from knell.review import accounts

        accounts.enable(opened, name, by)
        line(f"{opened.name}: {name} is active")


@users.command()
@clearly
def grant(
    name: UserName,
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="What the account may do beyond its role.")],
    record: RecordName = DEFAULT_RECORD,
    event: Annotated[
        str | None, typer.Option("--event", metavar="EVENT", help="For this event only: its key, or words of its name.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day on which it holds, as 2026-03-31 (UTC).")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="End what was granted instead.")] = False,
) -> None:
    """Give an account a right beyond its role, for the whole record or one event, for ever or until a day."""
    with _opened(record) as (opened, by):
        from knell.cli.asking import the_event
        from knell.review import accounts, grants

        wanted = _right(right)
        whose, key = accounts.account(opened, name).name, None if event is None else the_event(opened, event)
        if not end:
            made = grants.grant(opened, whose, wanted, by, key, _end_of(until))
            line(f"{opened.name}: {whose} may {_told(wanted, key)} (grant {made.number})")
            return
        held = [one for one in grants.grants_of(opened, whose) if one.holds(by.at)]
        ended = [one for one in held if one.right is wanted and one.event == key]
        if not ended:
            raise Stop(f"{whose} was not granted to {_told(wanted, key)}")
        for one in ended:
            grants.end_grant(opened, one.number, by)
        line(f"{opened.name}: {whose} is no longer granted to {_told(wanted, key)}")


@users.command()
@clearly
def token(
    name: UserName,
    called: Annotated[str, typer.Option("--name", metavar="WORDS", help="What the token is for.")],
    right: Annotated[list[str], typer.Option("--right", metavar="RIGHT", help="What it may do; give it once each.")],
    record: RecordName = DEFAULT_RECORD,
    days: Annotated[int, typer.Option("--days", min=1, max=366, metavar="N", help="So long it is good.")] = 90,
) -> None:
    """Print a new token for the API, which is kept nowhere: it never may more than the account may."""
    with _opened(record) as (opened, by):
        from knell.review import tokens

        text, made = tokens.make(opened, name, called, map(_right, right), by.at + timedelta(days=days), by)
        typer.echo(text)
        line(f"token {made.id} of {made.person}, good until {made.until:%Y-%m-%d}; it is not shown again")


@users.command()
@clearly
def revoke(
    token: Annotated[str, typer.Argument(metavar="TOKEN_ID", help="What the token was called when it was made.")],
    record: RecordName = DEFAULT_RECORD,
) -> None:
    """End a token of the API."""
    with _opened(record) as (opened, by):
        from knell.review import tokens

        tokens.revoke(opened, token, by)
        line(f"{opened.name}: token {token} is revoked")


def _password(from_stdin: bool) -> str:
    """The password, typed twice where somebody types it."""
    if from_stdin:
        given = sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    elif sys.stdin.isatty():
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    else:
        raise Stop("no password was given; type it at a terminal, or use --password-stdin", WRONG_USAGE)
    if not given:
        raise Stop("the password is empty")
    return given


def _role(name: str) -> Role:
    from knell.review import Role

    try:
        return Role(name)
    except ValueError:
        raise Stop(f"there is no role {name!r}; there are {', '.join(Role)}", WRONG_USAGE) from None


def _right(name: str) -> Right:
    from knell.review import Right

    try:
        return Right(name)
    except ValueError:
        raise Stop(f"there is no right {name!r}; there are {', '.join(Right)}", WRONG_USAGE) from None


def _end_of(day: str | None) -> datetime | None:
    """The moment after a day, in UTC."""
    if day is None:
        return None
    try:
        last = date.fromisoformat(day)
        return datetime.combine(last + timedelta(days=1), time(), UTC)
    except (ValueError, OverflowError):
        raise Stop(f"{day!r} is no day; write it as 2026-03-31", WRONG_USAGE) from None


def _told(right: Right, event: str | None) -> str:
    return right.value if event is None else f"{right.value} event {event[:8]}"


def _held(held: Granted) -> str:
    until = "" if held.until is None else f" until {held.until - timedelta(seconds=1):%Y-%m-%d %H:%M}"
    return safe(f"{_told(held.right, held.event)}{until}")


def _as_json(one: Account, granted: list[Granted]) -> dict[str, object]:
    return {
        "name": one.name,
        "role": one.role.value,
        "active": one.active,
        "one_time_codes": one.has_codes,
        "must_change": one.must_change,
        "made": one.made.isoformat(),
        "made_by": one.made_by,
        "grants": [
            {
                "number": held.number,
                "right": held.right.value,
                "event": held.event,
                "until": None if held.until is None else held.until.isoformat(),
            }
            for held in granted
        ],
    }
