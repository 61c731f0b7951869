"""List what went wrong, with the words it stands in, so that a person can read fifty in a sitting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from knell.model import Claim, Event, Interval

_STOP = re.compile(r"[.!?…]+[\"'»”’)]*\s+|\n[ \t]*\n\s*")
_REACH = 240


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: its group, where it stands, its sentence with the words marked, what gold and prediction say."""

    group: str
    report: str
    language: str
    sentence: str
    gold: str = ""
    predicted: str = ""
    because: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The error as plain values."""
        return {**asdict(self), "because": list(self.because)}


def sentence(text: str, start: int, end: int) -> str:
    """The words around a span, back and on to a stop or 240 characters, the span in [[ ]], on one line."""
    begin = max(0, start - _REACH)
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    last = _STOP.search(text, end, min(len(text), end + _REACH))
    finish = last.end() if last else min(len(text), end + _REACH)
    return " ".join(f"{text[begin:start]}[[{text[start:end]}]]{text[end:finish]}".split())


def figure(claim: Claim) -> str:
    """A predicted claim in one line."""
    cited = f" cited {claim.cited.text!r} ({claim.cited.type})" if claim.cited else ""
    count = claim.count
    return f"{claim.outcome} {bounds(count.low, count.high)} {count.wording} {claim.role}{cited}"


def bounds(low: int | None, high: int | None) -> str:
    """A figure's bounds: 5, 5-8, 5- or -8."""
    if low is not None and low == high:
        return str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


def days(interval: Interval | None) -> str:
    """Days in one line."""
    return f"{interval.start}..{interval.end} precision {interval.precision}" if interval else "unknown"


def spot(event: Event | None) -> str:
    """The place of an event in one line."""
    place = event.place if event else None
    if place is None:
        return "unknown"
    return f"{place.name}, {place.country} ({place.lat}, {place.lon}) precision {place.precision}"


def grouped(errors: Iterable[Wrong]) -> list[Wrong]:
    """Errors by group, the largest group first, otherwise in the order of the reports."""
    groups: dict[str, list[Wrong]] = defaultdict(list)
    for error in errors:
        groups[error.group].append(error)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].group))
    return [error for group in ordered for error in group]
