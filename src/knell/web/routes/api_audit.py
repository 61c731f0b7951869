"""The log over the API: its lines, and the whole of it to be checked elsewhere."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from fastapi.responses import StreamingResponse

from knell.review import audit
from knell.web.access import Auditor, Exporter, TheRecord
from knell.web.api import people
from knell.web.api.errors import Answer
from knell.web.api.params import Before, Line, Moment, Most
from knell.web.api.routing import api_router, fails

router = api_router("log")
_LINES = {"type": "string", "description": "A JSON object a line."}


@router.get(
    "/audit", response_model=people.Entries, operation_id="audit", summary="Lines of the log", responses=fails(423)
)
def entries(
    person: Auditor,
    record: TheRecord,
    who: Annotated[Line | None, Query(description="Who did it.")] = None,
    what: Annotated[Line | None, Query(description="What was done.")] = None,
    subject: Annotated[Line | None, Query(description="To what.")] = None,
    since: Annotated[Moment | None, Query(description="From this moment on.")] = None,
    until: Annotated[Moment | None, Query(description="Before this moment.")] = None,
    most: Most = 50,
    before: Before = None,
) -> Answer:
    """The newest first, each sealed with the one before it."""
    found = audit.entries(record, audit.Filters(who, what, subject, since, until), before, most)
    lines = [
        {
            "number": one.number,
            "made": one.made.isoformat(),
            "who": one.who,
            "what": one.what,
            "subject": one.subject,
            "detail": dict(one.detail),
            "address": one.address,
            "seal": one.seal,
        }
        for one in found
    ]
    return Answer({"entries": lines, "next": found[-1].number if len(found) == most else None})


@router.get(
    "/audit/export",
    operation_id="audit_export",
    summary="The whole log",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/jsonl": {"schema": _LINES}}}, **fails(423)},
)
def export(person: Auditor, taking: Exporter, record: TheRecord) -> StreamingResponse:
    """JSON lines, each with its seal and the one before it, so that the chain can be checked elsewhere."""
    headers = {"Content-Disposition": 'attachment; filename="log.jsonl"'}
    return StreamingResponse(audit.export(record), media_type="application/jsonl", headers=headers)
