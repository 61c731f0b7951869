"""The log of who did what: read, and taken out."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse

from knell.review import audit
from knell.web.access import Auditor, Exporter, TheRecord
from knell.web.pages import page
from knell.web.signing import end_of

router = APIRouter(include_in_schema=False)
_MOST = 100


@router.get("/audit")
def log(
    request: Request,
    record: TheRecord,
    person: Auditor,
    who: str = "",
    what: str = "",
    subject: str = "",
    since: str = "",
    until: str = "",
    check: bool = False,
    before: int | None = Query(default=None, ge=1, le=2**31 - 1),
) -> Response:
    """The newest lines first; whether the chain is whole, where that is asked."""
    wrong = ""
    try:
        first, last = end_of(since), end_of(until)
    except ValueError:
        first, last, wrong = None, None, "A day is written YYYY-MM-DD."
    filters = audit.Filters(who or None, what or None, subject or None, first and first - timedelta(days=1), last)
    lines = audit.entries(record, filters, before, _MOST + 1)
    asked = {"who": who, "what": what, "subject": subject, "since": since, "until": until}
    older = None
    if len(lines) > _MOST:
        older = "/audit?" + urlencode(
            {**{key: value for key, value in asked.items() if value}, "before": lines[_MOST - 1].number}
        )
    return page(
        request,
        "people/audit.html",
        status=422 if wrong else 200,
        lines=[(one, audit.in_words(one)) for one in lines[:_MOST]],
        older=older,
        filters=filters,
        kinds=[("", "all"), *((kind, kind) for kind in audit.kinds(record))],
        since=since,
        until=until,
        wrong=wrong,
        faults=audit.check(record) if check else None,
    )


@router.get("/audit/export")
def export(record: TheRecord, person: Auditor, taking: Exporter) -> Response:
    """The whole log as JSON lines, each with its seal."""
    headers = {"Content-Disposition": 'attachment; filename="knell-audit.jsonl"'}
    return StreamingResponse(audit.export(record), media_type="application/jsonl", headers=headers)
