"""What was decided, by whom, when and why: of everything, or of one event. Nothing in it is ever taken out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from knell.model import Event
from knell.record import Kind, Record, RecordError, overruled
from knell.review import Person, Right, blind
from knell.web.access import TheRecord, Viewer
from knell.web.api.hiding import must_see
from knell.web.decided import kind_words
from knell.web.deciding import with_query
from knell.web.histories import Asked, entries, linked
from knell.web.moments import at_one_moment
from knell.web.pages import page

router = APIRouter(include_in_schema=False)


@router.get("/history")
@at_one_moment
def history(
    request: Request,
    record: TheRecord,
    person: Viewer,
    by: str = "",
    kind: str = "",
    event: str = "",
    since: str = "",
    until: str = "",
    before: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """All decisions, the last first."""
    if event:
        must_see(record, person, event=event)
    return _page(request, record, person, Asked(by.strip(), kind, event.strip(), since, until, before), "/history")


@router.get("/events/{event}/history")
def history_of(
    request: Request,
    event: str,
    record: TheRecord,
    person: Viewer,
    by: str = "",
    kind: str = "",
    since: str = "",
    until: str = "",
    before: Annotated[int | None, Query(ge=1, le=10**9)] = None,
) -> Response:
    """What was decided about an event and its claims, and what linking alone would have done instead."""
    must_see(record, person, event=event)
    try:
        linked = record.event(event)
    except RecordError as fault:
        raise HTTPException(404, f"there is no event {event}") from fault
    asked = Asked(by.strip(), kind, event, since, until, before)
    return _page(request, record, person, asked, f"/events/{event}/history", linked.event)


def _page(
    request: Request, record: Record, person: Person, asked: Asked, path: str, event: Event | None = None
) -> Response:
    now = datetime.now(UTC)
    wrong = asked.wrong()
    found, further = entries(
        record, person, asked, blind(record, person), lambda right, of: person.may(Right(right), now, of)
    )
    kept = {name: getattr(asked, name) for name in ("by", "kind", "since", "until")}
    if event is None:
        kept["event"] = asked.event
    return page(
        request,
        "history/page.html",
        422 if wrong else 200,
        asked=asked,
        wrong=wrong,
        found=found,
        event=event,
        kinds=[("", "all"), *((kind.value, kind_words(kind)) for kind in Kind)],
        further=further and with_query(path, **kept, before=str(further)),
        first=asked.before is not None and with_query(path, **kept),
        here=with_query(path, **kept, before=str(asked.before or "")),
        kind_words=kind_words,
        told=[linked(line) for line in overruled(record, event.key)] if event is not None else [],
    )
