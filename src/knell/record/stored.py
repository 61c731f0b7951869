r"""How values are kept in columns.

Text is kept as it is, except that PostgreSQL takes no NUL and no database takes lone surrogates (a report that
was decoded badly may hold both). Those are written ``\u0000`` and ``\ud800``, and so that this can be undone
without doubt a backslash is written twice. Offsets always refer to the text as it comes back out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_TO_ESCAPE = re.compile("[\x00\\\\\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


def escape(text: str) -> str:
    """Text as it is kept: no NUL, no lone surrogate."""
    return _TO_ESCAPE.sub(lambda found: "\\\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}", text)


def unescape(kept: str) -> str:
    """Kept text as it was; the inverse of ``escape``."""
    if "\\" not in kept:
        return kept
    return _ESCAPED.sub(lambda found: "\\" if found[1] == "\\" else chr(int(found[1][1:], 16)), kept)


class StoredText(TypeDecorator[str]):
    """Text that comes back exactly as it was. The migrations have databases compare it by code point."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Into the database."""
        return None if value is None else escape(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Out of the database."""
        return None if value is None else unescape(value)


class StoredList(TypeDecorator[tuple[Any, ...]]):
    """A short list as JSON; it comes back as a tuple (of lists, where it holds lists).

    Strings in it are escaped as all kept text is.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:
        """Into the database."""
        if value is None:
            return None
        return json.dumps(_each(value, escape), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[Any, ...] | None:
        """Out of the database."""
        if value is None:
            return None
        return tuple(_each(json.loads(value), unescape))


class StoredObject(TypeDecorator[dict[str, Any]]):
    """A JSON object, always written alike; in it every letter beyond ASCII is escaped, so nothing has to be besides."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Into the database."""
        return None if value is None else written(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dict[str, Any] | None:
        """Out of the database."""
        return None if value is None else dict(json.loads(value))


def written(value: object) -> str:
    """JSON that is the same for the same value, in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


class StoredMoment(TypeDecorator[datetime]):
    """A moment, kept in UTC; it comes back in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Out of the database."""
        return None if value is None else value.replace(tzinfo=UTC)


def _each(items: Any, change: Callable[[str], str]) -> list[Any]:
    """The items with ``change`` made to every string, in lists inside them too."""
    return [
        change(item) if isinstance(item, str) else _each(item, change) if isinstance(item, (list, tuple)) else item
        for item in items
    ]
