"""Second codings over the API: giving events out, coding them blind, and how far codings agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

from fastapi import Path, Request

from knell.figures import UnknownRule
from knell.record import Assignment, Codings, Query, Record
from knell.review import Person, coding, coding_agreement, coding_fields, coding_sheet
from knell.web.access import Assigner, Coder, Settler, TheRecord
from knell.web.api import codings
from knell.web.api.coded import agreement_json, field_json, progress_json, sheet_json
from knell.web.api.errors import Answer, refused
from knell.web.api.params import ClaimId, EventKey
from knell.web.api.routing import api_router, fails
from knell.web.blinding import blind_of

router = api_router("coding")
_A_PAGE = 200
Given = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of an assignment.")]
Reported = Annotated[int, Path(ge=1, le=2**31 - 1, description="The number of what was reported as missing.")]


@router.get("/coding-fields", response_model=codings.Fields, operation_id="coding_fields", summary="What is coded")
def asked(person: Coder) -> Answer:
    """Of a claim and of an event, with the answers there are."""
    claim = [field_json(one) for one in (coding_fields.VERDICT, *coding_fields.CLAIM_FIELDS)]
    event = [field_json(one) for one in coding_fields.EVENT_FIELDS]
    return Answer({"claim": claim, "event": event, "cant_tell": coding_fields.CANT_TELL})


@router.get("/assignments", response_model=codings.Assignments, operation_id="assignments", summary="All assignments")
def given(person: Assigner, record: TheRecord) -> Answer:
    """How far all second codings have come."""
    return _answer(coding.progress(record, Codings(record).assignments()))


@router.post(
    "/assignments",
    response_model=codings.AssignmentShape,
    status_code=201,
    operation_id="assign",
    summary="Give an event to a coder",
    responses=fails(404),
)
def assign(body: codings.Assign, person: Assigner, record: TheRecord) -> Answer:
    """Who decided about it does not code it."""
    record.event(body.event)
    made = coding.assign(record, body.event, body.coder, by=person.name)
    return _one(record, made, 201)


@router.post(
    "/assignments/sample",
    response_model=codings.Drawn,
    status_code=201,
    operation_id="assign_sample",
    summary="Give a coder events drawn by lot",
)
def sample(body: codings.Sample, person: Assigner, record: TheRecord) -> Answer:
    """From those that a question finds; those that the coder may not have are passed over."""
    try:
        query = body.among.asked(person)
    except UnknownRule as error:
        raise refused(str(error), "body.among.rule") from None
    question = body.among.model_dump_json(exclude_defaults=True)
    drawn = coding.assign_sample(
        record,
        list(_keys(record, query)),
        body.coder,
        size=body.size,
        seed=body.seed,
        by=person.name,
        question=question,
    )
    made = [progress_json(one) for one in coding.progress(record, drawn.assignments)]
    passed = [{"event": event, "why": why} for event, why in drawn.passed_over]
    return Answer({"seed": drawn.seed, "of": drawn.of, "assignments": made, "passed_over": passed}, 201)


@router.post(
    "/assignments/{number}/withdraw",
    response_model=codings.AssignmentShape,
    operation_id="withdraw_assignment",
    summary="Take an assignment back",
    responses=fails(404),
)
def withdraw(number: Given, person: Assigner, record: TheRecord) -> Answer:
    """What was said in it is kept, and counts nowhere."""
    return _one(record, coding.withdraw(record, number, by=person.name), 200)


@router.get(
    "/coding", response_model=codings.Assignments, operation_id="my_assignments", summary="What you have to code"
)
def mine(person: Coder, record: TheRecord) -> Answer:
    """Open ones first."""
    return _answer(coding.assignments_of(record, person.name))


@router.get(
    "/coding/{event}",
    response_model=codings.Sheet,
    operation_id="coding_sheet",
    summary="An event to be coded",
    responses=fails(404),
)
def sheet(event: EventKey, person: Coder, record: TheRecord) -> Answer:
    """Each claim as it was read, with what was said of it, and nothing that a person decided."""
    return _sheet(record, person, event)


@router.post(
    "/coding/{event}/claims/{claim}",
    response_model=codings.Sheet,
    operation_id="code_claim",
    summary="Say what a claim is",
    responses=fails(404),
)
def code_claim(event: EventKey, claim: ClaimId, body: codings.Said, person: Coder, record: TheRecord) -> Answer:
    """As often as one likes until the coding is handed in; the last holds."""
    coding.code_claim(record, person.name, event, claim, body.answers)
    return _sheet(record, person, event)


@router.post(
    "/coding/{event}/event",
    response_model=codings.Sheet,
    operation_id="code_event",
    summary="Say when and where the event was",
    responses=fails(404),
)
def code_event(event: EventKey, body: codings.Said, person: Coder, record: TheRecord) -> Answer:
    """As often as one likes until the coding is handed in; the last holds."""
    coding.code_event(record, person.name, event, body.answers)
    return _sheet(record, person, event)


@router.post(
    "/coding/{event}/missing",
    response_model=codings.Sheet,
    operation_id="report_missing",
    summary="Report a claim that was not read",
    responses=fails(404),
)
def report_missing(event: EventKey, body: codings.Missed, person: Coder, record: TheRecord) -> Answer:
    """Where it stands in a report of the event, and what it says."""
    words = (body.report, body.start, body.end)
    coding.report_missing(record, person.name, event, words, body.answers)
    return _sheet(record, person, event)


@router.post(
    "/coding/{event}/missing/{number}/take-back",
    response_model=codings.Sheet,
    operation_id="take_back_missing",
    summary="Take back what was reported as missing",
    responses=fails(404),
)
def take_back(event: EventKey, number: Reported, person: Coder, record: TheRecord) -> Answer:
    """That it was reported is kept."""
    coding.take_back_missing(record, person.name, event, number)
    return _sheet(record, person, event)


@router.post(
    "/coding/{event}/finish",
    response_model=codings.Sheet,
    operation_id="finish_coding",
    summary="Hand a coding in",
    responses=fails(404),
)
def finish(event: EventKey, person: Coder, record: TheRecord) -> Answer:
    """For good; refused while anything is left. What others decided is shown from then on."""
    coding.finish(record, person.name, event)
    return _sheet(record, person, event)


@router.get("/agreement", response_model=codings.Agreement, operation_id="agreement", summary="How far codings agree")
def agreement(person: Settler, record: TheRecord, request: Request) -> Answer:
    """Krippendorff's alpha, field by field: in whole, by pair of coders and by month."""
    return Answer(agreement_json(coding_agreement.agreements(record, hidden=blind_of(request, person).events)))


def _keys(record: Record, query: Query) -> Iterator[str]:
    number = 1
    while (page := record.listed(replace(query, page=number, size=_A_PAGE))).rows:
        yield from (row.key for row in page.rows)
        if number >= page.pages:
            return
        number += 1


def _answer(found: list[coding.Progress]) -> Answer:
    return Answer({"assignments": [progress_json(one) for one in found]})


def _one(record: Record, made: Assignment, status: int) -> Answer:
    return Answer(progress_json(coding.progress(record, [made])[0]), status)


def _sheet(record: Record, person: Person, event: str) -> Answer:
    return Answer(sheet_json(coding_sheet.sheet(record, person.name, event)))
