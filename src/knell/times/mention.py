"""What this room hands on: a stretch of text that names a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knell.model import Interval

Kind = Literal["explicit", "yearless", "relative", "anaphoric", "anniversary", "yearly", "dateline", "update"]
Bound = Literal["since", "until", "by", "before", "after"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A time at code points ``start`` to ``end``; ``interval`` is None when the text does not say which days.

    ``kind`` says what the days rest on: ``explicit`` a stated year; ``yearless`` a day or month whose year comes from
    elsewhere in the text or from the report's date; ``relative`` the report's date; ``anaphoric`` a time told before;
    ``anniversary`` a count of years back from an anniversary, the interval is the *event's*; ``yearly`` a day kept
    every year, never an event's, ``interval`` None and ``month_day`` set where a day is named; ``dateline`` the date
    of the report itself; ``update`` the date over a later or earlier part of it ("Update, 5 June").

    ``bound`` says that the words name only a limit. Of ``since`` the interval runs to the report's date; of the
    others it is the limit itself, which of ``since`` is ``limit``.
    """

    start: int
    end: int
    interval: Interval | None
    kind: Kind
    because: str
    bound: Bound | None = None
    month_day: tuple[int, int] | None = None
    limit: Interval | None = None
