"""An event: what is known, what is disputed and by whom, and every claim with its words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from knell.figures import UnknownRule
from knell.model import Outcome
from knell.record import Missing, Record
from knell.web.access import TheRecord, Viewer
from knell.web.decided import said_of
from knell.web.pages import page
from knell.web.panel import panel_of
from knell.web.views.event_parts import Ask, Parts, parts

router = APIRouter(include_in_schema=False)
_LAST = 10

PageNumber = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]


@router.get("/events/{event}")
def one(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    rule: str | None = None,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
    claim: str = "",
    copies: str = "",
    reports: str = "",
) -> HTMLResponse:
    """The whole page, with the first claims, or those of ``page``, or those among which ``claim`` is."""
    ask = Ask(rule, outcome, number, claim, copies == "all", reports == "all")
    row = record.row(event)
    return page(
        request,
        "event/page.html",
        parts=_parts(record, event, ask),
        panel=panel_of(request, record, person, event=event),
        standing=row.status.value if row else "unreviewed",
        history=record.history(event=event, most=_LAST),
        said_of=said_of,
    )


@router.get("/events/{event}/claims")
def claims(
    request: Request,
    event: str,
    person: Viewer,
    record: TheRecord,
    outcome: Outcome | None = None,
    number: PageNumber = 1,
) -> HTMLResponse:
    """A page of claims alone, to be put in place of another."""
    found = _parts(record, event, Ask(outcome=outcome, page=number))
    return page(request, "event/claims.html", parts=found, panel=panel_of(request, record, person, event=event))


def _parts(record: Record, event: str, ask: Ask) -> Parts:
    try:
        return parts(record, event, ask)
    except UnknownRule as error:
        raise Missing(str(error.args[0])) from None
