"""Decisions and how claims stand, as answers."""

from __future__ import annotations

from collections.abc import Callable

from knell.contract import Json, claim_json
from knell.record import ClaimState, Conflict, Decision, Record
from knell.web.api.errors import Answer, problem, refused
from knell.web.api.routing import PREFIX


def decision_json(one: Decision) -> Json:
    """A decision; ``old`` and ``new`` are what was and what is since."""
    return {
        "number": one.number,
        "kind": one.kind.value,
        "claim": one.claim,
        "report": one.report,
        "event": one.event,
        "before": one.before,
        "old": dict(one.old),
        "new": dict(one.new),
        "by": one.by,
        "why": one.why,
        "made": one.made.isoformat(),
        "undoes": one.undoes,
        "undone_by": one.undone_by,
    }


def state_json(state: ClaimState, event: str | None) -> Json:
    """How a claim stands, and which event of the record it is about now."""
    return {
        **claim_json(state.claim),
        "report": state.report,
        "linked_event": event,
        "status": state.status.value,
        "version": state.version,
        "original": None if state.original is None else claim_json(state.original),
        "decided": None if state.decided is None else decision_json(state.decided),
    }


def tag(version: int) -> dict[str, str]:
    """The header that names a version."""
    return {"ETag": f'"{version}"'}


def made(record: Record, seen: int | None, if_match: str | None, decide: Callable[[int | None], Decision]) -> Answer:
    """Decide and say what was decided; 409, or 412 for ``If-Match``, where somebody was faster."""
    named = None if if_match in (None, "*") else int(str(if_match).strip('"'))
    if named is not None and seen is not None and named != seen:
        raise refused("is another version than the header If-Match names", "body.seen")
    try:
        decision = decide(named if named is not None else seen)
    except Conflict as conflict:
        since = [decision_json(one) for one in conflict.since]
        message = str(conflict).removeprefix(f"{record.name}: ")
        return problem(409 if named is None else 412, message, since=since)
    place = f"{PREFIX}/decisions/{decision.number}"
    return Answer(decision_json(decision), 201, {"Location": place, **tag(decision.number)})
