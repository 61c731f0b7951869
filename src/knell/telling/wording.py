"""Days, places and events in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from difflib import SequenceMatcher

from knell.model import Event, Interval, Place

_LEAP_YEAR = 2000
_ALIKE = 0.75
_DAYS = {1: "", 2: "two to six days", 3: "the week", 4: "the month or so", 5: "up to a year or more"}
_PLACES = {
    1: "exact place",
    2: "near",
    3: "district",
    4: "province",
    5: "area",
    6: "country only",
    7: "international waters or airspace",
}


def days(interval: Interval | None) -> str:
    """``20 January 1990``, ``19–20 January 1990``, ``January 1990``, ``1990``, or that it is unknown."""
    if interval is None:
        return "date unknown"
    start, end = interval.start, interval.end
    if start == end:
        return _day(start)
    if (start.day, end) == (1, _last_of_month(end)) and start.year == end.year:
        if start.month == end.month:
            return f"{start:%B} {start.year}"
        if (start.month, end.month) == (1, 12):
            return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def dates_and_precision(interval: Interval | None) -> str:
    """Days, with UCDP's precision where it is not an exact day."""
    meaning = _DAYS.get(interval.precision, "") if interval else ""
    return days(interval) + (f" (precision: {meaning})" if meaning else "")


def place_name(place: Place | None) -> str:
    """``Baku, Azerbaijan``, or that it is unknown."""
    if place is None:
        return "place unknown"
    division = None if place.admin1 and _alike(place.name, place.admin1) else place.admin1
    names = dict.fromkeys(name for name in (place.name, division, _country(place.country)) if name)
    return ", ".join(names)


def place_and_precision(place: Place | None) -> str:
    """A place with its coordinates and UCDP's precision."""
    if place is None:
        return place_name(place)
    point = f"{place.lat:.4f}, {place.lon:.4f}; " if place.lat is not None and place.lon is not None else ""
    return f"{place_name(place)} ({point}{place_precision(place.precision)})"


def place_precision(code: int) -> str:
    """UCDP's ``where_prec`` in words."""
    return _PLACES.get(code, "precision unknown")


def event_name(event: Event) -> str:
    """What to call an event: its name, or where it was."""
    return event.name or (place_name(event.place) if event.place else "unnamed event")


def published(first: date | None, last: date | None) -> str:
    """First and last day of publication."""
    if first is None or last is None:
        return "undated"
    return first.isoformat() if first == last else f"{first.isoformat()} – {last.isoformat()}"


def yearly(month: int, day: int) -> str:
    """A day of every year: ``20 January``."""
    return f"{day} {date(_LEAP_YEAR, month, 1):%B}"


def _country(given: str | None) -> str | None:
    from knell.places import country_name

    return country_name(given) or given


def _alike(name: str, division: str) -> bool:
    """Whether a division is called as its town is, though spelled otherwise: ``Baku``, ``Baki``."""
    return SequenceMatcher(None, name.casefold(), division.casefold(), autojunk=False).ratio() >= _ALIKE


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
