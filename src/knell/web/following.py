"""Save and next: where a person goes on after a decision."""

from __future__ import annotations

from knell.record import Record
from knell.review import Person, queues
from knell.web.deciding import Posted, Spot, claim_address, event_address, local, with_query

UNDECIDED = "unreviewed"


def after(record: Record, person: Person, sent: Posted, spot: Spot) -> str:
    """The next undecided claim of the claim's event, else the next event of the queue, else where one was.

    Who asks to stay (``then`` is "stay") stays at the claim.
    """
    back = local(sent.text("back"), claim_address(spot.claim))
    here = f"{back}#claim-{spot.claim}"
    if sent.text("then") == "stay" or spot.event is None:
        return here
    found = undecided_after(record, spot.event, spot.claim)
    if found is not None:
        on_event = back.partition("?")[0] == event_address(spot.event)
        return f"{back}#claim-{found}" if on_event else with_query(claim_address(found), **sent.place)
    return following_event(record, person, sent, spot.event) or here


def undecided_after(record: Record, event: str, claim: str) -> str | None:
    """The next claim of an event that nobody decided about, from the first again behind the last."""
    claims = list(record.event(event).claims)
    at = claims.index(claim) + 1 if claim in claims else 0
    states = record.claim_states(claims)
    in_turn = [*claims[at:], *claims[:at]]
    return next((one for one in in_turn if one != claim and states[one].status == UNDECIDED), None)


def following_event(record: Record, person: Person, sent: Posted, event: str) -> str | None:
    """The next event of the queue that one came from."""
    place = sent.place
    if not place:
        return None
    found = queues.next_event(record, person, queues.InQueue(place["queue"], int(place["at"])), event)
    if found is None:
        return f"/queues/{place['queue']}"
    key, there = found
    return with_query(event_address(key), queue=there.name, at=str(there.at))
