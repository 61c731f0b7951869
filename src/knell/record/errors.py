"""What goes wrong with a record, said in one line a user can act on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError


class RecordError(Exception):
    """A record cannot be opened, read or written; the message is one line that names it and says what to do."""


class Missing(RecordError):
    """The record has no such event, claim, report or decision."""


class RefusedReport(RecordError):
    """One report cannot be kept as it is; the record is well and holds nothing of it."""


# What SQLite and PostgreSQL say, and what that means to a user; the first that occurs is taken.
_MEANINGS = (
    ("database is locked", "is in use by another program; try again when that has finished"),
    ("readonly database", "cannot be written: the file or its folder is read-only"),
    ("read-only transaction", "cannot be written: the database is read-only"),
    ("file is not a database", "is not a knell record, or it is damaged"),
    ("malformed", "is damaged; restore it from a copy, or add its reports to a new record"),
    ("lock timeout", "is in use by another program; try again when that has finished"),
    ("disk i/o error", "cannot be read or written: the disk reports an error"),
    ("disk is full", "cannot be written: the disk is full"),
    ("unable to open database file", "cannot be opened; check that its folder exists and that you may write there"),
    ("password authentication failed", "refused the user or password"),
    ("permission denied", "cannot be used: permission denied"),
    ("does not exist", "cannot be opened; the database, user or table it needs does not exist"),
    ("connection refused", "cannot be reached; check that the server runs and the address is right"),
    ("is the server running", "cannot be reached; check that the server runs and the address is right"),
    ("server closed the connection", "lost its server in the middle; nothing was kept of this: try again"),
    ("terminating connection", "lost its server in the middle; nothing was kept of this: try again"),
    ("connection is lost", "lost its server in the middle; nothing was kept of this: try again"),
    ("could not translate host name", "cannot be reached; check the server's name"),
    ("failed to resolve host", "cannot be reached; check the server's name"),
)


@contextmanager
def one_clear_line(name: str) -> Iterator[None]:
    """Turn what the database library raises into a ``RecordError`` that names the record."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        raise RefusedReport(f"the record refuses it: {_told(error)}") from error
    except SQLAlchemyError as error:
        raise RecordError(f"{name}: {_meaning(error)}") from error
    except OverflowError as error:
        raise RefusedReport("one of its numbers is too large to be kept") from error


def _meaning(error: SQLAlchemyError) -> str:
    told = _told(error)
    low = told.lower()
    for sign, meaning in _MEANINGS:
        if sign in low:
            return meaning
    return f"the database refused: {told}"


def _told(error: SQLAlchemyError) -> str:
    told = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(told).split())
