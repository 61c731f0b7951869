"""Accounts: who works on a record, in which role, active or not. None is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, func, insert, select, update

from knell.record import Record, people_schema
from knell.review import names, passwords, powers, second
from knell.review.doing import By, Refused, tell
from knell.review.rights import Right, Role
from knell.review.sessions import end_all

people = people_schema.people


@dataclass(frozen=True, slots=True)
class Account:
    """One account; ``has_codes``: one-time codes are asked for beside the password."""

    name: str
    role: Role
    active: bool
    must_change: bool
    has_codes: bool
    made: datetime
    made_by: str


def has_accounts(record: Record) -> bool:
    """Whether a record has accounts at all: without any it is one person's, who works on it without signing in."""
    with record.database.reading() as connection:
        return connection.execute(select(people.c.name).limit(1)).first() is not None


def accounts(record: Record) -> list[Account]:
    """All accounts, by name."""
    with record.database.reading() as connection:
        return [_account(row) for row in connection.execute(select(people).order_by(people.c.folded))]


def account(record: Record, name: str) -> Account:
    """The account of this name, however its letters are written. Raises ``Refused``."""
    with record.database.reading() as connection:
        return _account(powers.row_of(connection, name))


def add(record: Record, name: str, password: str, role: Role, by: By, must_change: bool = False) -> Account:
    """Make an account. The first one is an admin's, or nobody could make others. Raises ``Refused``."""
    name = names.account_name(name)
    passwords.check_fit(password, name)
    by.must(Right.PEOPLE)
    kept = passwords.hashed(password)
    with record.database.writing() as connection:
        powers.check_may_give(by, [(right, None, None) for right in powers.rights_of(role)])
        taken = connection.execute(select(people.c.name).where(people.c.folded == names.folded(name))).scalar()
        if taken is not None:
            raise Refused(f"there is an account {taken} already")
        first = connection.execute(select(func.count()).select_from(people)).scalar() == 0
        if first and role is not Role.ADMIN:
            raise Refused("the first account must be an admin's, or nobody could make others (--role admin)")
        row = {
            "name": name,
            "folded": names.folded(name),
            "password": kept,
            "role": role.value,
            "active": True,
            "must_change": must_change,
            "made": by.at,
            "made_by": by.name,
        }
        connection.execute(insert(people), [row])
        tell(connection, by, "account made", name, {"role": role.value, "must_change": must_change})
        return _account(powers.row_of(connection, name))


def set_role(record: Record, name: str, role: Role, by: By) -> None:
    """Give an account another role; its sessions end. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        powers.check_not_oneself(by, row.name, "change your own role")
        if row.role == role.value:
            return
        powers.check_may_give(by, [(right, None, None) for right in powers.rights_of(role)])
        if role is not Role.ADMIN:
            powers.check_an_admin_stays(connection, row.name)
        connection.execute(update(people).where(people.c.name == row.name).values(role=role.value))
        end_all(connection, row.name, by.at, "role changed")
        tell(connection, by, "role changed", row.name, {"from": row.role, "to": role.value})


def disable(record: Record, name: str, by: By) -> None:
    """Close an account: nobody signs in to it, its sessions end, its tokens open nothing. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        powers.check_an_admin_stays(connection, row.name)
        if row.active:
            connection.execute(update(people).where(people.c.name == row.name).values(active=False))
            end_all(connection, row.name, by.at, "account disabled")
            tell(connection, by, "account disabled", row.name)


def enable(record: Record, name: str, by: By) -> None:
    """Open a disabled account again; its grants and tokens that have not run out hold again. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        if not row.active:
            connection.execute(update(people).where(people.c.name == row.name).values(active=True))
            tell(connection, by, "account enabled", row.name)


def set_password(record: Record, name: str, password: str, by: By, must_change: bool = True) -> None:
    """Give another person's account a new password, which ends its sessions. Raises ``Refused``."""
    by.must(Right.PEOPLE)
    passwords.check_fit(password, name)
    kept = passwords.hashed(password)
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        powers.check_not_oneself(by, row.name, "give yourself a password here: change it under Account")
        put_password(connection, row.name, kept, by, must_change)
        tell(connection, by, "password set", row.name, {"must_change": must_change})


def put_password(connection: Connection, name: str, kept: str, by: By, must_change: bool) -> None:
    """Keep the hash of a new password and end all sessions, in a transaction that is open."""
    values = {"password": kept, "must_change": must_change}
    connection.execute(update(people).where(people.c.name == name).values(values))
    end_all(connection, name, by.at, "password changed")


def drop_codes(record: Record, name: str, by: By) -> None:
    """Ask an account for no one-time codes any more, for somebody who lost what makes them. Raises ``Refused``."""
    with record.database.writing() as connection:
        row = powers.changeable(connection, by, name)
        powers.check_not_oneself(by, row.name, "drop your own codes here: do it under Account")
        second.drop(connection, row.name)
        end_all(connection, row.name, by.at, "one-time codes dropped")
        tell(connection, by, "one-time codes dropped", row.name)


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        row.name, Role(row.role), row.active, row.must_change, row.totp_secret is not None, row.made, row.made_by
    )
