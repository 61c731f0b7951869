"""Which event an address is about, for rights that a person has for one event."""

from __future__ import annotations

from fastapi import Request

from knell.record import Kind, Record

# What is decided of a claim alone; a move is of two events.
_OF_A_CLAIM = (Kind.ACCEPT, Kind.REJECT, Kind.CORRECT)


def event_behind(request: Request) -> str | None:
    """The event that an address names, or that the claim is of which it names; None where it may touch others."""
    asked = request.path_params
    record: Record = request.app.state.record
    if (event := asked.get("event")) is not None:
        return str(event)
    if (claim := asked.get("claim")) is not None:
        return None if request.url.path.endswith("/move") else record.event_of(str(claim))
    if "/decisions/" in request.url.path and str(asked.get("number")).isdecimal():
        number = int(asked["number"])
        for decision in record.history(before=number + 1, most=1):
            if decision.number == number and decision.kind in _OF_A_CLAIM and decision.claim:
                return record.event_of(decision.claim)
    return None
