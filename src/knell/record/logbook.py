"""The log of what was done with a record: lines are added, never changed, each sealed with the one before it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TypeAlias

from sqlalchemy import Connection, Row, insert, select

from knell.record.people_schema import log

# What a line may say in detail.
Value: TypeAlias = "str | int | bool | Sequence[str] | None"

# So many lines are read at once.
PAGE = 1_000
_LONGEST = 500
_LEFT_OUT = "(left out)"
# A word of a key whose value may open something.
_SECRET = frozenset(
    [
        "password",
        "passwd",
        "pass",
        "secret",
        "token",
        "code",
        "codes",
        "cookie",
        "csrf",
        "authorization",
        "otp",
        "totp",
        "hash",
    ]
)
# What a token for the API looks like, wherever it stands.
_TOKEN = re.compile(r"knell_[A-Za-z0-9_-]{16,}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: who did what with which subject, when and from where; ``seal`` closes the chain up to it."""

    number: int
    made: datetime
    who: str
    what: str
    subject: str
    detail: Mapping[str, Value]
    address: str | None
    seal: str


def append(
    connection: Connection,
    who: str,
    what: str,
    subject: str = "",
    detail: Mapping[str, Value] = MappingProxyType({}),
    address: str | None = None,
    made: datetime | None = None,
) -> int:
    """Add a line, in the transaction of the one writer; gives its number. What may be a secret is left out."""
    last = connection.execute(select(log.c.number, log.c.seal).order_by(log.c.number.desc()).limit(1)).first()
    number, before = (1, None) if last is None else (last.number + 1, last.seal)
    line: dict[str, object] = {
        "number": number,
        "made": _told(made or datetime.now(UTC)),
        "who": _clean(who),
        "what": _clean(what),
        "subject": _clean(subject),
        "detail": {_clean(key): _harmless(key, value) for key, value in detail.items()},
        "address": None if address is None else _clean(address),
        "before": before,
    }
    row = {key: value for key, value in line.items() if key != "before"}
    row["made"] = made_of(line)
    row["detail"] = canonical(line["detail"])
    connection.execute(insert(log), [{**row, "seal": seal(line)}])
    return number


def seal(line: Mapping[str, object]) -> str:
    """The hash of a line with the seal before it, as ``lines`` gives it, without its own seal."""
    bare = {key: value for key, value in line.items() if key != "seal"}
    return hashlib.sha256(canonical(bare).encode("ascii")).hexdigest()


def canonical(value: object) -> str:
    """JSON in which the same is always written the same: keys sorted, no spaces, ASCII only."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def lines(connection: Connection, after: tuple[int, str] | None = None) -> Iterator[dict[str, object]]:
    """All lines in order, each with the seal before it and its own; those ``after`` one, by its number and seal."""
    number, before = (-1, None) if after is None else after
    while rows := connection.execute(select(log).where(log.c.number > number).order_by(log.c.number).limit(PAGE)).all():
        for row in rows:
            yield {**_content(row), "before": before, "seal": row.seal}
            number, before = row.number, row.seal


def faults(connection: Connection) -> Iterator[tuple[int, str]]:
    """Where the chain is broken: the number of the line, and what is wrong with it."""
    expected = 1
    for line in lines(connection):
        number = line["number"]
        assert isinstance(number, int)
        if number != expected:
            yield (
                number,
                f"{number - expected} lines before it are missing" if number > expected else "it is out of order",
            )
        if line["seal"] != seal(line):
            yield number, "it, or the one before it, is not what it was when it was written"
        expected = number + 1


def entry(row: Row[tuple[object, ...]]) -> Entry:
    """A row of the table as a line; a detail that makes no sense any more is shown as it is."""
    line = _content(row)
    detail = line["detail"]
    shown = detail if isinstance(detail, dict) else {"detail": str(detail)}
    return Entry(row.number, row.made, row.who, row.what, row.subject, shown, row.address, row.seal)


def _content(row: Row[tuple[object, ...]]) -> dict[str, object]:
    try:
        detail = json.loads(row.detail)
    except ValueError:
        detail = row.detail
    return {
        "number": row.number,
        "made": _told(row.made),
        "who": row.who,
        "what": row.what,
        "subject": row.subject,
        "detail": detail,
        "address": row.address,
    }


def made_of(line: Mapping[str, object]) -> datetime:
    """When a line was written."""
    return datetime.fromisoformat(str(line["made"]))


def _told(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _harmless(key: str, value: Value) -> Value:
    """A value as it may be kept: what its key says to be a secret, and what looks like a token, is left out."""
    if _SECRET & set(re.split(r"[^a-z]+", key.casefold())):
        return _LEFT_OUT
    if value is None or isinstance(value, bool | int):
        return value
    return _clean(value) if isinstance(value, str) else [_clean(each) for each in value[:_LONGEST]]


def _clean(text: str) -> str:
    """Text that is not too long and holds no token."""
    found = _TOKEN.sub(_LEFT_OUT, text)
    return found if len(found) <= _LONGEST else found[:_LONGEST] + "…"
