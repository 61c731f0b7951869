"""Save and next: where a person goes on after a decision."""

from __future__ import annotations

from collections.abc import Sequence

from knell.record import Missing, Record, glance
from knell.review import Person, queues
from knell.web.deciding import Posted, Spot, claim_address, event_address, local, with_query
from knell.web.views.cards import paged
from knell.web.views.event_parts import CARDS, Ask, parts
from knell.web.views.report import claims_of, told_of

UNDECIDED = "unreviewed"


def after(record: Record, person: Person, sent: Posted, spot: Spot) -> str:
    """The next undecided claim of the claim's event, else the next event of the queue, else where one was.

    On a report's page the claims of the report come first. Who asks to stay (``then`` is "stay") stays at the claim.
    """
    back = local(sent.text("back"), claim_address(spot.claim))
    here = f"{back}#claim-{spot.claim}"
    if sent.text("then") == "stay" or spot.event is None:
        return here
    on_event = back.partition("?")[0] == event_address(spot.event)
    if not on_event:
        of_report = [one.claim.id for one in claims_of(record, told_of(record, spot.report))]
        if found := _undecided(record, of_report, spot.claim):
            return f"{back}#claim-{found}"
    return _on_event(record, sent, spot) or following_event(record, person, sent, spot.event) or here


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


def _on_event(record: Record, sent: Posted, spot: Spot) -> str | None:
    """The next undecided claim on an event's pages, where copies that say the same are folded into one."""
    try:
        with record.held():
            sheets = paged(parts(record, glance(record, spot.event or ""), Ask()).shown.sources, CARDS)
    except Missing:
        return None
    pages = {card.claim.id: number for number, sheet in enumerate(sheets, 1) for one in sheet for card in one.cards}
    found = _undecided(record, list(pages), spot.claim)
    if found is None:
        return None
    number = str(pages[found]) if pages[found] > 1 else ""
    return with_query(event_address(spot.event or ""), page=number, **sent.place) + f"#claim-{found}"


def _undecided(record: Record, claims: Sequence[str], claim: str) -> str | None:
    """Of claims in their order the next after one that nobody decided about; from the first again behind the last."""
    at = claims.index(claim) + 1 if claim in claims else 0
    states = record.claim_states(claims)
    in_turn = [*claims[at:], *claims[:at]]
    return next((one for one in in_turn if one != claim and one in states and states[one].status == UNDECIDED), None)
