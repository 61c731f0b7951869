"""Claims over the API: how one stands, what it rests on, and what people decide of it."""

from __future__ import annotations

from fastapi import Response

from knell.contract import Json
from knell.record import Codings, Missing, Record
from knell.web.access import Decider, Exporter, TheRecord, Viewer
from knell.web.api import shapes, wishes
from knell.web.api.errors import Answer
from knell.web.api.files import zipped
from knell.web.api.hiding import must_see
from knell.web.api.params import ClaimId, IfMatch, ReportId
from knell.web.api.routing import api_router, decides, fails
from knell.web.api.told import made, state_json, tag

router = api_router("claims")


@router.get(
    "/claims/{claim}",
    response_model=shapes.State,
    operation_id="claim",
    summary="A claim and how it stands",
    responses=fails(404, 423),
)
def one(claim: ClaimId, person: Viewer, record: TheRecord) -> Answer:
    """With what was read and what people made of it. The header `ETag` names its version."""
    found = _state(record, claim)
    return Answer(found, headers=tag(found["version"]))


@router.get(
    "/claims/{claim}/evidence",
    operation_id="claim_evidence",
    summary="All that a claim rests on",
    response_class=Response,
    responses={200: {"content": {"application/zip": {"schema": shapes.BYTES}}}, **fails(404, 423)},
)
def evidence(claim: ClaimId, person: Exporter, record: TheRecord) -> Response:
    """The folder that `knell evidence CLAIM` writes, as an archive: `sha256sum -c SHA256SUMS` checks it."""
    return zipped(lambda folder: record.write_evidence(claim, folder), "evidence.zip")


@router.post("/claims/{claim}/accept", operation_id="accept_claim", summary="Accept a claim as it is read", **decides)
def accept(claim: ClaimId, wish: wishes.Freely, person: Decider, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """With what was corrected in it; one that was rejected counts again."""
    return made(record, wish.seen, if_match, lambda seen: record.accept(claim, by=person.name, why=wish.why, seen=seen))


@router.post("/claims/{claim}/reject", operation_id="reject_claim", summary="Reject a claim", **decides)
def reject(
    claim: ClaimId, wish: wishes.Because, person: Decider, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """It counts nowhere, and is still shown, with the reason."""
    return made(record, wish.seen, if_match, lambda seen: record.reject(claim, by=person.name, why=wish.why, seen=seen))


@router.post("/claims/{claim}/correct", operation_id="correct_claim", summary="Correct what was read", **decides)
def correct(
    claim: ClaimId, wish: wishes.Correct, person: Decider, record: TheRecord, if_match: IfMatch = None
) -> Answer:
    """Any of its fields; what was read is kept beside it."""
    changes = wish.changes.given()
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.correct(claim, changes, by=person.name, why=wish.why, seen=seen),
    )


@router.post("/claims/{claim}/move", operation_id="move_claim", summary="Move a claim to another event", **decides)
def move(claim: ClaimId, wish: wishes.Move, person: Decider, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """Or to one of its own; the key of the event it is in then is `new.event`."""
    must_see(record, person, event=wish.event)
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.move(claim, wish.event, by=person.name, why=wish.why, seen=seen),
    )


@router.post(
    "/reports/{report:path}/claims", operation_id="add_claim", summary="Add a claim that was not read", **decides
)
def add(report: ReportId, wish: wishes.Add, person: Decider, record: TheRecord, if_match: IfMatch = None) -> Answer:
    """Where it stands in the stored text, in Unicode code points, and what it says; its id is `claim`."""
    must_see(record, person, event=wish.event)
    values = wish.values.given()
    return made(
        record,
        wish.seen,
        if_match,
        lambda seen: record.add_claim(
            report, wish.event, wish.start, wish.end, values, by=person.name, why=wish.why, seen=seen
        ),
    )


def _state(record: Record, claim: str) -> Json:
    state = record.claim_states([claim]).get(claim)
    if state is None:
        raise Missing(f"there is no claim {claim}")
    place = Codings(record).whereabouts([claim]).get(claim)
    return state_json(state, None if place is None else place[1])
