"""The publication date that an input gives, read strictly: a form that could mean two days means none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate

from knell.model import Capture, DateSignal

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})(?:[T ]\d{1,2}:?\d{2}\S{0,20}(?: ?[A-Za-z0-9:+-]{1,6})?)?", re.ASCII)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_MAIL = re.compile(r"(?:[A-Za-z]{3}, ?)?(\d{1,2} [A-Za-z]{3} \d{4})(?: \d{2}:\d{2}(?::\d{2})?(?: .{1,12})?)?", re.ASCII)
_EASTERNMOST = 14
# The first printed newspaper is of 1605; an earlier date is a placeholder.
EARLIEST = date(1600, 1, 1)
_STAY_UNKNOWN = "days the text names only as 'Monday' or 'last year' stay unknown"


def captured_by(capture: Capture | None, today: date) -> date:
    """The last day on which captured bytes can have been published: that of the capture anywhere on Earth."""
    if capture is None or capture.at is None:
        return today
    at = capture.at if capture.at.tzinfo else capture.at.replace(tzinfo=UTC)
    try:
        return min(today, (at.astimezone(UTC) + timedelta(hours=_EASTERNMOST)).date())
    except OverflowError:
        return today


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date, or a problem code and the words that say why there is none."""

    day: date | None
    code: str | None = None
    words: str = ""


def today_anywhere() -> date:
    """The latest day that has begun somewhere on Earth (UTC+14): nothing can have been published after it."""
    return (datetime.now(UTC) + timedelta(hours=_EASTERNMOST)).date()


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
    day = strict_day(value)
    if day is None:
        return Published(None, "bad_date", f"the publication date {shown!r} cannot be read; write it as YYYY-MM-DD")
    if day > today:
        return Published(
            None, "future_date", f"the publication date {shown!r} is in the future, so it is not used; correct it"
        )
    return Published(day)


def given_signals(fields: Mapping[str, object], origin: str = "given") -> tuple[DateSignal, ...]:
    """The date that the fields of an input give, as a signal; none where the field is empty or missing."""
    value = fields.get("published")
    shown = "" if value is None else str(value).strip()[:100]
    return (DateSignal(origin, shown, strict_day(value)),) if shown else ()


def strict_day(value: object) -> date | None:
    """The day that a value is, in one of the forms that mean one day only; None for everything else."""
    day = _parse(value.strip()[:100]) if isinstance(value, str) else None
    return day if day is not None and day >= EARLIEST else None


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
