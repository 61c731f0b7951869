"""Days printed at the top of a document as its own: a line that is a day, with its place or a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knell.languages import available, load
from knell.model import DateSignal, Span
from knell.reports.dating.words import days_in

ORIGIN = "byline"
# So many lines at the top, and letters in one of them, are looked at.
_LINES, _LONGEST = 12, 80
_AROUND = " \t,.:;|/–—-()"
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s?[A-Za-z+:0-9]{1,9})?")
# "Baku, 3 May 2019", "NEW YORK, 3 May 2019": a place, and a comma or bar before the day.
_PLACE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}\s*[,/|–—]\s*")


def printed(text: str, title: Span | None) -> Iterator[DateSignal]:
    """The days that lines at the top of a text give as those of the document; its title gives none."""
    at = 0
    for line in text.split("\n", _LINES)[:_LINES]:
        inside = title is not None and title.start <= at < title.end
        at += len(line) + 1
        if inside or len(line) > _LONGEST:
            continue
        found = list(days_in(line))
        if len(found) != 1:
            continue
        kind = _kind(line[: found[0].start], line[found[0].end :])
        if kind is not None:
            yield DateSignal(ORIGIN, line.strip(), found[0].day, updated=kind == "updated")


def _kind(before: str, after: str) -> str | None:
    """Whether a line says that its day is that of publication, or of a change; None where it may be any day."""
    behind = after.strip(_AROUND)
    if behind and behind.casefold() not in _labels()["year"] and not _CLOCK.fullmatch(behind):
        return None
    said = " ".join(before.strip(_AROUND).casefold().split())
    if not said or said in _labels()["published"] or said in _weekdays():
        return "published"
    if said in _labels()["updated"]:
        return "updated"
    is_place = _PLACE.fullmatch(before.lstrip(_AROUND)) and before.lstrip(_AROUND)[0].isupper()
    return "published" if is_place else None


@cache
def _labels() -> dict[str, frozenset[str]]:
    data = [load(code).section("reports").get("dates", {}) for code in available()]
    return {name: frozenset(word.casefold() for one in data for word in one.get(name, ())) for name in _NAMES}


_NAMES = ("published", "updated", "year")


@cache
def _weekdays() -> frozenset[str]:
    data = [load(code).data.get("times", {}).get("weekdays", {}) for code in available()]
    return frozenset(word.casefold() for one in data for word in one)
