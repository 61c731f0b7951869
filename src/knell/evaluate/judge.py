"""Judge what a matched claim says beside its figure: role, origin, wording, date and place.

A date or place has three verdicts: right, wrong, unknown (nothing was said). Unknown is not right, but a wrong
answer is worse, so both shares are shown.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum
from functools import cache

from knell.evaluate.claims import Pair
from knell.evaluate.gold import GoldClaim, GoldPlace, GoldReport
from knell.model import Event, Interval, Place
from knell.places import distance_km, find

PLACE_KM = 50.0
_COUNTRY = 6
_YEAR_DAYS = 366
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
_TOKEN = re.compile(r"\w+")
_LONG = 4


class Verdict(StrEnum):
    """What came of a date or a place."""

    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"


def role(pair: Pair) -> bool:
    """Whether the role is the gold one."""
    return pair.claim.role == pair.gold.role


def wording(pair: Pair) -> bool:
    """Whether the wording is the gold one."""
    return pair.claim.count.wording == pair.gold.wording


def cited(pair: Pair) -> bool:
    """Whether the origin is the gold one: both none, one's words within the other's, or half the words shared."""
    said = pair.claim.cited.text if pair.claim.cited else None
    return same_words(pair.gold.cited, said)


def cited_type(pair: Pair) -> bool:
    """Whether the type of the origin is the gold one, none included."""
    return (pair.claim.cited.type if pair.claim.cited else None) == pair.gold.cited_type


def same_words(gold: str | None, said: str | None) -> bool:
    """Whether two phrases name the same: a phrase within the other, or a token Jaccard of at least one half.

    Words of three letters or fewer (articles, prepositions) do not count unless all capitals (UN, NHK) or alone.
    """
    if not gold or not said:
        return not gold and not said
    one, other = _telling(gold), _telling(said)
    shared = len(one & other)
    return shared > 0 and (shared == min(len(one), len(other)) or 2 * shared >= len(one | other))


def when(report: GoldReport, gold: GoldClaim, event: Event | None) -> Verdict:
    """Judge the date of a claim's event: right when it shares a day with the gold dates (an open end is no end).

    Days beyond a year, or beyond twice the gold's, are no date: "the 1990s" is wrong for a day in 1990. Where the
    report has no publication date and neither text nor title holds a year in four digits, unknown is right; the
    figure of a gold claim is no year ("1250 people died").
    """
    interval = event.interval if event else None
    if interval is None:
        return Verdict.RIGHT if _yearless(report) else Verdict.UNKNOWN
    if gold.event_start is None:
        return Verdict.WRONG
    last = gold.event_end or max(gold.event_start, interval.end)
    allowed = max(_YEAR_DAYS, 2 * ((last - gold.event_start) / timedelta(days=1) + 1))
    if (interval.end - interval.start).days + 1 > allowed:
        return Verdict.WRONG
    return Verdict.RIGHT if interval.overlaps(Interval(gold.event_start, last, 5)) else Verdict.WRONG


def where(gold: GoldClaim, event: Event | None, language: str | None = None) -> Verdict:
    """Judge the place of a claim's event.

    Right within 50 km of the gold event's coordinates; or in the same country when the gold place is a country; or
    in the same country and of the same name (a region has no one point, and a claim may name another place than
    its event), which may be written in the report's ``language``.
    """
    place = event.place if event else None
    if place is None:
        return Verdict.UNKNOWN
    if place in _named(gold.place.name or "", language):
        return Verdict.RIGHT
    return Verdict.RIGHT if _same_place(gold.place, place) else Verdict.WRONG


@cache
def _named(name: str, language: str | None) -> frozenset[Place]:
    """The place that all of a gold name means in the language of its report."""
    found = find(name, language=language)
    return frozenset(m.place for m in found if m.place and (m.start, m.end) == (0, len(name)))


def _same_place(gold: GoldPlace, place: Place) -> bool:
    name = gold.name or ""
    if gold.country == place.country and (
        same_words(fold(name), fold(place.name)) or _is_country(name, gold.country or "")
    ):
        return True
    distance = distance_km(gold.point, place)
    return distance is not None and distance <= PLACE_KM


def fold(text: str) -> str:
    """Letters without case and accents, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).strip()


@cache
def _is_country(name: str, country: str) -> bool:
    """Whether a gold place is a whole country: all of its name resolves to the country itself."""
    found = [m.place for m in find(name, language=None) if (m.start, m.end) == (0, len(name)) and m.place]
    return any(place.precision == _COUNTRY and place.country == country for place in found)


def _yearless(report: GoldReport) -> bool:
    inner = report.report
    if inner.published is not None or _YEAR.search(inner.title or ""):
        return False
    return all(_is_figure(year, report) for year in _YEAR.finditer(inner.text))


def _is_figure(number: re.Match[str], report: GoldReport) -> bool:
    """Whether a number is what a gold claim counts."""
    value = int(number.group())
    return any(c.start <= number.start() < c.end and value in (c.low, c.high) for c in report.claims)


def _telling(text: str) -> frozenset[str]:
    words = _TOKEN.findall(text)
    telling = [word for word in words if len(word) >= _LONG or (len(word) > 1 and word.isupper())]
    return frozenset(fold(word) for word in telling or words)
