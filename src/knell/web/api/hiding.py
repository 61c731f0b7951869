"""What a person must not see yet: decisions about events that this person codes blind."""

from __future__ import annotations

from fastapi import HTTPException

from knell.record import Codings, Record
from knell.review import Person, blind


def must_see(
    record: Record, person: Person, event: str | None = None, claim: str | None = None, report: str | None = None
) -> None:
    """Refuse with 423 where one of these belongs to what the person codes blind now."""
    hidden = blind(record, person)
    if event in hidden.events or claim in hidden.claims or report in hidden.reports:
        told = f"{person.name} codes this event blind: what others decided is shown when the coding is handed in"
        raise HTTPException(423, told)


def hidden_events(record: Record, person: Person) -> frozenset[str]:
    """The events whose figures and decisions are left out of what this person is given."""
    return blind(record, person).events


def place_of(record: Record, claim: str) -> tuple[str, str | None] | None:
    """The report that a claim is in, and the event it is about now."""
    return Codings(record).whereabouts([claim]).get(claim)
