"""What names and values the API takes: all of them bounded, days as ``YYYY-MM-DD``."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Header, Path, Query
from pydantic import BeforeValidator, StringConstraints, WithJsonSchema

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,6})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
# The largest number of people that a column can hold, with room to add some up.
MOST_PEOPLE = 10_000_000_000
_MOST_LETTERS = 500


def day_of(value: Any) -> Any:
    """A day from its letters; numbers and moments are no days."""
    if isinstance(value, date) or value is None:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError("is not a day; write YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


Day = Annotated[date, BeforeValidator(day_of), WithJsonSchema({"type": "string", "format": "date"})]


def moment_of(value: Any) -> Any:
    """A moment from its letters, with its zone."""
    if isinstance(value, datetime) or value is None:
        return value
    try:
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            raise ValueError
        found = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("is no moment; write YYYY-MM-DDTHH:MM:SS+00:00, with a zone") from None
    if not 1970 <= found.year < 2200:
        raise ValueError("is not a moment of this time")
    return found.astimezone(UTC)


Moment = Annotated[datetime, BeforeValidator(moment_of), WithJsonSchema({"type": "string", "format": "date-time"})]

EventKey = Annotated[str, Path(min_length=1, max_length=_MOST_LETTERS, description="The key of an event.")]
ClaimId = Annotated[str, Path(min_length=1, max_length=_MOST_LETTERS, description="The id of a claim.")]
ReportId = Annotated[str, Path(min_length=1, max_length=4000, description="The id of a report.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of a decision.")]
RuleName = Annotated[
    str | None,
    Query(min_length=1, max_length=80, description="A coding rule by name or id, such as `ucdp` or `ucdp/1`."),
]
WithWords = Annotated[bool, Query(description="With the words of copied passages.")]
PageNumber = Annotated[int, Query(ge=1, le=100_000, description="Which page, from 1.")]
PerPage = Annotated[int, Query(ge=1, le=200, description="How many on a page.")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=_MOST_LETTERS)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^("[0-9]{1,9}"|\*)$',
        description="The `ETag` that came with what is decided about: where it changed since, nothing is done (412).",
    ),
]
Before = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Only those of smaller numbers: the next page.")]
Most = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
PersonName = Annotated[str, Path(min_length=1, max_length=200, description="The name of an account.")]
Ident = Annotated[str, Path(min_length=1, max_length=100, description="What it is called where it is listed.")]
