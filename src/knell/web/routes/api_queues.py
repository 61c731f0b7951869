"""What waits for a person, over the API: queues of events, and what second codings differ about."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request

from knell.record import Codings, Conflict, Missing, Queue
from knell.review import coding_settling
from knell.review import queues as waiting
from knell.web.access import Settler, TheRecord, Viewer
from knell.web.api import codings, lists
from knell.web.api.coded import dispute_json, settled_json
from knell.web.api.errors import Answer, problem
from knell.web.api.params import PageNumber, PerPage
from knell.web.api.routing import api_router, conflicts, fails
from knell.web.api.rows import row_json
from knell.web.api.told import decision_json
from knell.web.blinding import blind_of
from knell.web.moments import at_one_moment

router = api_router("queues")
QueueName = Annotated[Queue, Path(description="The queue's name.")]


@router.get("/queues", response_model=lists.Queues, operation_id="queues", summary="What waits for you")
@at_one_moment
def queues(person: Viewer, record: TheRecord) -> Answer:
    """Every queue with how many events are in it, and the second codings you have not finished."""
    counts = waiting.counts(record, person)
    listed = [
        {"name": one.name, "title": one.title, "what": one.what, "events": counts[one.name]}
        for one in waiting.QUEUES.values()
    ]
    assigned = [one.event for one in waiting.assigned(record, person)]
    return Answer({"queues": listed, "to_code": assigned})


@router.get("/queues/{queue}", response_model=lists.InQueue, operation_id="queue", summary="The events of a queue")
@at_one_moment
def queue(
    queue: QueueName,
    person: Viewer,
    record: TheRecord,
    request: Request,
    page: PageNumber = 1,
    size: PerPage = 50,
) -> Answer:
    """In order, each with why it is there."""
    kind, hidden = waiting.QUEUES[queue.value], blind_of(request, person).events
    found = waiting.of_queue(record, person, queue.value, page, size)
    rows = [
        {**row_json(row, row.key in hidden), "why": "" if row.key in hidden else waiting.why(kind, row)}
        for row in found.rows
    ]
    return Answer({"events": rows, "total": found.total, "page": found.page, "pages": found.pages, "size": found.size})


@router.get(
    "/adjudication",
    response_model=codings.Disputes,
    operation_id="disputes",
    summary="What second codings differ about",
    tags=["coding"],
)
def disputes(person: Settler, record: TheRecord, request: Request) -> Answer:
    """Those that you may settle, for you coded none of them; who said what is not told before it is settled."""
    found = coding_settling.queue(record, person.name, blind_of(request, person).events)
    yours = [dispute_json(one) for one in found.yours]
    return Answer({"disputes": yours, "others": found.others, "waiting": found.waiting})


@router.get(
    "/adjudication/settled",
    response_model=codings.AllSettled,
    operation_id="settled",
    summary="What was settled",
    tags=["coding"],
)
def settled(person: Settler, record: TheRecord, request: Request) -> Answer:
    """The last first, with who had said what."""
    hidden = blind_of(request, person).events
    found = [one for one in Codings(record).settled() if one.event not in hidden][::-1]
    return Answer({"settled": [settled_json(one) for one in found]})


@router.post(
    "/adjudication",
    response_model=codings.Settled,
    status_code=201,
    operation_id="settle",
    summary="Settle what second codings differ about",
    responses={**fails(404), **conflicts(409)},
    tags=["coding"],
)
def settle(body: codings.Settle, person: Settler, record: TheRecord, request: Request) -> Answer:
    """What holds of a field; it becomes a decision like others where the record held something else."""
    yours = coding_settling.queue(record, person.name, blind_of(request, person).events).yours
    if (body.item, body.field) not in {(one.item, one.field) for one in yours}:
        raise Missing("there is no such difference, or it is not yours to settle")
    try:
        made = coding_settling.settle(
            record, person.name, body.item, body.field, body.chosen, why=body.why, seen=body.seen
        )
    except Conflict as conflict:
        message = str(conflict).removeprefix(f"{record.name}: ")
        return problem(409, message, since=[decision_json(one) for one in conflict.since])
    return Answer(settled_json(made), 201)
