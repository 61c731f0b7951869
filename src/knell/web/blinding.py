"""What a person codes blind is not shown to that person: no event, none of its claims, no page of their reports."""

from __future__ import annotations

from fastapi import HTTPException, Request

from knell.record import Decision
from knell.review import Blind, Person, Right, blind

LOCKED = 423


def blind_of(request: Request, person: Person) -> Blind:
    """What a person codes blind now; asked of the record once a request."""
    found: Blind | None = getattr(request.state, "blind", None)
    if found is None:
        found = blind(request.app.state.record, person)
        request.state.blind = found
    return found


def hides(hidden: Blind, decision: Decision) -> bool:
    """Whether a decision is about what a person codes blind, or touches it: a merge touches two events."""
    old, new = decision.old, decision.new
    events = {decision.event, decision.before, *(named.get(key) for named in (old, new) for key in ("into", "event"))}
    claims = {decision.claim, *(claim for claim, *_ in new.get("moves", ()))}
    reports = {decision.report, new.get("of")}
    return bool(events & hidden.events or claims & hidden.claims or reports & hidden.reports)


def refuse_blind(request: Request, person: Person, right: Right) -> None:
    """Refuse an address about what the person codes blind, but for coding itself. Archived bytes hold no decision.

    The log says of everybody what was decided: who codes anything blind does not read it.
    """
    if (right is Right.AUDIT or request.url.path.startswith("/audit")) and blind_of(request, person):
        raise HTTPException(LOCKED, "the log says what others decided; it is open to you when you have finished coding")
    asked = request.path_params
    if right is Right.CODE or not asked.keys() & {"event", "claim", "report"} or request.url.path.endswith("/original"):
        return
    locked = blind_of(request, person)
    event = asked.get("event")
    about = event and any(key.startswith(event) for key in locked.events)
    if about or asked.get("claim") in locked.claims or asked.get("report") in locked.reports:
        raise HTTPException(
            LOCKED, "you code this blind: what others decided is shown when you have finished; go on with it in: Coding"
        )
