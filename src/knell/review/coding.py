"""Second codings: an event is given to a coder who has not seen what others decided, and says what he reads himself."""

from __future__ import annotations

from dataclasses import dataclass

from knell.record import Codings, Record
from knell.review.rights import Person


@dataclass(frozen=True, slots=True)
class Blind:
    """What a person must see no decision about: events, their claims, and the reports those are in."""

    events: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.events)


def blind(record: Record, person: Person) -> Blind:
    """What a person codes blind now. An event that has joined another since takes that one with it."""
    found = Codings(record).open_claims(person.name)
    if not found:
        return Blind()
    places = Codings(record).whereabouts(claim for _, claim in found if claim is not None)
    now = {event for _, event in places.values() if event is not None}
    reports = frozenset(report for report, _ in places.values())
    return Blind(frozenset({event for event, _ in found} | now), frozenset(places), reports)


def blind_events(record: Record, person: Person) -> frozenset[str]:
    """The keys of the events that a person codes blind now: no decision or history of them is shown to that person."""
    return blind(record, person).events
