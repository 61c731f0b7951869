"""What was decided, over the API: the history of anything, one decision, and taking one back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import HTTPException, Query, Request

from knell.record import Decision, Missing, Record, ReportList
from knell.review import Person, Right
from knell.web.access import Decider, TheRecord, Viewer
from knell.web.api import shapes, wishes
from knell.web.api.errors import Answer
from knell.web.api.params import Before, ClaimId, EventKey, IfMatch, Line, Most, Number, ReportId
from knell.web.api.routing import api_router, decides, fails
from knell.web.api.told import decision_json, made, tag
from knell.web.blinding import LOCKED, blind_of, hides

router = api_router("decisions")


@router.get("/decisions", response_model=shapes.Decisions, operation_id="decisions", summary="What was decided")
def history(
    person: Viewer,
    record: TheRecord,
    request: Request,
    by: Annotated[Line | None, Query(description="By this person.")] = None,
    most: Most = 50,
    before: Before = None,
) -> Answer:
    """The last first. What is about events that who asks codes blind is left out."""
    hidden = blind_of(request, person)
    found = record.history(by=by, most=most, before=before)
    return _page([one for one in found if not hides(hidden, one)], found, most)


@router.get(
    "/events/{event}/history",
    response_model=shapes.Decisions,
    operation_id="event_history",
    summary="What was decided about an event and its claims",
    responses=fails(404, 423),
)
def of_event(event: EventKey, person: Viewer, record: TheRecord, most: Most = 50, before: Before = None) -> Answer:
    """The last first; the header `ETag` names the version of the event, which a decision about it sends as `seen`."""
    record.event(event)
    found = record.history(event=event, most=most, before=before)
    return _page(found, found, most, record.version("event", event))


@router.get(
    "/claims/{claim}/history",
    response_model=shapes.Decisions,
    operation_id="claim_history",
    summary="What was decided about a claim",
    responses=fails(404, 423),
)
def of_claim(claim: ClaimId, person: Viewer, record: TheRecord, most: Most = 50, before: Before = None) -> Answer:
    """The last first; the header `ETag` names the version of the claim."""
    found = record.history(claim=claim, most=most, before=before)
    if not found and claim not in record.claim_states([claim]):
        raise Missing(f"there is no claim {claim}")
    return _page(found, found, most, record.version("claim", claim))


@router.get(
    "/reports/{report:path}/history",
    response_model=shapes.Decisions,
    operation_id="report_history",
    summary="What was decided about a report and its claims",
    responses=fails(404, 423),
)
def of_report(report: ReportId, person: Viewer, record: TheRecord, most: Most = 50, before: Before = None) -> Answer:
    """The last first; the header `ETag` names the version of the report: whether it is a copy."""
    ReportList(record).row(report)
    found = record.history(report=report, most=most, before=before)
    return _page(found, found, most, record.version("report", report))


@router.get(
    "/decisions/{number}",
    response_model=shapes.Decision,
    operation_id="decision",
    summary="One decision",
    responses=fails(404, 423),
)
def one(number: Number, person: Viewer, record: TheRecord, request: Request) -> Answer:
    """Who decided what, when and why; what was and what is since."""
    found = _decision(record, number)
    _must_see(request, person, found)
    return Answer(decision_json(found), headers=tag(found.number))


@router.post("/decisions/{number}/undo", operation_id="undo_decision", summary="Take a decision back", **decides)
def undo(
    number: Number,
    wish: wishes.Freely,
    person: Decider,
    record: TheRecord,
    request: Request,
    if_match: IfMatch = None,
) -> Answer:
    """It is kept, and holds no more. One's own; those of others need the right `settle`. An undo can be undone."""
    found = _decision(record, number)
    if found.by != person.name and not person.may(Right.SETTLE, datetime.now(UTC), found.event):
        raise HTTPException(403, f"{person.name} may not undo what {found.by} decided; it needs the right: settle")
    _must_see(request, person, found)
    return made(record, wish.seen, if_match, lambda seen: record.undo(number, by=person.name, why=wish.why, seen=seen))


def _must_see(request: Request, person: Person, decision: Decision) -> None:
    if hides(blind_of(request, person), decision):
        raise HTTPException(LOCKED, f"{person.name} codes blind what this decision is about")


def _decision(record: Record, number: int) -> Decision:
    for found in record.history(before=number + 1, most=1):
        if found.number == number:
            return found
    raise Missing(f"there is no decision {number}")


def _page(shown: list[Decision], found: list[Decision], most: int, version: int | None = None) -> Answer:
    following = found[-1].number if len(found) == most else None
    content = {"decisions": [decision_json(one) for one in shown], "next": following}
    return Answer(content, headers=None if version is None else tag(version))
