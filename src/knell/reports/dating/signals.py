"""Signals that need no page: of an address, of the headers of an answer, of an entry in a feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from knell.model import DateSignal
from knell.reports.dating.words import day_of, month_of

_LONGEST = 2_000
_MADE_AT_ONCE = timedelta(hours=1)
_YEAR = r"(?P<y>19[89]\d|20\d\d)"
_MONTH, _DAY = r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_TWO_MONTH, _TWO_DAY = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_IN_ADDRESS = (
    re.compile(rf"/{_YEAR}/{_MONTH}/{_DAY}(?=[/?#_.-]|$)"),
    # At the start or the end of a segment; within a slug it may be the day of what is told.
    re.compile(rf"/{_YEAR}([-_]){_TWO_MONTH}\2{_TWO_DAY}(?!\d)"),
    re.compile(rf"(?<!\d)(?<!\d[-_]){_YEAR}([-_]){_TWO_MONTH}\2{_TWO_DAY}(?=\.\w{{2,5}}$|/|$)"),
    re.compile(rf"/{_YEAR}/(?P<name>[a-z]{{3,9}})/{_DAY}(?=[/?#_.-]|$)", re.IGNORECASE),
    re.compile(rf"(?<![\w-]){_YEAR}{_TWO_MONTH}{_TWO_DAY}(?=[/_.-]|$)"),
    re.compile(rf"/{_TWO_DAY}[-./]{_TWO_MONTH}[-./]{_YEAR}(?=[/?#_.-]|$)"),
)


def address_signals(url: str | None) -> Iterator[DateSignal]:
    """The day that the path of an address names ("/2024/01/20/", "/2024/jan/20/", "/20240120-"); not its queries."""
    if not url:
        return
    path = unquote(url[:_LONGEST]).partition("://")[2].partition("/")[2].partition("?")[0].partition("#")[0]
    for pattern in _IN_ADDRESS:
        for found in pattern.finditer(f"/{path}"):
            named = found.groupdict()
            month = month_of(named["name"]) if named.get("name") else int(named["m"])
            day = _day(int(named["y"]), month, int(named["d"]))
            if day is not None:
                yield DateSignal("url", found.group().strip("/"), day)
                return


def header_signals(headers: Iterable[tuple[str, str]]) -> Iterator[DateSignal]:
    """What the answer's headers say of a change; ``Date`` is when it was taken and says nothing of the page.

    A page that was changed within the hour it was asked for was made when it was asked for, and that says nothing too.
    """
    sent = {name.strip().lower(): value.strip() for name, value in headers}
    shown = sent.get("last-modified", "")[:100]
    if shown and not _at_once(shown, sent.get("date", "")):
        yield DateSignal("http header", shown, day_of(shown), updated=True)


def _at_once(changed: str, taken: str) -> bool:
    try:
        return abs(parsedate_to_datetime(taken) - parsedate_to_datetime(changed)) < _MADE_AT_ONCE
    except (ValueError, TypeError, OverflowError):
        return False


def feed_signal(words: str, *, updated: bool = False) -> DateSignal:
    """What an entry of a feed says of the page it leads to."""
    return DateSignal("feed", words.strip()[:100], day_of(words.strip()), updated=updated)


def _day(year: int, month: int | None, number: int) -> date | None:
    try:
        return date(year, month, number) if month else None
    except ValueError:
        return None
