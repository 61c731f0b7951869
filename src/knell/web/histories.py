"""Decisions as a page lists them: chosen by who, what, where and when, with what may be undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from knell.record import Decision, Record
from knell.review import Blind, Person
from knell.web.blinding import hides
from knell.web.decided import Change, changes
from knell.web.deciding import claim_address, event_address
from knell.web.panel import may_undo

SIZE = 50
# At most so many decisions are looked through for one page; a link goes on from there.
_LOOKED_THROUGH = 2000
_AT_ONCE = 200
_NAMED = re.compile(r"\b([0-9a-f]{16})\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which decisions are wanted; "" asks for all. Days are written as 1990-01-20, both included."""

    by: str = ""
    kind: str = ""
    event: str = ""
    since: str = ""
    until: str = ""
    before: int | None = None

    def wrong(self) -> dict[str, str]:
        """What is wrong with the days, by field."""
        return {
            name: f"“{text}” is no day that there is: write it as 1990-01-20."
            for name, text in (("since", self.since), ("until", self.until))
            if text and _day(text) is None
        }

    def fits(self, decision: Decision) -> bool:
        """Whether a decision is wanted, but for whose and where, which the record is asked for."""
        day, since, until = decision.made.date(), _day(self.since), _day(self.until)
        of_kind = not self.kind or decision.kind == self.kind
        return of_kind and (since is None or day >= since) and (until is None or day <= until)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def linked(line: str) -> list[tuple[str, str]]:
    """A line about claims and events in pieces, each with where it leads ("" for nowhere)."""
    pieces: list[tuple[str, str]] = []
    before = ""
    for piece in _NAMED.split(line):
        if _NAMED.fullmatch(piece):
            is_claim = before.endswith("claim ")
            pieces.append((piece, claim_address(piece) if is_claim else event_address(piece)))
        elif piece:
            pieces.append((piece, ""))
        before = piece
    return pieces


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision of a list. ``hidden``: it is about what the person codes blind, and nothing of it is shown."""

    decision: Decision
    changes: tuple[Change, ...]
    may_undo: bool
    hidden: bool


def entries(
    record: Record, person: Person, asked: Asked, hidden: Blind, holds: Callable[[str, str | None], bool]
) -> tuple[list[Entry], int | None]:
    """A page of decisions, the last first, and before which number the next page begins (None: there is none)."""
    found: list[Entry] = []
    last: int | None = None
    for decision in _looked_through(record, asked):
        if len(found) == SIZE:
            return found, last
        last = decision.number
        if asked.fits(decision):
            found.append(_entry(person, decision, hidden, holds))
    further = last is not None and bool(_some(record, asked, last, 1))
    return found, last if further else None


def _looked_through(record: Record, asked: Asked) -> Iterator[Decision]:
    before, count = asked.before, 0
    while count < _LOOKED_THROUGH:
        some = _some(record, asked, before, _AT_ONCE)
        if not some:
            return
        yield from some
        before, count = some[-1].number, count + len(some)


def _some(record: Record, asked: Asked, before: int | None, most: int) -> list[Decision]:
    return record.history(event=asked.event or None, by=asked.by or None, before=before, most=most)


def _entry(person: Person, decision: Decision, hidden: Blind, holds: Callable[[str, str | None], bool]) -> Entry:
    is_hidden = hides(hidden, decision)
    may = not is_hidden and may_undo(person, decision, lambda right: holds(right, decision.event))
    return Entry(decision, () if is_hidden else tuple(changes(decision)), may, is_hidden)
