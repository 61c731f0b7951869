"""What only pages need to say: moments, bounds without their best, words of the schema as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from jinja2.filters import do_urlencode
from markupsafe import Markup, escape

from knell import telling
from knell.languages import available, load
from knell.model import Commemoration, Interval, Range
from knell.telling import days

# UCDP's codes in words; an exact day and an exact place need none.
DATE_PRECISION = {2: "within two to six days", 3: "within the week", 4: "within the month", 5: "within a year or more"}
PLACE_PRECISION = {
    2: "near this place, within about 25 km",
    3: "somewhere in this district",
    4: "somewhere in this province",
    5: "somewhere in a wide area",
    6: "somewhere in this country",
    7: "in international waters or airspace",
}

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def day(when: date) -> str:
    """A day in words: 20 January 1990."""
    return days(Interval(when, when, 1))


def moment(when: datetime) -> str:
    """A moment in words, to the minute, in UTC."""
    here = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    return f"{day(here.date())}, {here:%H:%M} UTC"


def bounds(figure: Range) -> str:
    """The bounds of a figure: 131–170, at least 131, up to 170."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "not known" if figure.best is None else f"{figure.best:,}"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def figure(range: Range | None, what: str = "") -> Markup:
    """The best number, and its bounds beside it; ``what`` is for those who cannot see where it stands."""
    told = f'<span class="sr">{escape(plain(what))}: </span>' if what else ""
    if range is None or (range.low is None and range.best is None and range.high is None):
        inner = '<span class="unknown">not known</span>'
    elif range.best is not None and {range.low, range.high} - {None, range.best}:
        inner = f'<b>{range.best:,}</b> <span class="bounds">{bounds(range)}</span>'
    else:
        inner = f"<b>{bounds(range)}</b>"
    return Markup(f'<span class="figure">{told}{inner}</span>')


def in_address(part: Any) -> str:
    """A part of an address, quoted; keys and most ids need no quoting."""
    return part if isinstance(part, str) and part.isascii() and part.isalnum() else do_urlencode(part)


def plain(word: object) -> str:
    """A word of the schema as people write it: ``armed_group`` becomes armed group."""
    return str(getattr(word, "value", word)).replace("_", " ")


def language(code: str) -> str:
    """A language by its name where knell knows it, else by the code that its reports carry."""
    return load(code).name if code in available() else code


def yearly(one: Commemoration) -> str:
    """The day of every year that is kept."""
    return telling.yearly(one.month, one.day)


def visible(value: object) -> object:
    """Words as a page can hold them: what cannot be sent or turns the direction of other words stands as its number."""
    if isinstance(value, str) and not isinstance(value, Markup) and _UNSEEN.search(value):
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
    return value
