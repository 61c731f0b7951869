"""What the data of a PDF says of its dates. A file may be made years after the report in it, or again and again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from knell.model import DateSignal

ORIGIN = "pdf metadata"
_DATE = re.compile(r"\s*(?:D:)?(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
# Nothing is older than the format; an earlier day is a clock that was never set.
_FORMAT_BEGAN = date(1993, 1, 1)
_LONGEST = 60


def signals(data: Mapping[str, str]) -> Iterator[DateSignal]:
    """The days on which a file says that it was made and changed."""
    for name, updated in (("CreationDate", False), ("ModDate", True)):
        words = data.get(name, "").strip()[:_LONGEST]
        if words:
            yield DateSignal(ORIGIN, f"{name} {words}", _day(words), updated)


def _day(words: str) -> date | None:
    found = _DATE.match(words)
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day >= _FORMAT_BEGAN else None
