"""The log of a record: who did what, when and from where; read, exported, and checked.

Accounts, sessions, tokens and grants write into it what they do themselves, in the transaction in which they do it;
everything else is noted by whoever lets it happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from sqlalchemy import select

from knell.record import Record, logbook, people_schema

MOST_SHOWN = 100
log = people_schema.log


@dataclass(frozen=True, slots=True)
class Filters:
    """Which lines are wanted; None takes any. ``until`` is not included."""

    who: str | None = None
    what: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def note(
    record: Record,
    who: str,
    what: str,
    subject: str = "",
    detail: Mapping[str, logbook.Value] = MappingProxyType({}),
    address: str | None = None,
    at: datetime | None = None,
) -> int:
    """Add a line to the log; gives its number. What may be a secret is left out of ``detail`` by its key."""
    with record.database.writing() as connection:
        return logbook.append(connection, who, what, subject, detail, address, at)


def entries(
    record: Record, filters: Filters = Filters(), before: int | None = None, most: int = MOST_SHOWN
) -> list[logbook.Entry]:
    """The newest lines first, up to ``most``; those with smaller numbers than ``before``, for the pages after."""
    query = select(log).order_by(log.c.number.desc()).limit(most)
    for column, wanted in ((log.c.who, filters.who), (log.c.what, filters.what), (log.c.subject, filters.subject)):
        if wanted is not None:
            query = query.where(column == wanted)
    if filters.since is not None:
        query = query.where(log.c.made >= filters.since)
    if filters.until is not None:
        query = query.where(log.c.made < filters.until)
    if before is not None:
        query = query.where(log.c.number < before)
    with record.database.reading() as connection:
        return [logbook.entry(row) for row in connection.execute(query)]


def kinds(record: Record) -> list[str]:
    """All that the log says was ever done, for a list to choose from."""
    with record.database.reading() as connection:
        return list(connection.execute(select(log.c.what).distinct().order_by(log.c.what)).scalars())


def in_words(entry: logbook.Entry) -> str:
    """The detail of a line as it is read: what is nothing is left out."""
    found = {key.replace("_", " "): value for key, value in entry.detail.items() if value is not None}
    return "; ".join(f"{key}: {_in_words(value)}" for key, value in found.items())


def _in_words(value: logbook.Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def export(record: Record) -> Iterator[str]:
    """The whole log as JSON lines, each with the seal before it and its own, so that it can be checked elsewhere.

    Between pages nothing is held open: whoever takes it slowly keeps nobody waiting.
    """
    after: tuple[int, str] | None = None
    while True:
        with record.database.reading() as connection:
            page = list(islice(logbook.lines(connection, after), logbook.PAGE))
        for line in page:
            yield logbook.canonical(line) + "\n"
        if len(page) < logbook.PAGE:
            return
        after = int(str(page[-1]["number"])), str(page[-1]["seal"])


def check(record: Record, noted: tuple[int, str] | None = None) -> list[str]:
    """What is wrong with the chain; empty when it is whole. ``noted`` is a line that must be there, with its seal."""
    with record.database.reading() as connection:
        found = [f"line {number} of the log: {what}" for number, what in logbook.faults(connection)]
        if noted is not None:
            number, seal = noted
            kept = connection.execute(select(log.c.seal).where(log.c.number == number)).scalar()
            if kept != seal:
                what = "it is missing" if kept is None else "it has another hash than was noted"
                found.append(f"line {number} of the log: {what}")
    return found


def last(record: Record) -> logbook.Entry | None:
    """The last line; who keeps its number and seal elsewhere sees later whether lines were cut off."""
    found = entries(record, most=1)
    return found[0] if found else None
