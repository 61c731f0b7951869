"""What waits for a person."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from knell.record import Queue
from knell.review import queues as waiting
from knell.web.access import TheRecord, Viewer
from knell.web.api.hiding import hidden_events
from knell.web.deciding import event_address, with_query
from knell.web.moments import at_one_moment
from knell.web.pages import page
from knell.web.queue_details import details

router = APIRouter(include_in_schema=False)


@router.get("/queues")
@at_one_moment
def queues(request: Request, record: TheRecord, person: Viewer) -> Response:
    """All queues with how many events wait in each."""
    return page(
        request,
        "queues/all.html",
        queues=waiting.QUEUES.values(),
        counts=waiting.counts(record, person),
        assigned=waiting.assigned(record, person),
    )


@router.get("/queues/{queue}")
@at_one_moment
def queue(
    request: Request,
    queue: str,
    record: TheRecord,
    person: Viewer,
    number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1,
) -> Response:
    """One queue: its events in order, each with the reason why it is there."""
    if queue not in waiting.QUEUES:
        raise HTTPException(404, f"there is no queue {queue}; there are: {', '.join(waiting.QUEUES)}")
    kind = waiting.QUEUES[queue]
    found = waiting.of_queue(record, person, queue, number)
    first = (number - 1) * waiting.SIZE
    addresses = [
        with_query(event_address(row.key), queue=queue, at=str(at)) for at, row in enumerate(found.rows, first)
    ]
    hidden = hidden_events(record, person)
    return page(
        request,
        "queues/one.html",
        kind=kind,
        queues=waiting.QUEUES.values(),
        found=found,
        rows=list(zip(found.rows, addresses, strict=True)),
        why=lambda row: waiting.why(kind, row),
        hidden=hidden,
        details=details(record, kind.queue, [row.key for row in found.rows if row.key not in hidden]),
        is_unsure=kind.queue is Queue.UNSURE,
        assigned=waiting.assigned(record, person) if kind.queue is Queue.MINE else [],
        size=waiting.SIZE,
    )
