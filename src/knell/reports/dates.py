"""The publication date that an input gives, read strictly: a form that could mean two days means none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(?:[T ]\d{1,2}:?\d{2}\S{0,20}(?: ?[A-Za-z0-9:+-]{1,6})?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3}, ?)?(\d{1,2} [A-Za-z]{3} \d{4})(?: \d{2}:\d{2}(?::\d{2})?(?: .{1,12})?)?", re.ASCII)
# The first printed newspaper is of 1605; an earlier date is a placeholder.
_EARLIEST = date(1600, 1, 1)
_STAY_UNKNOWN = "days the text names only as 'Monday' or 'last year' stay unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date, or a problem code and the words that say why there is none."""

    day: date | None
    code: str | None = None
    words: str = ""


def today_anywhere() -> date:
    """The latest day that has begun somewhere on Earth (UTC+14): nothing can have been published after it."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


def published(value: object, today: date, *, asked: bool = False) -> Published:
    """The day an input gives: YYYY-MM-DD, an ISO date and time, or an RFC 2822 date, each as written, in its own zone.

    A day after ``today`` is refused: it is the only thing here that depends on the clock. ``asked`` says that the input
    has a field for the day: an empty one says that it is unknown, which is taken at its word.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        if asked:
            return Published(None, "date_unknown", f"the publication date is given as unknown; {_STAY_UNKNOWN}")
        return Published(None, "no_date", f"no publication date; {_STAY_UNKNOWN}. Give it as YYYY-MM-DD")
    shown = str(value).strip()[:100]
    day = _parse(shown) if isinstance(value, str) else None
    if day is None or day < _EARLIEST:
        return Published(None, "bad_date", f"the publication date {shown!r} cannot be read; write it as YYYY-MM-DD")
    if day > today:
        return Published(
            None, "future_date", f"the publication date {shown!r} is in the future, so it is not used; correct it"
        )
    return Published(day)


def _parse(text: str) -> date | None:
    try:
        if found := _ISO.fullmatch(text):
            return date.fromisoformat(found.group(1))
        if found := _SLASHED.fullmatch(text):
            return date(*(int(part) for part in found.groups()))
        if (found := _MAIL.fullmatch(text)) and (parts := parsedate(f"{found.group(1)} 00:00")):
            return date(*parts[:3])
    except ValueError:
        pass
    return None
