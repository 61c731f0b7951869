"""Who does something, when and from where; and what is said when it cannot be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import Connection

from knell.record import Missing, RecordError, logbook
from knell.review.rights import Person, Right, Role

# What no account can be called: who works at the command line may do with the record's file what he likes.
_AT_THE_COMMAND_LINE = "{} (command line)"
NOBODY = "(nobody)"
FOR_EVER = datetime.max.replace(tzinfo=UTC)


class Refused(RecordError):
    """What was asked cannot be done; the message is one line for who asked."""


class Unknown(Refused, Missing):
    """There is no such account, grant, token or session."""


class NotAllowed(Refused):
    """Who asked may not do it."""


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class By:
    """Who does something (None: nobody is signed in), when, and from which address."""

    person: Person | None
    at: datetime = field(default_factory=now)
    address: str | None = None

    @property
    def name(self) -> str:
        """What the log calls who does it."""
        return NOBODY if self.person is None else self.person.name

    def must(self, right: Right) -> Person:
        """The person, who has a right in the whole record. Raises ``NotAllowed``."""
        if self.person is None or not self.person.may(right, self.at):
            raise NotAllowed(f"{self.name} may not do this; it needs the right: {right.value}")
        return self.person


def operator(name: str, at: datetime | None = None) -> By:
    """Who works at the command line under a login name: whoever may write the record may do all."""
    return By(Person(_AT_THE_COMMAND_LINE.format(name), Role.ADMIN), at or now())


def tell(
    connection: Connection,
    by: By,
    what: str,
    subject: str = "",
    detail: Mapping[str, logbook.Value] = MappingProxyType({}),
) -> None:
    """Write into the log what is being done, in the same transaction."""
    logbook.append(connection, by.name, what, subject, detail, by.address, by.at)
