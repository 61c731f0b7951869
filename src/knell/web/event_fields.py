"""What a person may say of an event, as forms show it and take it back: a figure, a name, days, a place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from knell.model import Event, Outcome
from knell.web.claim_fields import number
from knell.web.deciding import Posted

_LABELS = {
    "name": "Name",
    "start": "First day",
    "end": "Last day",
    "date_precision": "How exactly the days are known",
    "place": "Place",
    "clarity": "Clarity",
}
_NAMES = tuple(_LABELS)
DAYS = (
    ("1", "1: the exact day"),
    ("2", "2: two to six days"),
    ("3", "3: the week"),
    ("4", "4: the month, or eight to thirty days"),
    ("5", "5: more than a month, up to a year or more"),
)
CLARITY = (("", "not said"), ("1", "1: one incident that can be told"), ("2", "2: a sum that cannot be taken apart"))
_LONGEST_NUMBER = 12
# What a form sends for the place where it is to stay as it is.
KEEP = "keep"


def label(name: str) -> str:
    """What a person reads for a field's name."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def shown(event: Event, clarity: int | None = None) -> dict[str, str]:
    """An event's fields as a form holds them."""
    days = event.interval
    return {
        "name": event.name or "",
        "start": days.start.isoformat() if days else "",
        "end": days.end.isoformat() if days else "",
        "date_precision": str(days.precision) if days else "1",
        "place": KEEP,
        "clarity": str(clarity or ""),
    }


def changed(sent: Posted) -> dict[str, str]:
    """Of the fields that were sent those that differ from what the form showed; days and precision go together."""
    wanted = sent.texts(_NAMES)
    found = {name: value for name, value in wanted.items() if value != sent.text(f"was_{name}")}
    if found.get("place") == KEEP:
        del found["place"]
    days = ("start", "end", "date_precision")
    if any(name in found for name in days):
        found |= {name: wanted.get(name, "") for name in days}
    return found


def read_description(fields: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """The values of a form's fields as a decision holds them, and by name what is wrong with those that cannot be."""
    values: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for name, text in fields.items():
        try:
            values[name] = _value(name, text)
        except ValueError as fault:
            wrong[name] = str(fault)
    start, end = values.get("start"), values.get("end")
    if "start" in fields and not wrong:
        if (start is None) != (end is None):
            wrong["end" if end is None else "start"] = "Give both days, or neither where they are not known."
        elif start is None:
            values["date_precision"] = None
        elif isinstance(start, date) and isinstance(end, date) and end < start:
            wrong["end"] = "The last day is before the first."
    return values, wrong


def _value(name: str, text: str) -> object:
    if name in ("start", "end"):
        return _day(text)
    if name in ("date_precision", "clarity", "place"):
        if not text:
            return None
        if not text.isascii() or not text.isdecimal() or len(text) > _LONGEST_NUMBER:
            raise ValueError(f"“{text}” is none of the values to choose from.")
        return {"geonames_id": int(text)} if name == "place" else int(text)
    return text or None


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is no day that there is: write it as 1990-01-20.") from None


def read_figure(typed: Mapping[str, str], outcome: str) -> tuple[dict[str, int | None], dict[str, str]]:
    """A figure as typed, and by name what is wrong with it."""
    values: dict[str, int | None] = {}
    wrong: dict[str, str] = {}
    if outcome not in {one.value for one in Outcome}:
        wrong["outcome"] = "Choose what the figure counts."
    for name in ("low", "best", "high"):
        try:
            values[name] = number(typed.get(name, ""))
        except ValueError as fault:
            values[name] = None
            wrong[name] = str(fault)
    known = [(name, value) for name, value in values.items() if value is not None]
    if not known and not wrong:
        wrong["best"] = "Give at least one of the three numbers."
    for (one, less), (other, more) in pairwise(known):
        if less > more:
            wrong[other] = f"The {other} number, {more:,}, is less than the {one} one, {less:,}."
    return values, wrong
