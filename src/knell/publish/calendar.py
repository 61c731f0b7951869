"""Days of remembrance as a calendar (RFC 5545) that any calendar program can subscribe to: one entry a year, all day.

The words of an entry are given by who asks: this module holds none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from unicodedata import category

from knell.publish.cut import Entry

# An event that lasted longer, or whose days are known less well, has no day of its own.
_MOST_DAYS = 6
_LONGEST_LINE = 75
_LEAP = (2, 29)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What recurs each year: the first time (``start`` to ``end``, both included), its words and its event's address.

    ``uid`` is the same in every release, so that programs know an entry again.
    """

    uid: str
    start: date
    end: date
    summary: str
    about: str = ""
    address: str = ""


def occasions(entry: Entry, label: str, about: str = "", address: str = "", year: int = 2000) -> Iterator[Occasion]:
    """The anniversary of an event, where its days are known, and each yearly day of remembrance that its reports name.

    ``label`` and ``about`` are what a reader is told, ``year`` the one from which on a remembrance is written whose
    event has no known year. A remembrance on the day of the event itself is told of in the anniversary.
    """
    days = _own_days(entry)
    kinds = _remembered(entry)
    own = None if days is None or days[0] != days[1] else (days[0].month, days[0].day)
    if days is not None:
        named = f"{label} ({kinds[own]})" if own in kinds and own is not None else label
        yield Occasion(f"{entry.key}@knell", *days, named, about, address)
    interval = entry.linked.event.interval
    for (month, day), kind in sorted(kinds.items()):
        if (month, day) == own:
            continue
        first = _first(month, day, interval.end if interval else date(year, 1, 1))
        uid = f"{entry.key}-{month:02}{day:02}@knell"
        yield Occasion(uid, first, first, f"{label} ({kind})" if kind else label, about, address)


def calendar(found: Iterable[Occasion], title: str, day: date) -> Iterator[bytes]:
    """The bytes of a calendar, piece by piece; ``day`` is that of the release, the only moment in it."""
    head = [("VERSION", "2.0"), ("PRODID", "-//knell//knell//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    yield _lines([("BEGIN", "VCALENDAR"), *head, ("X-WR-CALNAME", _escaped(title))])
    for one in found:
        yield _lines(_component(one, day))
    yield _lines([("END", "VCALENDAR")])


def _own_days(entry: Entry) -> tuple[date, date] | None:
    interval = entry.linked.event.interval
    if interval is None or interval.precision > 2 or (interval.end - interval.start).days >= _MOST_DAYS:
        return None
    return interval.start, interval.end


def _remembered(entry: Entry) -> dict[tuple[int, int], str]:
    """The days of remembrance, each with what most reports call it."""
    kinds: dict[tuple[int, int], Counter[str]] = {}
    for _, one in entry.commemorations:
        if _exists(one.month, one.day):
            kinds.setdefault((one.month, one.day), Counter())[one.kind] += 1
    return {day: min(found, key=lambda kind: (-found[kind], kind)) for day, found in kinds.items()}


def _exists(month: int, day: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True


def _first(month: int, day: int, since: date) -> date:
    """The first such day behind another day, or the last day there is."""
    for year in range(since.year, min(since.year + 10, date.max.year + 1)):
        if (month, day) == _LEAP and not _is_leap(year):
            continue
        if date(year, month, day) > since:
            return date(year, month, day)
    return date(1996, month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _component(one: Occasion, day: date) -> Iterator[tuple[str, str]]:
    yield "BEGIN", "VEVENT"
    yield "UID", _escaped(one.uid)
    yield "DTSTAMP", f"{_written(day)}T000000Z"
    yield "DTSTART;VALUE=DATE", _written(one.start)
    if one.end > one.start and one.end < date.max:
        yield "DTEND;VALUE=DATE", _written(one.end + timedelta(days=1))
    # The 29th of February is kept on the last day of that month.
    leap = (one.start.month, one.start.day) == _LEAP
    yield "RRULE", "FREQ=YEARLY" + (";BYMONTH=2;BYMONTHDAY=-1" if leap else "")
    yield "SUMMARY", _escaped(one.summary)
    if one.about:
        yield "DESCRIPTION", _escaped(one.about)
    if one.address:
        yield "URL", "".join(c for c in one.address if c.isprintable() and not c.isspace())
    yield "TRANSP", "TRANSPARENT"
    yield "END", "VEVENT"


def _written(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _escaped(text: str) -> str:
    """A text as a value: its signs that mean something escaped, line ends written, other control signs left out."""
    lined = "\n".join(text.splitlines())
    kept = "".join(c if c == "\n" or c.isprintable() or category(c) == "Cf" else " " for c in lined)
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(pairs: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(_folded(f"{name}:{value}") for name, value in pairs)


def _folded(line: str) -> bytes:
    """A line cut into pieces of at most 75 bytes, never inside of a letter."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        letter = char.encode("utf-8", "replace")
        if len(piece) + len(letter) > _LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += letter
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
