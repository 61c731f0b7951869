"""What a person makes of an event: its name, days, place and clarity, and its figures by hand; all of it checked.

Raises ``ValueError``, one line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from knell.events import LinkedEvent
from knell.model import Event, Figure, Interval, Outcome, Place, Range
from knell.places import with_geonames_id
from knell.record import given
from knell.record.decision_schema import Kind
from knell.record.report_rows import Row

# Stands for a rule where a person set a figure.
BY_HAND = "by-hand"
FIELDS = ("name", "start", "end", "date_precision", "place", "clarity")
_PLACE = ("geonames_id", "name", "lat", "lon", "precision", "country", "admin1")
_LEAST_DAYS = ((1, 1), (2, 6), (3, 7), (4, 31))


def described(linked: LinkedEvent, rows: Iterable[Row]) -> LinkedEvent:
    """A linked event as people described it; of several words on one field the last holds."""
    values: dict[str, Any] = {}
    for row in rows:
        if row["kind"] == Kind.DESCRIBE:
            values.update(row["new"])
    if not values:
        return linked
    return replace(linked, event=with_values(linked.event, values), clarity=values.get("clarity", linked.clarity))


def with_values(event: Event, values: Mapping[str, Any]) -> Event:
    """An event with other values for some of its fields, which were checked."""
    now = {**values_of(event, None), **values}
    interval = None
    if now["start"] is not None:
        interval = Interval(date.fromisoformat(now["start"]), date.fromisoformat(now["end"]), now["date_precision"])
    aliases = event.aliases
    if event.name is not None and now["name"] != event.name:
        aliases = (event.name, *(alias for alias in aliases if alias != now["name"]))
    place = None if now["place"] is None else Place(**now["place"])
    return replace(event, name=now["name"], interval=interval, place=place, aliases=aliases)


def values_of(event: Event, clarity: int | None) -> dict[str, Any]:
    """The fields of an event that a person may change, as JSON values."""
    interval, place = event.interval, event.place
    return {
        "name": event.name,
        "start": None if interval is None else interval.start.isoformat(),
        "end": None if interval is None else interval.end.isoformat(),
        "date_precision": None if interval is None else interval.precision,
        "place": None if place is None else {name: getattr(place, name) for name in Place.__slots__},
        "clarity": clarity,
    }


def changed(event: Event, clarity: int | None, changes: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What changes to an event come to: the fields that differ as they were, and as they are to be."""
    given.only(changes, FIELDS)
    was = values_of(event, clarity)
    now = {**was, **_days(was, changes)}
    if "name" in changes:
        name = changes["name"]
        now["name"] = None if name is None or name == "" else given.name(name, "the event's name")
    if "place" in changes:
        now["place"] = None if changes["place"] is None else _place(changes["place"])
    if "clarity" in changes:
        now["clarity"] = None if changes["clarity"] is None else _code(changes["clarity"], "clarity", 2)
    fields = [field for field in FIELDS if now[field] != was[field]]
    if not fields:
        raise ValueError("nothing would change")
    if {"start", "end", "date_precision"} & set(fields):
        fields = [field for field in FIELDS if field in fields or field in ("start", "end", "date_precision")]
    return {field: was[field] for field in fields}, {field: now[field] for field in fields}


def _days(was: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    """The days as they are to be; all that is not said of them follows from what is."""
    if not {"start", "end", "date_precision"} & changes.keys():
        return {}
    start = changes.get("start", was["start"])
    if start is None or start == "":
        if changes.get("end") or changes.get("date_precision"):
            raise ValueError("start must be given where end or date_precision is")
        return {"start": None, "end": None, "date_precision": None}
    first = given.day(start, "start")
    end = changes.get("end", start if "start" in changes else was["end"])
    last = first if end is None or end == "" else given.day(end, "end")
    if last < first:
        raise ValueError(f"end must not be before start: {last} and {first}")
    number = (last - first).days + 1
    least = next((code for code, most in _LEAST_DAYS if number <= most), 5)
    precision = changes.get("date_precision")
    code = least if precision is None else _code(precision, "date_precision", 5)
    if code < least:
        raise ValueError(f"date_precision {code} is finer than {number:,} days: at least {least}")
    return {"start": first.isoformat(), "end": last.isoformat(), "date_precision": code}


def _place(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError("place must be an object with geonames_id, or with name, lat, lon and precision")
    given.only(value, _PLACE)
    if value.get("geonames_id") is not None:
        number = given.whole(value["geonames_id"], "geonames_id")
        found = with_geonames_id(number)
        if found is None:
            raise ValueError(f"GeoNames number {number} is of no place that knell knows")
        if value.get("precision") is not None:
            found = replace(found, precision=_code(value["precision"], "precision", 7))
        return {name: getattr(found, name) for name in Place.__slots__}
    lat, lon = value.get("lat"), value.get("lon")
    if (lat is None) != (lon is None):
        raise ValueError("lat and lon must be given together")
    country = value.get("country")
    if country is not None and not _is_country(country):
        raise ValueError("country must be two capital letters (ISO 3166)")
    return {
        "name": given.name(value.get("name"), "the place's name"),
        "country": country,
        "admin1": None if value.get("admin1") is None else given.name(value["admin1"], "admin1"),
        "lat": None if lat is None else given.degrees(lat, "lat", 90),
        "lon": None if lon is None else given.degrees(lon, "lon", 180),
        "geonames_id": None,
        "precision": _code(value.get("precision"), "precision", 7),
    }


def _is_country(value: object) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isascii() and value.isalpha() and value.isupper()


def _code(value: object, what: str, most: int) -> int:
    found = given.whole(value, what)
    if not 1 <= found <= most:
        raise ValueError(f"{what} must be from 1 to {most}")
    return found


def hand_figure(outcome: object, low: object, best: object, high: object) -> dict[str, Any]:
    """A figure that a person sets, as a decision keeps it."""
    numbers = {"low": given.people(low, "low"), "best": given.people(best, "best"), "high": given.people(high, "high")}
    if not any(number is not None for number in numbers.values()):
        raise ValueError("one of low, best and high must be given")
    Range(**numbers)
    return {"outcome": given.one_of(Outcome, outcome, "outcome").value, **numbers}


def hand_figures(rows: Iterable[Row]) -> dict[Outcome, Figure]:
    """The figures of an event that people set, of which the last holds."""
    found: dict[Outcome, Figure] = {}
    for row in rows:
        if row["kind"] == Kind.FIGURE:
            new, outcome = row["new"], Outcome(row["new"]["outcome"])
            why = " ".join(row["why"].split())
            note = f"set by {row['by']} on {row['made']:%Y-%m-%d}: {why}"
            found[outcome] = Figure(BY_HAND, outcome, Range(new["low"], new["best"], new["high"]), (), (), note)
        elif row["kind"] == Kind.CLEAR:
            found.pop(Outcome(row["new"]["outcome"]), None)
    return found
